use std::collections::BTreeMap;
use std::sync::atomic::{AtomicU64, Ordering};

use rusqlite::{Connection, params_from_iter};

use super::fault::Doing;
use super::{SqliteStore, connect, merge};
use crate::model::{Record, RecordKey, Table};
use crate::store::ledger::Ledger;
use crate::store::schema::Schema;
use crate::store::tables::schema;
use crate::store::{Appended, Commit, StoreError, Untold, statement};

/// One temporary table.
#[derive(Debug)]
pub(super) struct Staged {
    pub(super) name: String,
    insert: String,
}

static NEXT: AtomicU64 = AtomicU64::new(1);

/// Temporary tables that gather a change set. They have a file of their own, so the register is locked for the merge only.
#[derive(Debug)]
pub(crate) struct Stage {
    store: SqliteStore,
    /// `None` in memory, where the temporary tables stand on the main connection.
    own: Option<Connection>,
    number: u64,
    tables: BTreeMap<Table, Staged>,
    ledger: Ledger,
}

impl SqliteStore {
    /// Begins to gather a change set.
    pub(crate) fn stage(&self) -> Result<Stage, StoreError> {
        let own = self.another()?;
        if let Some(own) = &own {
            connect::for_bulk(&self.url, own)?;
        }
        let number = NEXT.fetch_add(1, Ordering::Relaxed);
        Ok(Stage { store: self.clone(), own, number, tables: BTreeMap::new(), ledger: Ledger::default() })
    }
}

impl Stage {
    /// Gathers records.
    pub(crate) fn put(&mut self, records: &[(Record, Untold)]) -> Result<(), StoreError> {
        self.with(|stage, url, connection| {
            // One transaction a batch: without one every row of the temporary file would be its own.
            let transaction = connection.unchecked_transaction().doing(url, "staging")?;
            for (record, untold) in records {
                stage.put_one(url, &transaction, record, *untold)?;
            }
            transaction.commit().doing(url, "staging")
        })
    }

    /// Gathers a removal.
    pub(crate) fn delete(&mut self, key: RecordKey) {
        self.ledger.strike(key);
    }

    /// Makes what was gathered the next revision.
    pub(crate) fn commit(mut self, commit: &Commit) -> Result<Appended, StoreError> {
        self.with(|stage, url, connection| {
            merge::merge(url, connection, &merge::Gathered { staged: &stage.tables, ledger: &stage.ledger, commit })
        })
    }

    fn put_one(
        &mut self,
        url: &str,
        connection: &Connection,
        record: &Record,
        untold: Untold,
    ) -> Result<(), StoreError> {
        let schema = schema(record.table());
        if !self.tables.contains_key(&schema.table) {
            let staged = create(connection, schema, self.number).doing(url, "staging")?;
            self.tables.insert(schema.table, staged);
        }
        let cells = self.ledger.enter(record, untold);
        let mut statement = connection.prepare_cached(&self.tables[&schema.table].insert).doing(url, "staging")?;
        statement.execute(params_from_iter(&cells)).doing(url, "staging")?;
        Ok(())
    }

    fn with<T>(
        &mut self,
        work: impl FnOnce(&mut Self, &str, &mut Connection) -> Result<T, StoreError>,
    ) -> Result<T, StoreError> {
        if let Some(mut own) = self.own.take() {
            let url = self.store.url.clone();
            let done = work(self, &url, &mut own);
            self.own = Some(own);
            return done;
        }
        let store = self.store.clone();
        store.with(|url, connection| work(self, url, connection))
    }
}

impl Drop for Stage {
    /// Drops the temporary tables; those of a connection of its own go with it.
    fn drop(&mut self) {
        if self.own.is_some() {
            return;
        }
        let names: Vec<_> =
            self.tables.values().map(|staged| format!("DROP TABLE IF EXISTS {};", staged.name)).collect();
        // Nothing to tell anybody: the tables are invisible to the register and gone with the process at the latest.
        let _ = self.store.with(|url, connection| connection.execute_batch(&names.concat()).doing(url, "cleaning up"));
    }
}

/// A table without a key: rows are appended as they come, and sorted once, by the merge. (Keyed, two million visits in no
/// order took three times as long.)
fn create(connection: &Connection, schema: &Schema, number: u64) -> rusqlite::Result<Staged> {
    let name = format!("temp.staged_{number}_{}", schema.name());
    let columns = format!("{}, {}", statement::names(schema.written()), statement::UNTOLD);
    connection.execute_batch(&format!("CREATE TABLE {name} ({columns})"))?;
    let marks = vec!["?"; schema.written().count() + 1].join(", ");
    let insert = format!("INSERT INTO {name} ({columns}) VALUES ({marks})");
    Ok(Staged { name, insert })
}
