//! O3, a branch of too many members. Soft.
//!
//! **Subjects**: branches, and the grids that they serve. **Verdict** of a branch: up to `members` active members (of any kind)
//! is covered, more a gap of *service*. A grid is a gap where a branch serving it is one. **Facts** of a branch: `members`,
//! `most_members`; of a grid: `organisations`, `gap_organisations`.

use super::bodies;
use super::prelude::*;
use super::strength::own_members;
use crate::places::OrganisationKind;
use crate::snapshot::List;

const MEMBERS: Parameter =
    Parameter::count(RuleId::O3, "members", 50, "The branch work regulations: generally no more.");

pub(super) static RULE: Definition = Definition {
    id: RuleId::O3,
    name: Words { zh: "支部规模", en: "Branch size" },
    text: Words {
        zh: "党支部党员人数一般不超过 {members} 人。", en: "A branch has at most {members} members."
    },
    severity: RuleSeverity::Soft,
    on: true,
    source: "中国共产党支部工作条例（试行）",
    source_date: REGULATIONS_DATE,
    parameters: &[MEMBERS],
    ordered: &[],
    affects: Affects::Nobody,
    tells_of: TellsOf::Members,
    needs: &[List::Members],
    reads: &[Input::Members],
    evaluate,
    explain,
};

fn evaluate(case: &Case) -> Tables {
    let most = case.rules.value(&MEMBERS);
    let own = own_members(&case.snapshot.members, &case.snapshot.organisations, |_| true);
    bodies::tables(case.snapshot, |body, kind| match kind {
        OrganisationKind::Branch => Judgement::covered_if(own[body] <= most, Cause::Service),
        _ => Judgement::NOT_APPLICABLE,
    })
}

fn explain(district: &District, subject: Subject) -> Vec<Fact> {
    if subject.kind == SubjectKind::Grid {
        return bodies::grid_facts(district, RuleId::O3, subject.row);
    }
    let own = own_members(&district.snapshot.members, &district.snapshot.organisations, |_| true);
    vec![count("members", own[subject.row.index()].into()), parameter("most_members", district.rules.value(&MEMBERS))]
}

#[cfg(test)]
mod tests {
    use super::super::tests::judged;
    use super::*;
    use crate::places::GridKind;
    use crate::town::{Person, Town};

    #[test]
    fn fifty_are_a_branch_and_the_next_is_too_many_for_it_and_the_grids_it_serves() {
        for (members, expected) in [(50, Judgement::COVERED), (51, Judgement::gap(Cause::Service))] {
            let mut town = Town::new();
            let (served, other) = (town.grid(GridKind::Residential), town.grid(GridKind::Rural));
            let branch = town.organisation(OrganisationKind::Branch, &[served], &[]);
            town.organisation(OrganisationKind::Committee, &[other], &[]);
            for _ in 0..members {
                town.join(branch, &Person { kind: None, ..Person::default() });
            }
            town.join(branch, &Person { active: false, ..Person::default() });
            let verdicts = judged(&town, &RuleSet::default());
            let none = Judgement::NOT_APPLICABLE;
            assert_eq!(verdicts.of(RuleId::O3, SubjectKind::Organisation).unwrap(), [expected, none], "{members}");
            assert_eq!(verdicts.of(RuleId::O3, SubjectKind::Grid).unwrap(), [expected, none], "{members}");
        }
    }
}
