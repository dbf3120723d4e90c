//! The rules that define a blind spot: data in, one verdict per subject out, with the evidence that decides it.
//!
//! One rule, one file: what it says and which facts it gives, `evaluate`, `explain`, and its tests. Household verdicts roll
//! up to grids in [`rollup`].

mod catalogue;
mod evidence;
mod g1;
mod g11;
mod judgement;
mod l1;
mod national;
mod o1;
mod o10;
mod rollup;
mod s1;
mod served;
mod v1;

pub use catalogue::{RuleId, RuleInfo, RuleSet, RuleSeverity};
pub use evidence::{Evidence, Fact, FactValue};
pub use judgement::{Cause, Judgement, Subject, SubjectKind, Verdict, Verdicts};
pub(crate) use o1::grids_due_themselves;

use std::panic::resume_unwind;
use std::thread;

use chrono::NaiveDate;

use crate::District;
use crate::network::Network;
use crate::snapshot::{Adjacency, Row, Snapshot};
use crate::sums::Series;

/// What every rule reads.
struct Case<'a> {
    snapshot: &'a Snapshot,
    network: &'a Network,
    rules: &'a RuleSet,
    as_of: NaiveDate,
    /// For each grid the households that are judged in it.
    residents: &'a Adjacency,
}

/// The judgements of one rule: a table per kind of subject it judges, the grids' among them.
type Tables = Vec<(SubjectKind, Vec<Judgement>)>;

/// Judges every subject of a snapshot by every rule that is on, as of a date; each rule on a thread of its own.
pub fn evaluate(snapshot: &Snapshot, network: &Network, rules: &RuleSet, as_of: NaiveDate) -> Verdicts {
    let residents = rollup::residents(snapshot);
    let case = Case { snapshot, network, rules, as_of, residents: &residents };
    let on: Vec<_> = RuleId::ALL.into_iter().filter(|rule| rules.is_on(*rule)).collect();
    let judged = thread::scope(|scope| {
        let threads: Vec<_> = on.iter().map(|rule| scope.spawn(|| judge(&case, *rule))).collect();
        threads.into_iter().map(|thread| thread.join().unwrap_or_else(|panic| resume_unwind(panic))).collect::<Vec<_>>()
    });
    let tables = on.into_iter().zip(judged);
    let tables = tables.flat_map(|(rule, tables)| tables.into_iter().map(move |(kind, table)| (rule, kind, table)));
    Verdicts { as_of, tables: tables.collect(), residents }
}

fn judge(case: &Case, rule: RuleId) -> Tables {
    match rule {
        RuleId::G1 => g1::evaluate(case),
        RuleId::G11 => g11::evaluate(case),
        RuleId::O1 => o1::evaluate(case),
        RuleId::O10 => o10::evaluate(case),
        RuleId::L1 => l1::evaluate(case),
        RuleId::S1 => s1::evaluate(case),
        RuleId::V1 => v1::evaluate(case),
    }
}

/// Why a rule says what it says of a subject; `None` where the rule does not judge that kind of subject or is off.
pub fn explain(district: &District, rule: RuleId, subject: Subject) -> Option<Evidence> {
    let judgement = district.verdicts.on(rule, subject)?;
    let facts = match rule {
        RuleId::G1 => g1::explain(district, subject.row),
        RuleId::G11 => g11::explain(district, subject),
        RuleId::O1 => o1::explain(district, subject),
        RuleId::O10 => o10::explain(district, subject.row),
        RuleId::L1 => l1::explain(district, subject),
        RuleId::S1 => s1::explain(district, subject),
        RuleId::V1 => v1::explain(district, subject),
    };
    Some(Evidence { rule, judgement, facts })
}

/// Whom a grid's gap under a rule is about: the series that counts the households and the one that counts their residents;
/// `None` where it is about units and about no household (O1, when the grid itself has its organisation).
pub fn affected(district: &District, rule: RuleId, grid: Row) -> Option<(Series, Series)> {
    match rule {
        RuleId::O1 if !o1::is_due_itself(district, grid) => None,
        RuleId::G1 | RuleId::O1 | RuleId::O10 => Some((Series::Households, Series::Persons)),
        RuleId::G11 | RuleId::L1 | RuleId::S1 | RuleId::V1 => Some((Series::Gap(rule), Series::GapPersons(rule))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::places::GridKind;
    use crate::town::{Dwelling, Person, Town, today};

    /// The verdicts of a rule set over a town, on its data date.
    pub(super) fn judged(town: &Town, rules: &RuleSet) -> Verdicts {
        let snapshot = town.snapshot();
        let network = Network::build(&snapshot, rules.s1_snap_dm);
        evaluate(&snapshot, &network, rules, today())
    }

    fn off(rule: RuleId) -> RuleSet {
        let mut rules = RuleSet::default();
        rules.catalogue.iter_mut().filter(|info| info.id == rule.as_str()).for_each(|info| info.on = false);
        rules
    }

    #[test]
    fn an_empty_register_is_judged_without_a_word() {
        let verdicts = judged(&Town::new(), &RuleSet::default());
        for rule in RuleId::ALL {
            assert_eq!(verdicts.of(rule, SubjectKind::Grid), Some(&[][..]), "{rule:?}");
        }
    }

    #[test]
    fn a_rule_that_is_off_judges_and_explains_nothing() {
        let mut town = Town::new();
        let grid = town.grid(GridKind::Residential);
        for rule in RuleId::ALL {
            let district = District::assess(town.snapshot(), off(rule), None);
            let subject = Subject { kind: SubjectKind::Grid, row: grid };
            for other in RuleId::ALL {
                assert_eq!(explain(&district, other, subject).is_some(), other != rule, "{other:?} with {rule:?} off");
            }
        }
    }

    #[test]
    fn every_table_is_as_long_as_its_subjects_and_every_rule_judges_grids() {
        let mut town = Town::new();
        town.grid(GridKind::Residential);
        town.grid(GridKind::Rural);
        for _ in 0..3 {
            town.household(&Dwelling::default());
        }
        for _ in 0..4 {
            town.member(&Person::default());
        }
        let verdicts = judged(&town, &RuleSet::default());
        let len = |kind| match kind {
            SubjectKind::Grid => 2,
            SubjectKind::Household => 3,
            SubjectKind::Member => 4,
            SubjectKind::Building | SubjectKind::Unit | SubjectKind::Station => 0,
        };
        for rule in RuleId::ALL {
            assert!(verdicts.of(rule, SubjectKind::Grid).is_some(), "{rule:?}");
            for kind in SubjectKind::ALL {
                assert!(verdicts.of(rule, kind).is_none_or(|table| table.len() == len(kind)), "{rule:?} {kind:?}");
            }
        }
    }

    #[test]
    fn the_colour_of_each_gap_has_households_behind_it_but_a_due_unit_has_none() {
        let mut town = Town::new();
        let grid = town.grid(GridKind::Residential);
        let district = |town: &Town| District::assess(town.snapshot(), RuleSet::default(), None);
        let (all, gap) = ((Series::Households, Series::Persons), |rule| (Series::Gap(rule), Series::GapPersons(rule)));
        assert_eq!(affected(&district(&town), RuleId::O10, grid), Some(all));
        assert_eq!(affected(&district(&town), RuleId::S1, grid), Some(gap(RuleId::S1)));
        assert_eq!(affected(&district(&town), RuleId::O1, grid), None);
        let placement = crate::snapshot::Placement::InGrid(grid);
        for _ in 0..3 {
            town.member(&Person { placement, ..Person::default() });
        }
        assert_eq!(affected(&district(&town), RuleId::O1, grid), Some(all));
    }
}
