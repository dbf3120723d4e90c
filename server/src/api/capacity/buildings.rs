//! `GET /api/v1/capacity/buildings`

use std::cmp::Reverse;

use axum::extract::{RawQuery, State};
use axum::response::Response;
use spatial::flow::{Capacity, Standing, Tally};
use spatial::snapshot::Row;
use utoipa::IntoParams;

use super::asking::{asked_about, worked_out};
use crate::api::cursor::{Cursor, page};
use crate::api::lens::LensQuery;
use crate::api::sheet::{Format, Sheet, one_line};
use crate::api::view::View;
use crate::api::wire::{BuildingItem, Page, StandingWord};
use crate::app::App;
use crate::http::{Params, Problem, Problems};

/// The parameters of the buildings.
#[derive(IntoParams)]
#[into_params(parameter_in = Query)]
#[expect(dead_code, reason = "describes the parameters; they are read by name, to say which one is wrong")]
struct Query {
    /// Code of the area; by default the district.
    area: Option<String>,
    /// Buildings with this verdict only; by default all in which somebody is judged.
    #[param(inline)]
    standing: Option<StandingWord>,
    /// How many items; a file (csv, geojson) without a limit holds them all.
    #[param(default = 50, minimum = 1, maximum = 1000)]
    limit: Option<usize>,
    /// The `next` of the page before.
    cursor: Option<String>,
    /// json, csv (for a spreadsheet) or geojson (for a map program): the same items; by default json.
    #[param(inline)]
    format: Option<Format>,
}

const SHEET: Sheet = Sheet {
    name: "capacity-buildings",
    items: "items",
    place: Some("label"),
    lines: one_line,
    columns: &[
        ("楼栋编号", "building", "/id"),
        ("地址", "address", "/address"),
        ("网格编号", "grid", "/grid/code"),
        ("网格名称", "grid name", "/grid/name"),
        ("判定", "standing", "/standing"),
        ("已联系户数", "linked", "/households/linked"),
        ("可联未联户数", "unassigned", "/households/unassigned"),
        ("力量不足户数", "unreachable by capacity", "/households/unreachable_by_capacity"),
        ("未知户数", "unknown", "/households/unknown"),
        ("可补联系户数", "proposed", "/households/proposed"),
        ("可联未联人数", "unassigned persons", "/households/unassigned_persons"),
        ("力量不足人数", "unreachable persons", "/households/unreachable_persons"),
        ("经度", "longitude", "/label/0"),
        ("纬度", "latitude", "/label/1"),
    ],
};

/// The buildings of an area by what the best assignment of members says of their households (L8): most who wait first, then by
/// id. Households that the register puts in no building are in none. For those who see exact counts of the area.
#[utoipa::path(
    get, path = "/api/v1/capacity/buildings", operation_id = "listCapacityBuildings", tag = "capacity",
    params(Query, LensQuery),
    responses((status = 200, description = "A page of buildings", body = Page<BuildingItem>), Problems)
)]
pub(crate) async fn list_buildings(State(app): State<App>, RawQuery(query): RawQuery) -> Result<Response, Problem> {
    let known = ["area", "standing", "limit", "cursor", "format", "rules", "as_of"];
    let params = Params::read(query.as_deref(), &known)?;
    let format = SHEET.format(&params)?;
    let standing = params.choice("standing", &Standing::ALL, Standing::as_str)?;
    let limit = params.limit(50, 1000)?;
    let cursor = params.text("cursor").map(Cursor::decode).transpose()?;
    let (view, area) = asked_about(&app, &params).await?;
    view.demand_exact(area)?;
    let capacity = worked_out(&view).await?;

    let mut found = found(&view, &capacity, area, standing);
    let position = |(row, tally): &(Row, Tally)| Cursor { rank: waiting(tally), id: id(&view, *row).to_owned() };
    found.sort_by_key(|(row, tally)| (Reverse(waiting(tally)), *row));
    let (found, next) = page(found, cursor.as_ref(), limit, position);
    let items = found.into_iter().map(|(row, tally)| item(&view, row, tally)).collect();
    Ok(SHEET.answer(format, &Page { items, next }))
}

fn found(view: &View, capacity: &Capacity, area: Option<Row>, asked: Option<Standing>) -> Vec<(Row, Tally)> {
    let buildings = &view.snapshot().buildings;
    let is_in = |row: &Row| view.is_in(area, buildings.placement[row.index()], buildings.community[row.index()]);
    let is_asked = |tally: &Tally| match (tally.standing(), asked) {
        (standing, Some(asked)) => standing == asked,
        (standing, None) => standing != Standing::NotApplicable,
    };
    let rows = (0..buildings.id.len() as u32).map(Row).filter(is_in);
    rows.map(|row| (row, capacity.of_building(row))).filter(|(_, tally)| is_asked(tally)).collect()
}

/// Households that nobody is linked to.
fn waiting(tally: &Tally) -> u64 {
    tally.unassigned + tally.unreachable_by_capacity
}

fn id(view: &View, building: Row) -> &str {
    view.snapshot().buildings.id[building.index()].as_str()
}

fn item(view: &View, building: Row, tally: Tally) -> BuildingItem {
    let buildings = &view.snapshot().buildings;
    BuildingItem {
        id: id(view, building).to_owned(),
        address: view.address(building),
        grid: view.grid_of(buildings.placement[building.index()]),
        label: view.position(buildings.label[building.index()]),
        standing: tally.standing().into(),
        households: tally.into(),
    }
}
