use spatial::places::{CheckIn, CheckInKind, CheckInSubject};

use crate::model::Table;
use crate::store::StoreError;
use crate::store::cell::Cell;
use crate::store::fields::{Fields, Source};
use crate::store::schema::{ColumnKind, Schema, key, value};

pub(super) static SCHEMA: Schema = Schema {
    table: Table::CheckIn,
    columns: &[
        key("county", ColumnKind::Text),
        key("kind", ColumnKind::Text),
        key("subject", ColumnKind::Text),
        key("community", ColumnKind::Text),
        value("date", ColumnKind::Date),
    ],
};

pub(super) fn cells(it: &CheckIn) -> Vec<Cell<'_>> {
    vec![
        Cell::text(super::county(&it.community)),
        Cell::text(it.subject.kind().as_str()),
        Cell::text(it.subject.id()),
        Cell::text(it.community.as_str()),
        Cell::maybe(it.date, Cell::Date),
    ]
}

pub(super) fn read<S: Source>(row: &mut Fields<'_, S>) -> Result<CheckIn, StoreError> {
    Ok(CheckIn {
        subject: CheckInSubject::new(row.skip().word(CheckInKind::parse)?, row.text()?),
        community: row.code()?,
        date: row.maybe_date()?,
    })
}
