use spatial::places::{Compound, CompoundId, CompoundKind};

use crate::model::Table;
use crate::store::StoreError;
use crate::store::cell::Cell;
use crate::store::fields::{Fields, Source};
use crate::store::schema::{ColumnKind, Schema, key, value};

pub(super) static SCHEMA: Schema = Schema {
    table: Table::Compound,
    columns: &[
        key("county", ColumnKind::Text),
        key("id", ColumnKind::Text),
        value("kind", ColumnKind::Text),
        value("name", ColumnKind::Text),
        value("community", ColumnKind::Text),
        value("geometry", ColumnKind::Area),
    ],
};

pub(super) fn cells(it: &Compound) -> Vec<Cell<'_>> {
    vec![
        Cell::text(super::county(&it.community)),
        Cell::text(it.id.as_str()),
        Cell::text(it.kind.as_str()),
        Cell::text(&it.name),
        Cell::text(it.community.as_str()),
        Cell::Area(&it.shape),
    ]
}

pub(super) fn read<S: Source>(row: &mut Fields<'_, S>) -> Result<Compound, StoreError> {
    Ok(Compound {
        id: row.skip().id(CompoundId::new)?,
        kind: row.word(CompoundKind::parse)?,
        name: row.text()?.into(),
        community: row.code()?,
        shape: row.area()?,
    })
}
