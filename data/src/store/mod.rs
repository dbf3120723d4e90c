//! The register: where records rest, and the one door through which they change.
//!
//! A register is a `SQLite` file that is a valid `GeoPackage`, or a `PostGIS` database; which one, its address says. Both
//! keep one promise (the methods of [`Store`]), and one suite of tests holds them to it. Nobody outside this module knows
//! SQL.

mod address;
mod backend;
mod cell;
mod edits;
mod error;
mod fields;
mod ledger;
mod load;
mod postgis;
mod promise;
mod schema;
mod sqlite;
mod staging;
mod statement;
mod tables;
mod tally;
mod untold;
mod visits;
mod wkb;

pub use error::StoreError;
pub use postgis::PostGisStore;
pub use promise::{Appended, Commit, Edits, JournalEntry, Open, Store, TableChange};
pub use sqlite::SqliteStore;
pub use staging::Staging;
pub use untold::Untold;
