use spatial::places::{Area, AreaKind};

use crate::model::Table;
use crate::store::StoreError;
use crate::store::cell::Cell;
use crate::store::fields::{Fields, Source};
use crate::store::schema::{ColumnKind, Schema, key, value};

pub(super) static SCHEMA: Schema = Schema {
    table: Table::Area,
    columns: &[
        key("county", ColumnKind::Text),
        key("code", ColumnKind::Text),
        value("name", ColumnKind::Text),
        value("kind", ColumnKind::Text),
        value("geometry", ColumnKind::Area),
    ],
};

pub(super) fn cells(it: &Area) -> Vec<Cell<'_>> {
    vec![
        Cell::text(super::county(&it.code)),
        Cell::text(it.code.as_str()),
        Cell::text(&it.name),
        Cell::text(it.kind.as_str()),
        Cell::Area(&it.shape),
    ]
}

pub(super) fn read<S: Source>(row: &mut Fields<'_, S>) -> Result<Area, StoreError> {
    Ok(Area {
        code: row.skip().code()?,
        name: row.text()?.into(),
        kind: row.word(AreaKind::parse)?,
        shape: row.area()?,
    })
}
