//! `GET /api/v1/areas`

use axum::extract::{RawQuery, State};
use spatial::places::Level;
use spatial::snapshot::Row;
use utoipa::IntoParams;

use crate::api::cursor::{Cursor, page};
use crate::api::wire::{LevelWord, Page, Place};
use crate::app::App;
use crate::http::{Json, Params, Problem, Problems};

/// The parameters of the list of areas.
#[derive(IntoParams)]
#[into_params(parameter_in = Query)]
#[expect(dead_code, reason = "describes the parameters; they are read by name, to say which one is wrong")]
struct Query {
    /// Code of the area they lie in; by default the district.
    parent: Option<String>,
    /// Which level; by default the one below the parent.
    #[param(inline)]
    level: Option<LevelWord>,
    /// How many items.
    #[param(default = 100, minimum = 1, maximum = 1000)]
    limit: Option<usize>,
    /// The `next` of the page before.
    cursor: Option<String>,
}

/// The areas (or grids) inside an area, by code.
#[utoipa::path(
    get, path = "/api/v1/areas", operation_id = "listAreas", tag = "district",
    params(Query),
    responses((status = 200, description = "A page of areas or grids", body = Page<Place>), Problems)
)]
pub(crate) async fn list_areas(
    State(app): State<App>,
    RawQuery(query): RawQuery,
) -> Result<Json<Page<Place>>, Problem> {
    let params = Params::read(query.as_deref(), &["parent", "level", "limit", "cursor"])?;
    let level = params.choice("level", &Level::ALL, Level::as_str)?;
    let limit = params.limit(100, 1000)?;
    let cursor = params.text("cursor").map(Cursor::decode).transpose()?;
    let view = app.view_of(params.text("parent").unwrap_or_default())?;
    let parent = params.text("parent").map_or(Ok(Row(0)), |code| view.area("parent", code))?;
    let own = view.snapshot().areas.code.get(parent.index()).map_or(Level::District, spatial::places::AreaCode::level);
    let places = view.places(parent, level.unwrap_or_else(|| below(own)));
    let position = |place: &_| Cursor { rank: 0, id: view.code(*place).to_owned() };
    let (places, next) = page(places, cursor.as_ref(), limit, position);
    Ok(Json(Page { items: places.into_iter().map(|place| view.place(place)).collect(), next }))
}

fn below(level: Level) -> Level {
    match level {
        Level::District => Level::Street,
        Level::Street => Level::Community,
        Level::Community | Level::Grid => Level::Grid,
    }
}
