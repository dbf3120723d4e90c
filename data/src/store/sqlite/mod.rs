//! A register in one file: `SQLite`, and a valid `GeoPackage`.

mod abandon;
mod backend;
mod blob;
mod connect;
mod edits;
mod fault;
mod geopackage;
mod load;
mod merge;
mod migrate;
mod read;
mod row;
#[cfg(test)]
mod scratch;
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
    /// Whether there was nothing before this was opened.
    made: bool,
    main: Arc<Mutex<Connection>>,
}

impl SqliteStore {
    /// Opens a file.
    pub(super) fn open_file(url: &str, path: &Path, open: Open) -> Result<Self, StoreError> {
        let create = open == Open::CreateIfMissing;
        if !create && !path.exists() {
            return Err(StoreError::Missing { url: url.into(), reason: "the file does not exist".into() });
        }
        let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
        if let Some(folder) = folder.filter(|folder| !folder.is_dir()) {
            return Err(StoreError::NoFolder { url: url.into(), folder: folder.display().to_string() });
        }
        if path.is_dir() {
            return Err(StoreError::NotARegister { url: url.into(), reason: "it is a folder".into() });
        }
        let mut connection = connect::file(url, path, create)?;
        let known = migrate::known();
        let content = migrate::content(url, &connection)?;
        let made = content == Content::Nothing;
        match content {
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
        let (path, main) = (Some(Arc::new(path.into())), Arc::new(Mutex::new(connection)));
        Ok(Self { url: url.into(), path, made, main })
    }

    /// An empty register in memory.
    pub(super) fn open_memory(url: &str) -> Result<Self, StoreError> {
        let mut connection = connect::memory(url)?;
        migrate::migrate(url, &mut connection, MIGRATIONS)?;
        Ok(Self { url: url.into(), path: None, made: true, main: Arc::new(Mutex::new(connection)) })
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

#[cfg(test)]
mod tests {
    use std::fs;

    use super::fault::Doing;
    use super::scratch::Scratch;
    use super::*;
    use crate::model::{Record, Visit};
    use crate::store::{Commit, Untold};
    use spatial::places::{AreaCode, HouseholdId};

    fn visits(count: u32) -> Vec<(Record, Untold)> {
        let visit = |number| {
            let household = HouseholdId::new(format!("H{number}"));
            let county = AreaCode::parse("990101").unwrap();
            let visit = Visit { county, household, date: chrono::NaiveDate::default(), result: None };
            (Record::Visit(visit), Untold::NOTHING)
        };
        (0..count).map(visit).collect()
    }

    fn append(store: &SqliteStore, records: &[(Record, Untold)]) -> Result<u64, StoreError> {
        let mut stage = store.stage()?;
        stage.put(records)?;
        Ok(stage.commit(&Commit::default())?.revision)
    }

    #[test]
    fn what_is_no_register_is_said_to_be_none() {
        let scratch = Scratch::new();
        let told = |open| scratch.open(open).unwrap_err().to_string();
        assert!(told(Open::Existing).contains("does not exist"));
        assert!(!scratch.path().exists(), "looking makes nothing");
        fs::write(scratch.path(), b"").unwrap();
        assert!(told(Open::Existing).contains("empty"));
        fs::write(scratch.path(), b"This is a letter to the district, and no database at all.".repeat(20)).unwrap();
        assert!(told(Open::CreateIfMissing).contains("not a register"));
        fs::remove_file(scratch.path()).unwrap();
        Connection::open(scratch.path()).unwrap().execute_batch("CREATE TABLE songs (title)").unwrap();
        let before = fs::read(scratch.path()).unwrap();
        assert!(told(Open::CreateIfMissing).contains("none of a register"));
        assert_eq!(fs::read(scratch.path()).unwrap(), before, "somebody else's file is left alone");
        fs::remove_file(scratch.path()).unwrap();
        fs::create_dir(scratch.path()).unwrap();
        assert!(told(Open::CreateIfMissing).contains("folder"));
        let nowhere = scratch.path().join("no/such/a.gpkg");
        let error = SqliteStore::open_file("sqlite:a.gpkg", &nowhere, Open::CreateIfMissing).unwrap_err();
        assert!(error.to_string().contains("there is no folder"), "{error}");
    }

    #[test]
    fn a_register_that_somebody_writes_is_said_to_be_locked() {
        let scratch = Scratch::new();
        let store = scratch.store();
        let other = store.another().unwrap().unwrap();
        other.execute_batch("BEGIN IMMEDIATE").unwrap();
        let error = append(&store, &visits(1)).unwrap_err();
        assert!(matches!(error, StoreError::Locked { .. }), "{error}");
        other.execute_batch("ROLLBACK").unwrap();
        assert_eq!(append(&store, &visits(1)).unwrap(), 1);
    }

    #[test]
    fn a_full_disk_is_said_and_changes_nothing() {
        let store = SqliteStore::open_memory("sqlite::memory:").unwrap();
        let pages = |pages: i64| {
            store.with(|url, main| main.pragma_update(None, "max_page_count", pages).doing(url, "testing"))
        };
        pages(1).unwrap();
        let error = append(&store, &visits(5_000)).unwrap_err();
        assert!(matches!(error, StoreError::Full { .. }), "{error}");
        pages(1_000_000).unwrap();
        let count = |_: &str, main: &mut Connection| {
            Ok(main.query_row("SELECT count(*) FROM visit", [], |row| row.get::<_, i64>(0)).unwrap())
        };
        assert_eq!(store.with(count).unwrap(), 0);
        assert_eq!(append(&store, &visits(5_000)).unwrap(), 1);
    }

    #[test]
    fn a_value_that_no_yuntu_writes_is_named_with_its_table_and_column() {
        let store = SqliteStore::open_memory("sqlite::memory:").unwrap();
        let sql = "INSERT INTO household (county, id, community, door, trust, tenure) \
                   VALUES ('990101', 'H1', '990101001001', '', 'stated', 'squatter')";
        store.with(|_, main| Ok(main.execute(sql, []).unwrap())).unwrap();
        let error = store.load_now(None).map(|_| ()).unwrap_err().to_string();
        for word in ["tenure", "household", "squatter"] {
            assert!(error.contains(word), "{error}");
        }
    }
}
