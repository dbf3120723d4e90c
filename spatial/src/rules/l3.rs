//! L3, who is exempt from links is neither linked nor called eligible. Soft.
//!
//! **Subjects**: active members, and the grids they live in. **Verdict**: exempt (of `age` or more in the year of the as-of date,
//! infirm or long absent) and eligible or linked nevertheless is a gap of *data*; where the year of birth is blank, nothing else
//! exempts and the member is eligible or linked, unknown; else covered. A grid is a gap where any member living in it is one.
//! **Facts** of a member: `exempt` (`age`, `infirm`, `long_absent`, `no`, `unknown`), `links`, `age`; of a grid: `gap_members`.

use chrono::Datelike;

use super::prelude::*;
use super::rollup::{each_member, worst_by_grid};
use crate::places::Exemption;
use crate::snapshot::List;

const AGE: Parameter = Parameter {
    rule: RuleId::L3,
    name: "age",
    default: 70,
    least: 18,
    most: 120,
    why: "Ninghai 2020; by the year of birth alone, as the day is not in the register.",
};

pub(super) static RULE: Definition = Definition {
    id: RuleId::L3,
    name: Words { zh: "免于联户", en: "Exempt from links" },
    text: Words {
        zh: "年满 {age} 周岁、体弱或长期外出的党员不承担联户。",
        en: "Members of {age} and more, infirm or long absent are not linked.",
    },
    severity: RuleSeverity::Soft,
    on: true,
    source: "宁海 2020",
    source_date: None,
    parameters: &[AGE],
    ordered: &[],
    affects: Affects::Nobody,
    tells_of: TellsOf::Members,
    needs: &[],
    reads: &[Input::Links, Input::Members, Input::Placements],
    evaluate,
    explain,
};

fn evaluate(case: &Case) -> Tables {
    let members = &case.snapshot.members;
    let judged = each_member(case, |row| judge(case.snapshot, case.rules, case.as_of, row));
    let grids = worst_by_grid(case.snapshot, &members.placement, &judged);
    // A few unknown years of birth do not hide that nobody known is wrongly linked: gaps alone make the grid one.
    let grids = grids.into_iter().map(|grid| if grid.verdict == Verdict::Unknown { Judgement::COVERED } else { grid });
    let grids = grids.collect();
    vec![(SubjectKind::Member, judged), (SubjectKind::Grid, grids)]
}

fn explain(district: &District, subject: Subject) -> Vec<Fact> {
    let (members, as_of) = (&district.snapshot.members, district.verdicts.as_of);
    if subject.kind == SubjectKind::Member {
        return vec![
            word("exempt", exempt(&district.snapshot, &district.rules, as_of, subject.row).unwrap_or("unknown")),
            count("links", members.links.at(subject.row, as_of).count() as u64),
            parameter("age", district.rules.value(&AGE)),
        ];
    }
    vec![count("gap_members", district.gaps_in(RuleId::L3, SubjectKind::Member, subject.row))]
}

fn judge(snapshot: &Snapshot, rules: &RuleSet, as_of: chrono::NaiveDate, member: Row) -> Judgement {
    let (members, row) = (&snapshot.members, member.index());
    if !members.active[row] {
        return Judgement::NOT_APPLICABLE;
    }
    let asked = members.eligible[row] == Some(true) || members.links.at(member, as_of).next().is_some();
    match exempt(snapshot, rules, as_of, member) {
        Some("no") => Judgement::COVERED,
        _ if !asked && snapshot.lacks(List::Links) => Judgement::UNKNOWN,
        _ if !asked => Judgement::COVERED,
        Some(_) => Judgement::gap(Cause::Data),
        None => Judgement::UNKNOWN,
    }
}

/// What exempts a member, `no` where nothing does; `None` where the year of birth is blank.
fn exempt(snapshot: &Snapshot, rules: &RuleSet, as_of: chrono::NaiveDate, member: Row) -> Option<&'static str> {
    let (members, row) = (&snapshot.members, member.index());
    match members.exemption[row] {
        Some(Exemption::Infirm) => return Some("infirm"),
        Some(Exemption::LongAbsent) => return Some("long_absent"),
        None => {}
    }
    let age = as_of.year() - i32::from(members.birth_year[row]?);
    Some(if i64::from(age) >= i64::from(rules.value(&AGE)) { "age" } else { "no" })
}

#[cfg(test)]
mod tests {
    use super::super::tests::judged;
    use super::*;
    use crate::town::{Dwelling, Person, Town};

    #[test]
    fn age_infirmity_and_absence_exempt_and_a_link_or_eligibility_contradicts() {
        let gap = Judgement::gap(Cause::Data);
        for (born, exemption, eligible, linked, expected) in [
            (Some(1956), None, Some(true), false, gap),
            (Some(1957), None, Some(true), true, Judgement::COVERED),
            (Some(1956), None, Some(false), true, gap),
            (Some(1956), None, None, false, Judgement::COVERED),
            (Some(1990), Some(Exemption::Infirm), None, true, gap),
            (None, Some(Exemption::LongAbsent), Some(true), false, gap),
            (None, None, Some(true), false, Judgement::UNKNOWN),
            (None, None, Some(false), false, Judgement::COVERED),
        ] {
            let mut town = Town::new();
            let member = town.member(&Person { eligible, ..Person::default() });
            let members = &mut town.edit().members;
            (members.birth_year[0], members.exemption[0]) = (born, exemption);
            if linked {
                let household = town.household(&Dwelling::default());
                town.link(household, member);
            }
            let verdicts = judged(&town, &RuleSet::default());
            let told = verdicts.of(RuleId::L3, SubjectKind::Member).unwrap();
            assert_eq!(told, [expected], "{born:?} {exemption:?} {eligible:?} {linked}");
        }
    }
}
