//! The truth: what holds of the sample after its files were imported, found the plain way.
//!
//! This shares no code with the core that it judges: its own projection ([`super::ground`]), point in polygon, shortest
//! paths and roll-ups, each written to be obviously right and sped up by square cells alone. It reads the register as
//! import will leave it: coordinates of a list that import calls probably GCJ-02 place nothing.
//!
//! Where the rules leave room, this is what is meant:
//! - A unit's and a station's position are its own coordinates; a unit without them has no building either.
//! - Every visit counts as the last one, whatever its result; the sample's last visits all met somebody.
//! - A member's position is its household's; a link of a duplicate household counts for its member's cap.
//! - An organisation is counted in the grid its position lies in.
//! - A unit stands behind the wall around its position; in the sample no residential compound overlaps a park.
//! - Of a district no capacity is told: finding one path after another takes too long there.

mod bodies;
pub(super) mod border;
mod capacity;
pub(super) mod clear;
mod joint;
mod judge;
mod links;
mod market;
mod near;
pub(super) mod place;
mod rates;
mod reports;
mod shapes;
mod sums;
mod tables;
mod ties;
pub(super) mod walk;
mod write;

pub(super) use judge::{Truth, Verdict};
pub(super) use write::write;
