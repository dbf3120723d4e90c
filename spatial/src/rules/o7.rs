//! O7, work coverage where there is no organisation. Soft.
//!
//! **Subjects**: units of O8c's scope that no organisation serves, and grids. **Verdict** of a unit: an instructor, a liaison, a
//! union or a youth league branch is covered, surely none of them a gap of *place*; else, and where the scope itself is
//! unknown, unknown. A grid is as bad as the worst unit in it. **Facts** of a unit: `instructor`, `liaison`, `union`,
//! `youth_league` (`yes`, `no`, `unknown`); of a grid: `gap_units`.

use super::o8c::in_scope;
use super::prelude::*;
use super::rollup::worst_by_grid;
use super::served::served;
use crate::snapshot::List;

pub(super) static RULE: Definition = Definition {
    id: RuleId::O7,
    name: Words { zh: "工作覆盖", en: "Work coverage" },
    text: Words {
        zh: "统计范围内没有党组织的单位有党建指导员、联络员或工会、共青团组织。",
        en: "A unit in scope without an organisation has an instructor, a liaison, a union or a youth league.",
    },
    severity: RuleSeverity::Soft,
    on: true,
    source: "官方定义",
    source_date: None,
    parameters: &[],
    ordered: &[],
    affects: Affects::Nobody,
    tells_of: TellsOf::Nobody,
    needs: &[List::Organisations],
    reads: &[Input::Units, Input::Placements],
    evaluate,
    explain,
};

fn evaluate(case: &Case) -> Tables {
    let (units, organisations) = (&case.snapshot.units, &case.snapshot.organisations);
    let has = served(organisations, &organisations.serves_units, units.id.len(), |_| true);
    let judged: Vec<_> = (0..units.id.len())
        .map(|unit| if has[unit] { Judgement::NOT_APPLICABLE } else { judge(case.snapshot, case.rules, unit) })
        .collect();
    let grids = worst_by_grid(case.snapshot, &units.placement, &judged);
    vec![(SubjectKind::Unit, judged.into()), (SubjectKind::Grid, grids.into())]
}

fn explain(district: &District, subject: Subject) -> Vec<Fact> {
    let units = &district.snapshot.units;
    if subject.kind == SubjectKind::Grid {
        return vec![count("gap_units", district.gaps_in(RuleId::O7, SubjectKind::Unit, subject.row))];
    }
    let work = &units.work[subject.row.index()];
    let told = |has: Option<bool>| has.map_or("unknown", |has| if has { "yes" } else { "no" });
    vec![
        word("instructor", told(work.instructor)),
        word("liaison", told(work.liaison)),
        word("union", told(work.union)),
        word("youth_league", told(work.youth_league)),
    ]
}

fn judge(snapshot: &Snapshot, rules: &RuleSet, unit: usize) -> Judgement {
    let work = &snapshot.units.work[unit];
    let carried = [work.instructor, work.liaison, work.union, work.youth_league];
    match in_scope(snapshot, rules, unit) {
        Some(false) => Judgement::NOT_APPLICABLE,
        Some(true) if carried.contains(&Some(true)) => Judgement::COVERED,
        Some(true) if carried.iter().all(Option::is_some) => Judgement::gap(Cause::Place),
        _ => Judgement::UNKNOWN,
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::judged;
    use super::*;
    use crate::places::{GridKind, OrganisationKind, WorkCoverage};
    use crate::snapshot::Placement;
    use crate::town::Town;

    #[test]
    fn one_of_four_is_enough_and_only_four_noes_are_a_gap() {
        let none = WorkCoverage {
            instructor: Some(false),
            liaison: Some(false),
            union: Some(false),
            youth_league: Some(false),
        };
        for (work, served, expected) in [
            (none, false, Judgement::gap(Cause::Place)),
            (none, true, Judgement::NOT_APPLICABLE),
            (WorkCoverage { union: None, ..none }, false, Judgement::UNKNOWN),
            (WorkCoverage { union: Some(true), liaison: None, ..none }, false, Judgement::COVERED),
        ] {
            let mut town = Town::new();
            let grid = town.grid(GridKind::Dedicated);
            let unit = town.unit(true, Placement::InGrid(grid));
            if served {
                town.organisation(OrganisationKind::Branch, &[], &[unit]);
            }
            let units = &mut town.edit().units;
            (units.work[0], units.fixed_premises[0], units.staff[0]) = (work, Some(true), Some(10));
            let verdicts = judged(&town, &RuleSet::default());
            assert_eq!(verdicts.of(RuleId::O7, SubjectKind::Unit).unwrap(), [expected], "{work:?}");
            assert_eq!(verdicts.of(RuleId::O7, SubjectKind::Grid).unwrap(), [expected], "{work:?}");
        }
    }
}
