//! `/api/v1/capacity`: are there members enough.

mod asking;
pub mod buildings;
pub mod get;
pub mod proposals;
