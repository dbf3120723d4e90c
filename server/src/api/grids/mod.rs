//! `/api/v1/grids`

pub mod get;
