//! The register: where records rest, and the one door through which they change.
//!
//! A register is a `SQLite` file that is a valid `GeoPackage`, or a `PostGIS` database; which one, its address says. Both
//! keep one promise (the methods of [`Store`]), and one suite of tests holds them to it. Nobody outside this module knows
//! SQL.

mod error;
mod promise;

pub use error::StoreError;
pub use promise::{Appended, Commit, JournalEntry, Open, Staging, Store, TableChange};
