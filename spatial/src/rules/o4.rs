//! O4, the type of an organisation by its size. Soft.
//!
//! **Subjects**: general branches and committees, and the grids that they serve. **Verdict** by the active members, full and
//! probationary, of the organisation and all below it: a general branch from `general_branch_members` to `committee_members`
//! and a committee from `committee_members` is covered, else a gap of *service*. A grid is a gap where one serving it is.
//! **Facts** of an organisation: `members`, `general_branch_members`, `committee_members`; of a grid: `organisations`,
//! `gap_organisations`.

use super::bodies;
use super::prelude::*;
use super::strength::{own_members, subtrees};
use crate::places::OrganisationKind;
use crate::snapshot::List;

const GENERAL_BRANCH: Parameter =
    Parameter::count(RuleId::O4, "general_branch_members", 50, "The regulations on the party's basic organisations.");
const COMMITTEE: Parameter =
    Parameter::count(RuleId::O4, "committee_members", 100, "The regulations on the party's basic organisations.");

pub(super) static RULE: Definition = Definition {
    id: RuleId::O4,
    name: Words { zh: "组织类型", en: "Type by size" },
    text: Words {
        zh: "党员 {general_branch_members} 至 {committee_members} 人设党总支，{committee_members} 人以上设党委。",
        en: "{general_branch_members} to {committee_members} members make a general branch, {committee_members} and more a committee.",
    },
    severity: RuleSeverity::Soft,
    on: true,
    source: "中国共产党支部工作条例（试行）",
    source_date: REGULATIONS_DATE,
    parameters: &[GENERAL_BRANCH, COMMITTEE],
    ordered: &[("general_branch_members", "committee_members")],
    affects: Affects::Nobody,
    tells_of: TellsOf::Members,
    needs: &[List::Members],
    reads: &[Input::Members],
    evaluate,
    explain,
};

fn evaluate(case: &Case) -> Tables {
    let members = members(case.snapshot);
    let (least, most) = (case.rules.value(&GENERAL_BRANCH), case.rules.value(&COMMITTEE));
    bodies::tables(case.snapshot, |body, kind| match kind {
        OrganisationKind::GeneralBranch => {
            Judgement::covered_if((least..=most).contains(&members[body]), Cause::Service)
        }
        OrganisationKind::Committee => Judgement::covered_if(members[body] >= most, Cause::Service),
        OrganisationKind::Branch | OrganisationKind::Group => Judgement::NOT_APPLICABLE,
    })
}

fn explain(district: &District, subject: Subject) -> Vec<Fact> {
    if subject.kind == SubjectKind::Grid {
        return bodies::grid_facts(district, RuleId::O4, subject.row);
    }
    vec![
        count("members", members(&district.snapshot)[subject.row.index()].into()),
        parameter("general_branch_members", district.rules.value(&GENERAL_BRANCH)),
        parameter("committee_members", district.rules.value(&COMMITTEE)),
    ]
}

/// Full and probationary members of each organisation and all below it.
fn members(snapshot: &Snapshot) -> Vec<u32> {
    let own = own_members(&snapshot.members, &snapshot.organisations, |kind| kind.is_some());
    subtrees(&snapshot.organisations, &own)
}

#[cfg(test)]
mod tests {
    use super::super::tests::judged;
    use super::*;
    use crate::town::{Person, Town};

    fn check(kind: OrganisationKind, members: usize, expected: Judgement) {
        let mut town = Town::new();
        let above = town.organisation(kind, &[], &[]);
        let below = town.organisation(OrganisationKind::Branch, &[], &[]);
        town.edit().organisations.parent[below.index()] = Some(above);
        for number in 0..members {
            town.join(if number % 2 == 0 { above } else { below }, &Person::default());
        }
        town.join(below, &Person { kind: None, ..Person::default() });
        let verdicts = judged(&town, &RuleSet::default());
        let table = verdicts.of(RuleId::O4, SubjectKind::Organisation).unwrap();
        assert_eq!(table, [expected, Judgement::NOT_APPLICABLE], "{kind:?} of {members}");
    }

    #[test]
    fn the_members_below_count_and_the_bounds_are_inclusive() {
        let gap = Judgement::gap(Cause::Service);
        check(OrganisationKind::GeneralBranch, 49, gap);
        check(OrganisationKind::GeneralBranch, 50, Judgement::COVERED);
        check(OrganisationKind::GeneralBranch, 100, Judgement::COVERED);
        check(OrganisationKind::GeneralBranch, 101, gap);
        check(OrganisationKind::Committee, 99, gap);
        check(OrganisationKind::Committee, 100, Judgement::COVERED);
    }
}
