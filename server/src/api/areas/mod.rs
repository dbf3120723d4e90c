//! `/api/v1/areas`

pub mod get;
pub mod list;
