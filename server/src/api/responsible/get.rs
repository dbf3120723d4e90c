//! `GET /api/v1/responsible`

use axum::extract::{RawQuery, State};
use serde::Serialize;
use spatial::places::LonLat;
use spatial::snapshot::Row;
use utoipa::{IntoParams, ToSchema};

use super::{Contacts, GridName, Responsible};
use crate::api::view::View;
use crate::api::wire::PathItem;
use crate::app::App;
use crate::http::{Momentary, Params, Problem, Problems};

/// Where to ask about.
#[derive(IntoParams)]
#[into_params(parameter_in = Query)]
#[expect(dead_code, reason = "describes the parameters; they are read by name, to say which one is wrong")]
struct Query {
    /// Degrees east, EPSG:4490; by default the middle of the district.
    #[param(minimum = -180, maximum = 180, example = 113.6)]
    lon: Option<f64>,
    /// Degrees north, EPSG:4490; by default the middle of the district.
    #[param(minimum = -90, maximum = 90, example = 30.2)]
    lat: Option<f64>,
}

/// Who is responsible at a position.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct ResponsibleCard {
    /// The grid that holds the position; null where none does.
    pub grid: Option<GridName>,
    /// All grids that hold it: more than one on a border or where grids overlap.
    pub candidates: Vec<GridName>,
    /// From the district to the community.
    pub path: Vec<PathItem>,
    /// Who is responsible for the grid.
    #[serde(flatten)]
    pub responsible: Responsible,
}

/// Who is responsible at a position: my grid, my contact, my station.
#[utoipa::path(
    get, path = "/api/v1/responsible", operation_id = "getResponsible", tag = "district",
    params(Query),
    responses((status = 200, description = "Who is responsible", body = ResponsibleCard), Problems)
)]
pub(crate) async fn get_responsible(
    State(app): State<App>,
    RawQuery(query): RawQuery,
) -> Result<Momentary<ResponsibleCard>, Problem> {
    let params = Params::read(query.as_deref(), &["lon", "lat"])?;
    let (lon, lat) = (params.degrees("lon", 180.0)?, params.degrees("lat", 90.0)?);
    let position = match (lon, lat) {
        (Some(lon), Some(lat)) => Some(LonLat { lon, lat }),
        (None, None) => None,
        (None, Some(_)) => return Err(Problem::bad_parameter("lon", "", vec!["-180..180 together with lat".into()])),
        (Some(_), None) => return Err(Problem::bad_parameter("lat", "", vec!["-90..90 together with lon".into()])),
    };
    let view = app.view()?;
    let grids = grids_at(&view, position);
    let grid = grids.first().copied();
    let community = grid.and_then(|row| view.snapshot().grids.community[row.index()]);
    let responsible = match grid {
        Some(row) => Box::pin(Responsible::for_grid(&app, &view, row)).await,
        None => Responsible::default(),
    };
    let candidates: Vec<_> = grids.iter().map(|&row| GridName::of(&view, row)).collect();
    let lacking = responsible.contacts == Contacts::Unavailable;
    let grid = candidates.first().cloned();
    let answer = ResponsibleCard { grid, candidates, path: view.path(community), responsible };
    Ok(Momentary { answer, lacking })
}

fn grids_at(view: &View, position: Option<LonLat>) -> Vec<Row> {
    let snapshot = view.snapshot();
    let point = match position {
        Some(position) => snapshot.frame.project(position),
        None => snapshot.areas.label.first().copied(),
    };
    point.map(|point| snapshot.grids_at(point)).unwrap_or_default()
}
