//! The core: places, geometry, snapshot, network, rules, sums, siting and what an audience may see.
//!
//! Nothing here does I/O, reads a clock or an environment variable, or fails on bad data: bad data is a [`Finding`] or an
//! `unknown` verdict. Coordinates inside are integer millimetres in the district's metric frame ([`frame`]); coordinates
//! outside are degrees ([`places::LonLat`]).

pub mod arcs;
pub mod audience;
pub mod disclosure;
pub mod district;
pub mod edit;
pub mod finding;
#[cfg(any(test, feature = "fixture"))]
pub mod fixture;
pub mod flow;
pub mod frame;
pub mod gap_areas;
pub mod network;
pub mod places;
#[cfg(test)]
mod properties;
pub mod rules;
pub mod shape;
pub mod siting;
pub mod snapshot;
mod standing;
pub mod sums;
pub mod timeline;
#[cfg(test)]
mod town;

pub use audience::Audience;
pub use district::District;
pub use finding::Finding;
pub use snapshot::{Row, Snapshot, SnapshotBuilder};
