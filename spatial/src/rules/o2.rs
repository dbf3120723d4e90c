//! O2, fewer than three full members: a joint branch with neighbours. Soft.
//!
//! **Subjects**: operating units, and grids, with one or two full members (active; of a grid those who live there). **Verdict**:
//! covered where any organisation serves it, else a gap of *place*; unknown where nobody serves it and members whose kind is
//! blank could make it a subject or, with O1, no longer one. A grid is a gap too where one of its units is. **Facts**: `members`,
//! `threshold`, `organisations`; of a grid with units that stand alone `lone_units` and how many of them are in a group,
//! `grouped_units`; of who stands alone the group proposed ([`super::joint`]): `group` (how many in it), `group_members`,
//! `farthest_m`; or `alone_within_m`.

use super::prelude::*;
use super::served::{servants, served};
use super::strength::{Strength, grid_of, strengths};
use super::{o1, rollup::worse};
use crate::snapshot::List;

pub(super) const REACH: Parameter = Parameter::distance(
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
    needs: &[List::Members, List::Organisations],
    reads: &[Input::Members, Input::Units, Input::Placements],
    evaluate,
    explain,
};

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
    let mut facts = vec![
        count("members", full_members(district, subject).into()),
        parameter("threshold", rules.value(&o1::FULL_MEMBERS)),
        count("organisations", servants(organisations, serves, subject.row, |_| true)),
    ];
    if subject.kind == SubjectKind::Grid {
        facts.extend(unit_facts(district, subject.row));
    }
    facts.extend(own_facts(district, subject));
    facts
}

fn full_members(district: &District, subject: Subject) -> u32 {
    let members = &district.snapshot.members;
    let mut strength = Strength::default();
    let mut add = |row: usize| {
        if members.active[row] {
            strength.add(members.kind[row]);
        }
    };
    match subject.kind {
        SubjectKind::Grid => {
            district.standing().in_grid(SubjectKind::Member, subject.row).iter().for_each(|row| add(row.index()));
        }
        _ => (0..members.active.len()).filter(|row| members.unit[*row] == Some(subject.row)).for_each(add),
    }
    strength.full
}

/// With whom somebody who stands alone could join; nothing of others.
fn own_facts(district: &District, subject: Subject) -> Vec<Fact> {
    match district.joint_branches().of(subject) {
        None => Vec::new(),
        Some(Some(group)) => vec![
            count("group", group.subjects.len() as u64),
            count("group_members", group.members.into()),
            decimetres("farthest_m", group.farthest_dm),
        ],
        Some(None) => vec![decimetres("alone_within_m", district.rules.value(&REACH))],
    }
}

/// How many units of a grid stand alone, and how many of them are in a group.
fn unit_facts(district: &District, grid: Row) -> Vec<Fact> {
    let lone = district.judged_in(RuleId::O2, SubjectKind::Unit, grid);
    let lone: Vec<Row> = lone.filter(|(_, judgement)| judgement.verdict == Verdict::Gap).map(|(row, _)| row).collect();
    if lone.is_empty() {
        return Vec::new();
    }
    let is_grouped = |row: &&Row| {
        let unit = Subject { kind: SubjectKind::Unit, row: **row };
        matches!(district.joint_branches().of(unit), Some(Some(_)))
    };
    let grouped = lone.iter().filter(is_grouped).count();
    vec![count("lone_units", lone.len() as u64), count("grouped_units", grouped as u64)]
}

pub(super) fn judged(
    snapshot: &Snapshot,
    rules: &RuleSet,
    kind: SubjectKind,
    strengths: &[Strength],
) -> Vec<Judgement> {
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

/// The active members of each unit, or of each grid.
pub(super) fn strength_of(snapshot: &Snapshot, kind: SubjectKind) -> Vec<Strength> {
    let members = &snapshot.members;
    match kind {
        SubjectKind::Unit => strengths(snapshot, snapshot.units.id.len(), |member| members.unit[member]),
        _ => strengths(snapshot, snapshot.grids.code.len(), |member| grid_of(members.placement[member])),
    }
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
    fn a_grid_tells_how_many_of_its_units_stand_alone_and_who_could_join() {
        let mut town = Town::new();
        let grid = town.grid(GridKind::Residential);
        let units = [unit(&mut town, 0, 2), unit(&mut town, 100, 1), unit(&mut town, 9_000, 1)];
        for unit in units {
            town.edit().units.placement[unit.index()] = Placement::InGrid(grid);
        }
        let district = District::assess(town.snapshot(), RuleSet::default(), None);
        let facts = |kind, row| explain(&district, Subject { kind, row });
        assert_eq!(facts(SubjectKind::Grid, grid)[3..], [count("lone_units", 3), count("grouped_units", 2)]);
        let group = [count("group", 2), count("group_members", 3), decimetres("farthest_m", 1_000)];
        assert_eq!(facts(SubjectKind::Unit, units[0])[3..], group);
        assert_eq!(facts(SubjectKind::Unit, units[2])[3..], [decimetres("alone_within_m", 5_000)]);
    }
}
