//! `GET /api/v1/search`

use axum::extract::{RawQuery, State};
use axum::response::Response;
use serde::Serialize;
use spatial::shape::Point;
use spatial::snapshot::Row;
use utoipa::{IntoParams, ToSchema};

use crate::api::sheet::{Format, Sheet, one_line};
use crate::api::view::{PlaceRow, View};
use crate::api::wire::{Bounds, Page, PathItem, Position};
use crate::app::App;
use crate::http::{Params, Problem, Problems, quoted};
use crate::live::{Hit, HitKind, may_find};

/// Longer than any name, characters.
const MAX_QUERY_CHARS: usize = 60;

/// What to look for.
#[derive(IntoParams)]
#[into_params(parameter_in = Query)]
#[expect(dead_code, reason = "describes the parameters; they are read by name, to say which one is wrong")]
struct Query {
    /// A name, a code, pinyin initials, or an address where the audience may see addresses; nothing finds nothing.
    #[param(example = "yhjd")]
    q: Option<String>,
    /// How many items; a file (csv, geojson) without a limit holds them all.
    #[param(default = 10, minimum = 1, maximum = 100)]
    limit: Option<usize>,
    /// json, csv (for a spreadsheet) or geojson (for a map program): the same items; by default json.
    #[param(inline)]
    format: Option<Format>,
}

const SHEET: Sheet = Sheet {
    name: "search",
    items: "items",
    place: Some("label"),
    lines: one_line,
    columns: &[
        ("编号", "id", "/id"),
        ("类型", "kind", "/kind"),
        ("名称", "name", "/name"),
        ("经度", "longitude", "/label/0"),
        ("纬度", "latitude", "/label/1"),
    ],
};

/// What was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum FoundKind {
    /// District, street or community.
    Area,
    /// Grid.
    Grid,
    /// Party organisation.
    Organisation,
    /// Service station.
    Station,
    /// Enterprise, social organisation or institution.
    Unit,
    /// Building, by its address.
    Building,
}

/// A place that was found.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct FoundItem {
    /// Code or id.
    pub id: String,
    /// What it is.
    pub kind: FoundKind,
    /// The code of an area or grid.
    pub code: Option<String>,
    /// Name or address.
    pub name: String,
    /// From the district to the area that it is in.
    pub path: Vec<PathItem>,
    /// Where it is; null where the register does not say.
    pub label: Option<Position>,
    /// The bounding box of an area or grid.
    pub bounds: Option<Bounds>,
}

/// Finds areas, grids, stations and organisations by name, code or pinyin initials; units and addresses where the audience
/// may see them.
#[utoipa::path(
    get, path = "/api/v1/search", operation_id = "search", tag = "search",
    params(Query),
    responses((status = 200, description = "What was found, best first", body = Page<FoundItem>), Problems)
)]
pub(crate) async fn search(State(app): State<App>, RawQuery(query): RawQuery) -> Result<Response, Problem> {
    let params = Params::read(query.as_deref(), &["q", "limit", "format"])?;
    let format = SHEET.format(&params)?;
    let limit = params.limit(10, 100)?;
    let text = params.text("q").unwrap_or_default();
    if text.chars().count() > MAX_QUERY_CHARS {
        let problem = Problem::bad_parameter("q", text, vec![format!("at most {MAX_QUERY_CHARS} characters")]);
        return Err(Problem { detail: format!("q={} is too long", quoted(text)), ..problem });
    }
    let view = app.view()?;
    let may_see = |hit: Hit| may_find(&view.audience, hit.kind, community_code(&view, hit));
    let hits = view.served.search.find(text, limit, may_see);
    Ok(SHEET.answer(format, &Page { items: hits.into_iter().map(|hit| item(&view, hit)).collect(), next: None }))
}

fn item(view: &View, hit: Hit) -> FoundItem {
    let (snapshot, at) = (view.snapshot(), hit.row.index());
    let point = |label: Option<Point>| label.map(|point| view.position(point));
    let (kind, id, name, label) = match hit.kind {
        HitKind::Area | HitKind::Grid => return place_item(view, hit),
        HitKind::Station => {
            let table = &snapshot.stations;
            (FoundKind::Station, table.id[at].as_str(), &table.name[at], point(table.position[at]))
        }
        HitKind::Organisation => {
            let table = &snapshot.organisations;
            (FoundKind::Organisation, table.id[at].as_str(), &table.name[at], point(table.position[at]))
        }
        HitKind::Unit => {
            let table = &snapshot.units;
            (FoundKind::Unit, table.id[at].as_str(), &table.name[at], point(table.position[at]))
        }
        HitKind::Building => {
            let table = &snapshot.buildings;
            (FoundKind::Building, table.id[at].as_str(), &table.address[at], point(Some(table.label[at])))
        }
    };
    let path = view.path(area_row(view, hit));
    FoundItem { id: id.to_owned(), kind, code: None, name: name.to_string(), path, label, bounds: None }
}

fn place_item(view: &View, hit: Hit) -> FoundItem {
    let (kind, place) = match hit.kind {
        HitKind::Grid => (FoundKind::Grid, PlaceRow::Grid(hit.row)),
        _ => (FoundKind::Area, PlaceRow::Area(hit.row)),
    };
    FoundItem {
        id: view.code(place).to_owned(),
        kind,
        code: Some(view.code(place).to_owned()),
        name: view.name(place).to_owned(),
        path: view.path(area_row(view, hit)),
        label: Some(view.label(place)),
        bounds: Some(view.bounds(place)),
    }
}

/// The area around what was found.
fn area_row(view: &View, hit: Hit) -> Option<Row> {
    let (snapshot, at) = (view.snapshot(), hit.row.index());
    match hit.kind {
        HitKind::Area => snapshot.areas.parent[at],
        HitKind::Grid => snapshot.grids.community[at],
        HitKind::Station => snapshot.stations.area[at],
        HitKind::Organisation => snapshot.organisations.area[at],
        HitKind::Unit => snapshot.units.community[at],
        HitKind::Building => snapshot.buildings.community[at],
    }
}

fn community_code(view: &View, hit: Hit) -> Option<&str> {
    area_row(view, hit).map(|row| view.code(PlaceRow::Area(row)))
}
