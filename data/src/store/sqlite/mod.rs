//! A register in one file: `SQLite`, and a valid `GeoPackage`.

mod backend;
mod blob;
mod connect;
mod fault;
mod geopackage;
mod load;
mod merge;
mod migrate;
mod read;
mod row;
mod stage;

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use rusqlite::Connection;

pub(crate) use stage::Stage;

use self::migrate::{Content, MIGRATIONS};
use super::{Open, StoreError};

/// A register in a file or in memory.
#[derive(Clone, Debug)]
pub struct SqliteStore {
    url: Arc<str>,
    /// `None` in memory, where there is no second connection.
    path: Option<Arc<PathBuf>>,
    main: Arc<Mutex<Connection>>,
}

impl SqliteStore {
    /// Opens a file.
    pub(super) fn open_file(url: &str, path: &Path, open: Open) -> Result<Self, StoreError> {
        let create = open == Open::CreateIfMissing;
        if !create && !path.exists() {
            return Err(StoreError::Missing { url: url.into(), reason: "the file does not exist".into() });
        }
        if path.is_dir() {
            return Err(StoreError::NotARegister { url: url.into(), reason: "it is a folder".into() });
        }
        let mut connection = connect::file(url, path, create)?;
        let known = migrate::known();
        match migrate::content(url, &connection)? {
            Content::Register(found) if found > known => {
                return Err(StoreError::Newer { url: url.into(), found, known });
            }
            Content::Register(found) if found == known => {}
            Content::Nothing if !create => {
                return Err(StoreError::Missing { url: url.into(), reason: "the file is empty".into() });
            }
            Content::Register(_) | Content::Nothing => migrate::migrate(url, &mut connection, MIGRATIONS)?,
            Content::Other => {
                let reason = "it has tables, but none of a register".into();
                return Err(StoreError::NotARegister { url: url.into(), reason });
            }
        }
        connect::write_ahead(url, &connection)?;
        Ok(Self { url: url.into(), path: Some(Arc::new(path.into())), main: Arc::new(Mutex::new(connection)) })
    }

    /// An empty register in memory.
    pub(super) fn open_memory(url: &str) -> Result<Self, StoreError> {
        let mut connection = connect::memory(url)?;
        migrate::migrate(url, &mut connection, MIGRATIONS)?;
        Ok(Self { url: url.into(), path: None, main: Arc::new(Mutex::new(connection)) })
    }

    pub(super) fn url(&self) -> &str {
        &self.url
    }

    /// Runs something that blocks, with the register's main connection, where blocking does no harm.
    pub(super) async fn run<T: Send + 'static>(
        &self,
        work: impl FnOnce(&str, &mut Connection) -> Result<T, StoreError> + Send + 'static,
    ) -> Result<T, StoreError> {
        let store = self.clone();
        blocking(&self.url, move || store.with(work)).await
    }

    /// The same on this thread.
    fn with<T>(&self, work: impl FnOnce(&str, &mut Connection) -> Result<T, StoreError>) -> Result<T, StoreError> {
        // A panic while the lock was held has rolled its transaction back; the connection is good.
        let mut connection = self.main.lock().unwrap_or_else(PoisonError::into_inner);
        work(&self.url, &mut connection)
    }

    /// Another connection to the same file; `None` in memory.
    fn another(&self) -> Result<Option<Connection>, StoreError> {
        self.path.as_ref().map(|path| connect::file(&self.url, path, false)).transpose()
    }
}

/// Runs what blocks on a thread where that does no harm.
pub(super) async fn blocking<T: Send + 'static>(
    url: &str,
    work: impl FnOnce() -> Result<T, StoreError> + Send + 'static,
) -> Result<T, StoreError> {
    let done = tokio::task::spawn_blocking(work).await;
    done.unwrap_or_else(|error| {
        Err(StoreError::Failed { url: url.into(), doing: "working in the background", reason: error.to_string() })
    })
}
