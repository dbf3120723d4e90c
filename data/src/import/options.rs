use std::path::PathBuf;

use chrono::NaiveDate;

use super::Kind;
use crate::crs::Crs;

/// How to import.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// What the coordinates of files are in that do not say it themselves; `None` is EPSG:4326.
    pub crs: Option<Crs>,
    /// The day the data is of; `None` takes it from `register.json`, else the newest visit.
    pub data_date: Option<NaiveDate>,
    /// The day of the import. Where nobody states the day the data is of, a visit after this one is a slip of the pen.
    pub today: Option<NaiveDate>,
    /// Who imports; stands in the journal.
    pub author: String,
    /// Why, in words; stands in the journal. Blank: `import` and the names of the files.
    pub reason: String,
    /// Where to save all findings as CSV.
    pub findings_csv: Option<PathBuf>,
}

/// Where an import is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Step {
    /// What the register holds already is looked up.
    Register,
    /// A file is being read.
    Reading {
        /// Its name.
        file: String,
        /// What it lists.
        kind: Kind,
        /// Rows read so far.
        rows: u64,
        /// Bytes of all files read so far.
        bytes: u64,
        /// Bytes of all files.
        total_bytes: u64,
    },
    /// Everything is read; the revision is being made.
    Committing,
}

/// Is told where an import is, a few times a second at most.
pub trait Progress: Send {
    /// The import has come to `step`.
    fn step(&mut self, step: &Step);
}

/// Nobody looks.
impl Progress for () {
    fn step(&mut self, _step: &Step) {}
}

impl<F: FnMut(&Step) + Send> Progress for F {
    fn step(&mut self, step: &Step) {
        self(step);
    }
}
