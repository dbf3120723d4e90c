use spatial::places::{BuildingId, Household, HouseholdId, PositionTrust, Tenure, VisitClass};

use crate::model::Table;
use crate::store::StoreError;
use crate::store::cell::Cell;
use crate::store::fields::{Fields, Source};
use crate::store::schema::{ColumnKind, Schema, derived, key, value};

pub(super) static SCHEMA: Schema = Schema {
    table: Table::Household,
    columns: &[
        key("county", ColumnKind::Text),
        key("id", ColumnKind::Text),
        value("community", ColumnKind::Text),
        value("building", ColumnKind::Text),
        value("door", ColumnKind::Text),
        value("geometry", ColumnKind::Point),
        value("trust", ColumnKind::Text),
        value("persons", ColumnKind::Integer),
        value("tenure", ColumnKind::Text),
        value("visit_class", ColumnKind::Text),
        derived("last_visit", ColumnKind::Date),
    ],
};

pub(super) fn cells(it: &Household) -> Vec<Cell<'_>> {
    vec![
        Cell::text(super::county(&it.community)),
        Cell::text(it.id.as_str()),
        Cell::text(it.community.as_str()),
        Cell::maybe_text(it.building.as_ref().map(BuildingId::as_str)),
        Cell::text(&it.door),
        Cell::maybe(it.position, Cell::Point),
        Cell::text(it.trust.as_str()),
        Cell::maybe_integer(it.persons),
        Cell::maybe_text(it.tenure.map(Tenure::as_str)),
        Cell::maybe_text(it.visit_class.map(VisitClass::as_str)),
    ]
}

pub(super) fn read<S: Source>(row: &mut Fields<'_, S>) -> Result<Household, StoreError> {
    Ok(Household {
        id: row.skip().id(HouseholdId::new)?,
        community: row.code()?,
        building: row.maybe_id(BuildingId::new)?,
        door: row.text()?.into(),
        position: row.maybe_point()?,
        trust: row.word(PositionTrust::parse)?,
        persons: row.maybe_number()?,
        tenure: row.maybe_word(Tenure::parse)?,
        visit_class: row.maybe_word(VisitClass::parse)?,
        last_visit: row.maybe_date()?,
    })
}
