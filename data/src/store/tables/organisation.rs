use spatial::places::{GridCode, Organisation, OrganisationId, OrganisationKind, UnitId};

use crate::model::Table;
use crate::store::StoreError;
use crate::store::cell::Cell;
use crate::store::fields::{Fields, Source};
use crate::store::schema::{ColumnKind, Schema, key, value};

pub(super) static SCHEMA: Schema = Schema {
    table: Table::Organisation,
    columns: &[
        key("county", ColumnKind::Text),
        key("id", ColumnKind::Text),
        value("area", ColumnKind::Text),
        value("name", ColumnKind::Text),
        value("kind", ColumnKind::Text),
        value("joint", ColumnKind::Boolean),
        value("parent", ColumnKind::Text),
        value("geometry", ColumnKind::Point),
        value("serves_grids", ColumnKind::Text),
        value("serves_units", ColumnKind::Text),
        value("elected_on", ColumnKind::Date),
        value("term_years", ColumnKind::Integer),
        value("has_branch_committee", ColumnKind::Boolean),
    ],
};

pub(super) fn cells(it: &Organisation) -> Vec<Cell<'_>> {
    vec![
        Cell::text(super::county(&it.area)),
        Cell::text(it.id.as_str()),
        Cell::text(it.area.as_str()),
        Cell::text(&it.name),
        Cell::text(it.kind.as_str()),
        Cell::Boolean(it.joint),
        Cell::maybe_text(it.parent.as_ref().map(OrganisationId::as_str)),
        Cell::maybe(it.position, Cell::Point),
        super::list(&it.serves_grids, GridCode::as_str),
        super::list(&it.serves_units, UnitId::as_str),
        Cell::maybe(it.elected_on, Cell::Date),
        Cell::maybe_integer(it.term_years),
        Cell::maybe(it.has_branch_committee, Cell::Boolean),
    ]
}

pub(super) fn read<S: Source>(row: &mut Fields<'_, S>) -> Result<Organisation, StoreError> {
    Ok(Organisation {
        id: row.skip().id(OrganisationId::new)?,
        area: row.code()?,
        name: row.text()?.into(),
        kind: row.word(OrganisationKind::parse)?,
        joint: row.boolean()?,
        parent: row.maybe_id(OrganisationId::new)?,
        position: row.maybe_point()?,
        serves_grids: super::items(row.text()?, GridCode::new),
        serves_units: super::items(row.text()?, UnitId::new),
        elected_on: row.maybe_date()?,
        term_years: row.maybe_number()?,
        has_branch_committee: row.maybe_boolean()?,
    })
}
