//! L2, households per member. Soft.
//!
//! **Subjects**: active members with a link that counts on the as-of date, and the grids they live in. **Verdict**: up to `cap`
//! such links covered, more a gap of *capacity*. A grid is a gap where any member living in it is one. **Facts** of a member:
//! `links`, `cap`; of a grid: `gap_members`, `cap`.

use super::prelude::*;
use super::rollup::{each_member, worst_by_grid};

const CAP: Parameter = Parameter::count(
    RuleId::L2,
    "cap",
    20,
    "The most that any city asks; 10 (L1) is the target, and beyond 20 is a list.",
);

pub(super) static RULE: Definition = Definition {
    id: RuleId::L2,
    name: Words { zh: "联户数量", en: "Households per member" },
    text: Words {
        zh: "一名党员联系的户数不超过 {cap} 户。",
        en: "A member is linked to no more than {cap} households.",
    },
    severity: RuleSeverity::Soft,
    on: true,
    source: "各地做法 3–20 户",
    source_date: None,
    parameters: &[CAP],
    ordered: &[],
    affects: Affects::Nobody,
    tells_of: TellsOf::Members,
    needs: &[],
    reads: &[Input::Links, Input::Members, Input::Placements],
    evaluate,
    explain,
};

fn evaluate(case: &Case) -> Tables {
    let (members, cap) = (&case.snapshot.members, case.rules.value(&CAP) as usize);
    let judged = each_member(case, |row| match members.links.at(row, case.as_of).count() {
        links if !members.active[row.index()] || links == 0 => Judgement::NOT_APPLICABLE,
        links => Judgement::covered_if(links <= cap, Cause::Capacity),
    });
    let grids = worst_by_grid(case.snapshot, &members.placement, &judged);
    vec![(SubjectKind::Member, judged), (SubjectKind::Grid, grids.into())]
}

fn explain(district: &District, subject: Subject) -> Vec<Fact> {
    let members = &district.snapshot.members;
    let cap = parameter("cap", district.rules.value(&CAP));
    if subject.kind == SubjectKind::Member {
        return vec![count("links", members.links.at(subject.row, district.verdicts.as_of).count() as u64), cap];
    }
    vec![count("gap_members", district.gaps_in(RuleId::L2, SubjectKind::Member, subject.row)), cap]
}

#[cfg(test)]
mod tests {
    use super::super::tests::judged;
    use super::*;
    use crate::places::GridKind;
    use crate::snapshot::Placement;
    use crate::town::{Dwelling, Person, Town};

    #[test]
    fn twenty_are_the_most_and_without_a_link_nobody_is_judged() {
        for (links, active, expected) in [
            (0, true, Judgement::NOT_APPLICABLE),
            (20, true, Judgement::COVERED),
            (21, true, Judgement::gap(Cause::Capacity)),
            (21, false, Judgement::NOT_APPLICABLE),
        ] {
            let mut town = Town::new();
            let grid = town.grid(GridKind::Residential);
            let member = town.member(&Person { active, placement: Placement::InGrid(grid), ..Person::default() });
            for _ in 0..links {
                let household = town.household(&Dwelling::default());
                town.link(household, member);
            }
            let verdicts = judged(&town, &RuleSet::default());
            assert_eq!(verdicts.of(RuleId::L2, SubjectKind::Member).unwrap(), [expected], "{links}");
            assert_eq!(verdicts.of(RuleId::L2, SubjectKind::Grid).unwrap(), [expected], "{links}");
        }
    }
}
