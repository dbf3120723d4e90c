//! `/api/v1/gaps`: the blind spots.

pub mod areas;
mod lines;
pub mod list;
pub mod reasons;
pub mod summary;
