//! `/api/v1/search`

pub mod get;
