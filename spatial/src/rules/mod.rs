//! The rules that define a blind spot: data in, one verdict per subject out, with the evidence that decides it.
//!
//! One rule, one file: its [`Definition`] (words, severity, source, parameters), which facts it gives, `evaluate`, `explain`,
//! and its tests. A new rule is a new file and its name here. Household verdicts roll up to grids in [`rollup`].

mod again;
mod bodies;
mod definition;
mod evidence;
mod joint;
mod judgement;
mod prelude;
mod rollup;
mod served;
mod set;
mod strength;

mod d1;
pub(crate) mod g1;
mod g10;
mod g11;
mod g12;
mod g3;
mod g4;
mod g5;
mod g6;
mod g7;
mod g8;
pub(crate) mod l1;
mod l2;
mod l3;
pub(crate) mod l4;
mod l5;
mod l6;
mod l7;
mod o1;
mod o10;
mod o12;
mod o2;
mod o3;
mod o4;
mod o5;
mod o6;
mod o7;
mod o8a;
mod o8c;
mod q1;
mod q3;
pub(crate) mod s1;
mod s2;
pub(crate) mod v1;
mod v3;

pub use definition::{Affects, Definition, Parameter, RuleSeverity, TellsOf, Words};
pub use evidence::{Evidence, Fact, FactValue};
pub use joint::{JointBranch, JointBranches};
pub use judgement::{Cause, Judgement, Subject, SubjectKind, Verdict, Verdicts};
pub(crate) use o1::grids_due_themselves;
pub use s1::circle_only;
pub use set::{BadParameter, RuleInfo, RuleSet};
pub(crate) use strength::grid_of;

use std::panic::resume_unwind;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use chrono::NaiveDate;

use crate::District;
use crate::network::Network;
use crate::snapshot::{Adjacency, Column, List, Row, Snapshot, Touched};
use again::Again;
use definition::Input;

/// The rules that are built, each with the file that states it, in catalogue order.
macro_rules! rules {
    ($($id:ident in $file:ident,)*) => {
        /// A rule; the word is the catalogue's id.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum RuleId {
            $(#[doc = concat!("The rule ", stringify!($id), ".")] $id,)*
        }

        impl RuleId {
            /// Every built rule, in catalogue order.
            pub const ALL: [Self; [$(Self::$id,)*].len()] = [$(Self::$id,)*];

            /// The catalogue's id, for example `S1`.
            pub fn as_str(self) -> &'static str {
                match self { $(Self::$id => stringify!($id),)* }
            }

            /// What the rule is.
            pub fn definition(self) -> &'static Definition {
                match self { $(Self::$id => &$file::RULE,)* }
            }
        }
    };
}

rules! {
    G1 in g1,
    G3 in g3,
    G4 in g4,
    G5 in g5,
    G6 in g6,
    G7 in g7,
    G8 in g8,
    G10 in g10,
    G11 in g11,
    G12 in g12,
    O1 in o1,
    O2 in o2,
    O3 in o3,
    O4 in o4,
    O5 in o5,
    O6 in o6,
    O7 in o7,
    O8a in o8a,
    O8c in o8c,
    O10 in o10,
    O12 in o12,
    L1 in l1,
    L2 in l2,
    L3 in l3,
    L4 in l4,
    L5 in l5,
    L6 in l6,
    L7 in l7,
    S1 in s1,
    S2 in s2,
    V1 in v1,
    V3 in v3,
    D1 in d1,
    Q1 in q1,
    Q3 in q3,
}

impl RuleId {
    /// The rule whose id is `text`.
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|rule| rule.as_str() == text)
    }
}

/// What every rule reads.
#[derive(Clone, Copy)]
struct Case<'a> {
    rule: RuleId,
    snapshot: &'a Snapshot,
    network: &'a Network,
    rules: &'a RuleSet,
    as_of: NaiveDate,
    /// For each grid the households that are judged in it.
    residents: &'a Adjacency,
    /// After an edit, what need not be judged again.
    again: Option<&'a Again<'a>>,
}

/// The judgements of one rule: a table per kind of subject it judges, the grids' among them.
type Tables = Vec<(SubjectKind, Column<Judgement>)>;

/// How many rules are judged at a time: as many threads as there are rules would only take turns.
const AT_A_TIME: usize = 4;

/// Fewer rules than this are judged on one thread: starting another takes as long.
const WORTH_A_THREAD: usize = 4;

/// Judges every subject of a snapshot by every rule that is on, as of a date; several rules at a time.
pub fn evaluate(snapshot: &Snapshot, network: &Network, rules: &RuleSet, as_of: NaiveDate) -> Verdicts {
    let residents = rollup::residents(snapshot);
    let case = Case { rule: RuleId::G1, snapshot, network, rules, as_of, residents: &residents, again: None };
    let on: Vec<_> = RuleId::ALL.into_iter().filter(|rule| rules.is_on(*rule)).collect();
    let mut tables = vec![None; RuleId::ALL.len() * SubjectKind::ALL.len()];
    for (rule, of_rule) in judge(case, &on) {
        for (kind, table) in of_rule {
            tables[Verdicts::place(rule, kind)] = Some(table);
        }
    }
    Verdicts { as_of, tables, residents }
}

/// The verdicts after an edit, equal to those of [`evaluate`]: rules that read what it touched are judged again, and only where it
/// did. Also the households that were judged again.
pub(crate) fn evaluate_again(
    before: &District,
    (snapshot, network): (&Snapshot, &Network),
    touched: &Touched,
    walked: &[Row],
) -> (Verdicts, Vec<Row>) {
    let District { rules, verdicts, .. } = before;
    let again = Again::of(before, (snapshot, network), touched, walked);
    let same_residents = !touched.placements && touched.grid_rows.is_still();
    let residents = if same_residents { verdicts.residents.clone() } else { rollup::residents(snapshot) };
    let as_of = verdicts.as_of;
    let case = Case { rule: RuleId::G1, snapshot, network, rules, as_of, residents: &residents, again: Some(&again) };
    let due = RuleId::ALL.into_iter().filter(|rule| rules.is_on(*rule) && again.touches(rule.definition().reads));
    let mut tables = verdicts.tables.clone();
    for (rule, of_rule) in judge(case, &due.collect::<Vec<_>>()) {
        for (kind, table) in of_rule {
            let place = &mut tables[Verdicts::place(rule, kind)];
            *place = Some(place.as_ref().map_or_else(|| table.clone(), |before| table.clone().or_same(before)));
        }
    }
    (Verdicts { as_of, tables, residents }, again.households)
}

/// What each of these rules says.
fn judge(case: Case, rules: &[RuleId]) -> Vec<(RuleId, Tables)> {
    let next = AtomicUsize::new(0);
    let take = || rules.get(next.fetch_add(1, Ordering::Relaxed)).copied();
    let judge = |rule: RuleId| (rule, tables(&Case { rule, ..case }));
    let work = || std::iter::from_fn(take).map(judge).collect::<Vec<_>>();
    if rules.len() < WORTH_A_THREAD {
        return work();
    }
    thread::scope(|scope| {
        let threads: Vec<_> = (0..AT_A_TIME).map(|_| scope.spawn(work)).collect();
        threads.into_iter().flat_map(|thread| thread.join().unwrap_or_else(|panic| resume_unwind(panic))).collect()
    })
}

/// What a rule says of all that it judges; nothing but `unknown` where a list that it needs was never handed over.
fn tables(case: &Case) -> Tables {
    let mut tables = (case.rule.definition().evaluate)(case);
    if !knows(case.snapshot, case.rule) {
        for judgement in tables.iter_mut().flat_map(|(_, table)| table.iter_mut()) {
            if *judgement != Judgement::NOT_APPLICABLE {
                *judgement = Judgement::UNKNOWN;
            }
        }
    }
    tables
}

/// Whether the register has some record of every list that a rule needs.
pub(crate) fn knows(snapshot: &Snapshot, rule: RuleId) -> bool {
    missing_lists(snapshot, rule).next().is_none()
}

/// The lists that a rule needs and of which the register has no record.
fn missing_lists(snapshot: &Snapshot, rule: RuleId) -> impl Iterator<Item = List> + '_ {
    rule.definition().needs.iter().copied().filter(|list| snapshot.lacks(*list))
}

/// What one rule says of every household as of a date; `None` where it is off or judges none.
pub(crate) fn households_as_of(district: &District, rule: RuleId, as_of: NaiveDate) -> Option<Column<Judgement>> {
    let District { snapshot, network, rules, verdicts, .. } = district;
    if !rules.is_on(rule) {
        return None;
    }
    let case = Case { rule, snapshot, network, rules, as_of, residents: &verdicts.residents, again: None };
    tables(&case).into_iter().find(|(kind, _)| *kind == SubjectKind::Household).map(|(_, judged)| judged)
}

/// Why a rule says what it says of a subject; `None` where the rule does not judge that kind of subject or is off.
pub fn explain(district: &District, rule: RuleId, subject: Subject) -> Option<Evidence> {
    let judgement = district.verdicts.on(rule, subject)?;
    let mut facts = (rule.definition().explain)(district, subject);
    if subject.kind == SubjectKind::Grid && !facts.is_empty() {
        facts.extend(tolerance(&district.rules, rule));
    }
    facts.extend(missing_lists(&district.snapshot, rule).map(|list| evidence::word("missing_list", list.as_str())));
    Some(Evidence { rule, judgement, facts })
}

/// The share of gaps that a grid may have, where the rule tolerates some.
fn tolerance(rules: &RuleSet, rule: RuleId) -> Option<Fact> {
    const NAME: &str = "grid_permille";
    rules.named(rule, NAME).map(|value| evidence::parameter(NAME, value))
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
        let network = Network::build(&snapshot, rules.value(&s1::SNAP));
        evaluate(&snapshot, &network, rules, today())
    }

    fn off(rule: RuleId) -> RuleSet {
        let mut rules = RuleSet::default();
        rules.switch(rule, false);
        rules
    }

    #[test]
    fn an_empty_register_is_judged_without_a_word() {
        let verdicts = judged(&Town::new(), &RuleSet::default());
        for rule in RuleId::ALL.into_iter().filter(|rule| RuleSet::default().is_on(*rule)) {
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
                let on = other != rule && RuleSet::default().is_on(other);
                assert_eq!(explain(&district, other, subject).is_some(), on, "{other:?} with {rule:?} off");
            }
        }
    }

    #[test]
    fn without_a_list_the_rules_that_need_it_know_nothing() {
        type Without = fn(&mut Records);
        let without: [(List, &[RuleId], Without); 9] = [
            (List::Households, &[RuleId::G1, RuleId::G7], |records| records.households.clear()),
            (
                List::Members,
                &[RuleId::O1, RuleId::O2, RuleId::O3, RuleId::O4, RuleId::O5, RuleId::O8a, RuleId::L1],
                |records| records.members.clear(),
            ),
            (List::Links, &[RuleId::L1], |records| records.links.clear()),
            (List::Organisations, &[RuleId::O1, RuleId::O2, RuleId::O7, RuleId::O8a, RuleId::O10], |records| {
                records.organisations.clear();
            }),
            (List::Stations, &[RuleId::S1, RuleId::S2], |records| records.stations.clear()),
            (List::GridStaff, &[RuleId::G10], |records| records.staff.clear()),
            (List::BuildingLeaders, &[RuleId::L7], |records| records.leaders.clear()),
            (List::HubHouseholds, &[RuleId::L6], |records| records.hubs.clear()),
            (List::CheckIns, &[RuleId::D1], |records| records.check_ins.clear()),
        ];
        for (list, expected, clear) in without {
            let needing = RuleId::ALL.into_iter().filter(|rule| rule.definition().needs.contains(&list));
            assert_eq!(needing.collect::<Vec<_>>(), expected, "{list:?}");
            let mut records = Records::tiny();
            clear(&mut records);
            let district = records.district();
            for rule in expected {
                let judged = SubjectKind::ALL.into_iter().filter_map(|kind| district.verdicts.of(*rule, kind));
                let knows = |judgement: &&Judgement| matches!(judgement.verdict, Verdict::Covered | Verdict::Gap);
                assert_eq!(judged.flatten().find(knows), None, "{rule:?} without {list:?}");
            }
        }
    }

    #[test]
    fn evidence_names_the_list_that_is_missing() {
        let mut records = Records::tiny();
        records.links.clear();
        let district = records.district();
        let subject = Subject { kind: SubjectKind::Grid, row: Row(0) };
        let l1 = explain(&district, RuleId::L1, subject).unwrap();
        assert_eq!(l1.judgement, Judgement::UNKNOWN);
        assert!(l1.facts.contains(&evidence::word("missing_list", "links")), "{l1:?}");
        let s1 = explain(&district, RuleId::S1, subject).unwrap();
        assert!(s1.facts.iter().all(|fact| fact.name != "missing_list"), "{s1:?}");
    }

    #[test]
    fn a_list_of_wrong_records_was_handed_over_all_the_same() {
        let mut records = Records::tiny();
        records.links.iter_mut().for_each(|link| link.member = crate::places::MemberId::new("nobody"));
        let judged = records.district();
        let gaps = judged.verdicts.of(RuleId::L1, SubjectKind::Household).unwrap();
        assert!(gaps.iter().all(|judgement| judgement.verdict == Verdict::Gap), "nobody is linked, and that is known");
    }

    #[test]
    fn without_members_an_organisation_may_be_due_anywhere() {
        let mut records = Records::tiny();
        records.members.clear();
        records.serve_nothing();
        let district = records.district();
        for rule in [RuleId::O1, RuleId::O2] {
            let judged = district.verdicts.of(rule, SubjectKind::Grid).unwrap();
            assert!(judged.iter().all(|judgement| *judgement == Judgement::UNKNOWN), "{rule:?}");
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
            _ => 0,
        };
        for rule in RuleId::ALL {
            assert_eq!(verdicts.of(rule, SubjectKind::Grid).is_some(), RuleSet::default().is_on(rule), "{rule:?}");
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
        let visits =
            ["never", "overdue", "ordinary_days", "more_often_days", "recorded_since", "as_of", "grid_permille"];
        let links = ["capacity_households", "service_households", "data_households"];
        let gaps = ["gap_households", "gap_persons", "unknown"];
        let sums = ["gap_households", "gap_persons", "covered", "unknown", "eligible_members"];
        for (rule, expected) in [
            (RuleId::G1, vec!["households", "min", "max"]),
            (RuleId::G3, vec!["overlap_m2"]),
            (RuleId::G4, vec!["outside_m2", "community"]),
            (RuleId::G5, vec!["cut_buildings"]),
            (RuleId::G6, vec!["along_permille", "least_along_permille", "near_m"]),
            (RuleId::G7, vec!["households", "median_households", "times_median_permille"]),
            (RuleId::G8, vec!["parts", "compact_permille", "least_compact_permille"]),
            (RuleId::G10, vec!["leaders", "workers"]),
            (RuleId::G11, vec![]),
            (RuleId::G12, vec!["digits", "community"]),
            (RuleId::O1, vec!["members", "threshold", "organisations", "due_units"]),
            (RuleId::O2, vec!["members", "threshold", "organisations"]),
            (RuleId::O10, vec!["organisations"]),
            (RuleId::L1, [&sums[..], &["households_per_member"], &links, &["grid_permille"]].concat()),
            (
                RuleId::S1,
                [&gaps[..], &["reach_m", "nearest_station", "nearest_station_m", "method", "grid_permille"]].concat(),
            ),
            (RuleId::V1, [&gaps[..], &visits].concat()),
        ] {
            assert_eq!(facts(&district, rule, SubjectKind::Grid, 0), expected, "{rule:?}");
        }
        for rule in [RuleId::O3, RuleId::O4, RuleId::O5, RuleId::O12] {
            assert_eq!(
                facts(&district, rule, SubjectKind::Grid, 0),
                ["organisations", "gap_organisations"],
                "{rule:?}"
            );
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
