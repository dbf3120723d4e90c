//! `/api/v1/siting`: where next, how few would do, and what if one closes.

mod asking;
pub mod closing;
pub mod fewest;
pub mod get;
mod shown;
