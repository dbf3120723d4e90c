use crate::model::Table;
use crate::store::StoreError;
use crate::store::cell::Cell;
use crate::store::fields::{Fields, Source};
use crate::store::schema::{ColumnKind, Schema, key, value};
use spatial::places::{GridCode, HouseholdId, Request, RequestId, Urgency};

pub(super) static SCHEMA: Schema = Schema {
    table: Table::Request,
    columns: &[
        key("county", ColumnKind::Text),
        key("id", ColumnKind::Text),
        value("household", ColumnKind::Text),
        value("grid", ColumnKind::Text),
        value("urgency", ColumnKind::Text),
        value("accepted_at", ColumnKind::Time),
        value("dispatched_at", ColumnKind::Time),
        value("handled_at", ColumnKind::Time),
        value("evaluated_at", ColumnKind::Time),
        value("satisfied", ColumnKind::Boolean),
    ],
};

pub(super) fn cells(it: &Request) -> Vec<Cell<'_>> {
    vec![
        Cell::text(super::county(&it.county)),
        Cell::text(it.id.as_str()),
        Cell::maybe_text(it.household.as_ref().map(HouseholdId::as_str)),
        Cell::maybe_text(it.grid.as_ref().map(GridCode::as_str)),
        Cell::maybe_text(it.urgency.map(Urgency::as_str)),
        Cell::Time(it.accepted_at),
        Cell::maybe(it.dispatched_at, Cell::Time),
        Cell::maybe(it.handled_at, Cell::Time),
        Cell::maybe(it.evaluated_at, Cell::Time),
        Cell::maybe(it.satisfied, Cell::Boolean),
    ]
}

pub(super) fn read<S: Source>(row: &mut Fields<'_, S>) -> Result<Request, StoreError> {
    Ok(Request {
        county: row.code()?,
        id: row.id(RequestId::new)?,
        household: row.maybe_id(HouseholdId::new)?,
        grid: row.maybe_id(GridCode::new)?,
        urgency: row.maybe_word(Urgency::parse)?,
        accepted_at: row.time()?,
        dispatched_at: row.maybe_time()?,
        handled_at: row.maybe_time()?,
        evaluated_at: row.maybe_time()?,
        satisfied: row.maybe_boolean()?,
    })
}
