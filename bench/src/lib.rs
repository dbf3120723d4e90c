//! What the bench needs around the measured code: the real process, a prepared `PostGIS`, a naive rule, a table of results.

pub mod areas;
pub mod edits;
pub mod gaps;
pub mod labels;
pub mod metric;
pub mod nearest;
pub mod postgis;
pub mod process;
pub mod published;
pub mod siting;
pub mod table;
pub mod timed;
pub mod truth;
