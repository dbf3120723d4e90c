//! Joint branches: the groups that O2 proposes.
//!
//! Those who stand alone, units with units and grids with grids, in the order of their ids. Each takes others of its own park or
//! office building, nearest first, else of those within `reach_dm` in a straight line, until three full members are together; who then fails to reach three stays for a later one to take. Equal distances fall
//! to the lower id. A grid stands where its label does.

use std::collections::BTreeMap;

use super::prelude::*;
use super::strength::Strength;
use super::{o1, o2};
use crate::places::CompoundKind;
use crate::shape::{Point, distance2_mm2};

/// Neighbours who together reach the number of full members that makes a branch.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct JointBranch {
    /// The units or grids, the one that the group was made for first, then by distance from it.
    pub subjects: Vec<Subject>,
    /// Full members together.
    pub members: u32,
    /// How far the farthest is from the first, in a straight line, decimetres.
    pub farthest_dm: u32,
}

/// Everybody who stands alone, and the groups that they could make: everyone in at most one. Deterministic.
#[derive(Clone, Debug, Default)]
pub struct JointBranches {
    /// The groups, of units and then of grids, in the order in which they were made.
    pub groups: Vec<JointBranch>,
    /// Who stands alone, and the number of his group.
    lone: BTreeMap<Subject, Option<usize>>,
}

impl JointBranches {
    pub(crate) fn of_all(snapshot: &Snapshot, rules: &RuleSet) -> Self {
        let mut all = Self::default();
        for kind in [SubjectKind::Unit, SubjectKind::Grid] {
            let (lone, groups) = groups(snapshot, rules, kind);
            all.lone.extend(lone.into_iter().map(|row| (Subject { kind, row }, None)));
            for group in groups {
                let number = all.groups.len();
                all.lone.extend(group.subjects.iter().map(|subject| (*subject, Some(number))));
                all.groups.push(group);
            }
        }
        all
    }

    /// The group of somebody who stands alone, if there is one; `None` for who does not stand alone.
    pub fn of(&self, subject: Subject) -> Option<Option<&JointBranch>> {
        self.lone.get(&subject).map(|number| number.and_then(|number| self.groups.get(number)))
    }
}

/// Somebody who stands alone.
#[derive(Clone, Copy)]
struct Lone {
    row: Row,
    at: Point,
    full: u32,
    /// The park or office building.
    compound: Option<Row>,
}

/// Who stands alone, and the groups.
fn groups(snapshot: &Snapshot, rules: &RuleSet, kind: SubjectKind) -> (Vec<Row>, Vec<JointBranch>) {
    let strengths = o2::strength_of(snapshot, kind);
    let judged = o2::judged(snapshot, rules, kind, &strengths);
    let gaps = (0..).map(Row).zip(&judged).filter(|(_, judgement)| judgement.verdict == Verdict::Gap);
    let alone: Vec<Row> = gaps.map(|(row, _)| row).collect();
    let lone = lone(snapshot, kind, &strengths, &alone);
    let mut taken = vec![false; lone.len()];
    let mut groups = Vec::new();
    for first in 0..lone.len() {
        if taken[first] {
            continue;
        }
        let free: Vec<_> = (first..lone.len()).chain(0..first).filter(|other| !taken[*other]).collect();
        let Some(members) = group(&lone, &free, rules) else { continue };
        for (_, member) in &members {
            taken[*member] = true;
        }
        let subjects = members.iter().map(|(_, member)| Subject { kind, row: lone[*member].row }).collect();
        let farthest_mm = members.last().map_or(0.0, |(distance2, _)| (*distance2 as f64).sqrt());
        let members = members.iter().map(|(_, member)| lone[*member].full).sum();
        groups.push(JointBranch { subjects, members, farthest_dm: (farthest_mm / 100.0).round() as u32 });
    }
    (alone, groups)
}

/// Those of them who stand somewhere.
fn lone(snapshot: &Snapshot, kind: SubjectKind, strengths: &[Strength], alone: &[Row]) -> Vec<Lone> {
    let groups_units = |compound: &Row| snapshot.compounds.kind[compound.index()] != CompoundKind::Compound;
    let stand = |row: Row| match kind {
        SubjectKind::Unit => {
            Some((snapshot.units.position[row.index()]?, snapshot.units.compound[row.index()].filter(groups_units)))
        }
        _ => Some((snapshot.grids.label[row.index()], None)),
    };
    alone
        .iter()
        .filter_map(|&row| {
            let (at, compound) = stand(row)?;
            Some(Lone { row, at, full: strengths[row.index()].full, compound })
        })
        .collect()
}

/// The group around the first of those who are free, by squared distance; `None` where its neighbours do not reach the
/// threshold.
fn group(lone: &[Lone], free: &[usize], rules: &RuleSet) -> Option<Vec<(i128, usize)>> {
    let (first, others) = free.split_first()?;
    let (threshold, reach_mm) = (rules.value(&o1::FULL_MEMBERS), i64::from(rules.value(&o2::REACH)) * 100);
    let (at, compound) = (lone[*first].at, lone[*first].compound);
    let same = |other: &&usize| compound.is_some() && lone[**other].compound == compound;
    let near = |other: &&usize| {
        let beside = |a: i32, b: i32| (i64::from(a) - i64::from(b)).abs() <= reach_mm;
        let to = lone[**other].at;
        beside(at.x, to.x) && beside(at.y, to.y) && distance2_mm2(at, to) <= i128::from(reach_mm * reach_mm)
    };
    let together = |candidates: Vec<usize>| {
        let mut candidates: Vec<_> =
            candidates.into_iter().map(|other| (distance2_mm2(at, lone[other].at), other)).collect();
        candidates.sort_unstable();
        let mut full = lone[*first].full;
        let mut members = vec![(0, *first)];
        for (distance2, other) in candidates {
            members.push((distance2, other));
            full += lone[other].full;
            if full >= threshold {
                return Some(members);
            }
        }
        None
    };
    let of_compound = together(others.iter().filter(same).copied().collect());
    of_compound.or_else(|| together(others.iter().filter(near).copied().collect()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::snapshot::Placement;
    use crate::town::{Person, Town, at};

    fn unit(town: &mut Town, x_m: i32, full: usize) -> Row {
        let unit = town.unit(true, Placement::Outside);
        town.edit().units.position[unit.index()] = Some(at(x_m, 0));
        (0..full).for_each(|_| {
            town.member(&Person { unit: Some(unit), ..Person::default() });
        });
        unit
    }

    fn groups_of(town: &Town) -> Vec<(Vec<u32>, u32, u32)> {
        let rows = |group: JointBranch| group.subjects.iter().map(|subject| subject.row.0).collect();
        let groups = JointBranches::of_all(&town.snapshot(), &RuleSet::default()).groups.into_iter();
        groups.map(|group| (rows(group.clone()), group.members, group.farthest_dm)).collect()
    }

    #[test]
    fn neighbours_are_taken_nearest_first_until_three_are_together() {
        let mut town = Town::new();
        for (x_m, full) in [(0, 1), (300, 1), (100, 1), (200, 2), (5000, 2), (5500, 1), (9000, 2)] {
            unit(&mut town, x_m, full);
        }
        // The first takes those at 100 m and 200 m; the one at 300 m has nobody left.
        assert_eq!(groups_of(&town), [(vec![0, 2, 3], 4, 2_000), (vec![4, 5], 3, 5_000)]);
    }

    #[test]
    fn the_park_comes_before_the_street() {
        let mut town = Town::new();
        let [a, _street, c] = [(0, 1), (10, 2), (900, 2)].map(|(x_m, full)| unit(&mut town, x_m, full));
        let snapshot = town.edit();
        snapshot.compounds.kind.push(CompoundKind::Park);
        for row in [a, c] {
            snapshot.units.compound[row.index()] = Some(Row(0));
        }
        assert_eq!(groups_of(&town), [(vec![0, 2], 3, 9_000)]);
    }

    #[test]
    fn five_hundred_metres_are_near_and_a_millimetre_more_is_not() {
        let check = |x: i32, groups: usize| {
            let mut town = Town::new();
            unit(&mut town, 0, 1);
            let other = unit(&mut town, 0, 2);
            town.edit().units.position[other.index()] = Some(Point { x, y: 0 });
            assert_eq!(groups_of(&town).len(), groups, "{x}");
        };
        check(500_000, 1);
        check(500_001, 0);
    }
}
