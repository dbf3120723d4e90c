use rusqlite::ffi::{self, ErrorCode};

use crate::store::StoreError;

/// What a failure of `SQLite` means for whoever uses the register at `url`.
pub(super) fn fault(url: &str, doing: &'static str, error: &rusqlite::Error) -> StoreError {
    let (url, reason) = (url.to_owned(), error.to_string());
    match error.sqlite_error_code() {
        Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => StoreError::Locked { url },
        Some(ErrorCode::DiskFull) => StoreError::Full { url },
        // The index of the write-ahead log is a file of its own that is made on opening; what keeps it from having its size is
        // a disk without room.
        Some(ErrorCode::SystemIoFailure) if extended_code(error) == Some(ffi::SQLITE_IOERR_SHMSIZE) => {
            StoreError::Full { url }
        }
        Some(ErrorCode::ReadOnly) => StoreError::Forbidden { url, verb: "written", reason },
        Some(ErrorCode::PermissionDenied | ErrorCode::AuthorizationForStatementDenied | ErrorCode::CannotOpen) => {
            StoreError::Forbidden { url, verb: "opened", reason }
        }
        Some(ErrorCode::NotADatabase | ErrorCode::DatabaseCorrupt) => StoreError::NotARegister { url, reason },
        _ => StoreError::Failed { url, doing, reason },
    }
}

fn extended_code(error: &rusqlite::Error) -> Option<std::ffi::c_int> {
    error.sqlite_error().map(|error| error.extended_code)
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
