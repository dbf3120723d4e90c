use super::{Place, Series, Sums, place_of};
use crate::rules::{self, Affects, Judgement, RuleId, RuleSet, SubjectKind, Verdict, Verdicts};
use crate::snapshot::{Row, Snapshot};

impl Sums {
    pub(super) fn count_households(&mut self, snapshot: &Snapshot, verdicts: &Verdicts) {
        let households = &snapshot.households;
        let judged: Vec<_> =
            RuleId::ALL.into_iter().filter_map(|r| Some((r, verdicts.of(r, SubjectKind::Household)?))).collect();
        let mut counters = self.counters();
        for row in (0..households.placement.len() as u32).map(Row) {
            let place = place_of_household(snapshot, row);
            let Some(counts) = counters.at(place) else { continue };
            of_household(snapshot, row, |series, count| counts[series.index()] += count);
            let persons = persons_of(snapshot, row);
            for (rule, judged) in &judged {
                of_judgement(*rule, judged[row.index()], persons, |series, count| counts[series.index()] += count);
            }
        }
    }

    /// After the households: a grid that is a gap as a whole makes gaps of all of them.
    pub(super) fn count_grids(&mut self, snapshot: &Snapshot, verdicts: &Verdicts, rules: &RuleSet) {
        let due = rules::grids_due_themselves(snapshot, rules);
        let mut counters = self.counters();
        for rule in RuleId::ALL {
            let affects = rule.definition().affects;
            for (grid, judgement) in (0..).map(Row).zip(verdicts.of(rule, SubjectKind::Grid).unwrap_or_default()) {
                if judgement.verdict != Verdict::Gap {
                    continue;
                }
                let place = Some(Place::Grid(grid));
                counters.add(place, Series::GapGrids(rule), 1);
                let itself = affects == Affects::WholeGridItself && due[grid.index()];
                if affects == Affects::WholeGrid || itself {
                    let [households, persons] = [Series::Households, Series::Persons]
                        .map(|series| counters.grids[grid.index()][series.index()]);
                    counters.add(place, Series::Gap(rule), households);
                    counters.add(place, Series::GapPersons(rule), persons);
                }
            }
        }
    }
}

/// Where a household is counted; a second record of another one nowhere.
pub(super) fn place_of_household(snapshot: &Snapshot, household: Row) -> Option<Place> {
    let (households, row) = (&snapshot.households, household.index());
    if households.duplicate_of[row].is_some() {
        return None;
    }
    place_of(snapshot, households.placement[row], households.community[row])
}

pub(super) fn persons_of(snapshot: &Snapshot, household: Row) -> u64 {
    snapshot.households.persons[household.index()].unwrap_or(0).into()
}

/// What a household counts under no rule.
pub(super) fn of_household(snapshot: &Snapshot, household: Row, mut count: impl FnMut(Series, u64)) {
    let persons = snapshot.households.persons[household.index()];
    count(Series::Households, 1);
    count(Series::Persons, persons.unwrap_or(0).into());
    count(Series::PersonsUnknown, persons.is_none().into());
}

/// What a household counts under a rule.
pub(super) fn of_judgement(rule: RuleId, judgement: Judgement, persons: u64, mut count: impl FnMut(Series, u64)) {
    match judgement.verdict {
        Verdict::Covered => count(Series::Covered(rule), 1),
        Verdict::Unknown => count(Series::Unknown(rule), 1),
        Verdict::NotApplicable => {}
        Verdict::Gap => {
            count(Series::Gap(rule), 1);
            count(Series::GapPersons(rule), persons);
        }
    }
}
