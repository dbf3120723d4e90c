//! L4, linked to somebody near. Soft.
//!
//! **Subjects**: households with a link that counts to an active, eligible member, rolled up to grids. **Verdict**: one such
//! member of the same micro-grid or at most `reach_dm` away in a straight line is covered; else, where the household has no
//! position or none of them has, unknown; else a gap of *place*. A grid tolerates `grid_permille` of gaps. **Facts** of a
//! household: `links`, `nearest_m`; of a grid: `gap_households`, `gap_persons`, `unknown`, `reach_m`.

use super::prelude::*;
use super::rollup;
use crate::shape::distance2_mm2;

pub(crate) const REACH: Parameter =
    Parameter::distance(RuleId::L4, "reach_dm", 5_000, "Seven minutes on foot, as for who may be linked at all (L1).");
const GRID_PERMILLE: Parameter =
    Parameter::permille(RuleId::L4, "grid_permille", 100, "One in ten may have kept an old neighbour.");

pub(super) static RULE: Definition = Definition {
    id: RuleId::L4,
    name: Words { zh: "就近联户", en: "Near" },
    text: Words {
        zh: "党员与所联户在同一微网格，或相距不超过 {reach_m} 米。",
        en: "A member and a linked household share a micro-grid or live within {reach_m} m.",
    },
    severity: RuleSeverity::Soft,
    on: true,
    source: "就近原则",
    source_date: None,
    parameters: &[REACH, GRID_PERMILLE],
    ordered: &[],
    affects: Affects::Households,
    tells_of: TellsOf::Gaps,
    needs: &[],
    reads: &[Input::Links, Input::Members, Input::Placements],
    evaluate,
    explain,
};

fn evaluate(case: &Case) -> Tables {
    let reach2 = (i128::from(case.rules.value(&REACH)) * 100).pow(2);
    rollup::households(case, case.rules.value(&GRID_PERMILLE), |household| {
        let ties = Ties::of(case.snapshot, household, case.as_of);
        match ties.nearest2 {
            _ if ties.members == 0 => Judgement::NOT_APPLICABLE,
            _ if ties.same_micro_grid => Judgement::COVERED,
            Some(nearest2) => Judgement::covered_if(nearest2 <= reach2, Cause::Place),
            None => Judgement::UNKNOWN,
        }
    })
}

fn explain(district: &District, subject: Subject) -> Vec<Fact> {
    let reach = parameter("reach_m", district.rules.value(&REACH) / 10);
    if subject.kind == SubjectKind::Grid {
        return vec![
            sum(district, subject.row, "gap_households", Series::Gap(RuleId::L4)),
            sum(district, subject.row, "gap_persons", Series::GapPersons(RuleId::L4)),
            sum(district, subject.row, "unknown", Series::Unknown(RuleId::L4)),
            reach,
        ];
    }
    let ties = Ties::of(&district.snapshot, subject.row, district.verdicts.as_of);
    let nearest = ties.nearest2.map(|mm2| decimetres("nearest_m", ((mm2 as f64).sqrt() / 100.0).round() as u32));
    std::iter::once(count("links", ties.members)).chain(nearest).chain([reach]).collect()
}

/// A household's active, eligible members.
struct Ties {
    members: u64,
    same_micro_grid: bool,
    /// How far the nearest is whose home and whose household's are known, squared millimetres.
    nearest2: Option<i128>,
}

impl Ties {
    fn of(snapshot: &Snapshot, household: Row, as_of: chrono::NaiveDate) -> Self {
        let (households, members) = (&snapshot.households, &snapshot.members);
        let (here, circle) = (households.position[household.index()], households.micro_grid[household.index()]);
        let mut ties = Self { members: 0, same_micro_grid: false, nearest2: None };
        let counts = |member: &Row| members.active[member.index()] && members.eligible[member.index()] == Some(true);
        for member in households.links.at(household, as_of).filter(counts) {
            ties.members += 1;
            let theirs = members.household[member.index()].and_then(|home| households.micro_grid[home.index()]);
            ties.same_micro_grid |= circle.is_some() && circle == theirs;
            if let (Some(here), Some(there)) = (here, members.position[member.index()]) {
                let distance2 = distance2_mm2(here, there);
                ties.nearest2 = Some(ties.nearest2.map_or(distance2, |nearest2| nearest2.min(distance2)));
            }
        }
        ties
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::judged;
    use super::*;
    use crate::shape::Point;
    use crate::town::{Dwelling, Person, Town};

    fn check(home: &Dwelling, members: &[Person], expected: Judgement) {
        let mut town = Town::new();
        let household = town.household(home);
        let theirs = town.household(&Dwelling { micro_grid: Some(Row(7)), ..Dwelling::default() });
        for person in members {
            let member = town.member(&Person { household: Some(theirs), ..person.clone() });
            town.link(household, member);
        }
        let verdicts = judged(&town, &RuleSet::default());
        assert_eq!(verdicts.of(RuleId::L4, SubjectKind::Household).unwrap()[0], expected);
    }

    #[test]
    fn five_hundred_metres_or_the_same_micro_grid_are_near() {
        let gap = Judgement::gap(Cause::Place);
        let away = |x| Person { position: Some(Point { x, y: 0 }), ..Person::default() };
        let nowhere = Person { position: None, ..Person::default() };
        let home = Dwelling::default();
        check(&home, &[], Judgement::NOT_APPLICABLE);
        check(&home, &[away(500_000)], Judgement::COVERED);
        check(&home, &[away(500_001)], gap);
        check(&home, &[away(500_001), away(-3)], Judgement::COVERED);
        check(&home, &[away(500_001), nowhere.clone()], gap);
        check(&home, std::slice::from_ref(&nowhere), Judgement::UNKNOWN);
        check(&Dwelling { position: None, ..home.clone() }, &[away(3)], Judgement::UNKNOWN);
        check(&Dwelling { micro_grid: Some(Row(7)), ..home.clone() }, &[away(500_001)], Judgement::COVERED);
        check(&Dwelling { micro_grid: Some(Row(8)), ..home.clone() }, &[nowhere], Judgement::UNKNOWN);
        check(
            &home,
            &[Person { active: false, ..away(0) }, Person { eligible: None, ..away(0) }],
            Judgement::NOT_APPLICABLE,
        );
    }
}
