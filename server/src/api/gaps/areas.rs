//! `GET /api/v1/gaps/areas`

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use axum::extract::{RawQuery, State};
use axum::response::Response;
use spatial::disclosure::Shown;
use spatial::gap_areas::{GapArea, GapAreas, Nearest, ShownArea};
use spatial::rules::{Cause, RuleId};
use spatial::shape::Shape;
use spatial::snapshot::{List, Row};
use utoipa::IntoParams;

use crate::api::cursor::{Cursor, page};
use crate::api::lens::{self, LensQuery};
use crate::api::sheet::{Format, Sheet, one_line};
use crate::api::view::{PlaceRow, View};
use crate::api::wire::{
    Bounds, CauseWord, Count, LevelWord, Position, RuleWord, SpotGrid, SpotItem, SpotPage, SpotStation,
};
use crate::app::App;
use crate::http::{Params, Problem, Problems, momentary};

/// The parameters of the blind-spot areas.
#[derive(IntoParams)]
#[into_params(parameter_in = Query)]
#[expect(dead_code, reason = "describes the parameters; they are read by name, to say which one is wrong")]
struct Query {
    /// The rule, one that judges households; by default S1.
    #[param(inline)]
    rule: Option<RuleWord>,
    /// One cause only; by default all.
    #[param(inline)]
    cause: Option<CauseWord>,
    /// Code of an area or grid in which any of its households stand; for those who see no exact counts, in which the grid that
    /// answers for it lies. By default the district.
    area: Option<String>,
    /// How many items; a file (csv, geojson) without a limit holds them all.
    #[param(default = 50, minimum = 1, maximum = 500)]
    limit: Option<usize>,
    /// The `next` of the page before.
    cursor: Option<String>,
    /// json, csv (for a spreadsheet) or geojson (for a map program): the same items; by default json.
    #[param(inline)]
    format: Option<Format>,
}

const SHEET: Sheet = Sheet {
    name: "gap-areas",
    items: "items",
    place: Some("outline"),
    lines: one_line,
    columns: &[
        ("编号", "id", "/id"),
        ("规则", "rule", "/rule"),
        ("严重程度", "severity", "/severity"),
        ("原因", "cause", "/cause"),
        ("户数", "households", "/households"),
        ("人数", "persons", "/persons"),
        ("逾期未走访户数", "overdue", "/overdue"),
        ("责任网格编号", "grid", "/grid/code"),
        ("责任网格名称", "grid name", "/grid/name"),
        ("网格长空缺", "vacant", "/grid/vacant"),
        ("网格长", "grid leader", "/grid/leader"),
        ("最近站点", "nearest station", "/station/name"),
        ("最近步行米", "nearest m", "/station/nearest_m"),
        ("最远步行米", "farthest m", "/station/farthest_m"),
        ("经度", "longitude", "/label/0"),
        ("纬度", "latitude", "/label/1"),
    ],
};

/// The blind-spot areas of a rule, with their outlines: most people first.
#[utoipa::path(
    get, path = "/api/v1/gaps/areas", operation_id = "listGapAreas", tag = "gaps",
    params(Query, LensQuery),
    responses((status = 200, description = "A page of blind-spot areas", body = SpotPage), Problems)
)]
pub(crate) async fn list_gap_areas(State(app): State<App>, RawQuery(query): RawQuery) -> Result<Response, Problem> {
    let known = ["rule", "cause", "area", "limit", "cursor", "format", "rules", "as_of"];
    let params = Params::read(query.as_deref(), &known)?;
    let format = SHEET.format(&params)?;
    let rule = params.choice("rule", &RuleId::ALL, RuleId::as_str)?.unwrap_or(RuleId::S1);
    let cause = params.choice("cause", &Cause::ALL, Cause::as_str)?;
    let limit = params.limit(50, 500)?;
    let cursor = params.text("cursor").map(Cursor::decode).transpose()?;
    let view = app.view_of(params.text("area").unwrap_or_default())?;
    let within = params.text("area").map(|code| view.area_or_grid("area", code)).transpose()?;
    let view = lens::judged(view, &params, within.unwrap_or(PlaceRow::Area(Row(0)))).await?;
    let found = areas(&view, rule).await?;

    let of_cause = found.areas.iter().filter(|spot| cause.is_none_or(|cause| spot.cause == cause));
    let shown = of_cause.filter_map(|spot| Spot::shown(&view, spot));
    let mut spots: Vec<Spot> = shown.filter(|spot| within.is_none_or(|place| spot.is_in(&view, place))).collect();
    let position = |spot: &Spot| Cursor { rank: spot.persons().rank(), id: spot.area.id.clone() };
    spots.sort_by_cached_key(|spot| (std::cmp::Reverse(spot.persons().rank()), spot.area.id.clone()));
    let (spots, next) = page(spots, cursor.as_ref(), limit, position);
    let rest = |rows: &[Row]| Count(if knows_all(&view) { Shown::Exact(rows.len() as u64) } else { Shown::Hidden });
    let led: BTreeSet<&str> = spots.iter().filter_map(|spot| Some(view.code(PlaceRow::Grid(spot.grid()?)))).collect();
    let leaders = app.first_leaders(&view.snapshot().county, &led.into_iter().collect::<Vec<_>>()).await;
    let lacking = leaders.is_err();
    let leaders = leaders.unwrap_or_default();
    let page = SpotPage {
        items: spots.iter().map(|spot| spot.item(&view, &leaders)).collect(),
        next,
        scattered: rest(&found.scattered),
        without_position: rest(&found.without_position),
    };
    Ok(momentary(SHEET.answer(format, &page), lacking))
}

/// The areas of a rule, on a thread that may take its time: the first to ask has them made.
async fn areas(view: &View, rule: RuleId) -> Result<Arc<GapAreas>, Problem> {
    let served = Arc::clone(&view.served);
    let found = tokio::task::spawn_blocking(move || served.gap_areas(rule)).await.map_err(|_| Problem::internal())?;
    found.ok_or_else(|| {
        let judging = RuleId::ALL.into_iter().filter(|rule| view.judges_households(*rule));
        let allowed = judging.map(|rule| rule.as_str().to_owned()).collect();
        Problem::bad_parameter("rule", rule.as_str(), allowed)
    })
}

fn knows_all(view: &View) -> bool {
    view.audience.sees_exact(view.snapshot().county.as_str())
}

/// An area with what the audience may see of it.
struct Spot<'a> {
    area: &'a GapArea,
    shown: ShownArea<'a>,
}

impl<'a> Spot<'a> {
    /// `None` where the audience may not see the area at all.
    fn shown(view: &View, area: &'a GapArea) -> Option<Self> {
        Some(Self { area, shown: area.shown(&view.served.district, &view.audience)? })
    }

    fn is_in(&self, view: &View, place: PlaceRow) -> bool {
        let told = if self.shown.exact { self.area.grids.len() } else { 1 };
        let inside = |grid: &Row| match place {
            PlaceRow::Grid(asked) => *grid == asked,
            PlaceRow::Area(area) => view.served.hierarchy.grids(area).contains(grid),
        };
        self.area.grids.iter().take(told).any(|(grid, _)| inside(grid))
    }

    fn persons(&self) -> Count {
        Count(self.shown.count(self.area.persons))
    }

    /// The grid of most of its households.
    fn grid(&self) -> Option<Row> {
        self.area.grids.first().map(|(grid, _)| *grid)
    }

    fn item(&self, view: &View, leaders: &BTreeMap<String, String>) -> SpotItem {
        let Self { area, shown } = self;
        let grid = self.grid();
        let path = grid.map(|grid| view.path(view.snapshot().grids.community[grid.index()])).unwrap_or_default();
        let outline = degrees(view, shown.outline);
        SpotItem {
            id: area.id.clone(),
            rule: area.rule.into(),
            severity: view.severity(area.rule).into(),
            cause: area.cause.into(),
            households: Count(shown.count(area.households.len() as u64)),
            persons: self.persons(),
            overdue: Count(area.overdue.map_or(Shown::Hidden, |overdue| shown.count(overdue))),
            grid: grid.map(|grid| spot_grid(view, grid, leaders)),
            path: path.into_iter().filter(|step| step.level != LevelWord::District).collect(),
            grids: shown.exact.then_some(area.grids.len() as u32),
            station: area.nearest.map(|nearest| self.station(view, nearest)),
            label: view.position(area.label),
            bounds: around(&outline),
            outline,
        }
    }

    fn station(&self, view: &View, nearest: Nearest) -> SpotStation {
        let stations = &view.snapshot().stations;
        let metres = |dm: u32| self.shown.exact.then(|| f64::from(dm) / 10.0);
        SpotStation {
            id: stations.id[nearest.station.index()].to_string(),
            name: stations.name[nearest.station.index()].to_string(),
            nearest_m: metres(nearest.nearest_dm),
            farthest_m: metres(nearest.farthest_dm),
        }
    }
}

fn spot_grid(view: &View, grid: Row, leaders: &BTreeMap<String, String>) -> SpotGrid {
    let place = PlaceRow::Grid(grid);
    SpotGrid {
        code: view.code(place).to_owned(),
        name: view.name(place).to_owned(),
        vacant: view.snapshot().grids.leaders[grid.index()] == 0 && !view.snapshot().lacks(List::GridStaff),
        leader: leaders.get(view.code(place)).cloned(),
    }
}

/// Rings in degrees, closed as GeoJSON wants them.
fn degrees(view: &View, shape: &Shape) -> Vec<Vec<Vec<Position>>> {
    let closed = |ring: &[spatial::shape::Point]| {
        ring.iter().chain(ring.first()).map(|point| view.position(*point)).collect::<Vec<_>>()
    };
    shape.iter().map(|polygon| polygon.rings().map(|ring| closed(ring)).collect()).collect()
}

fn around(outline: &[Vec<Vec<Position>>]) -> Bounds {
    let positions = outline.iter().flatten().flatten().map(|position| position.0);
    let empty = [f64::INFINITY, f64::INFINITY, f64::NEG_INFINITY, f64::NEG_INFINITY];
    Bounds(positions.fold(empty, |[west, south, east, north], [lon, lat]| {
        [west.min(lon), south.min(lat), east.max(lon), north.max(lat)]
    }))
}
