//! `GET /api/v1/timeline`

use std::sync::Arc;

use axum::extract::{RawQuery, State};
use axum::response::Response;
use chrono::{Days, NaiveDate};
use serde_json::{Value, json};
use spatial::places::Level;
use spatial::rules::RuleId;
use spatial::snapshot::Row;
use spatial::timeline::{self, Moment, Totals};
use utoipa::IntoParams;

use crate::api::cursor::{Cursor, page};
use crate::api::lens::{self, LensQuery, MOST_DAYS_AHEAD};
use crate::api::sheet::{Format, Sheet};
use crate::api::view::{PlaceRow, View};
use crate::api::wire::{LevelWord, RuleWord, TimelineAnswer, TimelineDue, TimelineItem};
use crate::app::App;
use crate::http::{Params, Problem, Problems};
use crate::live::{Timeline, TimelineAsk};

/// Five years: longer than a register is kept the same way.
const MOST_MONTHS: usize = 60;

/// The parameters of the timeline.
#[derive(IntoParams)]
#[into_params(parameter_in = Query)]
#[expect(dead_code, reason = "describes the parameters; they are read by name, to say which one is wrong")]
struct Query {
    /// The rule, one whose dates the register has; by default V1.
    #[param(inline)]
    rule: Option<RuleWord>,
    /// One item for each place of this level in the area; by default the level of the area itself, so that it is the only one.
    #[param(inline)]
    level: Option<LevelWord>,
    /// Code of the area or grid; by default the district.
    area: Option<String>,
    /// How many month ends, the last one on or before the date of the verdicts.
    #[param(default = 24, minimum = 1, maximum = 60)]
    months: Option<usize>,
    /// The day, at most 366 days after the date of the verdicts, by which V1 says how many more will be overdue; by default a
    /// week after.
    #[param(value_type = Option<String>, format = Date)]
    due: Option<String>,
    /// How many items; a file (csv, geojson) without a limit holds them all.
    #[param(default = 200, minimum = 1, maximum = 1000)]
    limit: Option<usize>,
    /// The `next` of the page before.
    cursor: Option<String>,
    /// json, csv (for a spreadsheet; a line for each place and month) or geojson (for a map program); by default json.
    #[param(inline)]
    format: Option<Format>,
}

const SHEET: Sheet = Sheet {
    name: "timeline",
    items: "items",
    place: Some("label"),
    lines: a_line_for_each_month,
    columns: &[
        ("编号", "code", "/code"),
        ("名称", "name", "/name"),
        ("级别", "level", "/level"),
        ("月末", "month end", "/as_of"),
        ("覆盖户数", "covered households", "/covered"),
        ("盲区户数", "gap households", "/gap"),
        ("未知户数", "unknown households", "/unknown"),
        ("盲区人数", "gap persons", "/gap_persons"),
    ],
};

/// How a rule's households stood at each month's end, place by place, and how many more will be overdue if nobody visits. For
/// those who see exact counts of the area or grid: from one month to the next a household or two change, whose affair that is.
#[utoipa::path(
    get, path = "/api/v1/timeline", operation_id = "getTimeline", tag = "gaps",
    params(Query, LensQuery),
    responses((status = 200, description = "A page of places, each with its month ends", body = TimelineAnswer), Problems)
)]
pub(crate) async fn get_timeline(State(app): State<App>, RawQuery(query): RawQuery) -> Result<Response, Problem> {
    let known = ["rule", "level", "area", "months", "due", "limit", "cursor", "format", "rules", "as_of"];
    let params = Params::read(query.as_deref(), &known)?;
    let format = SHEET.format(&params)?;
    let rule = params.choice("rule", &timeline::RULES, RuleId::as_str)?.unwrap_or(RuleId::V1);
    let level = params.choice("level", &Level::ALL, Level::as_str)?;
    let months = params.number("months", 1..=MOST_MONTHS)?.unwrap_or(24);
    let limit = params.limit(200, 1000)?;
    let cursor = params.text("cursor").map(Cursor::decode).transpose()?;
    let view = app.view_of(params.text("area").unwrap_or_default())?;
    let within = params.text("area").map_or(Ok(PlaceRow::Area(Row(0))), |code| view.area_or_grid("area", code))?;
    let view = lens::judged(view, &params, within).await?;
    let due = due_by(&view, &params)?;
    view.demand_exact_of(within)?;
    let told = told(&view, TimelineAsk { rule, months, due }).await?;

    let level = level.unwrap_or_else(|| view.own_level(within));
    let position = |place: &_| Cursor { rank: 0, id: view.code(*place).to_owned() };
    let (places, next) = page(view.places_at(within, level)?, cursor.as_ref(), limit, position);
    let answer = TimelineAnswer {
        rule: rule.into(),
        level: level.into(),
        months: told.months.iter().map(|moment| moment.as_of.to_string()).collect(),
        due: told.due.as_ref().map(|(_, then)| then.as_of.to_string()),
        items: places.into_iter().map(|place| item(&view, place, &told)).collect(),
        next,
    };
    Ok(SHEET.answer(format, &answer))
}

fn due_by(view: &View, params: &Params) -> Result<NaiveDate, Problem> {
    let as_of = view.served.district.verdicts.as_of;
    let ahead = |days| as_of.checked_add_days(Days::new(days)).unwrap_or(NaiveDate::MAX);
    Ok(params.date("due", &(ahead(1)..=ahead(MOST_DAYS_AHEAD)))?.unwrap_or(ahead(7)))
}

/// The moments, judged on a thread that may take its time, or known from before.
async fn told(view: &View, ask: TimelineAsk) -> Result<Arc<Timeline>, Problem> {
    // A rule that is off has no timeline.
    if !view.judges_households(ask.rule) {
        let on = timeline::RULES.into_iter().filter(|rule| view.judges_households(*rule));
        let on = on.map(|rule| rule.as_str().to_owned()).collect();
        return Err(Problem::bad_parameter("rule", ask.rule.as_str(), on));
    }
    let served = Arc::clone(&view.served);
    tokio::task::spawn_blocking(move || served.timeline(ask)).await.map_err(|_| Problem::internal())
}

fn item(view: &View, place: PlaceRow, told: &Timeline) -> TimelineItem {
    let totals = |moment: &Moment| match place {
        PlaceRow::Area(area) => moment.of_area(area),
        PlaceRow::Grid(grid) => moment.of_grid(grid),
    };
    let months: Vec<Totals> = told.months.iter().map(totals).collect();
    let each = |number: fn(&Totals) -> u64| months.iter().map(number).collect();
    let due = told.due.as_ref().map(|(now, then)| {
        let (now, then) = (totals(now), totals(then));
        TimelineDue {
            more_households: then.gap.saturating_sub(now.gap),
            more_persons: then.gap_persons.saturating_sub(now.gap_persons),
        }
    });
    TimelineItem {
        id: view.code(place).to_owned(),
        code: view.code(place).to_owned(),
        name: view.name(place).to_owned(),
        level: view.level(place).into(),
        label: view.label(place),
        covered: each(|totals| totals.covered),
        gap: each(|totals| totals.gap),
        unknown: each(|totals| totals.unknown),
        gap_persons: each(|totals| totals.gap_persons),
        due,
    }
}

fn a_line_for_each_month(answer: &Value, item: &Value) -> Vec<Value> {
    let months = answer["months"].as_array().into_iter().flatten().enumerate();
    let line = |(at, as_of): (usize, &Value)| {
        json!({
            "code": item["code"], "name": item["name"], "level": item["level"], "as_of": as_of,
            "covered": item["covered"][at], "gap": item["gap"][at], "unknown": item["unknown"][at],
            "gap_persons": item["gap_persons"][at],
        })
    };
    months.map(line).collect()
}
