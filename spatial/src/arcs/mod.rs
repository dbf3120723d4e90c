//! Shared edges: polygons that touch are taken apart into arcs between junctions, each arc is simplified once, and the
//! polygons are put together again. Neighbours that shared a border before share every vertex of it afterwards.
//!
//! Simplification is Visvalingam's, run once for all tolerances: vertices leave in the order of the triangle they span
//! with their neighbours, and a vertex whose triangle holds another vertex stays for the time being. So the lines that are
//! left at any moment cross no more than the input did, and the moment at which a vertex left is all that a zoom needs.

mod mosaic;
#[cfg(test)]
mod tests;
mod topology;
mod triangle;
mod vertices;
mod weigh;

pub use mosaic::{Mosaic, Tolerance};
