//! `/api/v1/gaps`: the blind spots.

pub mod areas;
pub mod list;
pub mod summary;
