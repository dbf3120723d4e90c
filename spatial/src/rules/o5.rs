//! O5, a branch of seven members or more has a branch committee. Soft.
//!
//! **Subjects**: branches of `members` active members (of any kind) or more, and the grids that they serve. **Verdict**: with a
//! committee covered, without one a gap of *service*, unknown where nobody has said. A grid is as bad as the worst branch
//! serving it. **Facts** of a branch: `members`, `least_members`; of a grid: `organisations`, `gap_organisations`.

use super::bodies;
use super::prelude::*;
use super::strength::own_members;
use crate::places::OrganisationKind;
use crate::snapshot::List;

const MEMBERS: Parameter = Parameter::count(RuleId::O5, "members", 7, "The branch work regulations.");

pub(super) static RULE: Definition = Definition {
    id: RuleId::O5,
    name: Words { zh: "支部委员会", en: "Branch committee" },
    text: Words {
        zh: "党员 {members} 人以上的党支部设支部委员会。",
        en: "A branch of {members} or more members has a branch committee.",
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
    let least = case.rules.value(&MEMBERS);
    let own = own_members(&case.snapshot.members, &case.snapshot.organisations, |_| true);
    let has = &case.snapshot.organisations.has_branch_committee;
    bodies::tables(case.snapshot, |body, kind| match (kind, has[body]) {
        (OrganisationKind::Branch, Some(has)) if own[body] >= least => Judgement::covered_if(has, Cause::Service),
        (OrganisationKind::Branch, None) if own[body] >= least => Judgement::UNKNOWN,
        _ => Judgement::NOT_APPLICABLE,
    })
}

fn explain(district: &District, subject: Subject) -> Vec<Fact> {
    if subject.kind == SubjectKind::Grid {
        return bodies::grid_facts(district, RuleId::O5, subject.row);
    }
    let own = own_members(&district.snapshot.members, &district.snapshot.organisations, |_| true);
    vec![count("members", own[subject.row.index()].into()), parameter("least_members", district.rules.value(&MEMBERS))]
}

#[cfg(test)]
mod tests {
    use super::super::tests::judged;
    use super::*;
    use crate::town::{Person, Town};

    #[test]
    fn seven_members_need_a_committee() {
        for (members, has, expected) in [
            (6, Some(false), Judgement::NOT_APPLICABLE),
            (7, Some(false), Judgement::gap(Cause::Service)),
            (7, Some(true), Judgement::COVERED),
            (7, None, Judgement::UNKNOWN),
        ] {
            let mut town = Town::new();
            let branch = town.organisation(OrganisationKind::Branch, &[], &[]);
            town.edit().organisations.has_branch_committee[0] = has;
            (0..members).for_each(|_| town.join(branch, &Person::default()));
            let verdicts = judged(&town, &RuleSet::default());
            assert_eq!(verdicts.of(RuleId::O5, SubjectKind::Organisation).unwrap(), [expected], "{members} {has:?}");
        }
    }
}
