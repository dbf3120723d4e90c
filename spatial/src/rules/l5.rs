//! L5, an orphaned link is refilled. Soft.
//!
//! **Subjects**: households with a link that counts to a member who is no longer active, rolled up to grids. **Verdict**:
//! another such link to an active, eligible member is covered; else within `days` of the last of them leaving covered too,
//! after that a gap of *service*; unknown where the day is blank. A grid tolerates `grid_permille` of gaps. **Facts** of a
//! household: `left_on` and `days_since` where known, `days`; of a grid: `gap_households`, `gap_persons`, `unknown`, `days`.

use super::prelude::*;
use super::rollup;

const DAYS: Parameter = Parameter::count(RuleId::L5, "days", 30, "Practice: a month to find and introduce somebody.");
const GRID_PERMILLE: Parameter = Parameter::permille(
    RuleId::L5,
    "grid_permille",
    100,
    "One in ten of those orphaned; beyond that nobody looks after it.",
);

pub(super) static RULE: Definition = Definition {
    id: RuleId::L5,
    name: Words { zh: "断联补位", en: "Orphaned link refilled" },
    text: Words {
        zh: "党员离开后 {days} 天内为原联户重新安排党员。",
        en: "Within {days} days of a member's leaving another takes the household.",
    },
    severity: RuleSeverity::Soft,
    on: true,
    source: "实践",
    source_date: None,
    parameters: &[DAYS, GRID_PERMILLE],
    ordered: &[],
    affects: Affects::Households,
    tells_of: TellsOf::Gaps,
    needs: &[],
    reads: &[Input::Links, Input::Members, Input::Placements],
    evaluate,
    explain,
};

fn evaluate(case: &Case) -> Tables {
    let days = i64::from(case.rules.value(&DAYS));
    rollup::households(case, case.rules.value(&GRID_PERMILLE), |household| {
        let ties = Ties::of(case.snapshot, household, case.as_of);
        match ties.last_left {
            _ if !ties.orphaned => Judgement::NOT_APPLICABLE,
            _ if ties.kept => Judgement::COVERED,
            None => Judgement::UNKNOWN,
            Some(left) => Judgement::covered_if((case.as_of - left).num_days() <= days, Cause::Service),
        }
    })
}

fn explain(district: &District, subject: Subject) -> Vec<Fact> {
    let allowed = parameter("days", district.rules.value(&DAYS));
    if subject.kind == SubjectKind::Grid {
        return vec![
            sum(district, subject.row, "gap_households", Series::Gap(RuleId::L5)),
            sum(district, subject.row, "gap_persons", Series::GapPersons(RuleId::L5)),
            sum(district, subject.row, "unknown", Series::Unknown(RuleId::L5)),
            allowed,
        ];
    }
    let as_of = district.verdicts.as_of;
    let left = Ties::of(&district.snapshot, subject.row, as_of).last_left;
    let left = left.map(|left| [date("left_on", left), days("days_since", (as_of - left).num_days())]);
    left.into_iter().flatten().chain([allowed]).collect()
}

/// Who keeps in touch with a household, and who did.
struct Ties {
    /// A linked member is no longer active.
    orphaned: bool,
    /// Another one is, and eligible.
    kept: bool,
    /// When the last of the former left; `None` where any of those days is blank.
    last_left: Option<chrono::NaiveDate>,
}

impl Ties {
    fn of(snapshot: &Snapshot, household: Row, as_of: chrono::NaiveDate) -> Self {
        let members = &snapshot.members;
        let linked = || snapshot.households.links.at(household, as_of).map(Row::index);
        let gone = || linked().filter(|member| !members.active[*member]);
        let known = gone().all(|member| members.left_on[member].is_some());
        Self {
            orphaned: gone().next().is_some(),
            kept: linked().any(|member| members.active[member] && members.eligible[member] == Some(true)),
            last_left: gone().filter_map(|member| members.left_on[member]).max().filter(|_| known),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::judged;
    use super::*;
    use crate::town::{Dwelling, Person, Town, today};

    fn check(left: &[Option<i64>], others: &[Person], expected: Judgement) {
        let mut town = Town::new();
        let household = town.household(&Dwelling::default());
        for days in left {
            let member = town.member(&Person { active: false, ..Person::default() });
            let day = days.map(|days| today() - chrono::TimeDelta::days(days));
            town.edit().members.left_on[member.index()] = day;
            town.link(household, member);
        }
        for person in others {
            let member = town.member(person);
            town.link(household, member);
        }
        let verdicts = judged(&town, &RuleSet::default());
        assert_eq!(verdicts.of(RuleId::L5, SubjectKind::Household).unwrap(), [expected], "{left:?}");
    }

    #[test]
    fn thirty_days_are_allowed_from_the_last_to_leave() {
        let (gap, fine) = (Judgement::gap(Cause::Service), Judgement::COVERED);
        check(&[], &[Person::default()], Judgement::NOT_APPLICABLE);
        check(&[Some(30)], &[], fine);
        check(&[Some(31)], &[], gap);
        check(&[Some(400), Some(3)], &[], fine);
        check(&[None], &[], Judgement::UNKNOWN);
        check(&[Some(400), None], &[], Judgement::UNKNOWN);
        check(&[None], &[Person::default()], fine);
        check(&[Some(31)], &[Person { eligible: None, ..Person::default() }], gap);
    }
}
