//! Where the edges of a polygon cross: exact, on a lattice of a hundredth of a millimetre.

use geo_types::{Coord, MultiPolygon};

/// Lattice units per degree; 360° stay within 42 bits, so products fit `i128` with room.
const PER_DEGREE: f64 = 1e10;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Node {
    x: i64,
    y: i64,
}

#[derive(Clone, Copy)]
struct Edge {
    a: Node,
    b: Node,
}

/// A place where two edges of the shape pass through each other; `None` when they only touch or share corners.
pub(crate) fn first_crossing(shape: &MultiPolygon<f64>) -> Option<Coord<f64>> {
    let mut edges: Vec<Edge> = Vec::new();
    for ring in shape.iter().flat_map(|polygon| std::iter::once(polygon.exterior()).chain(polygon.interiors())) {
        let nodes = ring.lines().map(|line| Edge { a: node(line.start), b: node(line.end) });
        edges.extend(nodes.filter(|edge| edge.a != edge.b));
    }
    // Sweep from west to east: an edge meets only those that have not ended before it begins.
    edges.sort_unstable_by_key(Edge::west);
    let mut open: Vec<Edge> = Vec::new();
    for edge in edges {
        open.retain(|other| other.east() >= edge.west());
        if let Some(other) = open.iter().find(|other| cross(&edge, other)) {
            return Some(meeting(&edge, other));
        }
        open.push(edge);
    }
    None
}

impl Edge {
    fn west(&self) -> i64 {
        self.a.x.min(self.b.x)
    }

    fn east(&self) -> i64 {
        self.a.x.max(self.b.x)
    }
}

fn node(corner: Coord<f64>) -> Node {
    Node { x: (corner.x * PER_DEGREE).round() as i64, y: (corner.y * PER_DEGREE).round() as i64 }
}

/// Whether each edge has its ends strictly on both sides of the other.
fn cross(one: &Edge, other: &Edge) -> bool {
    let apart_y = one.a.y.max(one.b.y) < other.a.y.min(other.b.y) || other.a.y.max(other.b.y) < one.a.y.min(one.b.y);
    !apart_y && side(one, other.a) * side(one, other.b) < 0 && side(other, one.a) * side(other, one.b) < 0
}

/// 1 left of the edge, −1 right of it, 0 on its line.
fn side(edge: &Edge, node: Node) -> i128 {
    let (ax, ay) = (i128::from(edge.b.x - edge.a.x), i128::from(edge.b.y - edge.a.y));
    let (bx, by) = (i128::from(node.x - edge.a.x), i128::from(node.y - edge.a.y));
    (ax * by - ay * bx).signum()
}

/// Where two crossing edges meet, for the report.
fn meeting(one: &Edge, other: &Edge) -> Coord<f64> {
    let float = |node: Node| (node.x as f64, node.y as f64);
    let ((x1, y1), (x2, y2), (x3, y3), (x4, y4)) = (float(one.a), float(one.b), float(other.a), float(other.b));
    let along = ((x1 - x3) * (y3 - y4) - (y1 - y3) * (x3 - x4)) / ((x1 - x2) * (y3 - y4) - (y1 - y2) * (x3 - x4));
    Coord { x: (x1 + along * (x2 - x1)) / PER_DEGREE, y: (y1 + along * (y2 - y1)) / PER_DEGREE }
}

#[cfg(test)]
mod tests {
    use geo_types::{LineString, Polygon};
    use proptest::prelude::*;

    use super::*;

    fn ring(corners: &[(f64, f64)]) -> LineString<f64> {
        LineString::from(corners.to_vec())
    }

    #[track_caller]
    fn check(exterior: &[(f64, f64)], holes: &[&[(f64, f64)]], crosses: bool) {
        let shape = Polygon::new(ring(exterior), holes.iter().map(|hole| ring(hole)).collect());
        assert_eq!(first_crossing(&shape.into()).is_some(), crosses, "{exterior:?}");
    }

    const SQUARE: &[(f64, f64)] = &[(0.0, 0.0), (4.0, 0.0), (4.0, 4.0), (0.0, 4.0), (0.0, 0.0)];

    #[test]
    fn a_square_does_not_cross_itself_and_a_bow_tie_does() {
        check(SQUARE, &[], false);
        check(&[(0.0, 0.0), (4.0, 4.0), (4.0, 0.0), (0.0, 4.0), (0.0, 0.0)], &[], true);
    }

    #[test]
    fn a_hole_may_touch_its_ring_but_not_leave_it() {
        check(SQUARE, &[&[(1.0, 1.0), (2.0, 1.0), (2.0, 2.0), (1.0, 1.0)]], false);
        check(SQUARE, &[&[(0.0, 1.0), (2.0, 1.0), (2.0, 2.0), (0.0, 1.0)]], false);
        check(SQUARE, &[&[(-1.0, 1.0), (2.0, 1.0), (2.0, 2.0), (-1.0, 1.0)]], true);
    }

    #[test]
    fn the_place_is_told() {
        let bow_tie = Polygon::new(ring(&[(0.0, 0.0), (4.0, 4.0), (4.0, 0.0), (0.0, 4.0), (0.0, 0.0)]), vec![]);
        let place = first_crossing(&bow_tie.into()).unwrap();
        assert!((place.x - 2.0).abs() < 1e-9 && (place.y - 2.0).abs() < 1e-9, "{place:?}");
    }

    #[test]
    fn ten_thousand_corners_take_no_time() {
        let turn = |i: u32| f64::from(i % 20_000) / 20_000.0 * std::f64::consts::TAU;
        let corners: Vec<(f64, f64)> = (0..=20_000).map(|i| (turn(i).cos(), turn(i).sin())).collect();
        check(&corners, &[], false);
    }

    proptest! {
        /// Against every pair of edges, without a sweep.
        #[test]
        fn the_sweep_misses_nothing(corners in proptest::collection::vec((0..40_i32, 0..40_i32), 3..12)) {
            let corners: Vec<(f64, f64)> = corners.iter().map(|(x, y)| (f64::from(*x), f64::from(*y))).collect();
            let shape: MultiPolygon<f64> = Polygon::new(ring(&corners), vec![]).into();
            let edges: Vec<Edge> = shape.0[0].exterior().lines().map(|l| Edge { a: node(l.start), b: node(l.end) }).collect();
            let pairs = edges.iter().any(|one| edges.iter().any(|other| cross(one, other)));
            prop_assert_eq!(first_crossing(&shape).is_some(), pairs);
        }
    }
}
