use chrono::NaiveDate;
use spatial::SnapshotBuilder;
use spatial::places::AreaCode;

use super::fault::Doing;
use super::{PostGisStore, edits, read};
use crate::model::{Contact, ContactSubject, Revision};
use crate::store::backend::Backend;
use crate::store::{Edits, JournalEntry, StoreError};

impl Backend for PostGisStore {
    async fn revision(&self) -> Result<Revision, StoreError> {
        let mut connection = self.pooled().await?;
        read::revision(&mut connection).await.doing(self.url(), "reading the revision")
    }

    async fn data_date(&self) -> Result<Option<NaiveDate>, StoreError> {
        let mut connection = self.pooled().await?;
        read::data_date(&mut connection).await.doing(self.url(), "reading the data date")
    }

    async fn counties(&self) -> Result<Vec<AreaCode>, StoreError> {
        let mut connection = self.pooled().await?;
        read::counties(&mut connection).await.doing(self.url(), "listing the districts")
    }

    async fn load(&self, county: Option<&AreaCode>) -> Result<Vec<SnapshotBuilder>, StoreError> {
        self.load_now(county).await
    }

    async fn contacts(
        &self,
        county: &AreaCode,
        subject: ContactSubject,
        ids: &[&str],
    ) -> Result<Vec<Contact>, StoreError> {
        let mut connection = self.pooled().await?;
        read::contacts(&mut connection, county, subject, ids).await.doing(self.url(), "reading contacts")
    }

    async fn journal(&self, after: Revision, limit: u32) -> Result<Vec<JournalEntry>, StoreError> {
        let mut connection = self.pooled().await?;
        read::journal(&mut connection, after, None, limit).await.doing(self.url(), "reading the journal")
    }

    async fn edits_since(&self, county: &AreaCode, after: Revision) -> Result<Option<Edits>, StoreError> {
        let mut connection = self.pooled().await?;
        edits::since(self.url(), &mut connection, county, after).await
    }
}
