//! Water as an obstacle: whether a straight line gets wet.

use std::collections::BTreeMap;

use rstar::{AABB, PointDistance, RTree};

use super::stretch::{Position, Stretch, between, distance};
use crate::shape::Point;
use crate::snapshot::Waters;

/// A line may touch the shore, and a millimetre of rounding is not wading.
const TOLERANCE_MM: f64 = 1.0;

/// The shores of all water bodies, indexed. `owner` is the polygon: bodies may overlap and stay wet where they do.
#[derive(Clone, Debug, Default)]
pub(super) struct Shores {
    edges: RTree<Stretch>,
}

impl Shores {
    pub(super) fn of(water: &Waters) -> Self {
        let polygons = water.shape.iter().flatten().enumerate();
        let rings = polygons.flat_map(|(owner, polygon)| {
            std::iter::once(&polygon.exterior).chain(&polygon.holes).map(move |ring| (owner as u32, ring))
        });
        Self { edges: RTree::bulk_load(rings.flat_map(|(owner, ring)| shore(owner, ring)).collect()) }
    }

    /// Whether the straight line from `a` to `b` runs through the inside of a water body: whether, cut where it meets a shore,
    /// a piece of more than a millimetre has its middle in the water and more than a millimetre off every shore. So touching
    /// a shore or running along it does not count, and a bridge is stepped onto where it meets the shore.
    pub(super) fn crossed_by(&self, a: Position, b: Position) -> bool {
        let length = distance(a, b);
        if self.edges.size() == 0 || length <= TOLERANCE_MM {
            return false;
        }
        let near: Vec<_> = self.edges.locate_in_envelope_intersecting(AABB::from_corners(a, b)).collect();
        let mut cuts = vec![0.0, 1.0];
        for edge in &near {
            meetings(a, b, edge, &mut cuts);
        }
        cuts.sort_unstable_by(f64::total_cmp);
        let pieces = cuts.windows(2).filter(|piece| (piece[1] - piece[0]) * length > TOLERANCE_MM);
        pieces.map(|piece| between(a, b, f64::midpoint(piece[0], piece[1]))).any(|middle| {
            let ashore = near.iter().any(|edge| edge.distance_2(&middle) < TOLERANCE_MM * TOLERANCE_MM);
            !ashore && self.is_wet(middle)
        })
    }

    /// Whether a point off every shore lies in a water body: a ray eastwards leaves it an odd number of times.
    fn is_wet(&self, at: Position) -> bool {
        let east = self.edges.root().envelope().upper()[0];
        if at[0] > east {
            return false;
        }
        let mut leaves: BTreeMap<u32, bool> = BTreeMap::new();
        for edge in self.edges.locate_in_envelope_intersecting(AABB::from_corners(at, [east, at[1]])) {
            if (edge.a[1] > at[1]) != (edge.b[1] > at[1]) && crossing_x(edge, at[1]) > at[0] {
                *leaves.entry(edge.owner).or_default() ^= true;
            }
        }
        leaves.values().any(|odd| *odd)
    }
}

fn shore(owner: u32, ring: &[Point]) -> impl Iterator<Item = Stretch> {
    let next = ring.iter().cycle().skip(1);
    ring.iter().zip(next).map(move |(a, b)| Stretch::new(*a, *b, owner))
}

/// Where the edge has the northing `y`.
fn crossing_x(edge: &Stretch, y: f64) -> f64 {
    edge.a[0] + (edge.b[0] - edge.a[0]) * (y - edge.a[1]) / (edge.b[1] - edge.a[1])
}

/// Adds how far along `a`–`b`, 0 to 1, the edge meets it; both ends of a stretch that they share.
fn meetings(a: Position, b: Position, edge: &Stretch, cuts: &mut Vec<f64>) {
    let (line, side) = ([b[0] - a[0], b[1] - a[1]], [edge.b[0] - edge.a[0], edge.b[1] - edge.a[1]]);
    let off = [edge.a[0] - a[0], edge.a[1] - a[1]];
    let turn = cross(line, side);
    if turn == 0.0 {
        let own = Stretch { a, b, owner: 0 };
        cuts.extend([own.nearest(edge.a), own.nearest(edge.b)]);
        return;
    }
    let (along, across) = (cross(off, side) / turn, cross(off, line) / turn);
    if (0.0..=1.0).contains(&along) && (0.0..=1.0).contains(&across) {
        cuts.push(along);
    }
}

fn cross(a: Position, b: Position) -> f64 {
    a[0] * b[1] - a[1] * b[0]
}
