//! A register in `PostgreSQL` with `PostGIS`.

use chrono::NaiveDate;
use spatial::SnapshotBuilder;
use spatial::places::AreaCode;

use super::backend::Backend;
use super::{Appended, Commit, JournalEntry, Open, StoreError};
use crate::model::{Contact, ContactSubject, Record, RecordKey, Revision};

/// A register in a `PostgreSQL` database.
#[derive(Clone, Debug)]
pub struct PostGisStore {
    url: String,
}

/// Temporary tables that gather a change set.
#[derive(Debug)]
pub(crate) struct Stage {
    url: String,
}

impl PostGisStore {
    pub(super) async fn open(url: &str, _open: Open) -> Result<Self, StoreError> {
        Err(not_yet(url))
    }

    pub(super) fn url(&self) -> &str {
        &self.url
    }

    pub(super) async fn stage(&self) -> Result<Stage, StoreError> {
        Err(not_yet(&self.url))
    }
}

impl Stage {
    pub(crate) async fn put(&mut self, _records: &[Record]) -> Result<(), StoreError> {
        Err(not_yet(&self.url))
    }

    pub(crate) fn delete(&mut self, _key: RecordKey) {}

    pub(crate) async fn commit(self, _commit: &Commit) -> Result<Appended, StoreError> {
        Err(not_yet(&self.url))
    }
}

fn not_yet(url: &str) -> StoreError {
    StoreError::Failed { url: url.into(), doing: "opening", reason: "PostGIS is not built yet".into() }
}

impl Backend for PostGisStore {
    async fn revision(&self) -> Result<Revision, StoreError> {
        Err(not_yet(&self.url))
    }
    async fn data_date(&self) -> Result<Option<NaiveDate>, StoreError> {
        Err(not_yet(&self.url))
    }
    async fn counties(&self) -> Result<Vec<AreaCode>, StoreError> {
        Err(not_yet(&self.url))
    }
    async fn load(&self, _county: Option<&AreaCode>) -> Result<Vec<SnapshotBuilder>, StoreError> {
        Err(not_yet(&self.url))
    }
    async fn contacts(
        &self,
        _county: &AreaCode,
        _subject: ContactSubject,
        _ids: &[&str],
    ) -> Result<Vec<Contact>, StoreError> {
        Err(not_yet(&self.url))
    }
    async fn journal(&self, _after: Revision, _limit: u32) -> Result<Vec<JournalEntry>, StoreError> {
        Err(not_yet(&self.url))
    }
}
