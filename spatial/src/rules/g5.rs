//! G5, no building is cut by a grid's border. Hard.
//!
//! **Subjects**: buildings and grids. **Verdict** of a building: a share of its footprint strictly between
//! `tolerance_permille` and the rest to the whole in some grid is a gap of *shape*; unknown without a footprint. Of a grid:
//! a gap where it holds such a share of any building. **Facts** of a building: `share_permille` of the largest such share;
//! of a grid: `cut_buildings`.

use rstar::primitives::{GeomWithData, Rectangle};
use rstar::{AABB, RTree};

use super::prelude::*;
use crate::shape::{Bounds, Polygon, area_mm2, bounds, edges, shared_mm2};

const TOLERANCE: Parameter = Parameter {
    rule: RuleId::G5,
    name: "tolerance_permille",
    default: 20,
    least: 1,
    most: 499,
    why: "Footprints are drawn to half a metre: 2 % of a block of flats is that strip along one wall.",
};

pub(super) static RULE: Definition = Definition {
    id: RuleId::G5,
    name: Words { zh: "不切割楼栋", en: "No building is cut" },
    text: Words {
        zh: "网格边界不穿过楼栋（容差为楼栋面积的 {tolerance_percent}%）。",
        en: "No grid border runs through a building (tolerance {tolerance_percent} % of its area).",
    },
    severity: RuleSeverity::Hard,
    on: true,
    source: "CJ/T 213 原则（完整性）",
    source_date: None,
    parameters: &[TOLERANCE],
    ordered: &[],
    affects: Affects::WholeGrid,
    tells_of: TellsOf::Nobody,
    evaluate,
    explain,
};

fn evaluate(case: &Case) -> Tables {
    let (snapshot, tolerance) = (case.snapshot, case.rules.value(&TOLERANCE));
    let borders = Borders::of(snapshot);
    let mut grids: Vec<_> = snapshot.grids.shape.iter().map(|shape| unless_empty(shape)).collect();
    let mut buildings: Vec<_> = snapshot.buildings.shape.iter().map(|shape| unless_empty(shape)).collect();
    for (row, building) in (0..).map(Row).zip(&mut buildings) {
        for (grid, _) in borders.cuts(snapshot, row, tolerance) {
            grids[grid.index()] = Judgement::gap(Cause::Shape);
            *building = Judgement::gap(Cause::Shape);
        }
    }
    vec![(SubjectKind::Building, buildings), (SubjectKind::Grid, grids)]
}

fn explain(district: &District, subject: Subject) -> Vec<Fact> {
    let (snapshot, tolerance) = (&district.snapshot, district.rules.value(&TOLERANCE));
    let borders = Borders::of(snapshot);
    if subject.kind == SubjectKind::Building {
        let cuts = borders.cuts(snapshot, subject.row, tolerance);
        let largest = cuts.into_iter().map(|(_, share)| parameter("share_permille", share));
        return largest
            .max_by_key(|fact| if let super::FactValue::Parameter(share) = fact.value { share } else { 0 })
            .into_iter()
            .collect();
    }
    let judged = district.verdicts.of(RuleId::G5, SubjectKind::Building).unwrap_or_default();
    let cut = (0..).map(Row).zip(judged).filter(|(_, judgement)| judgement.verdict == Verdict::Gap);
    let here =
        cut.filter(|(row, _)| borders.cuts(snapshot, *row, tolerance).iter().any(|(grid, _)| *grid == subject.row));
    vec![parameter("cut_buildings", here.count() as u32)]
}

fn unless_empty(shape: &[Polygon]) -> Judgement {
    if shape.is_empty() { Judgement::UNKNOWN } else { Judgement::COVERED }
}

/// The edges of the grids, by their boxes: a building that meets none of them is cut by none.
struct Borders(RTree<GeomWithData<Rectangle<[i32; 2]>, Row>>);

impl Borders {
    fn of(snapshot: &Snapshot) -> Self {
        let of_grid = |(grid, shape): (Row, &Vec<Polygon>)| {
            let edges = shape.iter().flat_map(Polygon::rings).flat_map(|ring| edges(ring));
            let boxed = |(a, b)| Bounds::of([a, b]).map(|around| GeomWithData::new(rectangle(around), grid));
            edges.filter_map(boxed).collect::<Vec<_>>()
        };
        Self(RTree::bulk_load((0..).map(Row).zip(&snapshot.grids.shape).flat_map(of_grid).collect()))
    }

    /// The grids that hold a part of a building, and how much of it, per mille; by grid.
    fn cuts(&self, snapshot: &Snapshot, building: Row, tolerance: u32) -> Vec<(Row, u32)> {
        let shape = &snapshot.buildings.shape[building.index()];
        let Some(around) = bounds(shape) else { return Vec::new() };
        let meeting = self.0.locate_in_envelope_intersecting(AABB::from_corners(low(around), high(around)));
        let mut grids: Vec<Row> = meeting.map(|edge| edge.data).collect();
        grids.sort_unstable();
        grids.dedup();
        let whole = area_mm2(shape);
        let cut = |grid: &Row| {
            let held = shared_mm2(shape, &snapshot.grids.shape[grid.index()])? as f64;
            let permille = held * f64::from(WHOLE) / whole;
            let is_cut = permille > f64::from(tolerance) && permille < f64::from(WHOLE - tolerance);
            is_cut.then_some((*grid, permille.round() as u32))
        };
        grids.iter().filter_map(cut).collect()
    }
}

fn rectangle(around: Bounds) -> Rectangle<[i32; 2]> {
    Rectangle::from_corners(low(around), high(around))
}

fn low(around: Bounds) -> [i32; 2] {
    [around.min.x, around.min.y]
}

fn high(around: Bounds) -> [i32; 2] {
    [around.max.x, around.max.y]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixture::{Records, block};

    const GAP: Judgement = Judgement::gap(Cause::Shape);

    /// The verdicts of the first building and of the grids when that building reaches from so far west of the border 100 m east.
    fn check(west: f64, building: Judgement, grids: [Judgement; 4]) {
        let mut records = Records::tiny();
        records.buildings[0].shape = block(west, -300.0, 100.0 + west, -290.0);
        let district = records.district();
        assert_eq!(district.verdicts.of(RuleId::G5, SubjectKind::Building).unwrap()[0], building, "{west}");
        assert_eq!(district.verdicts.of(RuleId::G5, SubjectKind::Grid).unwrap(), grids, "{west}");
    }

    #[test]
    fn two_hundredths_of_a_building_may_stand_beyond_the_border() {
        let fine = Judgement::COVERED;
        check(-300.0, fine, [fine; 4]);
        check(-1.9, fine, [fine; 4]);
        check(-98.1, fine, [fine; 4]);
        check(-2.1, GAP, [GAP, fine, GAP, fine]);
        check(-50.0, GAP, [GAP, fine, GAP, fine]);
        check(0.0, fine, [fine; 4]);
    }
}
