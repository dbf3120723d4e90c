use rusqlite::ffi::{self, ErrorCode};

use crate::store::StoreError;

/// What a failure of `SQLite` means for whoever uses the register at `url`.
pub(super) fn fault(url: &str, doing: &'static str, error: &rusqlite::Error) -> StoreError {
    let (url, reason) = (url.to_owned(), error.to_string());
    match error.sqlite_error_code() {
        Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => StoreError::Locked { url },
        Some(ErrorCode::DiskFull) => StoreError::Full { url },
        // What SQLite makes of a quota and of a limit on the size of files: it tells no more than that a write failed.
        Some(ErrorCode::SystemIoFailure) if is_failed_write(error) => StoreError::Unwritten { url, reason },
        Some(ErrorCode::ReadOnly) => StoreError::Forbidden { url, verb: "written", reason },
        Some(ErrorCode::PermissionDenied | ErrorCode::AuthorizationForStatementDenied | ErrorCode::CannotOpen) => {
            StoreError::Forbidden { url, verb: "opened", reason }
        }
        Some(ErrorCode::NotADatabase | ErrorCode::DatabaseCorrupt) => StoreError::NotARegister { url, reason },
        _ => StoreError::Failed { url, doing, reason },
    }
}

fn is_failed_write(error: &rusqlite::Error) -> bool {
    error.sqlite_error().is_some_and(|error| error.extended_code == ffi::SQLITE_IOERR_WRITE)
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
