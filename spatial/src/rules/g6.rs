//! G6, a grid's border follows roads, water and compound lines. Soft.
//!
//! **Subjects**: grids. **Verdict**: at least `along_permille` of the length of its outer borders within `near_dm` of a road's
//! centre line, the edge of a water body or a compound's wall is covered, else a gap of *shape*; unknown without a shape, and
//! where the register has none of the three. The share is measured, not sampled: each edge is cut by the rounded strip around
//! each line near it. **Facts**: `along_permille`, `least_along_permille`, `near_m`.

use rstar::primitives::{GeomWithData, Rectangle};
use rstar::{AABB, RTree};

use super::prelude::*;
use super::rollup::each_grid;
use crate::shape::{Bounds, Point, Polygon, edges};

const ALONG: Parameter = Parameter::permille(
    RuleId::G6,
    "along_permille",
    800,
    "A fifth may cut through a yard or a field where nothing runs that could be followed.",
);
const NEAR: Parameter =
    Parameter::distance(RuleId::G6, "near_dm", 150, "Half an arterial's width: the border may run along its kerb.");

pub(super) static RULE: Definition = Definition {
    id: RuleId::G6,
    name: Words { zh: "沿路沿河划界", en: "Follows roads and rivers" },
    text: Words {
        zh: "网格边界至少 {along_percent}% 位于道路、河流或小区围墙 {near_m} 米以内。",
        en: "At least {along_percent} % of a grid's border lies within {near_m} m of roads, rivers or compound lines.",
    },
    severity: RuleSeverity::Soft,
    on: true,
    source: "CJ/T 213 原则",
    source_date: None,
    parameters: &[ALONG, NEAR],
    ordered: &[],
    affects: Affects::Nobody,
    tells_of: TellsOf::Nobody,
    needs: &[],
    reads: &[Input::Shapes],
    evaluate,
    explain,
};

fn evaluate(case: &Case) -> Tables {
    let (shapes, near_mm) = (&case.snapshot.grids.shape, f64::from(case.rules.value(&NEAR)) * 100.0);
    // After an edit the lines around the grids that it changed will do.
    let region = case
        .again
        .and_then(|again| around(again.changed_grids().iter().flat_map(|grid| &shapes[grid.index()]), near_mm));
    let lines = Lines::of(case.snapshot, near_mm, region);
    let least = f64::from(case.rules.value(&ALONG)) / f64::from(WHOLE);
    let judge = |grid: Row| match lines.share(&shapes[grid.index()]) {
        Some(share) => Judgement::covered_if(share >= least, Cause::Shape),
        None => Judgement::UNKNOWN,
    };
    vec![(SubjectKind::Grid, each_grid(case, |again| again.changed_grids(), judge))]
}

fn explain(district: &District, subject: Subject) -> Vec<Fact> {
    let rules = &district.rules;
    let (border, near_mm) =
        (&district.snapshot.grids.shape[subject.row.index()], f64::from(rules.value(&NEAR)) * 100.0);
    let share = Lines::of(&district.snapshot, near_mm, around(border, near_mm)).share(border);
    let share = share.map(|share| parameter("along_permille", (share * f64::from(WHOLE)) as u32));
    let bounds = [parameter("least_along_permille", rules.value(&ALONG)), parameter("near_m", rules.value(&NEAR) / 10)];
    share.into_iter().chain(bounds).collect()
}

/// The box in which lines can be near polygons.
fn around<'a>(polygons: impl IntoIterator<Item = &'a Polygon>, near_mm: f64) -> Option<Bounds> {
    let vertices = polygons.into_iter().flat_map(Polygon::rings).flatten().copied();
    Bounds::of(vertices).map(|around| around.grown(near_mm as i32 + 1))
}

/// A segment, millimetres.
type Segment = [[f64; 2]; 2];

/// A segment of the lattice in its box.
type Boxed = GeomWithData<Rectangle<[i32; 2]>, (Point, Point)>;

/// What a border may follow, by the boxes of its segments.
struct Lines {
    segments: RTree<Boxed>,
    /// Whether the register has any.
    has_any: bool,
    near_mm: f64,
}

impl Lines {
    /// All of them, or those that meet a region.
    fn of(snapshot: &Snapshot, near_mm: f64, region: Option<Bounds>) -> Self {
        let roads = snapshot.roads.line.iter().flat_map(|line| line.windows(2).map(|pair| (pair[0], pair[1])));
        let shapes = snapshot.water.shape.iter().chain(&snapshot.compounds.shape);
        let walls = shapes.flatten().flat_map(Polygon::rings).flat_map(|ring| edges(ring));
        let is_near = |around: &Bounds| region.is_none_or(|region| region.intersects(around));
        let mut has_any = false;
        let boxed = |(a, b)| {
            has_any = true;
            let around = Bounds::of([a, b]).filter(is_near)?;
            let corners = [[around.min.x, around.min.y], [around.max.x, around.max.y]];
            Some(GeomWithData::new(Rectangle::from_corners(corners[0], corners[1]), (a, b)))
        };
        let segments = RTree::bulk_load(roads.chain(walls).filter_map(boxed).collect());
        Self { segments, has_any, near_mm }
    }

    /// The share of the outer borders that is near a line; `None` where there is no border or no line.
    fn share(&self, shape: &[Polygon]) -> Option<f64> {
        let (mut near, mut all) = (0.0, 0.0);
        for (a, b) in shape.iter().flat_map(|polygon| edges(&polygon.exterior)) {
            let length = length([plane(a), plane(b)]);
            all += length;
            near += length * self.share_of_edge(a, b);
        }
        (all > 0.0 && self.has_any).then(|| near / all)
    }

    fn share_of_edge(&self, a: Point, b: Point) -> f64 {
        let Some(around) = Bounds::of([a, b]) else { return 0.0 };
        let around = around.grown(self.near_mm as i32 + 1);
        let query = AABB::from_corners([around.min.x, around.min.y], [around.max.x, around.max.y]);
        let edge = [plane(a), plane(b)];
        let found = self.segments.locate_in_envelope_intersecting(query);
        union(found.filter_map(|line| strip(edge, [plane(line.data.0), plane(line.data.1)], self.near_mm)).collect())
    }
}

fn plane(point: Point) -> [f64; 2] {
    [point.x.into(), point.y.into()]
}

fn length([a, b]: Segment) -> f64 {
    (b[0] - a[0]).hypot(b[1] - a[1])
}

/// From where to where along an edge (0 to 1) it lies within `near` of a segment. The points within a distance of a segment
/// are a convex set, so that it is one stretch.
fn strip(edge: Segment, line: Segment, near: f64) -> Option<[f64; 2]> {
    let ends = [disc(edge, line[0], near), disc(edge, line[1], near), band(edge, line, near)];
    let joined = ends.into_iter().flatten().reduce(|a, b| [a[0].min(b[0]), a[1].max(b[1])])?;
    let cut = [joined[0].max(0.0), joined[1].min(1.0)];
    (cut[0] < cut[1]).then_some(cut)
}

/// Where the line through an edge runs within `near` of a point.
fn disc([a, b]: Segment, point: [f64; 2], near: f64) -> Option<[f64; 2]> {
    let (dx, dy) = (b[0] - a[0], b[1] - a[1]);
    let (px, py) = (a[0] - point[0], a[1] - point[1]);
    let (square, half) = (dx * dx + dy * dy, px * dx + py * dy);
    let root = half * half - square * (px * px + py * py - near * near);
    (square > 0.0 && root >= 0.0).then(|| [(-half - root.sqrt()) / square, (-half + root.sqrt()) / square])
}

/// Where the line through an edge runs beside a segment, within `near` of it.
fn band([a, b]: Segment, line: Segment, near: f64) -> Option<[f64; 2]> {
    let whole = length(line);
    if whole == 0.0 {
        return None;
    }
    let along = [(line[1][0] - line[0][0]) / whole, (line[1][1] - line[0][1]) / whole];
    let (from, step) = ([a[0] - line[0][0], a[1] - line[0][1]], [b[0] - a[0], b[1] - a[1]]);
    let dot = |v: [f64; 2]| v[0] * along[0] + v[1] * along[1];
    let cross = |v: [f64; 2]| v[1] * along[0] - v[0] * along[1];
    let lengthwise = between(dot(from), dot(step), 0.0, whole)?;
    let sideways = between(cross(from), cross(step), -near, near)?;
    let both = [lengthwise[0].max(sideways[0]), lengthwise[1].min(sideways[1])];
    (both[0] <= both[1]).then_some(both)
}

/// For which `t` of 0 to 1 and beyond `start + t * step` lies between two values.
fn between(start: f64, step: f64, low: f64, high: f64) -> Option<[f64; 2]> {
    if step == 0.0 {
        return (low..=high).contains(&start).then_some([f64::NEG_INFINITY, f64::INFINITY]);
    }
    let (one, other) = ((low - start) / step, (high - start) / step);
    Some([one.min(other), one.max(other)])
}

/// How much of 0 to 1 these stretches cover together.
fn union(mut stretches: Vec<[f64; 2]>) -> f64 {
    // By both ends: the sum must not depend on the order in which the lines were found.
    stretches.sort_by(|a, b| a[0].total_cmp(&b[0]).then(a[1].total_cmp(&b[1])));
    let mut covered = 0.0;
    let mut end = 0.0_f64;
    for [from, to] in stretches {
        covered += (to - from.max(end)).max(0.0);
        end = end.max(to);
    }
    covered
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::fixture::{Records, block, line};

    fn check(line_y: f64, to_x: f64, expected: Judgement) {
        let mut records = Records::tiny();
        records.water.clear();
        records.roads.truncate(1);
        records.grids.truncate(1);
        records.grids[0].shape = block(0.0, 0.0, 900.0, 100.0);
        // A road that goes along the south, round the east, and along the north as far as said.
        let (south, east) = (-line_y, 900.0 + line_y);
        records.roads[0].line = line(&[(0.0, south), (east, south), (east, 100.0 + line_y), (to_x, 100.0 + line_y)]);
        let district = records.district();
        assert_eq!(district.verdicts.of(RuleId::G6, SubjectKind::Grid).unwrap(), [expected], "{line_y} {to_x}");
    }

    #[test]
    fn four_fifths_within_fifteen_metres_are_enough() {
        let gap = Judgement::gap(Cause::Shape);
        // 1,600 of 2,000 m: the south's 900, the east's 100, of the west the 15 m beside the road's end, 585 of the north, of
        // which again 15 are beside the end.
        check(0.0, 329.0, Judgement::COVERED);
        check(0.0, 331.0, gap);
        check(14.9, 0.0, Judgement::COVERED);
        check(15.1, 0.0, gap);
    }

    #[test]
    fn without_a_line_to_follow_nobody_knows() {
        let mut records = Records::tiny();
        records.water.clear();
        records.roads.clear();
        let district = records.district();
        assert_eq!(district.verdicts.of(RuleId::G6, SubjectKind::Grid).unwrap(), [Judgement::UNKNOWN; 4]);
    }

    proptest! {
        #[test]
        fn a_strip_is_where_sampled_points_are_near(
            edge in prop::array::uniform4(-1000..1000), line in prop::array::uniform4(-1000..1000), near in 1..600,
        ) {
            let segment = |v: [i32; 4]| [[f64::from(v[0]), f64::from(v[1])], [f64::from(v[2]), f64::from(v[3])]];
            let (edge, line, near) = (segment(edge), segment(line), f64::from(near));
            let told = strip(edge, line, near).map_or(0.0, |[from, to]| to - from);
            let steps = 2_000;
            let distance = |t: f64| {
                let p = [edge[0][0] + t * (edge[1][0] - edge[0][0]), edge[0][1] + t * (edge[1][1] - edge[0][1])];
                let (dx, dy) = (line[1][0] - line[0][0], line[1][1] - line[0][1]);
                let square = dx * dx + dy * dy;
                let along = ((p[0] - line[0][0]) * dx + (p[1] - line[0][1]) * dy) / if square == 0.0 { 1.0 } else { square };
                let along = along.clamp(0.0, 1.0);
                (p[0] - line[0][0] - along * dx).hypot(p[1] - line[0][1] - along * dy)
            };
            prop_assume!(length(edge) > 0.0);
            let hits = (0..steps).filter(|step| distance((f64::from(*step) + 0.5) / f64::from(steps)) <= near).count();
            prop_assert!((told - hits as f64 / f64::from(steps)).abs() < 0.002, "{} {}", told, hits);
        }
    }
}
