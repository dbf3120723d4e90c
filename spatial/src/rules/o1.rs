//! O1, organisation due (应建未建): three full members need an organisation. Hard.
//!
//! **Subjects**: operating units, and grids. **Members** are the active ones: of a unit those who work there, of a grid
//! those whose home is placed in it. **Verdict** of either: with `full_members` full ones or more, covered where any
//! organisation serves it, else a gap of *place*; below that not applicable, or unknown where nobody serves it and members
//! whose kind is blank could make up the number. A grid is as bad as the worst of itself and the units in it. **Facts**:
//! `members`, `threshold`, `organisations`, and for a grid `due_units`.

use super::definition::REGULATIONS_DATE;
use super::evidence::{count, parameter, sum};
use super::rollup::worse;
use super::served::{servants, served};
use super::strength::{Strength, grid_of, strengths};
use super::{
    Affects, Case, Cause, Definition, Fact, Input, Judgement, Parameter, RuleId, RuleSet, RuleSeverity, Subject,
    SubjectKind, Tables, TellsOf, Verdict, Words,
};
use crate::District;
use crate::snapshot::{List, Members, Snapshot};
use crate::sums::Series;

pub(crate) const FULL_MEMBERS: Parameter =
    Parameter::count(RuleId::O1, "full_members", 3, "Article 4 of the branch work regulations.");

pub(super) static RULE: Definition = Definition {
    id: RuleId::O1,
    name: Words { zh: "应建未建", en: "Organisation due" },
    text: Words {
        zh: "有 {full_members} 名以上正式党员的单位或网格应有党组织。",
        en: "A unit or grid with {full_members} or more full members has a party organisation.",
    },
    severity: RuleSeverity::Hard,
    on: true,
    source: "中国共产党支部工作条例（试行）第四条",
    source_date: REGULATIONS_DATE,
    parameters: &[FULL_MEMBERS],
    ordered: &[],
    affects: Affects::WholeGridItself,
    tells_of: TellsOf::Members,
    needs: &[List::Members, List::Organisations],
    reads: &[Input::Members, Input::Units, Input::Placements],
    evaluate,
    explain,
};

fn evaluate(case: &Case) -> Tables {
    let snapshot = case.snapshot;
    let (units, mut grids) = (units_alone(snapshot, case.rules), grids_alone(snapshot, case.rules));
    for (placement, judgement) in snapshot.units.placement.iter().zip(&units) {
        if let Some(grid) = grid_of(*placement) {
            grids[grid.index()] = worse(grids[grid.index()], *judgement);
        }
    }
    vec![(SubjectKind::Unit, units.into()), (SubjectKind::Grid, grids.into())]
}

fn explain(district: &District, subject: Subject) -> Vec<Fact> {
    let organisations = &district.snapshot.organisations;
    let threshold = parameter("threshold", district.rules.value(&FULL_MEMBERS));
    let serving = |serves| count("organisations", servants(organisations, serves, subject.row, |_| true));
    if subject.kind == SubjectKind::Unit {
        let members = &district.snapshot.members;
        let strength = strength(members, |member| members.unit[member] == Some(subject.row));
        return vec![count("members", u64::from(strength.full)), threshold, serving(&organisations.serves_units)];
    }
    vec![
        sum(district, subject.row, "members", Series::FullMembers),
        threshold,
        serving(&organisations.serves_grids),
        count("due_units", district.gaps_in(RuleId::O1, SubjectKind::Unit, subject.row)),
    ]
}

/// For each grid whether it is due an organisation itself, and not only a unit in it.
pub(crate) fn grids_due_themselves(snapshot: &Snapshot, rules: &RuleSet) -> Vec<bool> {
    grids_alone(snapshot, rules).into_iter().map(|judgement| judgement.verdict == Verdict::Gap).collect()
}

/// The judgements of the grids by those who live in them, units apart.
fn grids_alone(snapshot: &Snapshot, rules: &RuleSet) -> Vec<Judgement> {
    let (members, organisations) = (&snapshot.members, &snapshot.organisations);
    let count = snapshot.grids.code.len();
    let strengths = strengths(snapshot, count, |member| grid_of(members.placement[member]));
    let served = served(organisations, &organisations.serves_grids, count, |_| true);
    let threshold = rules.value(&FULL_MEMBERS);
    strengths.iter().zip(served).map(|(strength, served)| judge(*strength, served, threshold)).collect()
}

/// The judgements of the units by those who work in them.
fn units_alone(snapshot: &Snapshot, rules: &RuleSet) -> Vec<Judgement> {
    let (members, organisations) = (&snapshot.members, &snapshot.organisations);
    let count = snapshot.units.id.len();
    let strengths = strengths(snapshot, count, |member| members.unit[member]);
    let served = served(organisations, &organisations.serves_units, count, |_| true);
    let threshold = rules.value(&FULL_MEMBERS);
    let units = strengths.iter().zip(served).zip(&snapshot.units.operating);
    let judged = units.map(
        |((strength, served), operating)| {
            if *operating { judge(*strength, served, threshold) } else { Judgement::NOT_APPLICABLE }
        },
    );
    judged.collect()
}

fn judge(strength: Strength, served: bool, threshold: u32) -> Judgement {
    if strength.full >= threshold {
        return if served { Judgement::COVERED } else { Judgement::gap(Cause::Place) };
    }
    if !served && strength.full + strength.blank >= threshold {
        return Judgement::UNKNOWN;
    }
    Judgement::NOT_APPLICABLE
}

fn strength(members: &Members, is_in: impl Fn(usize) -> bool) -> Strength {
    let mut strength = Strength::default();
    let here = (0..members.active.len()).filter(|member| members.active[*member] && is_in(*member));
    here.for_each(|member| strength.add(members.kind[member]));
    strength
}

#[cfg(test)]
mod tests {
    use super::super::RuleSet;
    use super::super::tests::judged;
    use super::*;
    use crate::places::{GridKind, MemberKind, OrganisationKind};
    use crate::snapshot::Placement;
    use crate::snapshot::Row;
    use crate::town::{Person, Town};

    const GAP: Judgement = Judgement::gap(Cause::Place);

    fn on(town: &Town, kind: SubjectKind, row: Row) -> Judgement {
        judged(town, &RuleSet::default()).on(RuleId::O1, Subject { kind, row }).unwrap()
    }

    fn join(town: &mut Town, count: usize, person: &Person) {
        for _ in 0..count {
            town.member(person);
        }
    }

    #[test]
    fn a_unit_is_judged_by_its_full_members_and_its_organisation() {
        let check = |full: usize, blank: usize, served: bool, expected: Judgement| {
            let mut town = Town::new();
            let unit = town.unit(true, Placement::Outside);
            let worker = Person { unit: Some(unit), ..Person::default() };
            join(&mut town, full, &worker);
            join(&mut town, blank, &Person { kind: None, ..worker.clone() });
            join(&mut town, 2, &Person { kind: Some(MemberKind::Probationary), ..worker.clone() });
            join(&mut town, 2, &Person { active: false, ..worker });
            if served {
                town.organisation(OrganisationKind::Committee, &[], &[unit]);
            }
            assert_eq!(on(&town, SubjectKind::Unit, unit), expected, "{full} full, {blank} blank, served {served}");
        };
        check(3, 0, false, GAP);
        check(3, 0, true, Judgement::COVERED);
        check(2, 1, false, Judgement::UNKNOWN);
        check(2, 1, true, Judgement::NOT_APPLICABLE);
        check(2, 0, false, Judgement::NOT_APPLICABLE);
        check(0, 0, true, Judgement::NOT_APPLICABLE);
    }

    #[test]
    fn a_unit_that_has_closed_needs_no_organisation() {
        let mut town = Town::new();
        let unit = town.unit(false, Placement::Outside);
        join(&mut town, 5, &Person { unit: Some(unit), ..Person::default() });
        assert_eq!(on(&town, SubjectKind::Unit, unit), Judgement::NOT_APPLICABLE);
    }

    #[test]
    fn a_grid_counts_the_members_who_live_in_it() {
        let mut town = Town::new();
        let (here, there) = (town.grid(GridKind::Residential), town.grid(GridKind::Dedicated));
        join(&mut town, 3, &Person { placement: Placement::InGrid(here), ..Person::default() });
        join(&mut town, 9, &Person { placement: Placement::Ambiguous, ..Person::default() });
        assert_eq!(on(&town, SubjectKind::Grid, here), GAP);
        assert_eq!(on(&town, SubjectKind::Grid, there), Judgement::NOT_APPLICABLE);
        town.organisation(OrganisationKind::GeneralBranch, &[here], &[]);
        assert_eq!(on(&town, SubjectKind::Grid, here), Judgement::COVERED);
    }

    #[test]
    fn a_grid_is_as_bad_as_the_worst_unit_in_it() {
        let mut town = Town::new();
        let grid = town.grid(GridKind::Dedicated);
        let unit = town.unit(true, Placement::InGrid(grid));
        join(&mut town, 2, &Person { unit: Some(unit), ..Person::default() });
        join(&mut town, 1, &Person { unit: Some(unit), kind: None, ..Person::default() });
        assert_eq!(on(&town, SubjectKind::Grid, grid), Judgement::UNKNOWN);
        join(&mut town, 3, &Person { placement: Placement::InGrid(grid), ..Person::default() });
        town.organisation(OrganisationKind::Branch, &[grid], &[]);
        assert_eq!(on(&town, SubjectKind::Grid, grid), Judgement::UNKNOWN, "covered itself, the unit unknown");
        join(&mut town, 1, &Person { unit: Some(unit), ..Person::default() });
        assert_eq!(on(&town, SubjectKind::Grid, grid), GAP);
    }
}
