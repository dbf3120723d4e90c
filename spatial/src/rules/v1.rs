//! V1, the visit window: an ordinary household every half year, one of the class 重点 every month. Soft.
//!
//! **Subjects**: dwellings (see [`rollup::dwellings`]), rolled up to grids. **Verdict** by the days from the last visit to
//! the as-of date: up to the days of its class covered, else (or never visited) a gap of *service*. Of a household without a
//! visit it is unknown while the register's first visit, anybody's, is less than those days old: it may have been visited
//! before visits were recorded. Where the class is blank, what both classes say holds, and between the two it is unknown. A
//! visit after the as-of date is not known yet. A grid tolerates `grid_permille` of gaps. **Facts** of a grid:
//! `gap_households`, `gap_persons`, `unknown`, `never` and `overdue` (of its gap households), `ordinary_days`,
//! `more_often_days`, `recorded_since` where any visit is, `as_of`. Of a household: `last_visit` and `days` where it ever had
//! one, `class` where it is known, `ordinary_days`, `more_often_days`, `recorded_since`, `as_of`.

use chrono::NaiveDate;

use super::evidence::{count, date, days, parameter, sum, word};
use super::{
    Affects, Case, Cause, Definition, Fact, Input, Judgement, Parameter, RuleId, RuleSet, RuleSeverity, Subject,
    SubjectKind, Tables, TellsOf, Verdict, Words, rollup,
};
use crate::District;
use crate::places::VisitClass;
use crate::snapshot::Row;
use crate::sums::Series;

/// Days between visits of an ordinary household.
pub(crate) const ORDINARY: Parameter =
    Parameter::count(RuleId::V1, "ordinary_days", 183, "Twice a year: half of 365 days, rounded up.");
/// Days between visits of a household of the class 重点.
pub(crate) const MORE_OFTEN: Parameter =
    Parameter::count(RuleId::V1, "more_often_days", 31, "Monthly: the longest month.");
const GRID_PERMILLE: Parameter = Parameter::permille(
    RuleId::V1,
    "grid_permille",
    250,
    "Overdue and never visited are about 16 % together; a quarter is a grid where the rounds have stopped.",
);

pub(super) static RULE: Definition = Definition {
    id: RuleId::V1,
    name: Words { zh: "走访周期", en: "Visit window" },
    text: Words {
        zh: "一般户每 {ordinary_days} 天、重点户每 {more_often_days} 天至少走访一次。",
        en: "An ordinary household is visited every {ordinary_days} days, one of the “more often” class every {more_often_days}.",
    },
    severity: RuleSeverity::Soft,
    on: true,
    source: "走访制度",
    source_date: None,
    parameters: &[ORDINARY, MORE_OFTEN, GRID_PERMILLE],
    ordered: &[("more_often_days", "ordinary_days")],
    affects: Affects::Households,
    tells_of: TellsOf::Gaps,
    needs: &[],
    reads: &[Input::Visits, Input::Placements],
    evaluate,
    explain,
};

fn evaluate(case: &Case) -> Tables {
    let households = &case.snapshot.households;
    let recorded = households.visits.first().map(|first| age(case.as_of, first));
    rollup::dwellings(case, case.rules.value(&GRID_PERMILLE), |household| {
        let last = households.visits.last_by(household, case.as_of).map(|last| age(case.as_of, last));
        judge(case.rules, Known { last, recorded }, households.visit_class[household.index()])
    })
}

fn explain(district: &District, subject: Subject) -> Vec<Fact> {
    let mut facts = match subject.kind {
        SubjectKind::Household => visit_facts(district, subject.row),
        _ => grid_facts(district, subject.row),
    };
    facts.extend([
        parameter("ordinary_days", district.rules.value(&ORDINARY)),
        parameter("more_often_days", district.rules.value(&MORE_OFTEN)),
    ]);
    facts.extend(district.snapshot.households.visits.first().map(|first| date("recorded_since", first)));
    facts.push(date("as_of", district.verdicts.as_of));
    facts
}

/// Days before the as-of date, where there was any.
#[derive(Clone, Copy)]
struct Known {
    /// Of the household's last visit.
    last: Option<i64>,
    /// Of the first visit in the register.
    recorded: Option<i64>,
}

impl Known {
    /// Whether the household was visited within so many days; `None` where nobody recorded all of them.
    fn within(self, window: u32) -> Option<bool> {
        let window = i64::from(window);
        match self.last {
            Some(last) => Some(last <= window),
            None => self.recorded.is_some_and(|days| days >= window).then_some(false),
        }
    }
}

fn judge(rules: &RuleSet, known: Known, class: Option<VisitClass>) -> Judgement {
    let (ordinary, more_often) = (known.within(rules.value(&ORDINARY)), known.within(rules.value(&MORE_OFTEN)));
    let on_time = match class {
        Some(VisitClass::Ordinary) => ordinary,
        Some(VisitClass::MoreOften) => more_often,
        None => ordinary.filter(|_| ordinary == more_often),
    };
    match on_time {
        Some(true) => Judgement::COVERED,
        Some(false) => Judgement::gap(Cause::Service),
        None => Judgement::UNKNOWN,
    }
}

fn age(as_of: NaiveDate, last: NaiveDate) -> i64 {
    as_of.signed_duration_since(last).num_days()
}

fn visit_facts(district: &District, household: Row) -> Vec<Fact> {
    let households = &district.snapshot.households;
    let mut facts = Vec::new();
    if let Some(last) = households.visits.last_by(household, district.verdicts.as_of) {
        facts.extend([date("last_visit", last), days("days", age(district.verdicts.as_of, last))]);
    }
    facts.extend(households.visit_class[household.index()].map(|class| word("class", class.as_str())));
    facts
}

fn grid_facts(district: &District, grid: Row) -> Vec<Fact> {
    let judged = district.verdicts.of(RuleId::V1, SubjectKind::Household).unwrap_or_default();
    let residents = district.verdicts.residents(grid).iter();
    let gaps = residents.filter(|household| judged.get(household.index()).is_some_and(|j| j.verdict == Verdict::Gap));
    let last_visits: Vec<_> =
        gaps.map(|row| district.snapshot.households.visits.last_by(*row, district.verdicts.as_of)).collect();
    let never = last_visits.iter().filter(|last| last.is_none()).count();
    vec![
        sum(district, grid, "gap_households", Series::Gap(RuleId::V1)),
        sum(district, grid, "gap_persons", Series::GapPersons(RuleId::V1)),
        sum(district, grid, "unknown", Series::Unknown(RuleId::V1)),
        count("never", never as u64),
        count("overdue", (last_visits.len() - never) as u64),
    ]
}

#[cfg(test)]
mod tests {
    use chrono::Days;

    use super::super::explain;
    use super::super::tests::judged;
    use super::*;
    use crate::places::{GridKind, Tenure};
    use crate::snapshot::Placement;
    use crate::town::{Dwelling, Town, today};

    const GAP: Judgement = Judgement::gap(Cause::Service);

    fn ago(days: u64) -> Option<NaiveDate> {
        today().checked_sub_days(Days::new(days))
    }

    /// Another household was visited so long ago that all is recorded.
    fn on(dwelling: &Dwelling) -> Judgement {
        let mut town = Town::new();
        town.household(&Dwelling { last_visit: ago(1000), ..Dwelling::default() });
        let subject = Subject { kind: SubjectKind::Household, row: town.household(dwelling) };
        judged(&town, &RuleSet::default()).on(RuleId::V1, subject).unwrap()
    }

    #[test]
    fn each_class_has_its_window_and_its_last_day_counts() {
        let check = |class, days: Option<u64>, expected| {
            let dwelling = Dwelling { class, last_visit: days.and_then(ago), ..Dwelling::default() };
            assert_eq!(on(&dwelling), expected, "{class:?} after {days:?}");
        };
        for (class, window) in [(VisitClass::Ordinary, 183), (VisitClass::MoreOften, 31)] {
            check(Some(class), Some(window), Judgement::COVERED);
            check(Some(class), Some(window + 1), GAP);
            check(Some(class), None, GAP);
        }
        check(None, Some(31), Judgement::COVERED);
        check(None, Some(32), Judgement::UNKNOWN);
        check(None, Some(183), Judgement::UNKNOWN);
        check(None, Some(184), GAP);
        check(None, None, GAP);
    }

    #[test]
    fn a_blank_tenure_is_unknown_when_overdue_and_a_vacant_dwelling_is_no_subject() {
        let overdue = Dwelling { last_visit: None, tenure: None, ..Dwelling::default() };
        assert_eq!(on(&overdue), Judgement::UNKNOWN);
        assert_eq!(on(&Dwelling { last_visit: ago(3), ..overdue.clone() }), Judgement::COVERED);
        assert_eq!(on(&Dwelling { tenure: Some(Tenure::Vacant), ..overdue }), Judgement::NOT_APPLICABLE);
    }

    #[test]
    fn who_was_never_visited_is_unknown_until_a_whole_window_is_recorded() {
        let check = |class, recorded, expected| {
            let known = Known { last: None, recorded };
            assert_eq!(judge(&RuleSet::default(), known, class), expected, "{class:?}, {recorded:?}");
        };
        for (class, window) in [(VisitClass::Ordinary, 183), (VisitClass::MoreOften, 31)] {
            check(Some(class), None, Judgement::UNKNOWN);
            check(Some(class), Some(-1), Judgement::UNKNOWN);
            check(Some(class), Some(window - 1), Judgement::UNKNOWN);
            check(Some(class), Some(window), GAP);
        }
        check(None, Some(182), Judgement::UNKNOWN);
        check(None, Some(183), GAP);
    }

    #[test]
    fn the_as_of_date_decides_and_not_the_clock() {
        let mut town = Town::new();
        let row = town.household(&Dwelling { last_visit: ago(183), ..Dwelling::default() });
        let subject = Subject { kind: SubjectKind::Household, row };
        let on = |as_of| {
            let district = District::assess(town.snapshot(), RuleSet::default(), Some(as_of));
            district.verdicts.on(RuleId::V1, subject).unwrap()
        };
        assert_eq!(on(today()), Judgement::COVERED);
        assert_eq!(on(today().succ_opt().unwrap()), GAP);
        assert_eq!(on(ago(200).unwrap()), Judgement::UNKNOWN, "before any visit");
    }

    #[test]
    fn a_grid_tells_the_never_visited_from_the_overdue() {
        let mut town = Town::new();
        let grid = town.grid(GridKind::Residential);
        for last_visit in [None, ago(400), ago(500), ago(1), ago(1)] {
            town.household(&Dwelling { placement: Placement::InGrid(grid), last_visit, ..Dwelling::default() });
        }
        let district = District::assess(town.snapshot(), RuleSet::default(), None);
        let evidence = explain(&district, RuleId::V1, Subject { kind: SubjectKind::Grid, row: grid }).unwrap();
        assert_eq!(evidence.judgement, GAP);
        assert!(evidence.facts.contains(&count("never", 1)), "{evidence:?}");
        assert!(evidence.facts.contains(&count("overdue", 2)), "{evidence:?}");
        assert!(evidence.facts.contains(&date("as_of", today())), "{evidence:?}");
    }

    #[test]
    fn a_household_says_when_it_was_last_visited() {
        let mut town = Town::new();
        let row = town.household(&Dwelling {
            last_visit: ago(40),
            class: Some(VisitClass::MoreOften),
            ..Dwelling::default()
        });
        let district = District::assess(town.snapshot(), RuleSet::default(), None);
        let facts = explain(&district, RuleId::V1, Subject { kind: SubjectKind::Household, row }).unwrap().facts;
        let expected = [
            date("last_visit", ago(40).unwrap()),
            days("days", 40),
            word("class", "more_often"),
            parameter("ordinary_days", 183),
            parameter("more_often_days", 31),
            date("recorded_since", ago(40).unwrap()),
            date("as_of", today()),
        ];
        assert_eq!(facts, expected);
    }
}
