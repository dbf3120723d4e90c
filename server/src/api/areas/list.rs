//! `GET /api/v1/areas`

use axum::extract::{RawQuery, State};
use axum::response::Response;
use spatial::places::Level;
use spatial::snapshot::Row;
use utoipa::IntoParams;

use crate::api::cursor::{Cursor, page};
use crate::api::lens::{self, LensQuery};
use crate::api::sheet::{Format, Sheet, one_line};
use crate::api::view::PlaceRow;
use crate::api::wire::{LevelWord, Page, Place};
use crate::app::App;
use crate::http::{Params, Problem, Problems};

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
    /// How many items; a file (csv, geojson) without a limit holds them all.
    #[param(default = 100, minimum = 1, maximum = 1000)]
    limit: Option<usize>,
    /// The `next` of the page before.
    cursor: Option<String>,
    /// json, csv (for a spreadsheet) or geojson (for a map program): the same items; by default json.
    #[param(inline)]
    format: Option<Format>,
}

const SHEET: Sheet = Sheet {
    name: "areas",
    items: "items",
    place: Some("label"),
    lines: one_line,
    columns: &[
        ("编号", "code", "/code"),
        ("名称", "name", "/name"),
        ("级别", "level", "/level"),
        ("类型", "kind", "/kind"),
        ("上级编号", "parent", "/parent"),
        ("社区编号", "community", "/community"),
        ("户数", "households", "/counts/households"),
        ("人数", "persons", "/counts/persons"),
        ("党员数", "members", "/counts/members"),
        ("党组织数", "organisations", "/counts/organisations"),
        ("单位数", "units", "/counts/units"),
        ("站点数", "stations", "/counts/stations"),
        ("楼栋数", "buildings", "/counts/buildings"),
        ("最差判定", "worst", "/worst/verdict"),
        ("最差规则", "worst rule", "/worst/rule"),
        ("原因", "cause", "/worst/cause"),
        ("经度", "longitude", "/label/0"),
        ("纬度", "latitude", "/label/1"),
    ],
};

/// The areas (or grids) inside an area, by code.
#[utoipa::path(
    get, path = "/api/v1/areas", operation_id = "listAreas", tag = "district",
    params(Query, LensQuery),
    responses((status = 200, description = "A page of areas or grids", body = Page<Place>), Problems)
)]
pub(crate) async fn list_areas(State(app): State<App>, RawQuery(query): RawQuery) -> Result<Response, Problem> {
    let known = ["parent", "level", "limit", "cursor", "format", "rules", "as_of"];
    let params = Params::read(query.as_deref(), &known)?;
    let format = SHEET.format(&params)?;
    let level = params.choice("level", &Level::ALL, Level::as_str)?;
    let limit = params.limit(100, 1000)?;
    let cursor = params.text("cursor").map(Cursor::decode).transpose()?;
    let view = app.view_of(params.text("parent").unwrap_or_default())?;
    let parent = params.text("parent").map_or(Ok(Row(0)), |code| view.area("parent", code))?;
    let view = lens::judged(view, &params, PlaceRow::Area(parent)).await?;
    let own = view.snapshot().areas.code.get(parent.index()).map_or(Level::District, spatial::places::AreaCode::level);
    let places = view.places(parent, level.unwrap_or_else(|| below(own)));
    let position = |place: &_| Cursor { rank: 0, id: view.code(*place).to_owned() };
    let (places, next) = page(places, cursor.as_ref(), limit, position);
    Ok(SHEET.answer(format, &Page { items: places.into_iter().map(|place| view.place(place)).collect(), next }))
}

fn below(level: Level) -> Level {
    match level {
        Level::District => Level::Street,
        Level::Street => Level::Community,
        Level::Community | Level::Grid => Level::Grid,
    }
}
