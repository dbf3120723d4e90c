//! G3, seamless and without overlap: nothing of a community is left bare by the grids, and no two grids overlap. Hard.
//!
//! **Subjects**: communities and grids. **Verdict** of a community: more than `tolerance_dm2` of it in no grid at all, or one
//! of its own grids overlapping another by more than that, is a gap of *shape*; of a grid: overlapping another by more.
//! Without a shape unknown. **Facts** of a community: `hole_m2`, `overlap_m2`, `overlapping_grids`; of a grid: `overlap_m2`,
//! and `overlaps` for each grid that it overlaps.

use super::prelude::*;
use super::rollup::each_grid;
use crate::places::Level;
use crate::shape::{Bounds, Shape, bounds, left_mm2, shared_mm2};

const TOLERANCE: Parameter = Parameter::count(
    RuleId::G3,
    "tolerance_dm2",
    100,
    "One square metre: less is a slip of the pen at the scale at which borders are drawn.",
);

pub(super) static RULE: Definition = Definition {
    id: RuleId::G3,
    name: Words { zh: "不留空白、不交叉重叠", en: "Seamless, no overlap" },
    text: Words {
        zh: "辖区减去全部网格后不剩空白，任意两个网格不重叠（容差 {tolerance_dm2} 平方分米）。",
        en: "Nothing of the area is left over after its grids, and no two grids overlap (tolerance {tolerance_dm2} dm²).",
    },
    severity: RuleSeverity::Hard,
    on: true,
    source: "CJ/T 349-2010 §6.1.1",
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
    let snapshot = case.snapshot;
    let land = Land::of(snapshot, case.rules);
    let grids = each_grid(case, |again| &again.near_grids, |grid| land.judge_grid(grid));
    let areas = match case.before(SubjectKind::Area) {
        None => rows(snapshot.areas.code.len()).map(|area| land.judge_area(area, &grids)).collect(),
        Some((again, mut areas)) => {
            again.near_communities.iter().for_each(|area| areas.set(*area, land.judge_area(*area, &grids)));
            areas
        }
    };
    vec![(SubjectKind::Area, areas), (SubjectKind::Grid, grids)]
}

fn explain(district: &District, subject: Subject) -> Vec<Fact> {
    let (snapshot, land) = (&district.snapshot, Land::of(&district.snapshot, &district.rules));
    if subject.kind == SubjectKind::Grid {
        let overlaps = land.overlaps(subject.row);
        let all = square_metres("overlap_m2", overlaps.iter().map(|(_, mm2)| mm2).sum());
        let named = overlaps.iter().map(|(grid, _)| id("overlaps", snapshot.grids.code[grid.index()].as_str()));
        return std::iter::once(all).chain(named).collect();
    }
    let own =
        rows(snapshot.grids.code.len()).filter(|grid| snapshot.grids.community[grid.index()] == Some(subject.row));
    let overlaps: Vec<_> = own.flat_map(|grid| land.overlaps(grid)).collect();
    let hole = land.hole_mm2(subject.row).map(|mm2| square_metres("hole_m2", mm2));
    let more = [
        square_metres("overlap_m2", overlaps.iter().map(|(_, mm2)| mm2).sum()),
        parameter("overlapping_grids", overlaps.len() as u32),
    ];
    hole.into_iter().chain(more).collect()
}

fn rows(len: usize) -> impl Iterator<Item = Row> {
    (0..len as u32).map(Row)
}

/// The grids' shapes with their boxes.
struct Land<'a> {
    snapshot: &'a Snapshot,
    boxes: Vec<Option<Bounds>>,
    tolerance_mm2: u128,
}

impl<'a> Land<'a> {
    fn of(snapshot: &'a Snapshot, rules: &RuleSet) -> Self {
        let boxes = snapshot.grids.shape.iter().map(|shape| bounds(shape)).collect();
        Self { snapshot, boxes, tolerance_mm2: u128::from(rules.value(&TOLERANCE)) * 10_000 }
    }

    /// The grids whose boxes meet a box.
    fn near(&self, around: Bounds) -> impl Iterator<Item = Row> + '_ {
        let meets = move |other: &Option<Bounds>| other.is_some_and(|other| other.intersects(&around));
        rows(self.boxes.len()).filter(move |grid| meets(&self.boxes[grid.index()]))
    }

    /// The grids that a grid overlaps beyond the tolerance, and by how much.
    fn overlaps(&self, grid: Row) -> Vec<(Row, u128)> {
        let Some(around) = self.boxes[grid.index()] else { return Vec::new() };
        let shapes = &self.snapshot.grids.shape;
        let shared = |other: Row| Some((other, shared_mm2(&shapes[grid.index()], &shapes[other.index()])?));
        let others = self.near(around).filter(|other| *other != grid);
        others.filter_map(shared).filter(|(_, mm2)| *mm2 > self.tolerance_mm2).collect()
    }

    /// What of an area no grid covers; `None` where it cannot be measured.
    fn hole_mm2(&self, area: Row) -> Option<u128> {
        let shape = &self.snapshot.areas.shape[area.index()];
        let grids = self.near(bounds(shape)?).flat_map(|grid| self.snapshot.grids.shape[grid.index()].iter().cloned());
        left_mm2(shape, &grids.collect::<Shape>())
    }

    fn judge_grid(&self, grid: Row) -> Judgement {
        if self.boxes[grid.index()].is_none() {
            return Judgement::UNKNOWN;
        }
        Judgement::covered_if(self.overlaps(grid).is_empty(), Cause::Shape)
    }

    fn judge_area(&self, area: Row, grids: &[Judgement]) -> Judgement {
        if self.snapshot.areas.code[area.index()].level() != Level::Community {
            return Judgement::NOT_APPLICABLE;
        }
        let Some(hole) = self.hole_mm2(area) else { return Judgement::UNKNOWN };
        let mut own = self.snapshot.grids.community.iter().zip(grids).filter(|(of, _)| **of == Some(area));
        let overlap = own.any(|(_, judgement)| judgement.verdict == Verdict::Gap);
        Judgement::covered_if(hole <= self.tolerance_mm2 && !overlap, Cause::Shape)
    }
}

#[cfg(test)]
mod tests {
    use super::super::explain;
    use super::*;
    use crate::fixture::{Records, block};

    const GAP: Judgement = Judgement::gap(Cause::Shape);

    /// The verdicts of the two communities and of the four grids when the first grid ends at so many metres east.
    fn check(east: f64, areas: [Judgement; 2], grids: [Judgement; 4]) -> District {
        let mut records = Records::tiny();
        records.grids[0].shape = block(-400.0, -400.0, east, 0.0);
        let district = records.district();
        assert_eq!(district.verdicts.of(RuleId::G3, SubjectKind::Area).unwrap()[2..], areas, "{east}");
        assert_eq!(district.verdicts.of(RuleId::G3, SubjectKind::Grid).unwrap(), grids, "{east}");
        district
    }

    #[test]
    fn a_square_metre_is_tolerated_and_more_is_a_hole_or_an_overlap() {
        check(0.0, [Judgement::COVERED; 2], [Judgement::COVERED; 4]);
        check(-0.002, [Judgement::COVERED; 2], [Judgement::COVERED; 4]);
        check(0.002, [Judgement::COVERED; 2], [Judgement::COVERED; 4]);
        check(-0.01, [GAP, Judgement::COVERED], [Judgement::COVERED; 4]);
        check(0.01, [GAP, GAP], [GAP, Judgement::COVERED, GAP, Judgement::COVERED]);
    }

    #[test]
    fn a_community_tells_its_hole_and_a_grid_whom_it_overlaps() {
        let facts = |district: &District, kind, row| {
            explain(district, RuleId::G3, Subject { kind, row: Row(row) }).unwrap().facts
        };
        let district = check(-1.0, [GAP, Judgement::COVERED], [Judgement::COVERED; 4]);
        assert!(facts(&district, SubjectKind::Area, 2).contains(&square_metres("hole_m2", 400 * 1_000_000)));
        let district = check(1.0, [GAP, GAP], [GAP, Judgement::COVERED, GAP, Judgement::COVERED]);
        let other = district.snapshot.grids.code[2].as_str().to_owned();
        let expected = [square_metres("overlap_m2", 400 * 1_000_000), id("overlaps", &other)];
        assert_eq!(facts(&district, SubjectKind::Grid, 0), expected);
    }

    #[test]
    fn a_community_without_a_grid_is_one_hole() {
        let mut records = Records::tiny();
        records.grids.truncate(2);
        let district = records.district();
        assert_eq!(district.verdicts.of(RuleId::G3, SubjectKind::Area).unwrap()[2..], [Judgement::COVERED, GAP]);
    }
}
