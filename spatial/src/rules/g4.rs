//! G4, a grid lies in exactly one community. Hard.
//!
//! **Subjects**: grids. **Verdict**: more than `tolerance_dm2` of it outside the community that claims it is a gap of *shape*;
//! unknown where the register has no such community or one of the two has no shape. **Facts**: `outside_m2`, `community`.

use super::prelude::*;
use super::rollup::each_grid;
use crate::shape::left_mm2;

const TOLERANCE: Parameter = Parameter::count(
    RuleId::G4,
    "tolerance_dm2",
    100,
    "One square metre, as for overlaps: less is a slip of the pen at the scale at which borders are drawn.",
);

pub(super) static RULE: Definition = Definition {
    id: RuleId::G4,
    name: Words { zh: "网格不跨社区", en: "One community" },
    text: Words {
        zh: "每个网格完整位于一个社区之内（容差 {tolerance_dm2} 平方分米）。",
        en: "Every grid lies in exactly one community (tolerance {tolerance_dm2} dm²).",
    },
    severity: RuleSeverity::Hard,
    on: true,
    source: "DB6101/T 3185-2024 §5.2",
    source_date: None,
    parameters: &[TOLERANCE],
    ordered: &[],
    affects: Affects::Nobody,
    tells_of: TellsOf::Nobody,
    needs: &[],
    reads: &[Input::Grids, Input::Shapes],
    evaluate,
    explain,
};

fn evaluate(case: &Case) -> Tables {
    let tolerance_mm2 = u128::from(case.rules.value(&TOLERANCE)) * 10_000;
    let grids = each_grid(
        case,
        |again| again.changed_grids(),
        |grid| match outside_mm2(case.snapshot, grid) {
            Some(outside) => Judgement::covered_if(outside <= tolerance_mm2, Cause::Shape),
            None => Judgement::UNKNOWN,
        },
    );
    vec![(SubjectKind::Grid, grids)]
}

fn explain(district: &District, subject: Subject) -> Vec<Fact> {
    let snapshot = &district.snapshot;
    let outside = outside_mm2(snapshot, subject.row).map(|mm2| square_metres("outside_m2", mm2));
    let community = snapshot.grids.community[subject.row.index()];
    let community = community.map(|area| id("community", snapshot.areas.code[area.index()].as_str()));
    outside.into_iter().chain(community).collect()
}

/// How much of a grid lies outside its community; `None` where that cannot be measured.
fn outside_mm2(snapshot: &Snapshot, grid: Row) -> Option<u128> {
    let community = &snapshot.areas.shape[snapshot.grids.community[grid.index()]?.index()];
    let shape = &snapshot.grids.shape[grid.index()];
    if community.is_empty() || shape.is_empty() { None } else { left_mm2(shape, community) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixture::{Records, block, code};

    fn check(spoil: impl FnOnce(&mut Records), expected: Judgement) {
        let mut records = Records::tiny();
        spoil(&mut records);
        let district = records.district();
        let grids = district.verdicts.of(RuleId::G4, SubjectKind::Grid).unwrap();
        assert_eq!(grids[0], expected);
        assert_eq!(grids[1], Judgement::COVERED);
    }

    #[test]
    fn a_grid_may_reach_over_by_a_square_metre() {
        let ending = |east: f64| move |records: &mut Records| records.grids[0].shape = block(-400.0, -400.0, east, 0.0);
        check(ending(0.0), Judgement::COVERED);
        check(ending(0.002), Judgement::COVERED);
        check(ending(0.01), Judgement::gap(Cause::Shape));
    }

    #[test]
    fn a_grid_of_a_community_that_is_not_there_is_unknown() {
        check(|records| records.grids[0].community = code("990101001009"), Judgement::UNKNOWN);
    }
}
