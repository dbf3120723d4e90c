//! `/api/v1/siting`: where next.

pub mod get;
