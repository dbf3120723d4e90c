//! What the bench needs around the measured code: the real process, a prepared `PostGIS`, a naive rule, a table of results.

pub mod edits;
pub mod nearest;
pub mod postgis;
pub mod process;
pub mod table;
pub mod truth;
