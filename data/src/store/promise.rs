use chrono::NaiveDate;
use spatial::SnapshotBuilder;
use spatial::edit::Edit;
use spatial::places::AreaCode;

use super::address::Address;
use super::backend::Backend;
use super::postgis::PostGisStore;
use super::sqlite::{self, SqliteStore};
use super::{Staging, StoreError};
use crate::model::{ChangeSet, Contact, ContactSubject, Revision, Table};

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
    Sqlite(SqliteStore),
    /// A `PostgreSQL` database with `PostGIS`.
    PostGis(Box<PostGisStore>),
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
    /// SHA-256 of what the change set says, in hexadecimal: the values, and which ones it leaves to the register.
    pub content: String,
}

/// What has happened to one district since a revision, few enough records to be told one by one.
#[derive(Clone, Debug, PartialEq)]
pub struct Edits {
    /// The revision to which they lead.
    pub revision: Revision,
    /// The register's data date at it; `None` where nobody has given one.
    pub data_date: Option<NaiveDate>,
    /// Each key once, as it is at that revision: puts first, each after those that it names, then removals the other way
    /// round. None where nothing of the district has changed that a snapshot holds.
    pub edits: Vec<Edit>,
}

impl Store {
    /// Opens the register at an address, and brings an older one up to this version.
    ///
    /// # Errors
    /// When the address is none, nothing or something else is there, or it is newer than this program.
    pub async fn open(url: &str, open: Open) -> Result<Self, StoreError> {
        match Address::parse(url)? {
            Address::Memory => {
                sqlite::blocking(url, || SqliteStore::open_memory("sqlite::memory:")).await.map(Self::Sqlite)
            }
            Address::File(path) => {
                let owned = url.to_owned();
                let opening = move || SqliteStore::open_file(&owned, &path, open);
                sqlite::blocking(url, opening).await.map(Self::Sqlite)
            }
            Address::PostGis => PostGisStore::open(url, open).await.map(Box::new).map(Self::PostGis),
        }
    }

    /// Takes away the register that [`Store::open`] made for this, where nothing has come into it; any other one is left.
    ///
    /// # Errors
    /// When it cannot be taken away; it is empty then.
    pub async fn abandon(self) -> Result<(), StoreError> {
        match self {
            Self::Sqlite(store) => store.abandon().await,
            Self::PostGis(store) => store.abandon().await,
        }
    }

    /// Its address, without a password.
    pub fn url(&self) -> &str {
        match self {
            Self::Sqlite(store) => store.url(),
            Self::PostGis(store) => store.url(),
        }
    }

    /// The register's revision; 0 where nothing was ever appended.
    ///
    /// # Errors
    /// When the register cannot be read.
    pub async fn revision(&self) -> Result<Revision, StoreError> {
        match self {
            Self::Sqlite(store) => store.revision().await,
            Self::PostGis(store) => store.revision().await,
        }
    }

    /// The register's data date; `None` where nobody has given one.
    ///
    /// # Errors
    /// When the register cannot be read.
    pub async fn data_date(&self) -> Result<Option<NaiveDate>, StoreError> {
        match self {
            Self::Sqlite(store) => store.data_date().await,
            Self::PostGis(store) => store.data_date().await,
        }
    }

    /// The districts that have records, in order.
    ///
    /// # Errors
    /// When the register cannot be read.
    pub async fn counties(&self) -> Result<Vec<AreaCode>, StoreError> {
        match self {
            Self::Sqlite(store) => store.counties().await,
            Self::PostGis(store) => store.counties().await,
        }
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
            staging.delete(key);
        }
        let ChangeSet { base, author, reason, idempotency_key, data_date, .. } = change;
        staging.commit(Commit { base, author, reason, idempotency_key, data_date }).await
    }

    /// Begins a change set that is too large for memory.
    ///
    /// # Errors
    /// When the register cannot be reached.
    pub async fn begin_staging(&self) -> Result<Staging, StoreError> {
        match self {
            Self::Sqlite(store) => Staging::begin_sqlite(store).await,
            Self::PostGis(store) => Staging::begin_postgis(store).await,
        }
    }

    /// One builder per district (or for one district), filled; visits and requests are not read. Without a data date the
    /// newest one that the data speak of is taken.
    ///
    /// # Errors
    /// When the register cannot be read or holds a value that is none.
    pub async fn load(&self, county: Option<&AreaCode>) -> Result<Vec<SnapshotBuilder>, StoreError> {
        match self {
            Self::Sqlite(store) => store.load(county).await,
            Self::PostGis(store) => store.load(county).await,
        }
    }

    /// The contacts of some subjects of one kind, in the order of `ids`; those without one are left out.
    ///
    /// # Errors
    /// When the register cannot be read.
    pub async fn contacts(
        &self,
        county: &AreaCode,
        subject: ContactSubject,
        ids: &[&str],
    ) -> Result<Vec<Contact>, StoreError> {
        match self {
            Self::Sqlite(store) => store.contacts(county, subject, ids).await,
            Self::PostGis(store) => store.contacts(county, subject, ids).await,
        }
    }

    /// The journal after a revision, oldest first, at most `limit` lines.
    ///
    /// # Errors
    /// When the register cannot be read.
    pub async fn journal(&self, after: Revision, limit: u32) -> Result<Vec<JournalEntry>, StoreError> {
        match self {
            Self::Sqlite(store) => store.journal(after, limit).await,
            Self::PostGis(store) => store.journal(after, limit).await,
        }
    }

    /// What has happened to a district after a revision, as edits. `None` where only a load can tell: where a table changed in
    /// bulk or one of which no [`Edit`] tells, where more than a thousand lines were written, and where the register is not
    /// ahead of that revision.
    ///
    /// # Errors
    /// When the register cannot be read or holds a value that is none.
    pub async fn edits_since(&self, county: &AreaCode, after: Revision) -> Result<Option<Edits>, StoreError> {
        match self {
            Self::Sqlite(store) => store.edits_since(county, after).await,
            Self::PostGis(store) => store.edits_since(county, after).await,
        }
    }
}
