use spatial::places::{BuildingId, Unit, UnitId, UnitKind, WorkCoverage};

use crate::model::Table;
use crate::store::StoreError;
use crate::store::cell::Cell;
use crate::store::fields::{Fields, Source};
use crate::store::schema::{ColumnKind, Schema, key, value};

pub(super) static SCHEMA: Schema = Schema {
    table: Table::Unit,
    columns: &[
        key("county", ColumnKind::Text),
        key("id", ColumnKind::Text),
        value("community", ColumnKind::Text),
        value("name", ColumnKind::Text),
        value("kind", ColumnKind::Text),
        value("building", ColumnKind::Text),
        value("staff", ColumnKind::Integer),
        value("operating", ColumnKind::Boolean),
        value("geometry", ColumnKind::Point),
        value("fixed_premises", ColumnKind::Boolean),
        value("instructor", ColumnKind::Boolean),
        value("liaison", ColumnKind::Boolean),
        // UNION is a word of SQL.
        value("trade_union", ColumnKind::Boolean),
        value("youth_league", ColumnKind::Boolean),
    ],
};

pub(super) fn cells(it: &Unit) -> Vec<Cell<'_>> {
    vec![
        Cell::text(super::county(&it.community)),
        Cell::text(it.id.as_str()),
        Cell::text(it.community.as_str()),
        Cell::text(&it.name),
        Cell::text(it.kind.as_str()),
        Cell::maybe_text(it.building.as_ref().map(BuildingId::as_str)),
        Cell::maybe_integer(it.staff),
        Cell::Boolean(it.operating),
        Cell::maybe(it.position, Cell::Point),
        Cell::maybe(it.fixed_premises, Cell::Boolean),
        Cell::maybe(it.work.instructor, Cell::Boolean),
        Cell::maybe(it.work.liaison, Cell::Boolean),
        Cell::maybe(it.work.union, Cell::Boolean),
        Cell::maybe(it.work.youth_league, Cell::Boolean),
    ]
}

pub(super) fn read<S: Source>(row: &mut Fields<'_, S>) -> Result<Unit, StoreError> {
    Ok(Unit {
        id: row.skip().id(UnitId::new)?,
        community: row.code()?,
        name: row.text()?.into(),
        kind: row.word(UnitKind::parse)?,
        building: row.maybe_id(BuildingId::new)?,
        staff: row.maybe_number()?,
        operating: row.boolean()?,
        position: row.maybe_point()?,
        fixed_premises: row.maybe_boolean()?,
        work: WorkCoverage {
            instructor: row.maybe_boolean()?,
            liaison: row.maybe_boolean()?,
            union: row.maybe_boolean()?,
            youth_league: row.maybe_boolean()?,
        },
    })
}
