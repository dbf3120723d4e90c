//! `/api/v1/capacity`: are there members enough.

pub mod get;
