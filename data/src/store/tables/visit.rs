use crate::model::Table;
use crate::model::{Visit, VisitResult};
use crate::store::StoreError;
use crate::store::cell::Cell;
use crate::store::fields::{Fields, Source};
use crate::store::schema::{ColumnKind, Schema, key, value};
use spatial::places::HouseholdId;

pub(super) static SCHEMA: Schema = Schema {
    table: Table::Visit,
    columns: &[
        key("county", ColumnKind::Text),
        key("household", ColumnKind::Text),
        key("date", ColumnKind::Date),
        value("result", ColumnKind::Text),
    ],
};

pub(super) fn cells(it: &Visit) -> Vec<Cell<'_>> {
    vec![
        Cell::text(super::county(&it.county)),
        Cell::text(it.household.as_str()),
        Cell::Date(it.date),
        Cell::maybe_text(it.result.map(VisitResult::as_str)),
    ]
}

pub(super) fn read<S: Source>(row: &mut Fields<'_, S>) -> Result<Visit, StoreError> {
    Ok(Visit {
        county: row.code()?,
        household: row.id(HouseholdId::new)?,
        date: row.date()?,
        result: row.maybe_word(VisitResult::parse)?,
    })
}
