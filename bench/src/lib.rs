//! What the bench needs around the measured code: the real process, a prepared `PostGIS`, a table of results.

pub mod postgis;
pub mod process;
pub mod table;
