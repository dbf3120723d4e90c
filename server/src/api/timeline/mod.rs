//! `/api/v1/timeline`: how it was, and how it will be.

pub mod get;
