use crate::store::StoreError;

/// What a failure of the server means for whoever uses the register at `url` (shown without its password).
pub(super) fn fault(url: &str, doing: &'static str, error: &sqlx::Error) -> StoreError {
    let (url, reason) = (url.to_owned(), one_line(error));
    let code = error.as_database_error().and_then(|error| error.code().map(std::borrow::Cow::into_owned));
    match (error, code.as_deref()) {
        (sqlx::Error::Io(_) | sqlx::Error::Tls(_) | sqlx::Error::PoolTimedOut, _)
        | (_, Some("57P01" | "57P03" | "53300" | "28P01" | "28000")) => StoreError::Unreachable { url, reason },
        (_, Some("3D000")) => StoreError::Unreachable { url, reason: format!("{reason}; createdb makes it") },
        (_, Some("53100")) => StoreError::Full { url },
        (_, Some("55P03" | "40P01" | "40001")) => StoreError::Locked { url },
        (_, Some("25006")) => StoreError::Forbidden { url, verb: "written", reason },
        (_, Some("42501")) => StoreError::Forbidden { url, verb: "used", reason },
        _ => StoreError::Failed { url, doing, reason },
    }
}

/// Turns errors of the server into the register's, with what was being done.
pub(super) trait Doing<T> {
    fn doing(self, url: &str, doing: &'static str) -> Result<T, StoreError>;
}

impl<T> Doing<T> for Result<T, sqlx::Error> {
    fn doing(self, url: &str, doing: &'static str) -> Result<T, StoreError> {
        self.map_err(|error| fault(url, doing, &error))
    }
}

/// What the server says itself, without the line of its own source at which it says so.
fn one_line(error: &sqlx::Error) -> String {
    let said = error.as_database_error().map(|error| error.message().to_owned());
    said.unwrap_or_else(|| error.to_string()).split_whitespace().collect::<Vec<_>>().join(" ")
}
