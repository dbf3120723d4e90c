//! `GET /api/v1/gaps`

use std::cmp::Reverse;

use axum::extract::{RawQuery, State};
use axum::response::Response;
use spatial::places::Level;
use spatial::rules::{Cause, RuleId, RuleSeverity};
use spatial::snapshot::Row;
use utoipa::IntoParams;

use super::lines::{Line, lines};
use crate::api::cursor::{Cursor, page};
use crate::api::lens::{self, LensQuery};
use crate::api::sheet::{Format, Sheet, one_line};
use crate::api::view::{PlaceRow, View};
use crate::api::wire::{CauseWord, GapAreaItem, GapGridItem, GapItem, LevelWord, Page, RuleWord, SeverityWord};
use crate::app::App;
use crate::http::{Params, Problem, Problems};

/// The parameters of the list of blind spots.
#[derive(IntoParams)]
#[into_params(parameter_in = Query)]
#[expect(dead_code, reason = "describes the parameters; they are read by name, to say which one is wrong")]
struct Query {
    /// One rule only; by default all that are on.
    #[param(inline)]
    rule: Option<RuleWord>,
    /// Rules of one severity only; by default both.
    #[param(inline)]
    severity: Option<SeverityWord>,
    /// One cause only; by default all. At the other levels than grid the numbers are then those of the grids whose cause it is.
    #[param(inline)]
    cause: Option<CauseWord>,
    /// Code of the area or grid they lie in; by default the district.
    area: Option<String>,
    /// grid gives the blind spots themselves. The other levels tell of each place how many there are, how many households are
    /// gaps in whatever grid or in none (so more than the blind spots add up to), and whether the place is itself a gap (G3,
    /// G7, S2). By default grid.
    #[param(inline)]
    level: Option<LevelWord>,
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
    name: "gaps",
    items: "items",
    place: Some("label"),
    lines: one_line,
    columns: &[
        ("编号", "id", "/id"),
        ("级别", "level", "/level"),
        ("网格编号", "grid", "/grid"),
        ("区划编号", "area", "/code"),
        ("名称", "name", "/name"),
        ("规则", "rule", "/rule"),
        ("严重程度", "severity", "/severity"),
        ("原因", "cause", "/cause"),
        ("盲区网格数", "gap grids", "/gap_grids"),
        ("户数", "households", "/households"),
        ("人数", "persons", "/persons"),
        ("经度", "longitude", "/label/0"),
        ("纬度", "latitude", "/label/1"),
    ],
};

/// The blind spots: most people first, then by id.
#[utoipa::path(
    get, path = "/api/v1/gaps", operation_id = "listGaps", tag = "gaps",
    params(Query, LensQuery),
    responses((status = 200, description = "A page of blind spots", body = Page<GapItem>), Problems)
)]
pub(crate) async fn list_gaps(State(app): State<App>, RawQuery(query): RawQuery) -> Result<Response, Problem> {
    let known = ["rule", "severity", "cause", "area", "level", "limit", "cursor", "format", "rules", "as_of"];
    let params = Params::read(query.as_deref(), &known)?;
    let format = SHEET.format(&params)?;
    let rule = params.choice("rule", &RuleId::ALL, RuleId::as_str)?;
    let severity = params.choice("severity", &[RuleSeverity::Hard, RuleSeverity::Soft], severity_word)?;
    let cause = params.choice("cause", &Cause::ALL, Cause::as_str)?;
    let level = params.choice("level", &Level::ALL, Level::as_str)?.unwrap_or(Level::Grid);
    let limit = params.limit(50, 1000)?;
    let cursor = params.text("cursor").map(Cursor::decode).transpose()?;
    let view = app.view_of(params.text("area").unwrap_or_default())?;
    let within = params.text("area").map_or(Ok(PlaceRow::Area(Row(0))), |code| view.area_or_grid("area", code))?;
    let view = lens::judged(view, &params, within).await?;
    if let Some(off) = rule.filter(|rule| view.rules().all(|on| on != *rule)) {
        let on = view.rules().map(|rule| rule.as_str().to_owned()).collect();
        return Err(Problem::bad_parameter("rule", off.as_str(), on));
    }

    let asked = |other: &RuleId| {
        rule.is_none_or(|rule| rule == *other) && severity.is_none_or(|word| view.severity(*other) == word)
    };
    let rules: Vec<RuleId> = view.rules().filter(asked).collect();
    let mut lines = lines(&view, &view.places_at(within, level)?, &rules, cause);
    let position = |line: &Line| Cursor { rank: line.persons.rank(), id: id(&view, line) };
    lines.sort_by_cached_key(|line| (Reverse(line.persons.rank()), id(&view, line)));
    let (lines, next) = page(lines, cursor.as_ref(), limit, position);
    Ok(SHEET.answer(format, &Page { items: lines.iter().map(|line| item(&view, line)).collect(), next }))
}

fn severity_word(severity: RuleSeverity) -> &'static str {
    match severity {
        RuleSeverity::Hard => "hard",
        RuleSeverity::Soft => "soft",
    }
}

fn id(view: &View, line: &Line) -> String {
    format!("{}-{}", view.code(line.place), line.rule.as_str())
}

fn item(view: &View, line: &Line) -> GapItem {
    match line.place {
        PlaceRow::Grid(row) => GapItem::Grid(Box::new(grid_item(view, line, row))),
        PlaceRow::Area(_) => GapItem::Area(Box::new(GapAreaItem {
            id: id(view, line),
            code: view.code(line.place).to_owned(),
            name: view.name(line.place).to_owned(),
            level: view.level(line.place).into(),
            rule: line.rule.into(),
            severity: view.severity(line.rule).into(),
            cause: line.own.and_then(|own| own.cause).map(Into::into),
            gap_grids: line.grids,
            households: line.households,
            persons: line.persons,
            facts: line.own.map(|_| view.facts(line.rule, line.place)).unwrap_or_default(),
            label: view.label(line.place),
            bounds: view.bounds(line.place),
        })),
    }
}

fn grid_item(view: &View, line: &Line, row: Row) -> GapGridItem {
    let grids = &view.snapshot().grids;
    GapGridItem {
        id: id(view, line),
        grid: view.code(line.place).to_owned(),
        name: view.name(line.place).to_owned(),
        level: LevelWord::Grid,
        path: view
            .path(grids.community[row.index()])
            .into_iter()
            .filter(|step| step.level != LevelWord::District)
            .collect(),
        rule: line.rule.into(),
        severity: view.severity(line.rule).into(),
        cause: view.judgement(line.rule, row).and_then(|judgement| judgement.cause).map(Into::into),
        households: line.households,
        persons: line.persons,
        label: view.label(line.place),
        bounds: view.bounds(line.place),
        facts: view.facts(line.rule, line.place),
    }
}
