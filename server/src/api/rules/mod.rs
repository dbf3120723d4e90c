//! `/api/v1/rules`

pub mod list;
