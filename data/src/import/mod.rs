//! How the files an office hands over become one revision of the register.
//!
//! Files come in any order; what each lists is told by its columns ([`Kind`]), Chinese or English. Good rows enter in one
//! transaction by id, absent rows stay; every refused or doubtful row is an [`ImportFinding`] that names the file, the
//! row, the field, the value, the reason and what to do. Names and phones go to the register's contacts alone; identity
//! numbers and sex are never stored.

mod bounds;
mod columns;
mod crossing;
mod datum;
mod detect;
mod geometry;
mod guide;
mod kind;
mod known;
mod manifest;
mod options;
mod position;
mod read;
mod reading;
mod records;
mod report;
mod row;
mod run;
mod source;
#[cfg(test)]
mod testing;
#[cfg(test)]
mod tests;
mod text;
mod told;
mod value;

pub use guide::guide;
pub use kind::Kind;
pub use options::{Options, Progress, Step};
pub use report::{Findings, ImportFinding, ImportReport, KindCounts, PassedOver, Severity, severity_word};
pub use run::{ImportError, import};
