//! Shapes on the lattice: integer millimetres from the frame's origin.
//!
//! Every function takes any shape, degenerate ones too, and answers without a panic. Comparisons are exact: products of
//! coordinates are taken in 128 bits.

mod clean;
mod contains;
mod label;
mod measure;
mod overlay;

pub use clean::{clean_ring, polygon};
pub use contains::{contains, on_segment, ring_contains};
pub(crate) use contains::{crosses_ray, edges};
pub use label::{building_label, label_point};
pub use measure::{area_mm2, bounds, distance2_mm2, polygon_area_mm2, ring_area2_mm2, turn};
pub use overlay::{left_mm2, shared_mm2};

/// A point of the lattice: millimetres east and north of the frame's origin.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Point {
    /// Millimetres east.
    pub x: i32,
    /// Millimetres north.
    pub y: i32,
}

/// A ring without its closing point; exterior rings run counter-clockwise, holes clockwise (y up).
pub type Ring = Vec<Point>;

/// A polygon: its exterior ring first, then its holes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Polygon {
    /// Its outer border.
    pub exterior: Ring,
    /// What is cut out of it.
    pub holes: Vec<Ring>,
}

/// A multi-part shape.
pub type Shape = Vec<Polygon>;

/// An axis-parallel box, both corners inside.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Bounds {
    /// The south-western corner.
    pub min: Point,
    /// The north-eastern corner.
    pub max: Point,
}

impl Polygon {
    /// The exterior ring, then the holes.
    pub fn rings(&self) -> impl Iterator<Item = &Ring> {
        std::iter::once(&self.exterior).chain(&self.holes)
    }
}

impl Bounds {
    /// The smallest box around these points; `None` around none.
    pub fn of(points: impl IntoIterator<Item = Point>) -> Option<Self> {
        let mut points = points.into_iter();
        let first = points.next()?;
        Some(points.fold(Self { min: first, max: first }, Self::with))
    }

    /// The box grown to hold a point.
    #[must_use]
    pub fn with(self, point: Point) -> Self {
        Self {
            min: Point { x: self.min.x.min(point.x), y: self.min.y.min(point.y) },
            max: Point { x: self.max.x.max(point.x), y: self.max.y.max(point.y) },
        }
    }

    /// The box grown by a margin on every side, in millimetres.
    #[must_use]
    pub fn grown(self, by_mm: i32) -> Self {
        Self {
            min: Point { x: self.min.x.saturating_sub(by_mm), y: self.min.y.saturating_sub(by_mm) },
            max: Point { x: self.max.x.saturating_add(by_mm), y: self.max.y.saturating_add(by_mm) },
        }
    }

    /// Whether a point lies in the box or on its border.
    pub fn contains(&self, point: Point) -> bool {
        (self.min.x..=self.max.x).contains(&point.x) && (self.min.y..=self.max.y).contains(&point.y)
    }

    /// Whether two boxes share a point.
    pub fn intersects(&self, other: &Self) -> bool {
        self.min.x <= other.max.x && other.min.x <= self.max.x && self.min.y <= other.max.y && other.min.y <= self.max.y
    }

    /// The middle, rounded towards the lower corner.
    pub fn centre(&self) -> Point {
        Point { x: i32::midpoint(self.min.x, self.max.x), y: i32::midpoint(self.min.y, self.max.y) }
    }
}
