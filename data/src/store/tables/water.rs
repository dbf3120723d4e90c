use spatial::places::{Water, WaterId, WaterKind};

use crate::model::Table;
use crate::store::StoreError;
use crate::store::cell::Cell;
use crate::store::fields::{Fields, Source};
use crate::store::schema::{ColumnKind, Schema, key, value};

pub(super) static SCHEMA: Schema = Schema {
    table: Table::Water,
    columns: &[
        key("county", ColumnKind::Text),
        key("id", ColumnKind::Text),
        value("kind", ColumnKind::Text),
        value("name", ColumnKind::Text),
        value("geometry", ColumnKind::Area),
    ],
};

pub(super) fn cells(it: &Water) -> Vec<Cell<'_>> {
    vec![
        Cell::text(super::county(&it.county)),
        Cell::text(it.id.as_str()),
        Cell::text(it.kind.as_str()),
        Cell::text(&it.name),
        Cell::Area(&it.shape),
    ]
}

pub(super) fn read<S: Source>(row: &mut Fields<'_, S>) -> Result<Water, StoreError> {
    Ok(Water {
        county: row.code()?,
        id: row.id(WaterId::new)?,
        kind: row.word(WaterKind::parse)?,
        name: row.text()?.into(),
        shape: row.area()?,
    })
}
