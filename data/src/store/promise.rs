use chrono::NaiveDate;
use spatial::SnapshotBuilder;
use spatial::places::AreaCode;

use super::StoreError;
use crate::model::{ChangeSet, Contact, ContactSubject, Record, RecordKey, Revision, Table};

/// What to do when there is nothing at the address.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Open {
    /// Refuse.
    Existing,
    /// Make an empty register.
    CreateIfMissing,
}

/// A register. Cheap to share behind an `Arc`; every method may be called from many tasks.
#[derive(Debug)]
pub enum Store {
    /// A `GeoPackage` file, or memory.
    Sqlite(String),
    /// A `PostgreSQL` database with `PostGIS`.
    PostGis(String),
}

/// Who commits what staging has gathered, and why; the fields mean what they mean in a [`ChangeSet`].
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Commit {
    /// The revision the author looked at.
    pub base: Option<Revision>,
    /// Who.
    pub author: String,
    /// Why, in words.
    pub reason: String,
    /// Makes a second commit with the same key give the first one's revision.
    pub idempotency_key: Option<String>,
    /// The new data date; `None` leaves it.
    pub data_date: Option<NaiveDate>,
}

/// What an append did.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Appended {
    /// The register's revision after it: the one before where nothing changed.
    pub revision: Revision,
    /// The tables that changed; empty where nothing did.
    pub changed: Vec<TableChange>,
}

/// How many rows of one table a change set changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TableChange {
    /// The table.
    pub table: Table,
    /// Rows added or replaced by different ones.
    pub put: u64,
    /// Rows removed.
    pub deleted: u64,
}

/// One line of the journal: a record that changed, or a table in bulk.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct JournalEntry {
    /// The revision it belongs to.
    pub revision: Revision,
    /// Who.
    pub author: String,
    /// Why.
    pub reason: String,
    /// The table.
    pub table: Table,
    /// `put` or `delete`.
    pub action: String,
    /// The key's parts joined by `/`; `None` for a table in bulk.
    pub key: Option<String>,
    /// How many rows.
    pub rows: u64,
    /// SHA-256 of what was written, in hexadecimal.
    pub content: String,
}

/// Gathers the records of a large change set outside the register's tables; nothing is visible before the commit.
#[derive(Debug)]
pub struct Staging {
    records: Vec<Record>,
    deletes: Vec<RecordKey>,
}

impl Store {
    /// Opens the register at an address, and brings an older one up to this version.
    ///
    /// # Errors
    /// When the address is none, nothing or something else is there, or it is newer than this program.
    pub async fn open(url: &str, _open: Open) -> Result<Self, StoreError> {
        Ok(Self::Sqlite(url.into()))
    }

    /// The register's revision; 0 where nothing was ever appended.
    ///
    /// # Errors
    /// When the register cannot be read.
    pub async fn revision(&self) -> Result<Revision, StoreError> {
        Ok(0)
    }

    /// The register's data date; `None` where nobody has given one.
    ///
    /// # Errors
    /// When the register cannot be read.
    pub async fn data_date(&self) -> Result<Option<NaiveDate>, StoreError> {
        Ok(None)
    }

    /// The districts that have records, in order.
    ///
    /// # Errors
    /// When the register cannot be read.
    pub async fn counties(&self) -> Result<Vec<AreaCode>, StoreError> {
        Ok(Vec::new())
    }

    /// Appends a change set in one transaction. One that changes nothing, or whose idempotency key is known, makes no
    /// revision.
    ///
    /// # Errors
    /// [`StoreError::Conflict`] when its base is not the register's revision; anything that keeps the register from being
    /// written. Nothing is changed then.
    pub async fn append(&self, change: ChangeSet) -> Result<Appended, StoreError> {
        let mut staging = self.begin_staging().await?;
        for record in change.puts {
            staging.push(record).await?;
        }
        for key in change.deletes {
            staging.delete(key).await?;
        }
        let ChangeSet { base, author, reason, idempotency_key, data_date, .. } = change;
        staging.commit(Commit { base, author, reason, idempotency_key, data_date }).await
    }

    /// Begins a change set that is too large for memory.
    ///
    /// # Errors
    /// When the register cannot be reached.
    pub async fn begin_staging(&self) -> Result<Staging, StoreError> {
        Ok(Staging { records: Vec::new(), deletes: Vec::new() })
    }

    /// One builder per district (or for one district), filled; visits and requests are not read.
    ///
    /// # Errors
    /// When the register cannot be read or holds a value that is none.
    pub async fn load(&self, _county: Option<&AreaCode>) -> Result<Vec<SnapshotBuilder>, StoreError> {
        Ok(Vec::new())
    }

    /// The contacts of some subjects of one kind, in the order of their ids; those without one are left out.
    ///
    /// # Errors
    /// When the register cannot be read.
    pub async fn contacts(
        &self,
        _county: &AreaCode,
        _subject: ContactSubject,
        _ids: &[&str],
    ) -> Result<Vec<Contact>, StoreError> {
        Ok(Vec::new())
    }

    /// The journal after a revision, oldest first, at most `limit` lines.
    ///
    /// # Errors
    /// When the register cannot be read.
    pub async fn journal(&self, _after: Revision, _limit: u32) -> Result<Vec<JournalEntry>, StoreError> {
        Ok(Vec::new())
    }
}

impl Staging {
    /// Puts a record; of two with one key the later counts.
    ///
    /// # Errors
    /// When the staging area cannot be written.
    pub async fn push(&mut self, record: Record) -> Result<(), StoreError> {
        self.records.push(record);
        Ok(())
    }

    /// Removes a record, after all puts.
    ///
    /// # Errors
    /// When the staging area cannot be written.
    pub async fn delete(&mut self, key: RecordKey) -> Result<(), StoreError> {
        self.deletes.push(key);
        Ok(())
    }

    /// Makes what was gathered the next revision, in one transaction; if nothing differs there is none.
    ///
    /// # Errors
    /// As [`Store::append`]. Nothing is changed then.
    pub async fn commit(self, _commit: Commit) -> Result<Appended, StoreError> {
        Ok(Appended { revision: 0, changed: Vec::new() })
    }
}
