use chrono::NaiveDate;
use spatial::SnapshotBuilder;
use spatial::places::AreaCode;

use super::{Edits, JournalEntry, StoreError};
use crate::model::{Contact, ContactSubject, Revision};

/// The promise that every store keeps when it is read; [`super::Store`] says what each method means.
pub(crate) trait Backend {
    async fn revision(&self) -> Result<Revision, StoreError>;
    async fn data_date(&self) -> Result<Option<NaiveDate>, StoreError>;
    async fn counties(&self) -> Result<Vec<AreaCode>, StoreError>;
    async fn load(&self, county: Option<&AreaCode>) -> Result<Vec<SnapshotBuilder>, StoreError>;
    async fn contacts(
        &self,
        county: &AreaCode,
        subject: ContactSubject,
        ids: &[&str],
    ) -> Result<Vec<Contact>, StoreError>;
    async fn journal(&self, after: Revision, limit: u32) -> Result<Vec<JournalEntry>, StoreError>;
    async fn edits_since(&self, county: &AreaCode, after: Revision) -> Result<Option<Edits>, StoreError>;
}
