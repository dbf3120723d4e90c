use spatial::places::{Road, RoadClass, RoadId};

use crate::model::Table;
use crate::store::StoreError;
use crate::store::cell::Cell;
use crate::store::fields::{Fields, Source};
use crate::store::schema::{ColumnKind, Schema, key, value};

pub(super) static SCHEMA: Schema = Schema {
    table: Table::Road,
    columns: &[
        key("county", ColumnKind::Text),
        key("id", ColumnKind::Text),
        value("class", ColumnKind::Text),
        value("name", ColumnKind::Text),
        value("bridge", ColumnKind::Boolean),
        value("geometry", ColumnKind::Line),
    ],
};

pub(super) fn cells(it: &Road) -> Vec<Cell<'_>> {
    vec![
        Cell::text(super::county(&it.county)),
        Cell::text(it.id.as_str()),
        Cell::text(it.class.as_str()),
        Cell::text(&it.name),
        Cell::Boolean(it.bridge),
        Cell::Line(&it.line),
    ]
}

pub(super) fn read<S: Source>(row: &mut Fields<'_, S>) -> Result<Road, StoreError> {
    Ok(Road {
        county: row.code()?,
        id: row.id(RoadId::new)?,
        class: row.word(RoadClass::parse)?,
        name: row.text()?.into(),
        bridge: row.boolean()?,
        line: row.line()?,
    })
}
