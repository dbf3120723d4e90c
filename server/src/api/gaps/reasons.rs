//! `GET /api/v1/gaps/reasons`

use std::sync::Arc;

use axum::extract::{RawQuery, State};
use axum::response::Response;
use serde_json::Value;
use spatial::places::Level;
use spatial::snapshot::Row;
use spatial::sums::{ByReasons, Reasons};
use utoipa::IntoParams;

use crate::api::cursor::{Cursor, page};
use crate::api::lens::{self, LensQuery};
use crate::api::sheet::{Sheet, TableFormat, a_line_for_each};
use crate::api::view::{PlaceRow, View};
use crate::api::wire::{LevelWord, Page, ReasonSet, ReasonsItem};
use crate::app::App;
use crate::http::{Params, Problem, Problems};

/// The parameters of the reasons.
#[derive(IntoParams)]
#[into_params(parameter_in = Query)]
#[expect(dead_code, reason = "describes the parameters; they are read by name, to say which one is wrong")]
struct Query {
    /// One item per place of this level; by default that of the area asked about.
    #[param(inline)]
    level: Option<LevelWord>,
    /// Code of the area they lie in, or of a grid; by default the district.
    area: Option<String>,
    /// How many items; a file (csv, geojson) without a limit holds them all.
    #[param(default = 200, minimum = 1, maximum = 1000)]
    limit: Option<usize>,
    /// The `next` of the page before.
    cursor: Option<String>,
    /// json, or csv (for a spreadsheet) with a line for each place and set of rules; by default json.
    #[param(inline)]
    format: Option<TableFormat>,
}

const SHEET: Sheet = Sheet {
    name: "gaps-reasons",
    items: "items",
    place: None,
    lines: |_, item: &Value| a_line_for_each(item, "sets").into_iter().map(plain).collect(),
    columns: &[
        ("编号", "code", "/code"),
        ("名称", "name", "/name"),
        ("级别", "level", "/level"),
        ("规则", "rules", "/rules"),
        ("户数", "households", "/households"),
        ("人数", "persons", "/persons"),
    ],
};

/// The rules as a cell.
fn plain(mut line: Value) -> Value {
    let rules = line["rules"].as_array().into_iter().flatten().filter_map(Value::as_str);
    line["rules"] = rules.collect::<Vec<_>>().join(" ").into();
    line
}

/// Gap households by the exact set of rules under which they are gaps: each household once, so that how many are gaps under any
/// or all of some rules is a sum over sets. For those who see exact counts of the area asked about.
#[utoipa::path(
    get, path = "/api/v1/gaps/reasons", operation_id = "listGapReasons", tag = "gaps",
    params(Query, LensQuery),
    responses((status = 200, description = "A page of places", body = Page<ReasonsItem>), Problems)
)]
pub(crate) async fn list_reasons(State(app): State<App>, RawQuery(query): RawQuery) -> Result<Response, Problem> {
    let known = ["level", "area", "limit", "cursor", "format", "rules", "as_of"];
    let params = Params::read(query.as_deref(), &known)?;
    let format = SHEET.format(&params)?;
    let level = params.choice("level", &Level::ALL, Level::as_str)?;
    let limit = params.limit(200, 1000)?;
    let cursor = params.text("cursor").map(Cursor::decode).transpose()?;
    let view = app.view_of(params.text("area").unwrap_or_default())?;
    let within = params.text("area").map_or(Ok(PlaceRow::Area(Row(0))), |code| view.area_or_grid("area", code))?;
    let view = lens::judged(view, &params, within).await?;
    view.demand_exact_of(within)?;
    counted(&view).await?;
    let places = view.places_at(within, level.unwrap_or(view.own_level(within)))?;
    let position = |place: &_| Cursor { rank: 0, id: view.code(*place).to_owned() };
    let (places, next) = page(places, cursor.as_ref(), limit, position);
    Ok(SHEET.answer(format, &Page { items: places.into_iter().map(|place| item(&view, place)).collect(), next }))
}

/// Has the households counted, on a thread that may take its time.
async fn counted(view: &View) -> Result<(), Problem> {
    let served = Arc::clone(&view.served);
    let counted = tokio::task::spawn_blocking(move || {
        served.district.reasons();
    });
    counted.await.map_err(|_| Problem::internal())
}

fn item(view: &View, place: PlaceRow) -> ReasonsItem {
    let reasons = view.served.district.reasons();
    let sets = match place {
        PlaceRow::Grid(row) => reasons.grid(row),
        PlaceRow::Area(row) => reasons.area(row),
    };
    let any = sets.with_any(Reasons::of(view.rules()));
    ReasonsItem {
        id: view.code(place).to_owned(),
        code: view.code(place).to_owned(),
        name: view.name(place).to_owned(),
        level: view.level(place).into(),
        any_households: any.households,
        any_persons: any.persons,
        sets: listed(sets),
    }
}

/// Most households first, then by the rules.
fn listed(sets: &ByReasons) -> Vec<ReasonSet> {
    let mut sets: Vec<_> = sets.iter().filter(|(reasons, _)| *reasons != Reasons::default()).collect();
    sets.sort_by_key(|(reasons, affected)| (std::cmp::Reverse(affected.households), *reasons));
    let set = |(reasons, affected): (Reasons, spatial::sums::Affected)| ReasonSet {
        rules: reasons.rules().map(Into::into).collect(),
        households: affected.households,
        persons: affected.persons,
    };
    sets.into_iter().map(set).collect()
}
