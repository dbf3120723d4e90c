//! Why a household is a blind spot, all reasons together: a household is counted once under the exact set of its reasons, so
//! that "how many under L1 or S1" is a sum over sets and not a guess from overlapping totals.

use std::collections::BTreeMap;

use super::{Place, area_parent, grid_parent, place_of};
use crate::rules::{RuleId, SubjectKind, Verdict, Verdicts};
use crate::snapshot::{Row, Snapshot};

/// The household rules under which one household is a gap: one bit per rule.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Reasons(u64);

/// So many households and their residents.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Affected {
    /// Households.
    pub households: u64,
    /// Residents whose number is known.
    pub persons: u64,
}

/// The households of one place by their exact reasons, those without any among them; duplicates apart, vacant ones too.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ByReasons(BTreeMap<Reasons, Affected>);

/// The households of every grid and area by their exact reasons.
#[derive(Clone, Debug, Default)]
pub struct AllReasons {
    grids: Vec<ByReasons>,
    areas: Vec<ByReasons>,
}

const _: () = assert!(RuleId::ALL.len() <= 64, "a rule needs a bit of its own");

impl Reasons {
    /// The set of these rules.
    pub fn of(rules: impl IntoIterator<Item = RuleId>) -> Self {
        Self(rules.into_iter().fold(0, |bits, rule| bits | 1 << rule as u64))
    }

    /// Under which rules a household is a gap.
    pub fn of_household(verdicts: &Verdicts, household: Row) -> Self {
        let gap = |rule: &RuleId| {
            let judged = verdicts.of(*rule, SubjectKind::Household);
            judged.is_some_and(|judged| judged[household.index()].verdict == Verdict::Gap)
        };
        Self::of(RuleId::ALL.into_iter().filter(gap))
    }

    /// Its rules, in catalogue order.
    pub fn rules(self) -> impl Iterator<Item = RuleId> {
        RuleId::ALL.into_iter().filter(move |rule| self.0 & (1 << *rule as u64) != 0)
    }

    /// Whether every rule of `other` is in it.
    pub fn has_all(self, other: Self) -> bool {
        self.0 & other.0 == other.0
    }

    /// Whether any rule of `other` is in it.
    pub fn has_any(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }
}

impl ByReasons {
    /// Each set of reasons that occurs, with its households.
    pub fn iter(&self) -> impl Iterator<Item = (Reasons, Affected)> + '_ {
        self.0.iter().map(|(reasons, affected)| (*reasons, *affected))
    }

    /// The households that are gaps under every one of these rules.
    pub fn with_all(&self, reasons: Reasons) -> Affected {
        self.sum(|set| set.has_all(reasons))
    }

    /// The households that are gaps under at least one of these rules.
    pub fn with_any(&self, reasons: Reasons) -> Affected {
        self.sum(|set| set.has_any(reasons))
    }

    fn sum(&self, counts: impl Fn(Reasons) -> bool) -> Affected {
        let mut sum = Affected::default();
        self.iter().filter(|(set, _)| counts(*set)).for_each(|(_, affected)| sum.add(affected));
        sum
    }

    fn add(&mut self, reasons: Reasons, affected: Affected) {
        self.0.entry(reasons).or_default().add(affected);
    }
}

impl Affected {
    fn add(&mut self, other: Self) {
        self.households += other.households;
        self.persons += other.persons;
    }
}

impl AllReasons {
    /// Adds everything up.
    pub fn of(snapshot: &Snapshot, verdicts: &Verdicts) -> Self {
        let mut all = Self {
            grids: vec![ByReasons::default(); snapshot.grids.code.len()],
            areas: vec![ByReasons::default(); snapshot.areas.code.len()],
        };
        all.count(snapshot, verdicts);
        for grid in (0..all.grids.len() as u32).map(Row) {
            if let Some(parent) = grid_parent(snapshot, grid) {
                let of_grid = all.grids[grid.index()].clone();
                of_grid.iter().for_each(|(reasons, affected)| all.areas[parent.index()].add(reasons, affected));
            }
        }
        // Children stand behind their parents.
        for area in (0..all.areas.len()).rev() {
            if let Some(parent) = area_parent(snapshot, Row(area as u32)) {
                let of_area = all.areas[area].clone();
                of_area.iter().for_each(|(reasons, affected)| all.areas[parent.index()].add(reasons, affected));
            }
        }
        all
    }

    /// A grid's households by their reasons.
    pub fn grid(&self, grid: Row) -> &ByReasons {
        &self.grids[grid.index()]
    }

    /// An area's households by their reasons: of its children and of what it alone counts.
    pub fn area(&self, area: Row) -> &ByReasons {
        &self.areas[area.index()]
    }

    fn count(&mut self, snapshot: &Snapshot, verdicts: &Verdicts) {
        let households = &snapshot.households;
        let judged: Vec<_> = RuleId::ALL
            .into_iter()
            .filter_map(|rule| Some((1_u64 << rule as u64, verdicts.of(rule, SubjectKind::Household)?)))
            .collect();
        for row in (0..households.placement.len()).filter(|row| households.duplicate_of[*row].is_none()) {
            let gaps = judged.iter().filter(|(_, judged)| judged[row].verdict == Verdict::Gap);
            let reasons = Reasons(gaps.fold(0, |bits, (bit, _)| bits | bit));
            let affected = Affected { households: 1, persons: households.persons[row].unwrap_or(0).into() };
            match place_of(snapshot, households.placement[row], households.community[row]) {
                Some(Place::Grid(grid)) => self.grids[grid.index()].add(reasons, affected),
                Some(Place::Area(area)) => self.areas[area.index()].add(reasons, affected),
                None => {}
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::fixture::{Records, date};
    use crate::sums::Series;

    fn power_set(rules: &[RuleId]) -> impl Iterator<Item = Reasons> + '_ {
        let of =
            |bits: u32| rules.iter().enumerate().filter(move |(at, _)| bits & (1 << at) != 0).map(|(_, rule)| *rule);
        (0..1_u32 << rules.len()).map(move |bits| Reasons::of(of(bits)))
    }

    #[test]
    fn a_household_has_the_rules_of_its_gaps() {
        let district = Records::tiny().district();
        let reasons = Reasons::of_household(&district.verdicts, Row(2));
        assert!(reasons.rules().any(|rule| rule == RuleId::V1), "{reasons:?}");
        assert!(reasons.has_all(Reasons::of([RuleId::V1])) && !reasons.has_any(Reasons::of([RuleId::G11])));
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 32, failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn inclusion_and_exclusion_hold_exactly_at_every_level(
            late in prop::collection::vec(any::<bool>(), 60), linked in prop::collection::vec(any::<bool>(), 20),
            moved in prop::collection::vec(any::<bool>(), 60),
        ) {
            let mut records = Records::tiny();
            for (household, (late, moved)) in records.households.iter_mut().zip(late.iter().zip(&moved)) {
                household.last_visit = Some(if *late { date(2025, 1, 1) } else { date(2026, 10, 1) });
                if *moved {
                    household.position = Some(crate::fixture::at(-900.0, 0.0));
                }
            }
            records.visits.clear();
            let mut keep = linked.iter().cycle();
            records.links.retain(|_| *keep.next().unwrap_or(&true));
            let district = records.district();
            let rules: Vec<RuleId> = RuleId::ALL
                .into_iter()
                .filter(|rule| district.verdicts.of(*rule, SubjectKind::Household).is_some())
                .collect();
            let all = district.reasons();
            let areas = (0..all.areas.len() as u32).map(|row| (all.area(Row(row)), None, Row(row)));
            let grids = (0..all.grids.len() as u32).map(|row| (all.grid(Row(row)), Some(()), Row(row)));
            for (by, is_grid, row) in areas.chain(grids) {
                let sum = |series| if is_grid.is_some() { district.sums.grid(row, series) } else { district.sums.area(row, series) };
                prop_assert_eq!(by.sum(|_| true).households, sum(Series::Households));
                prop_assert_eq!(by.sum(|_| true).persons, sum(Series::Persons));
                for rule in &rules {
                    let told = by.with_all(Reasons::of([*rule]));
                    prop_assert_eq!((told.households, told.persons), (sum(Series::Gap(*rule)), sum(Series::GapPersons(*rule))));
                }
                // |A ∪ B ∪ …| = Σ|A| − Σ|A ∩ B| + …, from the overlapping totals alone.
                for any in power_set(&rules) {
                    let members: Vec<RuleId> = any.rules().collect();
                    let alternating: i64 = power_set(&members).filter(|set| *set != Reasons::default()).map(|set| {
                        let sign = if set.rules().count() % 2 == 1 { 1 } else { -1 };
                        sign * by.with_all(set).households as i64
                    }).sum();
                    prop_assert_eq!(by.with_any(any).households as i64, alternating);
                }
            }
        }
    }
}
