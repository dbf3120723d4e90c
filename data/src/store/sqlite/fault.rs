use rusqlite::ffi::{self, ErrorCode};

use crate::store::StoreError;

/// What a failure of `SQLite` means for whoever uses the register at `url`.
pub(super) fn fault(url: &str, doing: &'static str, error: &rusqlite::Error) -> StoreError {
    let (url, reason) = (url.to_owned(), error.to_string());
    match error.sqlite_error_code() {
        Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => StoreError::Locked { url },
        Some(ErrorCode::DiskFull) => StoreError::Full { url },
        // What SQLite makes of a quota, of a limit on the size of files, and of a full disk when a register is opened: it tells no
        // more than that a write failed.
        Some(ErrorCode::SystemIoFailure) if is_failed_write(error) => StoreError::Unwritten { url, reason },
        Some(ErrorCode::ReadOnly) => StoreError::Forbidden { url, verb: "written", reason },
        Some(ErrorCode::PermissionDenied | ErrorCode::AuthorizationForStatementDenied | ErrorCode::CannotOpen) => {
            StoreError::Forbidden { url, verb: "opened", reason }
        }
        Some(ErrorCode::NotADatabase | ErrorCode::DatabaseCorrupt) => StoreError::NotARegister { url, reason },
        _ => StoreError::Failed { url, doing, reason },
    }
}

/// Whether the file, or the index of its write-ahead log that is made on opening, could not be written.
fn is_failed_write(error: &rusqlite::Error) -> bool {
    let failed = [ffi::SQLITE_IOERR_WRITE, ffi::SQLITE_IOERR_SHMSIZE];
    error.sqlite_error().is_some_and(|error| failed.contains(&error.extended_code))
}

/// Turns errors of `SQLite` into the register's, with what was being done.
pub(super) trait Doing<T> {
    fn doing(self, url: &str, doing: &'static str) -> Result<T, StoreError>;
}

impl<T> Doing<T> for rusqlite::Result<T> {
    fn doing(self, url: &str, doing: &'static str) -> Result<T, StoreError> {
        self.map_err(|error| fault(url, doing, &error))
    }
}
