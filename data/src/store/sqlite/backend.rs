use chrono::NaiveDate;
use spatial::SnapshotBuilder;
use spatial::places::AreaCode;

use super::fault::Doing;
use super::{SqliteStore, blocking, edits, read};
use crate::model::{Contact, ContactSubject, Revision};
use crate::store::backend::Backend;
use crate::store::{Edits, JournalEntry, StoreError};

impl Backend for SqliteStore {
    async fn revision(&self) -> Result<Revision, StoreError> {
        self.run(|url, connection| read::revision(connection).doing(url, "reading the revision")).await
    }

    async fn data_date(&self) -> Result<Option<NaiveDate>, StoreError> {
        self.run(|url, connection| read::data_date(connection).doing(url, "reading the data date")).await
    }

    async fn counties(&self) -> Result<Vec<AreaCode>, StoreError> {
        self.run(|url, connection| read::counties(connection).doing(url, "listing the districts")).await
    }

    async fn load(&self, county: Option<&AreaCode>) -> Result<Vec<SnapshotBuilder>, StoreError> {
        let (store, county) = (self.clone(), county.cloned());
        blocking(self.url(), move || store.load_now(county.as_ref())).await
    }

    async fn contacts(
        &self,
        county: &AreaCode,
        subject: ContactSubject,
        ids: &[&str],
    ) -> Result<Vec<Contact>, StoreError> {
        let (county, ids) = (county.clone(), ids.iter().map(|id| (*id).to_owned()).collect::<Vec<_>>());
        self.run(move |url, connection| read::contacts(url, connection, &county, subject, &ids)).await
    }

    async fn journal(&self, after: Revision, limit: u32) -> Result<Vec<JournalEntry>, StoreError> {
        self.run(move |url, connection| read::journal(connection, after, None, limit).doing(url, "reading the journal"))
            .await
    }

    async fn edits_since(&self, county: &AreaCode, after: Revision) -> Result<Option<Edits>, StoreError> {
        let county = county.clone();
        self.run(move |url, connection| edits::since(url, connection, &county, after)).await
    }
}
