//! D1, dual check-in (双报到). Soft.
//!
//! **Subjects**: organisations that serve a unit, active members who work in one, and grids. **Verdict** of an organisation: a
//! check-in, by the as-of date, at the community of any of its units is covered, else a gap of *service*; of a member: at the
//! community of the home. Unknown where no such community is known. A grid is judged by the members who live in it and
//! tolerates `grid_permille` of gaps. **Facts** of an organisation or a member: `check_ins`; of a grid: `members`,
//! `gap_members`.

use super::prelude::*;
use super::rollup::shares_by_grid;
use super::strength::grid_of;
use crate::snapshot::List;

const GRID_PERMILLE: Parameter = Parameter::permille(
    RuleId::D1,
    "grid_permille",
    300,
    "New members and movers take a season to check in; beyond three in ten nobody asks them.",
);

pub(super) static RULE: Definition = Definition {
    id: RuleId::D1,
    name: Words { zh: "双报到", en: "Dual check-in" },
    text: Words {
        zh: "单位党组织到单位所在社区报到，在职党员到居住地社区报到。",
        en: "A unit's organisation checks in at its community, an in-service member at that of the home.",
    },
    severity: RuleSeverity::Soft,
    on: true,
    source: "双报到",
    source_date: None,
    parameters: &[GRID_PERMILLE],
    ordered: &[],
    affects: Affects::Nobody,
    tells_of: TellsOf::Members,
    needs: &[List::CheckIns],
    reads: &[Input::Members, Input::Units, Input::Placements],
    evaluate,
    explain,
};

fn evaluate(case: &Case) -> Tables {
    let members = &case.snapshot.members;
    let organisations = (0..case.snapshot.organisations.id.len() as u32).map(|row| judge_organisation(case, Row(row)));
    let judged: Vec<_> = (0..members.active.len() as u32).map(|row| judge_member(case, Row(row))).collect();
    let placed = members.placement.iter().map(|at| grid_of(*at)).zip(judged.iter().copied());
    let grids = shares_by_grid(case, case.rules.value(&GRID_PERMILLE), placed);
    vec![
        (SubjectKind::Organisation, organisations.collect()),
        (SubjectKind::Member, judged.into()),
        (SubjectKind::Grid, grids.into()),
    ]
}

fn explain(district: &District, subject: Subject) -> Vec<Fact> {
    let (snapshot, as_of) = (&district.snapshot, district.verdicts.as_of);
    match subject.kind {
        SubjectKind::Organisation => {
            vec![count("check_ins", snapshot.organisations.checked_in.at(subject.row, as_of).count() as u64)]
        }
        SubjectKind::Member => {
            vec![count("check_ins", snapshot.members.checked_in.at(subject.row, as_of).count() as u64)]
        }
        _ => {
            let here = district.judged_in(RuleId::D1, SubjectKind::Member, subject.row);
            let here = here.map(|(_, judgement)| judgement.verdict);
            let with =
                |wanted: &dyn Fn(Verdict) -> bool| here.clone().filter(|verdict| wanted(*verdict)).count() as u64;
            vec![
                count("members", with(&|verdict| verdict != Verdict::NotApplicable)),
                count("gap_members", with(&|verdict| verdict == Verdict::Gap)),
            ]
        }
    }
}

fn judge_organisation(case: &Case, organisation: Row) -> Judgement {
    let organisations = &case.snapshot.organisations;
    let units = organisations.serves_units.of(organisation);
    if units.is_empty() {
        return Judgement::NOT_APPLICABLE;
    }
    let communities: Vec<Row> = units.iter().filter_map(|unit| case.snapshot.units.community[unit.index()]).collect();
    if organisations.checked_in.at(organisation, case.as_of).any(|at| communities.contains(&at)) {
        Judgement::COVERED
    } else if communities.len() < units.len() {
        Judgement::UNKNOWN
    } else {
        Judgement::gap(Cause::Service)
    }
}

fn judge_member(case: &Case, member: Row) -> Judgement {
    let members = &case.snapshot.members;
    if !members.active[member.index()] || members.unit[member.index()].is_none() {
        return Judgement::NOT_APPLICABLE;
    }
    let home = members.household[member.index()];
    match home.and_then(|home| case.snapshot.households.community[home.index()]) {
        Some(home) => {
            Judgement::covered_if(members.checked_in.at(member, case.as_of).any(|at| at == home), Cause::Service)
        }
        None => Judgement::UNKNOWN,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixture::{COMMUNITIES, Records, code, date};
    use crate::places::{CheckIn, CheckInSubject, MemberId, OrganisationId};

    fn check_in(records: &mut Records, subject: CheckInSubject, community: usize, day: u32) {
        let community = code(COMMUNITIES[community]);
        records.check_ins.push(CheckIn { subject, community, date: Some(date(2026, 10, day)) });
    }

    #[test]
    fn the_place_and_the_day_of_a_check_in_count() {
        let member = |number: usize| CheckInSubject::Member(MemberId::new(format!("M0{number}")));
        let mut records = Records::tiny();
        check_in(&mut records, member(0), 0, 31);
        check_in(&mut records, member(1), 1, 1);
        records.members[3].household = None;
        check_in(&mut records, CheckInSubject::Organisation(OrganisationId::new("O2")), 0, 1);
        let before = records.clone().snapshot();
        let district = District::assess(before, RuleSet::default(), None);
        let gap = Judgement::gap(Cause::Service);
        let of = |district: &District, kind| district.verdicts.of(RuleId::D1, kind).unwrap().to_vec();
        assert_eq!(of(&district, SubjectKind::Member)[..4], [Judgement::COVERED, gap, gap, Judgement::UNKNOWN]);
        assert_eq!(of(&district, SubjectKind::Member)[4], Judgement::NOT_APPLICABLE, "works nowhere");
        let none = Judgement::NOT_APPLICABLE;
        assert_eq!(of(&district, SubjectKind::Organisation), [none, Judgement::COVERED, none]);
        let earlier = district.with_date(date(2026, 10, 30));
        assert_eq!(of(&earlier, SubjectKind::Member)[0], gap, "not yet");
    }
}
