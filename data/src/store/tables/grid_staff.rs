use spatial::places::{GridCode, GridStaff, StaffRole};

use crate::model::Table;
use crate::store::StoreError;
use crate::store::cell::Cell;
use crate::store::fields::{Fields, Source};
use crate::store::schema::{ColumnKind, Schema, key, value};

pub(super) static SCHEMA: Schema = Schema {
    table: Table::GridStaff,
    columns: &[
        key("county", ColumnKind::Text),
        key("grid", ColumnKind::Text),
        key("role", ColumnKind::Text),
        key("seat", ColumnKind::Integer),
        value("since", ColumnKind::Date),
    ],
};

pub(super) fn cells(it: &GridStaff) -> Vec<Cell<'_>> {
    vec![
        Cell::text(super::county(&it.county)),
        Cell::text(it.grid.as_str()),
        Cell::text(it.role.as_str()),
        Cell::Integer(it.seat.into()),
        Cell::maybe(it.since, Cell::Date),
    ]
}

pub(super) fn read<S: Source>(row: &mut Fields<'_, S>) -> Result<GridStaff, StoreError> {
    Ok(GridStaff {
        county: row.code()?,
        grid: row.id(GridCode::new)?,
        role: row.word(StaffRole::parse)?,
        seat: row.number()?,
        since: row.maybe_date()?,
    })
}
