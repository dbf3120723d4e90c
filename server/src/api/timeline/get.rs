//! `GET /api/v1/timeline`

use std::sync::Arc;

use axum::extract::{RawQuery, State};
use chrono::{Days, NaiveDate};
use spatial::rules::RuleId;
use spatial::snapshot::Row;
use spatial::timeline::{self, Moment, Totals};
use utoipa::IntoParams;

use crate::api::view::{PlaceRow, View};
use crate::api::wire::{RuleWord, TimelineAnswer, TimelineDue, TimelineItem};
use crate::app::App;
use crate::http::{Json, Params, Problem, Problems};
use crate::live::{Timeline, TimelineAsk};

/// Five years: longer than a register is kept the same way.
const MOST_MONTHS: usize = 60;
/// Nobody says a year ahead that nobody will visit.
const MOST_DAYS_AHEAD: u64 = 366;

/// The parameters of the timeline.
#[derive(IntoParams)]
#[into_params(parameter_in = Query)]
#[expect(dead_code, reason = "describes the parameters; they are read by name, to say which one is wrong")]
struct Query {
    /// The rule, one whose dates the register has; by default V1.
    #[param(inline)]
    rule: Option<RuleWord>,
    /// Code of the area or grid; by default the district.
    area: Option<String>,
    /// How many month ends, the last one on or before the data date.
    #[param(default = 24, minimum = 1, maximum = 60)]
    months: Option<usize>,
    /// The day, at most 366 days after the data date, by which V1 says how many more will be overdue; by default a week after.
    #[param(value_type = Option<String>, format = Date)]
    due: Option<String>,
}

/// How a rule's households stood at each month's end, and how many more will be overdue if nobody visits. For those who see
/// exact counts of the area or grid: from one month to the next a household or two change, whose affair that is.
#[utoipa::path(
    get, path = "/api/v1/timeline", operation_id = "getTimeline", tag = "gaps",
    params(Query),
    responses((status = 200, description = "Month ends, oldest first", body = TimelineAnswer), Problems)
)]
pub(crate) async fn get_timeline(
    State(app): State<App>,
    RawQuery(query): RawQuery,
) -> Result<Json<TimelineAnswer>, Problem> {
    let params = Params::read(query.as_deref(), &["rule", "area", "months", "due"])?;
    let rule = params.choice("rule", &timeline::RULES, RuleId::as_str)?.unwrap_or(RuleId::V1);
    let months = params.number("months", 1..=MOST_MONTHS)?.unwrap_or(24);
    let view = app.view_of(params.text("area").unwrap_or_default())?;
    let place = params.text("area").map_or(Ok(PlaceRow::Area(Row(0))), |code| view.area_or_grid("area", code))?;
    let due = due_by(&view, &params)?;
    view.demand_exact_of(place)?;
    let told = told(&view, TimelineAsk { rule, months, due }).await?;
    Ok(Json(answer(&view, place, rule, &told)))
}

fn due_by(view: &View, params: &Params) -> Result<NaiveDate, Problem> {
    let as_of = view.served.district.verdicts.as_of;
    let ahead = |days| as_of.checked_add_days(Days::new(days)).unwrap_or(NaiveDate::MAX);
    let Some(text) = params.text("due") else { return Ok(ahead(7)) };
    match text.parse::<NaiveDate>() {
        Ok(day) if (ahead(1)..=ahead(MOST_DAYS_AHEAD)).contains(&day) => Ok(day),
        _ => Err(Problem::bad_parameter("due", text, vec![format!("{}..{}", ahead(1), ahead(MOST_DAYS_AHEAD))])),
    }
}

/// The moments, judged on a thread that may take its time, or known from before.
async fn told(view: &View, ask: TimelineAsk) -> Result<Arc<Timeline>, Problem> {
    let served = Arc::clone(&view.served);
    let told = tokio::task::spawn_blocking(move || served.timeline(ask)).await.map_err(|_| Problem::internal())?;
    // A rule that is off has no timeline.
    let on = timeline::RULES.into_iter().filter(|rule| view.judges_households(*rule));
    let refused = || Problem::bad_parameter("rule", ask.rule.as_str(), on.map(|rule| rule.as_str().into()).collect());
    if view.judges_households(ask.rule) { Ok(told) } else { Err(refused()) }
}

fn answer(view: &View, place: PlaceRow, rule: RuleId, told: &Timeline) -> TimelineAnswer {
    let totals = |moment: &Moment| match place {
        PlaceRow::Area(area) => moment.of_area(area),
        PlaceRow::Grid(grid) => moment.of_grid(grid),
    };
    let item = |moment: &Moment| {
        let Totals { covered, gap, unknown, gap_persons } = totals(moment);
        let as_of = moment.as_of.to_string();
        TimelineItem { id: as_of.clone(), as_of, covered, gap, unknown, gap_persons }
    };
    let due = told.due.as_ref().map(|(now, then)| {
        let (now, then_all) = (totals(now), totals(then));
        TimelineDue {
            by: then.as_of.to_string(),
            more_households: then_all.gap.saturating_sub(now.gap),
            more_persons: then_all.gap_persons.saturating_sub(now.gap_persons),
        }
    });
    let is_somewhere = !view.snapshot().areas.code.is_empty();
    let area = if is_somewhere { view.code(place) } else { view.snapshot().county.as_str() };
    TimelineAnswer { rule: rule.into(), area: area.to_owned(), items: told.months.iter().map(item).collect(), due }
}
