use super::{Place, Series, Sums, place_of};
use crate::rules::{self, Affects, Judgement, RuleId, RuleSet, SubjectKind, Verdict, Verdicts};
use crate::snapshot::{Row, Snapshot};

impl Sums {
    pub(super) fn count_households(&mut self, snapshot: &Snapshot, verdicts: &Verdicts) {
        let households = &snapshot.households;
        let judged = RuleId::ALL.map(|rule| verdicts.of(rule, SubjectKind::Household));
        for household in (0..households.placement.len()).filter(|row| households.duplicate_of[*row].is_none()) {
            let place = place_of(snapshot, households.placement[household], households.community[household]);
            let persons = households.persons[household];
            self.add(place, Series::Households, 1);
            self.add(place, Series::Persons, persons.unwrap_or(0).into());
            self.add(place, Series::PersonsUnknown, persons.is_none().into());
            for (rule, judgements) in RuleId::ALL.into_iter().zip(&judged) {
                if let Some(judgements) = judgements {
                    self.count_verdict(place, rule, judgements[household], persons.unwrap_or(0).into());
                }
            }
        }
    }

    fn count_verdict(&mut self, place: Option<Place>, rule: RuleId, judgement: Judgement, persons: u64) {
        match judgement.verdict {
            Verdict::Covered => self.add(place, Series::Covered(rule), 1),
            Verdict::Unknown => self.add(place, Series::Unknown(rule), 1),
            Verdict::NotApplicable => {}
            Verdict::Gap => {
                self.add(place, Series::Gap(rule), 1);
                self.add(place, Series::GapPersons(rule), persons);
            }
        }
    }

    /// After the households: a grid that is a gap as a whole makes gaps of all of them.
    pub(super) fn count_grids(&mut self, snapshot: &Snapshot, verdicts: &Verdicts, rules: &RuleSet) {
        let due = rules::grids_due_themselves(snapshot, rules);
        for rule in RuleId::ALL {
            let affects = rule.definition().affects;
            for (grid, judgement) in (0..).map(Row).zip(verdicts.of(rule, SubjectKind::Grid).unwrap_or_default()) {
                if judgement.verdict != Verdict::Gap {
                    continue;
                }
                let place = Some(Place::Grid(grid));
                self.add(place, Series::GapGrids(rule), 1);
                let itself = affects == Affects::WholeGridItself && due[grid.index()];
                if affects == Affects::WholeGrid || itself {
                    self.add(place, Series::Gap(rule), self.grid(grid, Series::Households));
                    self.add(place, Series::GapPersons(rule), self.grid(grid, Series::Persons));
                }
            }
        }
    }
}
