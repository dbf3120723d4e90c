//! O2, fewer than three full members: a joint branch with neighbours. Soft.
//!
//! **Subjects**: operating units, and grids, with one or two full members (active; of a grid those who live there). **Verdict**:
//! covered where any organisation serves it, else a gap of *place*; unknown where nobody serves it and members whose kind is
//! blank could make it a subject or, with O1, no longer one. **Facts**: `members`, `threshold`, `organisations`, and of the
//! group proposed: `group` (how many in it), `group_members`, `farthest_m`; or `alone_within_m`.
//!
//! **Groups** ([`joint_branches`]): those who stand alone, units with units and grids with grids, in the order of their ids.
//! Each takes others of its own park or office building, nearest first, else of those within `reach_dm` in a straight line,
//! until three full members are together; who then fails to reach three stays for a later one to take. Equal distances fall
//! to the lower id. A grid stands where its label does.

use super::prelude::*;
use super::served::{servants, served};
use super::strength::{Strength, grid_of, strengths};
use super::{o1, rollup::worse};
use crate::places::CompoundKind;
use crate::shape::{Point, distance2_mm2};

const REACH: Parameter = Parameter::distance(
    RuleId::O2,
    "reach_dm",
    5_000,
    "A meeting after work: beyond 500 m people take a bus, and do not come.",
);

pub(super) static RULE: Definition = Definition {
    id: RuleId::O2,
    name: Words { zh: "联合组建", en: "Joint branch" },
    text: Words {
        zh: "正式党员不足三名的单位或网格，与同园区、同楼宇或 {reach_m} 米内的联合组建党支部。",
        en: "Units and grids of fewer than three full members join others of the same park or building, else within {reach_m} m.",
    },
    severity: RuleSeverity::Soft,
    on: true,
    source: "中国共产党支部工作条例（试行）第四条",
    source_date: REGULATIONS_DATE,
    parameters: &[REACH],
    ordered: &[],
    affects: Affects::Nobody,
    tells_of: TellsOf::Members,
    reads: &[Input::Members, Input::Units, Input::Placements],
    evaluate,
    explain,
};

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

fn evaluate(case: &Case) -> Tables {
    let judged = |kind| judged(case.snapshot, case.rules, kind, &strength_of(case.snapshot, kind));
    let (units, grids) = (judged(SubjectKind::Unit), judged(SubjectKind::Grid));
    let mut worst = grids;
    for (placement, judgement) in case.snapshot.units.placement.iter().zip(&units) {
        if let Some(grid) = grid_of(*placement) {
            worst[grid.index()] = worse(worst[grid.index()], *judgement);
        }
    }
    vec![(SubjectKind::Unit, units.into()), (SubjectKind::Grid, worst.into())]
}

fn explain(district: &District, subject: Subject) -> Vec<Fact> {
    let (snapshot, rules) = (&district.snapshot, &district.rules);
    let organisations = &snapshot.organisations;
    let serves =
        if subject.kind == SubjectKind::Unit { &organisations.serves_units } else { &organisations.serves_grids };
    let strengths = strength_of(snapshot, subject.kind);
    let mut facts = vec![
        count("members", strengths[subject.row.index()].full.into()),
        parameter("threshold", rules.value(&o1::FULL_MEMBERS)),
        count("organisations", servants(organisations, serves, subject.row, |_| true)),
    ];
    let judged = judged(snapshot, rules, subject.kind, &strengths);
    // Only those who stand alone are in groups, and most do not.
    let is_lone = judged[subject.row.index()].verdict == Verdict::Gap;
    let mut groups = if is_lone { groups(snapshot, rules, subject.kind, &strengths, &judged) } else { Vec::new() };
    match groups.drain(..).find(|group| group.subjects.contains(&subject)) {
        Some(group) => facts.extend([
            count("group", group.subjects.len() as u64),
            count("group_members", group.members.into()),
            decimetres("farthest_m", group.farthest_dm),
        ]),
        None => facts.push(decimetres("alone_within_m", rules.value(&REACH))),
    }
    facts
}

fn judged(snapshot: &Snapshot, rules: &RuleSet, kind: SubjectKind, strengths: &[Strength]) -> Vec<Judgement> {
    let threshold = rules.value(&o1::FULL_MEMBERS);
    let (organisations, len) = (&snapshot.organisations, strengths.len());
    let serves = if kind == SubjectKind::Unit { &organisations.serves_units } else { &organisations.serves_grids };
    let has = served(organisations, serves, len, |_| true);
    let open = |row: usize| kind != SubjectKind::Unit || snapshot.units.operating[row];
    let judge = |(row, strength): (usize, &Strength)| match (strength.full, strength.blank) {
        _ if !open(row) => Judgement::NOT_APPLICABLE,
        (full, _) if full >= threshold => Judgement::NOT_APPLICABLE,
        (0, 0) => Judgement::NOT_APPLICABLE,
        (0, _) if has[row] => Judgement::NOT_APPLICABLE,
        _ if has[row] => Judgement::COVERED,
        (full, blank) if full == 0 || full + blank >= threshold => Judgement::UNKNOWN,
        _ => Judgement::gap(Cause::Place),
    };
    strengths.iter().enumerate().map(judge).collect()
}

fn strength_of(snapshot: &Snapshot, kind: SubjectKind) -> Vec<Strength> {
    let members = &snapshot.members;
    match kind {
        SubjectKind::Unit => strengths(members, snapshot.units.id.len(), |member| members.unit[member]),
        _ => strengths(members, snapshot.grids.code.len(), |member| grid_of(members.placement[member])),
    }
}

/// The groups that those who stand alone could make; every one of them in at most one group. Deterministic.
pub fn joint_branches(snapshot: &Snapshot, rules: &RuleSet) -> Vec<JointBranch> {
    let of_kind = |kind| {
        let strengths = strength_of(snapshot, kind);
        groups(snapshot, rules, kind, &strengths, &judged(snapshot, rules, kind, &strengths))
    };
    [SubjectKind::Unit, SubjectKind::Grid].into_iter().flat_map(of_kind).collect()
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

fn groups(
    snapshot: &Snapshot,
    rules: &RuleSet,
    kind: SubjectKind,
    strengths: &[Strength],
    judged: &[Judgement],
) -> Vec<JointBranch> {
    let lone = lone(snapshot, kind, strengths, judged);
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
    groups
}

fn lone(snapshot: &Snapshot, kind: SubjectKind, strengths: &[Strength], judged: &[Judgement]) -> Vec<Lone> {
    let gaps = (0..).map(Row).zip(judged).filter(|(_, judgement)| judgement.verdict == Verdict::Gap);
    let groups_units = |compound: &Row| snapshot.compounds.kind[compound.index()] != CompoundKind::Compound;
    let stand = |row: Row| match kind {
        SubjectKind::Unit => {
            Some((snapshot.units.position[row.index()]?, snapshot.units.compound[row.index()].filter(groups_units)))
        }
        _ => Some((snapshot.grids.label[row.index()], None)),
    };
    gaps.filter_map(|(row, _)| {
        let (at, compound) = stand(row)?;
        Some(Lone { row, at, full: strengths[row.index()].full, compound })
    })
    .collect()
}

/// The group around the first of those who are free, by squared distance; `None` where its neighbours do not reach the
/// threshold.
fn group(lone: &[Lone], free: &[usize], rules: &RuleSet) -> Option<Vec<(i128, usize)>> {
    let (first, others) = free.split_first()?;
    let (threshold, reach_mm) = (rules.value(&o1::FULL_MEMBERS), i64::from(rules.value(&REACH)) * 100);
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
    use super::super::tests::judged as verdicts;
    use super::*;
    use crate::places::{GridKind, MemberKind, OrganisationKind};
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
        let groups = joint_branches(&town.snapshot(), &RuleSet::default()).into_iter();
        groups.map(|group| (rows(group.clone()), group.members, group.farthest_dm)).collect()
    }

    #[test]
    fn a_subject_has_one_or_two_full_members_and_nobody_serves_it() {
        let check = |full: usize, blank: usize, served: bool, expected: Judgement| {
            let mut town = Town::new();
            let unit = unit(&mut town, 0, full);
            (0..blank).for_each(|_| {
                town.member(&Person { unit: Some(unit), kind: None, ..Person::default() });
            });
            town.member(&Person { unit: Some(unit), kind: Some(MemberKind::Probationary), ..Person::default() });
            if served {
                town.organisation(OrganisationKind::Branch, &[], &[unit]);
            }
            let table = verdicts(&town, &RuleSet::default());
            assert_eq!(table.of(RuleId::O2, SubjectKind::Unit).unwrap(), [expected], "{full} {blank} {served}");
        };
        let gap = Judgement::gap(Cause::Place);
        check(0, 0, false, Judgement::NOT_APPLICABLE);
        check(1, 0, false, gap);
        check(1, 1, false, gap);
        check(2, 0, true, Judgement::COVERED);
        check(2, 1, false, Judgement::UNKNOWN);
        check(0, 1, false, Judgement::UNKNOWN);
        check(3, 0, false, Judgement::NOT_APPLICABLE);
    }

    #[test]
    fn a_grid_is_as_bad_as_a_unit_in_it() {
        let mut town = Town::new();
        let grid = town.grid(GridKind::Dedicated);
        let unit = town.unit(true, Placement::InGrid(grid));
        town.member(&Person { unit: Some(unit), ..Person::default() });
        let table = verdicts(&town, &RuleSet::default());
        assert_eq!(table.of(RuleId::O2, SubjectKind::Grid).unwrap(), [Judgement::gap(Cause::Place)]);
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
