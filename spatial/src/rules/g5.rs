//! G5, no building is cut by a grid's border. Hard.
//!
//! **Subjects**: buildings and grids. **Verdict** of a building: a share of its footprint strictly between
//! `tolerance_permille` and the rest to the whole in some grid is a gap of *shape*; unknown without a footprint. Of a grid:
//! a gap where it holds such a share of any building. **Facts** of a building: `share_permille` of the largest such share;
//! of a grid: `cut_buildings`.

use rstar::primitives::{GeomWithData, Rectangle};
use rstar::{AABB, RTree};

use super::again::Again;
use super::prelude::*;
use crate::shape::{Bounds, Polygon, area_mm2, bounds, edges, shared_mm2};
use crate::snapshot::Column;

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
    affects: Affects::Nobody,
    tells_of: TellsOf::Nobody,
    needs: &[],
    reads: &[Input::Shapes],
    evaluate,
    explain,
};

fn evaluate(case: &Case) -> Tables {
    let snapshot = case.snapshot;
    if let (Some((again, buildings)), Some((_, grids))) =
        (case.before(SubjectKind::Building), case.before(SubjectKind::Grid))
    {
        return evaluate_again(case, again, buildings, grids);
    }
    let mut grids: Vec<_> = snapshot.grids.shape.iter().map(|shape| unless_empty(shape)).collect();
    let mut buildings: Vec<_> = snapshot.buildings.shape.iter().map(|shape| unless_empty(shape)).collect();
    for (building, grid) in cuts(case, rows(&grids), rows(&buildings)) {
        grids[grid.index()] = Judgement::gap(Cause::Shape);
        buildings[building.index()] = Judgement::gap(Cause::Shape);
    }
    vec![(SubjectKind::Building, buildings.into()), (SubjectKind::Grid, grids.into())]
}

/// A building is judged again that stands on the touched ground, a grid that reaches it; by all buildings that a near grid
/// could cut, and all grids that could cut one of those. A building off that ground that nobody cut is cut by nobody still.
fn evaluate_again(
    case: &Case,
    again: &Again,
    mut buildings: Column<Judgement>,
    mut grids: Column<Judgement>,
) -> Tables {
    let snapshot = case.snapshot;
    let (shapes, footprints) = (&snapshot.grids.shape, &snapshot.buildings.shape);
    let near: Vec<Bounds> = again.near_grids.iter().filter_map(|grid| bounds(&shapes[grid.index()])).collect();
    let is_reached = |around: &Bounds| near.iter().any(|grid| grid.intersects(around));
    let was_cut = |row: &Row| buildings[row.index()].verdict == Verdict::Gap;
    let boxes = rows(footprints).zip(footprints).filter_map(|(row, shape)| Some((row, bounds(shape)?)));
    let met = boxes.filter(|(row, around)| again.meets(*around) || (was_cut(row) && is_reached(around)));
    let met: Vec<_> = met.collect();
    let Some(region) = Bounds::of(met.iter().flat_map(|(_, around)| [around.min, around.max])) else {
        again.near_grids.iter().for_each(|grid| grids.set(*grid, unless_empty(&shapes[grid.index()])));
        return vec![(SubjectKind::Building, buildings), (SubjectKind::Grid, grids)];
    };
    let bordering = |grid: &Row| bounds(&shapes[grid.index()]).is_some_and(|around| around.intersects(&region));
    let cuts = cuts(case, rows(shapes).filter(bordering), met.iter().map(|(row, _)| *row));
    let judge =
        |is_cut: bool, shape: &[Polygon]| if is_cut { Judgement::gap(Cause::Shape) } else { unless_empty(shape) };
    for (row, _) in met.iter().filter(|(_, around)| again.meets(*around)) {
        let is_cut = cuts.iter().any(|(building, _)| building == row);
        buildings.set(*row, judge(is_cut, &footprints[row.index()]));
    }
    for row in &again.near_grids {
        grids.set(*row, judge(cuts.iter().any(|(_, grid)| grid == row), &shapes[row.index()]));
    }
    vec![(SubjectKind::Building, buildings), (SubjectKind::Grid, grids)]
}

/// Which of these buildings is cut by which of these grids.
fn cuts(case: &Case, grids: impl Iterator<Item = Row>, buildings: impl Iterator<Item = Row>) -> Vec<(Row, Row)> {
    let (snapshot, tolerance) = (case.snapshot, case.rules.value(&TOLERANCE));
    let borders = Borders::of(snapshot, grids);
    let of_building = |row: Row| borders.cuts(snapshot, row, tolerance).into_iter().map(move |(grid, _)| (row, grid));
    buildings.flat_map(of_building).collect()
}

fn rows<T>(column: &[T]) -> impl Iterator<Item = Row> + use<T> {
    (0..column.len() as u32).map(Row)
}

fn explain(district: &District, subject: Subject) -> Vec<Fact> {
    let (snapshot, tolerance) = (&district.snapshot, district.rules.value(&TOLERANCE));
    if subject.kind == SubjectKind::Building {
        let cuts = Borders::of(snapshot, rows(&snapshot.grids.shape)).cuts(snapshot, subject.row, tolerance);
        let largest = cuts.into_iter().map(|(_, share)| parameter("share_permille", share));
        return largest
            .max_by_key(|fact| if let super::FactValue::Parameter(share) = fact.value { share } else { 0 })
            .into_iter()
            .collect();
    }
    let judged = district.verdicts.of(RuleId::G5, SubjectKind::Building).unwrap_or_default();
    let cut = (0..).map(Row).zip(judged).filter(|(_, judgement)| judgement.verdict == Verdict::Gap);
    // What this grid cuts is cut by its own border.
    let borders = Borders::of(snapshot, std::iter::once(subject.row));
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
    fn of(snapshot: &Snapshot, grids: impl Iterator<Item = Row>) -> Self {
        let of_grid = |grid: Row| {
            let edges = snapshot.grids.shape[grid.index()].iter().flat_map(Polygon::rings).flat_map(|ring| edges(ring));
            let boxed = |(a, b)| Bounds::of([a, b]).map(|around| GeomWithData::new(rectangle(around), grid));
            edges.filter_map(boxed).collect::<Vec<_>>()
        };
        Self(RTree::bulk_load(grids.flat_map(of_grid).collect()))
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
