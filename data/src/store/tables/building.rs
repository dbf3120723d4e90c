use spatial::places::{Building, BuildingId, BuildingKind};

use crate::model::Table;
use crate::store::StoreError;
use crate::store::cell::Cell;
use crate::store::fields::{Fields, Source};
use crate::store::schema::{ColumnKind, Schema, key, value};

pub(super) static SCHEMA: Schema = Schema {
    table: Table::Building,
    columns: &[
        key("county", ColumnKind::Text),
        key("id", ColumnKind::Text),
        value("community", ColumnKind::Text),
        value("kind", ColumnKind::Text),
        value("address", ColumnKind::Text),
        value("floors", ColumnKind::Integer),
        value("geometry", ColumnKind::Area),
    ],
};

pub(super) fn cells(it: &Building) -> Vec<Cell<'_>> {
    vec![
        Cell::text(super::county(&it.community)),
        Cell::text(it.id.as_str()),
        Cell::text(it.community.as_str()),
        Cell::text(it.kind.as_str()),
        Cell::text(&it.address),
        Cell::maybe_integer(it.floors),
        Cell::Area(&it.shape),
    ]
}

pub(super) fn read<S: Source>(row: &mut Fields<'_, S>) -> Result<Building, StoreError> {
    Ok(Building {
        id: row.skip().id(BuildingId::new)?,
        community: row.code()?,
        kind: row.word(BuildingKind::parse)?,
        address: row.text()?.into(),
        floors: row.maybe_number()?,
        shape: row.area()?,
    })
}
