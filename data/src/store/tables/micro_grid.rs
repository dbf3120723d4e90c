use spatial::places::{BuildingId, MicroGrid, MicroGridCode};

use crate::model::Table;
use crate::store::StoreError;
use crate::store::cell::Cell;
use crate::store::fields::{Fields, Source};
use crate::store::schema::{ColumnKind, Schema, key, value};

pub(super) static SCHEMA: Schema = Schema {
    table: Table::MicroGrid,
    columns: &[
        key("county", ColumnKind::Text),
        key("code", ColumnKind::Text),
        value("name", ColumnKind::Text),
        value("buildings", ColumnKind::Text),
    ],
};

pub(super) fn cells(it: &MicroGrid) -> Vec<Cell<'_>> {
    vec![
        Cell::text(super::county(&it.county)),
        Cell::text(it.code.as_str()),
        Cell::text(&it.name),
        super::list(&it.buildings, BuildingId::as_str),
    ]
}

pub(super) fn read<S: Source>(row: &mut Fields<'_, S>) -> Result<MicroGrid, StoreError> {
    Ok(MicroGrid {
        county: row.code()?,
        code: row.id(MicroGridCode::new)?,
        name: row.text()?.into(),
        buildings: super::items(row.text()?, BuildingId::new),
    })
}
