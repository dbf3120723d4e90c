//! G8, a grid is one part and compact. Soft.
//!
//! **Subjects**: grids. **Verdict**: one part, and 4π × area ÷ border² (Polsby–Popper; holes count in both) of at least
//! `compact_permille` is covered, else a gap of *shape*; unknown without a shape. **Facts**: `parts`, `compact_permille`,
//! `least_compact_permille`.

use std::f64::consts::PI;

use super::prelude::*;
use super::rollup::each_grid;
use crate::shape::{Point, Polygon, area_mm2, distance2_mm2, edges};

const COMPACT: Parameter = Parameter::permille(
    RuleId::G8,
    "compact_permille",
    200,
    "A street of houses on both sides, ten times as long as wide, has 260; below 200 are tentacles.",
);

pub(super) static RULE: Definition = Definition {
    id: RuleId::G8,
    name: Words { zh: "连片紧凑", en: "Contiguous, compact" },
    text: Words {
        zh: "网格为一整片，形状紧凑（Polsby–Popper 不低于 {compact_percent}%）。",
        en: "A grid is one part and compact (Polsby–Popper at least {compact_percent} %).",
    },
    severity: RuleSeverity::Soft,
    on: true,
    source: "实践",
    source_date: None,
    parameters: &[COMPACT],
    ordered: &[],
    affects: Affects::Nobody,
    tells_of: TellsOf::Nobody,
    needs: &[],
    reads: &[Input::Shapes],
    evaluate,
    explain,
};

fn evaluate(case: &Case) -> Tables {
    let least = f64::from(case.rules.value(&COMPACT)) / f64::from(WHOLE);
    let judge = |shape: &[Polygon]| match shape.len() {
        0 => Judgement::UNKNOWN,
        parts => Judgement::covered_if(parts == 1 && compactness(shape) >= least, Cause::Shape),
    };
    let shapes = &case.snapshot.grids.shape;
    vec![(SubjectKind::Grid, each_grid(case, |again| again.changed_grids(), |grid| judge(&shapes[grid.index()])))]
}

fn explain(district: &District, subject: Subject) -> Vec<Fact> {
    let shape = &district.snapshot.grids.shape[subject.row.index()];
    vec![
        parameter("parts", shape.len() as u32),
        parameter("compact_permille", (compactness(shape) * f64::from(WHOLE)) as u32),
        parameter("least_compact_permille", district.rules.value(&COMPACT)),
    ]
}

/// 1 for a circle, 0 for nothing.
fn compactness(shape: &[Polygon]) -> f64 {
    let length = |(a, b): (Point, Point)| (distance2_mm2(a, b) as f64).sqrt();
    let around: f64 = shape.iter().flat_map(Polygon::rings).flat_map(|ring| edges(ring)).map(length).sum();
    if around == 0.0 { 0.0 } else { 4.0 * PI * area_mm2(shape) / (around * around) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixture::{Records, block};

    fn check(shape: geo_types::MultiPolygon<f64>, expected: Judgement) {
        let mut records = Records::tiny();
        records.grids[0].shape = shape;
        let district = records.district();
        assert_eq!(district.verdicts.of(RuleId::G8, SubjectKind::Grid).unwrap()[0], expected);
    }

    #[test]
    fn a_square_is_compact_and_a_ribbon_or_two_parts_are_not() {
        let gap = Judgement::gap(Cause::Shape);
        check(block(-400.0, -400.0, 0.0, 0.0), Judgement::COVERED);
        // A ribbon n times as long as wide has πn/(n+1)²: 0.203 for 13.4, 0.199 for 13.7.
        check(block(0.0, 0.0, 134.0, 10.0), Judgement::COVERED);
        check(block(0.0, 0.0, 137.0, 10.0), gap);
        let mut two = block(-400.0, -400.0, -200.0, 0.0);
        two.0.extend(block(-150.0, -400.0, 0.0, 0.0).0);
        check(two, gap);
    }
}
