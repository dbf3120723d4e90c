use spatial::places::{Station, StationId, StationKind};

use crate::model::Table;
use crate::store::StoreError;
use crate::store::cell::Cell;
use crate::store::fields::{Fields, Source};
use crate::store::schema::{ColumnKind, Schema, key, value};

pub(super) static SCHEMA: Schema = Schema {
    table: Table::Station,
    columns: &[
        key("county", ColumnKind::Text),
        key("id", ColumnKind::Text),
        value("area", ColumnKind::Text),
        value("name", ColumnKind::Text),
        value("kind", ColumnKind::Text),
        value("geometry", ColumnKind::Point),
    ],
};

pub(super) fn cells(it: &Station) -> Vec<Cell<'_>> {
    vec![
        Cell::text(super::county(&it.area)),
        Cell::text(it.id.as_str()),
        Cell::text(it.area.as_str()),
        Cell::text(&it.name),
        Cell::text(it.kind.as_str()),
        Cell::maybe(it.position, Cell::Point),
    ]
}

pub(super) fn read<S: Source>(row: &mut Fields<'_, S>) -> Result<Station, StoreError> {
    Ok(Station {
        id: row.skip().id(StationId::new)?,
        area: row.code()?,
        name: row.text()?.into(),
        kind: row.word(StationKind::parse)?,
        position: row.maybe_point()?,
    })
}
