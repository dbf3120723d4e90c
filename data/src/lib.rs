//! data
pub mod crs;
pub mod guard;
