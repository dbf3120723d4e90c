use spatial::places::{Grid, GridCode, GridKind};

use crate::model::Table;
use crate::store::StoreError;
use crate::store::cell::Cell;
use crate::store::fields::{Fields, Source};
use crate::store::schema::{ColumnKind, Schema, key, value};

pub(super) static SCHEMA: Schema = Schema {
    table: Table::Grid,
    columns: &[
        key("county", ColumnKind::Text),
        key("code", ColumnKind::Text),
        key("valid_from", ColumnKind::Date),
        value("name", ColumnKind::Text),
        value("kind", ColumnKind::Text),
        value("community", ColumnKind::Text),
        value("valid_to", ColumnKind::Date),
        value("geometry", ColumnKind::Area),
    ],
};

pub(super) fn cells(it: &Grid) -> Vec<Cell<'_>> {
    vec![
        Cell::text(super::county(&it.community)),
        Cell::text(it.code.as_str()),
        Cell::Date(it.valid_from),
        Cell::text(&it.name),
        Cell::text(it.kind.as_str()),
        Cell::text(it.community.as_str()),
        Cell::maybe(it.valid_to, Cell::Date),
        Cell::Area(&it.shape),
    ]
}

pub(super) fn read<S: Source>(row: &mut Fields<'_, S>) -> Result<Grid, StoreError> {
    Ok(Grid {
        code: row.skip().id(GridCode::new)?,
        valid_from: row.date()?,
        name: row.text()?.into(),
        kind: row.word(GridKind::parse)?,
        community: row.code()?,
        valid_to: row.maybe_date()?,
        shape: row.area()?,
    })
}
