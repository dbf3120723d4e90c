//! `/api/v1/gaps`: the blind spots.

pub mod list;
pub mod summary;
