use spatial::rules::{Cause, Judgement, RuleId, Verdict};
use spatial::snapshot::Row;
use spatial::sums::Series;

use crate::api::view::{PlaceRow, View};
use crate::api::wire::Count;

/// What a rule finds in a place, before it is written out.
#[derive(Clone, Copy)]
pub(super) struct Line {
    pub(super) place: PlaceRow,
    pub(super) rule: RuleId,
    /// The gap that an area itself is.
    pub(super) own: Option<Judgement>,
    pub(super) grids: Count,
    pub(super) households: Count,
    pub(super) persons: Count,
}

/// A line for each place and rule with a gap, of one cause or of any.
pub(super) fn lines(view: &View, places: &[PlaceRow], rules: &[RuleId], cause: Option<Cause>) -> Vec<Line> {
    let of_rule = |rule: RuleId| places.iter().filter_map(move |place| line(view, *place, rule, cause));
    rules.iter().flat_map(|rule| of_rule(*rule)).collect()
}

fn line(view: &View, place: PlaceRow, rule: RuleId, cause: Option<Cause>) -> Option<Line> {
    let (gaps, own) = (gap_grids(view, place, rule, cause), own_gap(view, place, rule, cause));
    let count = |series| view.count(place, series);
    let (households, persons) = (count(Series::Gap(rule)), count(Series::GapPersons(rule)));
    let is_grid = matches!(place, PlaceRow::Grid(_));
    // A grid tolerates some gaps, and some are in no grid: an area may have gap households and no blind spot.
    let has_gaps = !is_grid && cause.is_none() && households.rank() > 0;
    if gaps.is_empty() && own.is_none() && !has_gaps {
        return None;
    }
    // A grid is a gap for one cause: its numbers are that cause's.
    if cause.is_none() || is_grid {
        return Some(Line { place, rule, own, grids: count(Series::GapGrids(rule)), households, persons });
    }
    // The sum of numbers that are shown one by one tells nothing new.
    let sum = |series| gaps.iter().map(|grid| view.count(PlaceRow::Grid(*grid), series)).sum();
    let (households, persons) = (sum(Series::Gap(rule)), sum(Series::GapPersons(rule)));
    Some(Line { place, rule, own, grids: Count::exact(gaps.len()), households, persons })
}

/// The gap that an area itself is under a rule that judges areas, as far as the audience is told.
fn own_gap(view: &View, place: PlaceRow, rule: RuleId, cause: Option<Cause>) -> Option<Judgement> {
    let PlaceRow::Area(area) = place else { return None };
    let judged = view.served.district.judgement_area(&view.audience, area, rule)?;
    Some(judged).filter(|judged| judged.verdict == Verdict::Gap && (cause.is_none() || judged.cause == cause))
}

/// The grids of a place that are told to be a gap of the rule and cause.
fn gap_grids(view: &View, place: PlaceRow, rule: RuleId, cause: Option<Cause>) -> Vec<Row> {
    let is_asked = |grid: &Row| {
        let judged = view.judgement(rule, *grid).filter(|judged| judged.verdict == Verdict::Gap);
        judged.is_some_and(|judged| cause.is_none() || judged.cause == cause)
    };
    match place {
        PlaceRow::Grid(grid) => Some(grid).filter(is_asked).into_iter().collect(),
        PlaceRow::Area(area) => view.served.hierarchy.grids(area).iter().copied().filter(is_asked).collect(),
    }
}
