//! Lines and polygons on an integer lattice: packed, cleaned, checked, mended and cut to a rectangle.
//!
//! All lattices here have `y` running south, as tiles do. An exterior ring has a positive area by the surveyor's formula
//! (clockwise on the screen), a hole a negative one, as MVT 2.1 asks.

mod clip_line;
mod clip_polygon;
mod crossing;
mod lines;
mod mend;
mod outlines;
mod rings;
#[cfg(test)]
mod tests;
mod thin;
mod valid;

pub(crate) use clip_line::clip_line;
pub(crate) use clip_polygon::clip_polygon;
pub(crate) use lines::Lines;
pub(crate) use outlines::Outlines;
pub(crate) use rings::Rings;
pub(crate) use thin::thinned;
