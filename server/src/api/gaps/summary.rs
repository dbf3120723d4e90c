//! `GET /api/v1/gaps/summary`

use axum::extract::{RawQuery, State};
use spatial::places::Level;
use spatial::rules::{Cause, RuleId, Verdict};
use spatial::snapshot::Row;
use spatial::sums::Series;
use utoipa::IntoParams;

use crate::api::cursor::{Cursor, page};
use crate::api::view::{PlaceRow, View};
use crate::api::wire::{CauseCounts, Count, GapSummaryItem, GapSummaryRule, LevelWord, Page};
use crate::app::App;
use crate::http::{Json, Params, Problem, Problems};

/// The parameters of the summary.
#[derive(IntoParams)]
#[into_params(parameter_in = Query)]
#[expect(dead_code, reason = "describes the parameters; they are read by name, to say which one is wrong")]
struct Query {
    /// One item per place of this level; by default district.
    #[param(inline)]
    level: Option<LevelWord>,
    /// Code of the area they lie in; by default the district.
    area: Option<String>,
    /// How many items.
    #[param(default = 200, minimum = 1, maximum = 1000)]
    limit: Option<usize>,
    /// The `next` of the page before.
    cursor: Option<String>,
}

/// Gaps, unknowns and causes per rule, added up by district, street, community or grid.
#[utoipa::path(
    get, path = "/api/v1/gaps/summary", operation_id = "summariseGaps", tag = "gaps",
    params(Query),
    responses((status = 200, description = "A page of summaries", body = Page<GapSummaryItem>), Problems)
)]
pub(crate) async fn summarise_gaps(
    State(app): State<App>,
    RawQuery(query): RawQuery,
) -> Result<Json<Page<GapSummaryItem>>, Problem> {
    let params = Params::read(query.as_deref(), &["level", "area", "limit", "cursor"])?;
    let level = params.choice("level", &Level::ALL, Level::as_str)?.unwrap_or(Level::District);
    let limit = params.limit(200, 1000)?;
    let cursor = params.text("cursor").map(Cursor::decode).transpose()?;
    let view = app.view_of(params.text("area").unwrap_or_default())?;
    let area = params.text("area").map_or(Ok(Row(0)), |code| view.area("area", code))?;
    let position = |place: &_| Cursor { rank: 0, id: view.code(*place).to_owned() };
    let (places, next) = page(view.places(area, level), cursor.as_ref(), limit, position);
    Ok(Json(Page { items: places.into_iter().map(|place| item(&view, place)).collect(), next }))
}

fn item(view: &View, place: PlaceRow) -> GapSummaryItem {
    GapSummaryItem {
        id: view.code(place).to_owned(),
        code: view.code(place).to_owned(),
        name: view.name(place).to_owned(),
        level: view.level(place).into(),
        rules: view.rules().map(|rule| rule_item(view, place, rule)).collect(),
    }
}

fn rule_item(view: &View, place: PlaceRow, rule: RuleId) -> GapSummaryRule {
    let single;
    let grids: &[Row] = match place {
        PlaceRow::Area(row) => view.served.hierarchy.grids(row),
        PlaceRow::Grid(row) => {
            single = [row];
            &single
        }
    };
    let judgements = || grids.iter().filter_map(|&grid| view.judgement(rule, grid));
    let with = |verdict| Count::exact(judgements().filter(|judgement| judgement.verdict == verdict).count());
    let gaps = judgements().filter(|judgement| judgement.verdict == Verdict::Gap);
    GapSummaryRule {
        rule: rule.into(),
        severity: view.severity(rule).into(),
        gap_grids: with(Verdict::Gap),
        unknown_grids: with(Verdict::Unknown),
        covered_grids: with(Verdict::Covered),
        gap_households: view.count(place, Series::Gap(rule)),
        gap_persons: view.count(place, Series::GapPersons(rule)),
        rate: view.rate(place, rule),
        causes: causes(gaps.filter_map(|judgement| judgement.cause)),
    }
}

fn causes(gaps: impl Iterator<Item = Cause>) -> CauseCounts {
    let mut counts = CauseCounts::default();
    for cause in gaps {
        *match cause {
            Cause::Place => &mut counts.place,
            Cause::Capacity => &mut counts.capacity,
            Cause::Service => &mut counts.service,
            Cause::Shape => &mut counts.shape,
            Cause::Data => &mut counts.data,
        } += 1;
    }
    counts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn causes_are_never_mixed() {
        let counts = causes([Cause::Place, Cause::Data, Cause::Place].into_iter());
        assert_eq!((counts.place, counts.capacity, counts.service, counts.shape, counts.data), (2, 0, 0, 0, 1));
    }
}
