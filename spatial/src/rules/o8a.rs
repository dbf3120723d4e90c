//! O8a, large units: of 50 staff a member, of 100 an organisation. Soft, and off: no text behind it could be verified.
//!
//! **Subjects**: operating units of `member_staff` or more, and grids. **Verdict**: from `organisation_staff` an organisation
//! that serves it, below that an active member who works there is covered, else a gap of *place*; unknown where the staff is
//! blank. A grid is as bad as the worst unit in it. **Facts** of a unit: `members`, `organisations`, `member_staff`,
//! `organisation_staff`; of a grid none.

use super::prelude::*;
use super::rollup::worst_by_grid;
use super::served::{servants, served};
use crate::snapshot::List;

const MEMBER_STAFF: Parameter = Parameter::count(RuleId::O8a, "member_staff", 50, "Said in reports; not verified.");
const ORGANISATION_STAFF: Parameter =
    Parameter::count(RuleId::O8a, "organisation_staff", 100, "Said in reports; not verified.");

pub(super) static RULE: Definition = Definition {
    id: RuleId::O8a,
    name: Words { zh: "规模企业有党员", en: "Large units" },
    text: Words {
        zh: "{member_staff} 人以上的单位有党员，{organisation_staff} 人以上的有党组织（依据未核实）。",
        en: "A unit of {member_staff} staff has a member, one of {organisation_staff} an organisation (source not verified).",
    },
    severity: RuleSeverity::Soft,
    on: false,
    source: "未核实",
    source_date: None,
    parameters: &[MEMBER_STAFF, ORGANISATION_STAFF],
    ordered: &[("member_staff", "organisation_staff")],
    affects: Affects::Nobody,
    tells_of: TellsOf::Members,
    needs: &[List::Members, List::Organisations],
    reads: &[Input::Units, Input::Members, Input::Placements],
    evaluate,
    explain,
};

fn evaluate(case: &Case) -> Tables {
    let (units, organisations) = (&case.snapshot.units, &case.snapshot.organisations);
    let (least, most) = (case.rules.value(&MEMBER_STAFF), case.rules.value(&ORGANISATION_STAFF));
    let has = served(organisations, &organisations.serves_units, units.id.len(), |_| true);
    let members = members(case.snapshot);
    let judge = |unit: usize| match units.staff[unit] {
        _ if !units.operating[unit] => Judgement::NOT_APPLICABLE,
        None if has[unit] => Judgement::NOT_APPLICABLE,
        None => Judgement::UNKNOWN,
        Some(staff) if staff >= most => Judgement::covered_if(has[unit], Cause::Place),
        Some(staff) if staff >= least => Judgement::covered_if(members[unit] > 0, Cause::Place),
        Some(_) => Judgement::NOT_APPLICABLE,
    };
    let judged: Vec<_> = (0..units.id.len()).map(judge).collect();
    let grids = worst_by_grid(case.snapshot, &units.placement, &judged);
    vec![(SubjectKind::Unit, judged.into()), (SubjectKind::Grid, grids.into())]
}

fn explain(district: &District, subject: Subject) -> Vec<Fact> {
    if subject.kind == SubjectKind::Grid {
        return Vec::new();
    }
    let organisations = &district.snapshot.organisations;
    vec![
        count("members", members(&district.snapshot)[subject.row.index()].into()),
        count("organisations", servants(organisations, &organisations.serves_units, subject.row, |_| true)),
        parameter("member_staff", district.rules.value(&MEMBER_STAFF)),
        parameter("organisation_staff", district.rules.value(&ORGANISATION_STAFF)),
    ]
}

/// The active members who work in each unit.
fn members(snapshot: &Snapshot) -> Vec<u32> {
    let mut members = vec![0; snapshot.units.id.len()];
    let working = snapshot.members.unit.iter().zip(&snapshot.members.active).filter(|(_, active)| **active);
    working.filter_map(|(unit, _)| *unit).for_each(|unit| members[unit.index()] += 1);
    members
}

#[cfg(test)]
mod tests {
    use super::super::tests::judged;
    use super::*;
    use crate::snapshot::Placement;
    use crate::town::{Person, Town};

    #[test]
    fn it_is_off_and_when_on_the_staff_decides_what_is_needed() {
        let gap = Judgement::gap(Cause::Place);
        for (staff, member, expected) in [
            (Some(49), false, Judgement::NOT_APPLICABLE),
            (Some(50), false, gap),
            (Some(50), true, Judgement::COVERED),
            (Some(100), true, gap),
            (None, true, Judgement::UNKNOWN),
        ] {
            let mut town = Town::new();
            let unit = town.unit(true, Placement::Outside);
            town.edit().units.staff[0] = staff;
            if member {
                town.member(&Person { unit: Some(unit), ..Person::default() });
            }
            let mut rules = RuleSet::default();
            assert!(judged(&town, &rules).of(RuleId::O8a, SubjectKind::Unit).is_none());
            rules.switch(RuleId::O8a, true);
            assert_eq!(judged(&town, &rules).of(RuleId::O8a, SubjectKind::Unit).unwrap(), [expected], "{staff:?}");
        }
    }
}
