//! Who lives and works in the town: buildings and dwellings first, then people, parties, services.

pub(super) mod buildings;
mod footprint;
pub(super) mod homes;
pub(super) mod life;
pub(super) mod links;
pub(super) mod members;
pub(super) mod organisations;
pub(super) mod stations;
pub(super) mod units;
pub(super) mod words;
