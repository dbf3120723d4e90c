use crate::model::{Contact, ContactSubject};

use crate::model::Table;
use crate::store::StoreError;
use crate::store::cell::Cell;
use crate::store::fields::{Fields, Source};
use crate::store::schema::{ColumnKind, Schema, key, value};

pub(super) static SCHEMA: Schema = Schema {
    table: Table::Contact,
    columns: &[
        key("county", ColumnKind::Text),
        key("subject", ColumnKind::Text),
        key("subject_id", ColumnKind::Text),
        value("name", ColumnKind::Text),
        value("phone", ColumnKind::Text),
    ],
};

/// A contact without name and phone is none.
pub(super) const HOLLOW: &str = "name = '' AND phone = ''";

pub(super) fn cells(it: &Contact) -> Vec<Cell<'_>> {
    vec![
        Cell::text(super::county(&it.county)),
        Cell::text(it.subject.as_str()),
        Cell::text(&it.subject_id),
        Cell::text(&it.name),
        Cell::text(&it.phone),
    ]
}

pub(super) fn read<S: Source>(row: &mut Fields<'_, S>) -> Result<Contact, StoreError> {
    Ok(Contact {
        county: row.code()?,
        subject: row.word(ContactSubject::parse)?,
        subject_id: row.text()?.into(),
        name: row.text()?.into(),
        phone: row.text()?.into(),
    })
}
