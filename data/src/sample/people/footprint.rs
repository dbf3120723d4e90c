//! Rectangles on a block: rows of slabs parallel to its streets, and fronts along a road.

use crate::sample::ground::{Metres, cross, distance, inside, middle, minus, nearest_on, plus};
use crate::sample::town::Block;

/// A building's plan, metres: middle, half its length and depth, and the direction of its length.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(in crate::sample) struct Plan {
    pub(in crate::sample) at: Metres,
    pub(in crate::sample) along: Metres,
    pub(in crate::sample) half_length: f64,
    pub(in crate::sample) half_depth: f64,
}

/// How a compound is laid out, metres.
#[derive(Clone, Copy, Debug)]
pub(super) struct Layout {
    pub(super) length: f64,
    pub(super) depth: f64,
    /// Between the ends of two slabs of a row.
    pub(super) gap: f64,
    /// Between two rows.
    pub(super) court: f64,
    pub(super) setback: f64,
    /// Whether every other row is shifted by half a slab.
    pub(super) staggered: bool,
}

impl Plan {
    /// A point of the plan: shares -1..1 of its half length and half depth.
    pub(in crate::sample) fn point(&self, length: f64, depth: f64) -> Metres {
        let across = [-self.along[1], self.along[0]];
        plus(plus(self.at, length * self.half_length, self.along), depth * self.half_depth, across)
    }

    /// Its corners, counter-clockwise.
    pub(in crate::sample) fn corners(&self) -> [Metres; 4] {
        [self.point(-1.0, -1.0), self.point(1.0, -1.0), self.point(1.0, 1.0), self.point(-1.0, 1.0)]
    }

    /// Whether it stands inside the ring, at least `setback` metres from its line.
    pub(in crate::sample) fn fits(&self, ring: &[Metres], setback: f64) -> bool {
        let corners = self.corners();
        let reach = self.half_length + self.half_depth + setback;
        inside(self.at, ring)
            && corners.iter().all(|corner| inside(*corner, ring))
            && (0..ring.len()).all(|index| {
                let (from, to) = (ring[index], ring[(index + 1) % ring.len()]);
                nearest_on(self.at, from, to).1 > reach || self.is_clear_of(&corners, from, to, setback)
            })
    }

    fn is_clear_of(&self, corners: &[Metres; 4], from: Metres, to: Metres, setback: f64) -> bool {
        let clear = |point: Metres| {
            let off = minus(point, self.at);
            let (u, v) = (off[0] * self.along[0] + off[1] * self.along[1], cross(self.along, off));
            (u.abs() - self.half_length).max(v.abs() - self.half_depth) >= setback
        };
        corners.iter().all(|corner| nearest_on(*corner, from, to).1 >= setback) && clear(from) && clear(to)
    }

    /// Whether two plans are at least `gap` metres apart, by their circles or their boxes.
    pub(in crate::sample) fn is_apart(&self, other: &Self, gap: f64) -> bool {
        let away = distance(self.at, other.at);
        if away > self.half_length + other.half_length + self.half_depth + other.half_depth + gap {
            return true;
        }
        let separated = |a: &Self, b: &Self| {
            let (mut low, mut high, mut near, mut far) = (f64::MAX, f64::MIN, f64::MAX, f64::MIN);
            for corner in b.corners() {
                let off = minus(corner, a.at);
                let (u, v) = (off[0] * a.along[0] + off[1] * a.along[1], cross(a.along, off));
                (low, high, near, far) = (low.min(u), high.max(u), near.min(v), far.max(v));
            }
            low > a.half_length + gap
                || high < -a.half_length - gap
                || near > a.half_depth + gap
                || far < -a.half_depth - gap
        };
        separated(self, other) || separated(other, self)
    }
}

/// Places for slabs on a block, row by row.
pub(super) fn rows(block: &Block, layout: Layout) -> Vec<Plan> {
    let along = eastward(block);
    let across = [-along[1], along[0]];
    let origin = middle(&block.points);
    let local = |point: &Metres| {
        let off = minus(*point, origin);
        [off[0] * along[0] + off[1] * along[1], cross(along, off)]
    };
    let corners: Vec<Metres> = block.points.iter().map(local).collect();
    let span = |axis: usize| {
        corners.iter().fold((f64::MAX, f64::MIN), |(low, high), at| (low.min(at[axis]), high.max(at[axis])))
    };
    let (west, east) = span(0);
    let (south, north) = span(1);
    let mut plans = Vec::new();
    let mut v = south + layout.setback + layout.depth / 2.0;
    let mut row = 0;
    while v + layout.depth / 2.0 < north - layout.setback {
        let shift = if layout.staggered && row % 2 == 1 { f64::midpoint(layout.length, layout.gap) } else { 0.0 };
        let mut u = west + layout.setback + layout.length / 2.0 + shift;
        let before = plans.len();
        while u + layout.length / 2.0 < east - layout.setback {
            let at = plus(plus(origin, u, along), v, across);
            let plan = Plan { at, along, half_length: layout.length / 2.0, half_depth: layout.depth / 2.0 };
            let fits = plan.fits(&block.points, layout.setback);
            if fits {
                plans.push(plan);
            }
            u += if fits { layout.length + layout.gap } else { 4.0 };
        }
        let found = plans.len() > before;
        row += usize::from(found);
        v += if found { layout.depth + layout.court } else { 4.0 };
    }
    plans
}

/// Places for fronts along the roads around a block.
pub(super) fn fronts(block: &Block, layout: Layout) -> Vec<Plan> {
    let mut plans: Vec<Plan> = Vec::new();
    for (index, &from) in block.points.iter().enumerate() {
        let to = block.points[(index + 1) % block.points.len()];
        let length = distance(from, to);
        let along = [(to[0] - from[0]) / length, (to[1] - from[1]) / length];
        let inward = [-along[1], along[0]];
        let mut u = layout.setback + layout.length / 2.0;
        while u + layout.length / 2.0 < length {
            let at = plus(plus(from, u, along), layout.setback + layout.depth / 2.0, inward);
            let plan = Plan { at, along, half_length: layout.length / 2.0, half_depth: layout.depth / 2.0 };
            let clear = |other: &Plan| plan.is_apart(other, layout.gap.min(3.0));
            if plan.fits(&block.points, layout.setback - 0.5) && plans.iter().rev().take(40).all(clear) {
                plans.push(plan);
            }
            u += layout.length + layout.gap;
        }
    }
    plans
}

/// The direction of the block's side that runs most nearly east, so that slabs face south.
fn eastward(block: &Block) -> Metres {
    let mut sums: [Metres; 2] = [[0.0, 0.0]; 2];
    for (index, &from) in block.points.iter().enumerate() {
        let edge = minus(block.points[(index + 1) % block.points.len()], from);
        let flat = edge[0].abs() > edge[1].abs();
        let edge = if (flat && edge[0] < 0.0) || (!flat && edge[1] < 0.0) { [-edge[0], -edge[1]] } else { edge };
        let sum = &mut sums[usize::from(!flat)];
        *sum = plus(*sum, 1.0, edge);
    }
    let [flat, steep] = sums;
    let sum = if flat[0].hypot(flat[1]) > 0.2 * steep[0].hypot(steep[1]) { flat } else { [steep[1], -steep[0]] };
    let length = sum[0].hypot(sum[1]).max(1e-9);
    [sum[0] / length, sum[1] / length]
}
