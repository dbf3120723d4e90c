//! `GET /api/v1/siting/closing`

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::sync::Arc;

use axum::extract::{RawQuery, State};
use axum::response::Response;
use spatial::places::Level;
use spatial::siting::{self, Closing, SiteKind};
use spatial::snapshot::{Placement, Row};
use utoipa::IntoParams;

use super::asking::{area_code, asked_about, within_dm};
use crate::api::cursor::{Cursor, page};
use crate::api::lens::LensQuery;
use crate::api::sheet::{Format, Sheet, one_line};
use crate::api::view::{PlaceRow, View};
use crate::api::wire::{ClosingAnswer, ClosingItem, ClosingStation, LevelWord, PeopleItem};
use crate::app::App;
use crate::http::{Params, Problem, Problems};

/// The parameters of a closing.
#[derive(IntoParams)]
#[into_params(parameter_in = Query)]
#[expect(dead_code, reason = "describes the parameters; they are read by name, to say which one is wrong")]
struct Query {
    /// The id of the station that would close; without one nobody is lost.
    station: Option<String>,
    /// How far a station serves on foot, metres; by default as far as S1 says.
    #[param(minimum = 50, maximum = 3000)]
    within_m: Option<usize>,
    /// Code of the area whose households count, wherever the station is; by default the district.
    area: Option<String>,
    /// The places in which those who are lost are counted; by default grid.
    #[param(inline)]
    level: Option<LevelWord>,
    /// How many items; a file (csv, geojson) without a limit holds them all.
    #[param(default = 200, minimum = 1, maximum = 1000)]
    limit: Option<usize>,
    /// The `next` of the page before.
    cursor: Option<String>,
    /// json, csv (for a spreadsheet) or geojson (for a map program): the same items; by default json.
    #[param(inline)]
    format: Option<Format>,
}

const SHEET: Sheet = Sheet {
    name: "siting-closing",
    items: "items",
    place: Some("label"),
    lines: one_line,
    columns: &[
        ("编号", "code", "/code"),
        ("名称", "name", "/name"),
        ("级别", "level", "/level"),
        ("失去户数", "households lost", "/loses/households"),
        ("失去人数", "persons lost", "/loses/persons"),
        ("经度", "longitude", "/label/0"),
        ("纬度", "latitude", "/label/1"),
    ],
};

/// What if a station closes: who reaches it and no other, place by place. For those who see exact counts of the area asked
/// about.
#[utoipa::path(
    get, path = "/api/v1/siting/closing", operation_id = "closeStation", tag = "siting",
    params(Query, LensQuery),
    responses((status = 200, description = "A page of places with those who are lost", body = ClosingAnswer), Problems)
)]
pub(crate) async fn close_station(State(app): State<App>, RawQuery(query): RawQuery) -> Result<Response, Problem> {
    let known = ["station", "within_m", "area", "level", "limit", "cursor", "format", "rules", "as_of"];
    let params = Params::read(query.as_deref(), &known)?;
    let format = SHEET.format(&params)?;
    let level = params.choice("level", &Level::ALL, Level::as_str)?.unwrap_or(Level::Grid);
    let limit = params.limit(200, 1000)?;
    let cursor = params.text("cursor").map(Cursor::decode).transpose()?;
    let within_dm = within_dm(&params)?;
    let (view, area) = asked_about(&app, &params).await?;
    let usual = siting::usual_reach_dm(SiteKind::Station, &view.served.district.rules);
    let within_dm = within_dm.unwrap_or(usual);
    let station = params.text("station").map(|id| station_row(&view, id)).transpose()?;
    let lost = match station {
        Some(station) => {
            let closing = closing(&view, station, within_dm).await?;
            lost_in(&view, &closing, area)
        }
        None => Vec::new(),
    };

    let items = by_place(&view, &lost, level);
    let position = |item: &ClosingItem| Cursor { rank: item.loses.persons, id: item.id.clone() };
    let (items, next) = page(items, cursor.as_ref(), limit, position);
    let answer = ClosingAnswer {
        station: station.map(|station| station_item(&view, station)),
        within_m: f64::from(within_dm) / 10.0,
        area: area_code(&view, area),
        loses: people(&view, &lost),
        items,
        next,
    };
    Ok(SHEET.answer(format, &answer))
}

fn station_row(view: &View, id: &str) -> Result<Row, Problem> {
    let row = view.snapshot().stations.id.iter().position(|station| station.as_str() == id);
    row.map(|row| Row(row as u32)).ok_or_else(|| Problem::no_such_station(id))
}

/// Who relies on the station, found on a thread that may take its time, or known from before.
async fn closing(view: &View, station: Row, within_dm: u32) -> Result<Arc<Closing>, Problem> {
    let served = Arc::clone(&view.served);
    let closing = tokio::task::spawn_blocking(move || served.closing(station, within_dm));
    closing.await.map_err(|_| Problem::internal())
}

/// Those of the area.
fn lost_in(view: &View, closing: &Closing, area: Option<Row>) -> Vec<Row> {
    let households = &view.snapshot().households;
    let is_in = |row: &Row| view.is_in(area, households.placement[row.index()], households.community[row.index()]);
    closing.households.iter().copied().filter(is_in).collect()
}

/// The place of a level in which a household is counted, else the next above it that there is.
fn place_of(view: &View, household: Row, level: Level) -> PlaceRow {
    let (areas, households) = (&view.snapshot().areas, &view.snapshot().households);
    let placement = households.placement[household.index()];
    if let (Level::Grid, Placement::InGrid(grid)) = (level, placement) {
        return PlaceRow::Grid(grid);
    }
    let mut around = view.around(placement, households.community[household.index()]);
    PlaceRow::Area(around.find(|area| areas.code[area.index()].level() <= level).unwrap_or(Row(0)))
}

fn by_place(view: &View, lost: &[Row], level: Level) -> Vec<ClosingItem> {
    let mut places: BTreeMap<String, (PlaceRow, Vec<Row>)> = BTreeMap::new();
    for household in lost {
        let place = place_of(view, *household, level);
        let of_place = places.entry(view.code(place).to_owned()).or_insert((place, Vec::new()));
        of_place.1.push(*household);
    }
    let item = |(code, (place, households)): (String, (PlaceRow, Vec<Row>))| ClosingItem {
        id: code.clone(),
        code,
        name: view.name(place).to_owned(),
        level: view.level(place).into(),
        label: view.label(place),
        loses: people(view, &households),
    };
    let mut items: Vec<_> = places.into_iter().map(item).collect();
    items.sort_by_key(|item| Reverse(item.loses.persons));
    items
}

fn people(view: &View, households: &[Row]) -> PeopleItem {
    let persons = households.iter().map(|row| view.snapshot().households.persons[row.index()].unwrap_or(0));
    PeopleItem { households: households.len() as u64, persons: persons.map(u64::from).sum() }
}

fn station_item(view: &View, station: Row) -> ClosingStation {
    let stations = &view.snapshot().stations;
    let path = view.path(stations.area[station.index()]).into_iter();
    ClosingStation {
        id: stations.id[station.index()].to_string(),
        name: stations.name[station.index()].to_string(),
        position: stations.position[station.index()].map(|at| view.position(at)),
        path: path.filter(|step| step.level != LevelWord::District).collect(),
    }
}
