//! Shapes on the lattice: integer millimetres from the frame's origin.

/// A point of the lattice: millimetres east and north of the frame's origin.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Point {
    pub x: i32,
    pub y: i32,
}

/// A ring without its closing point; exterior rings run counter-clockwise, holes clockwise (y up).
pub type Ring = Vec<Point>;

/// A polygon: its exterior ring first, then its holes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Polygon {
    pub exterior: Ring,
    pub holes: Vec<Ring>,
}

/// A multi-part shape.
pub type Shape = Vec<Polygon>;

/// An axis-parallel box, both corners inside.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Bounds {
    pub min: Point,
    pub max: Point,
}
