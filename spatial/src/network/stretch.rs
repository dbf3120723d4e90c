//! A straight stretch between two lattice points, as the indexes hold it.

use rstar::{AABB, PointDistance, RTreeObject};

use crate::shape::Point;

/// Millimetres in the frame; whole ones are exact.
pub(super) type Position = [f64; 2];

/// A stretch of road or shore: what `owner` stands for is the index's affair.
#[derive(Clone, Copy, Debug)]
pub(super) struct Stretch {
    pub(super) a: Position,
    pub(super) b: Position,
    pub(super) owner: u32,
}

impl Stretch {
    pub(super) fn new(a: Point, b: Point, owner: u32) -> Self {
        Self { a: position(a), b: position(b), owner }
    }

    /// How far along the stretch, 0 to 1, its point nearest to `to` lies.
    pub(super) fn nearest(&self, to: Position) -> f64 {
        let along = [self.b[0] - self.a[0], self.b[1] - self.a[1]];
        let length_2 = along[0] * along[0] + along[1] * along[1];
        if length_2 == 0.0 {
            return 0.0;
        }
        (((to[0] - self.a[0]) * along[0] + (to[1] - self.a[1]) * along[1]) / length_2).clamp(0.0, 1.0)
    }

    /// The point `share` of the way along.
    pub(super) fn at(&self, share: f64) -> Position {
        between(self.a, self.b, share)
    }
}

pub(super) fn position(point: Point) -> Position {
    [f64::from(point.x), f64::from(point.y)]
}

pub(super) fn between(a: Position, b: Position, share: f64) -> Position {
    [a[0] + (b[0] - a[0]) * share, a[1] + (b[1] - a[1]) * share]
}

pub(super) fn distance(a: Position, b: Position) -> f64 {
    (a[0] - b[0]).hypot(a[1] - b[1])
}

impl RTreeObject for Stretch {
    type Envelope = AABB<Position>;

    fn envelope(&self) -> Self::Envelope {
        AABB::from_corners(self.a, self.b)
    }
}

impl PointDistance for Stretch {
    fn distance_2(&self, point: &Position) -> f64 {
        let near = self.at(self.nearest(*point));
        let (dx, dy) = (near[0] - point[0], near[1] - point[1]);
        dx * dx + dy * dy
    }
}
