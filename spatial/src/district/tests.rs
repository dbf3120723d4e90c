use Shown::{Below, Exact, Hidden};

use super::*;
use crate::audience::Areas;
use crate::fixture::{COMMUNITIES, Records, at, code, date};
use crate::rules::Cause;

fn worker_of(area: &str) -> Audience {
    Audience::Worker(Areas::Listed(vec![code(area)]))
}

#[test]
fn verdicts_speak_of_the_data_date_unless_told_otherwise() {
    let district = |as_of| District::assess(Records::tiny().snapshot(), RuleSet::default(), as_of);
    assert_eq!(district(None).verdicts.as_of, date(2026, 10, 31));
    assert_eq!(district(Some(date(2027, 1, 1))).verdicts.as_of, date(2027, 1, 1));
}

#[test]
fn roles_see_their_own_areas_exactly_and_others_as_the_public_does() {
    let mut records = Records::tiny();
    records.households.truncate(48);
    let district = records.district();
    let shown =
        |audience: &Audience| [0, 1, 2, 3].map(|grid| district.shown_grid(audience, Row(grid), Series::Households));
    assert_eq!(shown(&Audience::Public), [Exact(15), Exact(15), Hidden, Below(5)]);
    assert_eq!(shown(&Audience::Display), shown(&Audience::Public));
    assert_eq!(shown(&worker_of(COMMUNITIES[0])), shown(&Audience::Public));
    assert_eq!(shown(&worker_of(COMMUNITIES[1])), [Exact(15), Exact(15), Exact(15), Exact(3)]);
    assert_eq!(shown(&Audience::Auditor), [Exact(15), Exact(15), Exact(15), Exact(3)]);
}

#[test]
fn a_communitys_worker_sees_a_grid_with_a_wrong_code_too() {
    let mut records = Records::tiny();
    records.grids[3].code = crate::places::GridCode::new("X1");
    let district = records.district();
    let grid = district.snapshot.grid_row("X1").unwrap();
    assert_eq!(district.shown_grid(&worker_of(COMMUNITIES[1]), grid, Series::Members), Shown::Exact(1));
    assert_eq!(district.shown_grid(&worker_of(COMMUNITIES[0]), grid, Series::Members), Shown::Below(5));
}

#[test]
fn the_colour_is_the_worst_hard_rule() {
    let district = Records::tiny().district();
    // G1 is soft: that every grid is too small is no colour. The east has no branch: O10 is the first hard gap.
    let (judgement, rule) = district.worst(&Audience::Public, Row(2));
    assert_eq!((judgement, rule), (Judgement::gap(Cause::Place), Some(RuleId::O10)));
    let bare = Records { households: vec![], members: vec![], units: vec![], ..Records::tiny() };
    let (judgement, rule) = bare.district().worst(&Audience::Public, Row(0));
    assert_eq!((judgement, rule), (Judgement::COVERED, Some(RuleId::G3)));
}

#[test]
fn verdicts_of_a_few_households_are_for_those_who_see_them() {
    let mut records = Records::tiny();
    records.households.truncate(48);
    let district = records.district();
    let told =
        |audience: &Audience| [0, 3].map(|grid| district.judgement_grid(audience, Row(grid), RuleId::S1).is_some());
    assert_eq!(told(&Audience::Public), [true, false], "the last grid has three households");
    assert_eq!(told(&worker_of(COMMUNITIES[0])), [true, false]);
    assert_eq!(told(&worker_of(COMMUNITIES[1])), [true, true]);
    assert_eq!(district.worst(&Audience::Display, Row(3)), (Judgement::NOT_APPLICABLE, None));
    assert_ne!(district.worst(&Audience::Auditor, Row(3)), (Judgement::NOT_APPLICABLE, None));
}

#[test]
fn without_hard_rules_there_is_no_colour() {
    let mut rules = RuleSet::default();
    for rule in RuleId::ALL {
        rules.switch(rule, false);
    }
    let district = District::assess(Records::tiny().snapshot(), rules, None);
    assert_eq!(district.worst(&Audience::Public, Row(0)), (Judgement::NOT_APPLICABLE, None));
}

#[test]
fn rates_are_exact_for_those_who_see_counts_and_whole_percents_for_others() {
    let mut records = Records::tiny();
    // Seven of the first grid's fifteen are overdue, and one in each other grid.
    (3..9).for_each(|number| records.households[number].last_visit = None);
    let district = records.district();
    let rate = |audience: &Audience| district.rate_grid(audience, Row(0), RuleId::V1);
    assert_eq!(district.sums.grid(Row(0), Series::Gap(RuleId::V1)), 7);
    assert_eq!(rate(&worker_of("990101")), Some(533));
    assert_eq!(district.shown_grid(&Audience::Public, Row(0), Series::Gap(RuleId::V1)), Shown::Hidden);
    assert_eq!(rate(&Audience::Public), None, "the gap is withheld to cover the single gaps of its neighbours");
    let all = |audience| district.rate_area(audience, Row(0), RuleId::V1);
    assert_eq!(all(&Audience::Auditor), Some(833));
    assert_eq!(all(&Audience::Public), Some(830));
}

#[test]
fn nothing_is_rated_that_would_tell_of_a_few() {
    let mut records = Records::tiny();
    // Seven gaps of fifteen and four vacant: the four that are covered would be told.
    (0..7).for_each(|number| records.households[number].last_visit = None);
    (7..11).for_each(|number| records.households[number].tenure = Some(crate::places::Tenure::Vacant));
    records.households[15..].iter_mut().for_each(|household| household.last_visit = Some(date(2026, 10, 20)));
    // A grid of nine households.
    records.households.drain(15..21);
    // Visits are recorded for long enough.
    records.visits.push((records.households[15].id.clone(), date(2025, 10, 20)));
    let district = records.district();
    let rate = |grid, rule| district.rate_grid(&Audience::Public, Row(grid), rule);
    assert_eq!(district.shown_grid(&Audience::Public, Row(0), Series::Gap(RuleId::V1)), Shown::Exact(7));
    assert_eq!(rate(0, RuleId::V1), None);
    assert_eq!(district.sums.grid(Row(1), Series::Households), 9);
    assert_eq!(rate(1, RuleId::G11), None);
    assert_eq!(rate(2, RuleId::G11), Some(1000));
}

#[test]
fn a_rule_that_judges_no_household_and_a_grid_without_one_have_no_rate() {
    let mut records = Records::tiny();
    records.households[0].position = Some(at(-500.0, 0.0));
    records.households.truncate(45);
    let district = records.district();
    assert_eq!(district.rate_grid(&Audience::Auditor, Row(0), RuleId::O10), None);
    assert_eq!(district.rate_grid(&Audience::Auditor, Row(3), RuleId::V1), None);
}
