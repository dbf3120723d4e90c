//! What lies in a tile: points in Morton order, where a tile is one run, and boxes in a packed tree.

mod boxes;
mod runs;

pub(crate) use boxes::{Boxes, Rect};
pub(crate) use runs::{Runs, morton};
