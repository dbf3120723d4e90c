//! `/api/v1/joint-branches`

pub mod list;
