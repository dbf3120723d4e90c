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
use crate::snapshot::{Adjacency, Snapshot};

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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixture::Records;
    use crate::places::GridKind;
    use crate::snapshot::Row;
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

    /// The names of the facts that a rule gives of a subject of the tiny district.
    fn facts(district: &District, rule: RuleId, kind: SubjectKind, row: u32) -> Vec<&'static str> {
        let evidence = explain(district, rule, Subject { kind, row: Row(row) }).unwrap();
        evidence.facts.into_iter().map(|fact| fact.name).collect()
    }

    #[test]
    fn the_facts_of_a_grid_are_those_that_the_page_has_sentences_for() {
        let district = Records::tiny().district();
        let visits = ["never", "overdue", "ordinary_days", "more_often_days", "as_of"];
        let links = ["capacity_households", "service_households", "data_households"];
        let gaps = ["gap_households", "gap_persons", "unknown"];
        let expected = |rule| match rule {
            RuleId::G1 => vec!["households", "min", "max"],
            RuleId::G11 => vec![],
            RuleId::O1 => vec!["members", "threshold", "organisations", "due_units"],
            RuleId::O10 => vec!["organisations"],
            RuleId::L1 => {
                let sums = ["gap_households", "gap_persons", "covered", "unknown", "eligible_members"];
                [&sums[..], &["households_per_member"], &links].concat()
            }
            RuleId::S1 => [&gaps[..], &["reach_m", "nearest_station", "nearest_station_m", "method"]].concat(),
            RuleId::V1 => [&gaps[..], &visits].concat(),
        };
        for rule in RuleId::ALL {
            assert_eq!(facts(&district, rule, SubjectKind::Grid, 0), expected(rule), "{rule:?}");
        }
    }

    #[test]
    fn a_household_has_facts_of_its_own() {
        let district = Records::tiny().district();
        for (rule, expected) in [
            (RuleId::G11, &["placement", "grid"][..]),
            (RuleId::S1, &["walk_m", "nearest_station", "reach_m", "method"]),
        ] {
            assert_eq!(facts(&district, rule, SubjectKind::Household, 0), expected, "{rule:?}");
        }
        assert_eq!(explain(&district, RuleId::G1, Subject { kind: SubjectKind::Household, row: Row(0) }), None);
        assert_eq!(explain(&district, RuleId::S1, Subject { kind: SubjectKind::Household, row: Row(60) }), None);
    }
}
