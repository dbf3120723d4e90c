use std::path::PathBuf;

use super::{ImportReport, Options, Progress};
use crate::crs::CrsError;
use crate::store::{Store, StoreError};

/// Why an import made nothing of its files.
#[derive(Debug, thiserror::Error)]
pub enum ImportError {
    /// No file was named.
    #[error("no file is given: name the files, or the folder that holds them")]
    NoFiles,
    /// A file cannot be opened or read.
    #[error("“{}” cannot be read: {source}", path.display())]
    Unreadable {
        /// Its path.
        path: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
    /// The report of findings cannot be written.
    #[error("the report “{}” cannot be written: {source}", path.display())]
    Report {
        /// Its path.
        path: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
    /// The coordinate reference system is not taken.
    #[error(transparent)]
    Crs(#[from] CrsError),
    /// No row was good: nothing was changed.
    #[error("no row of the files could enter the register: {} findings say why", .0.findings.total())]
    NothingEntered(Box<ImportReport>),
    /// The register.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// A defect of this program.
    #[error("the import ended by a defect of this program ({0}); nothing was changed")]
    Defect(String),
}

/// Reads files into the register: one transaction, at most one revision.
///
/// A folder stands for the `.geojson`, `.csv` and `register.json` files directly in it.
///
/// # Errors
/// [`ImportError::NothingEntered`] with the report when no row was good; otherwise when a file, the report or the
/// register cannot be read or written. The register is unchanged then.
pub async fn import(
    _store: &Store,
    files: &[PathBuf],
    _options: Options,
    _progress: &mut dyn Progress,
) -> Result<ImportReport, ImportError> {
    if files.is_empty() {
        return Err(ImportError::NoFiles);
    }
    Err(ImportError::Defect("the reader is not built yet".to_owned()))
}
