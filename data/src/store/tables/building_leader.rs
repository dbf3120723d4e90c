use spatial::places::{BuildingId, BuildingLeader};

use crate::model::Table;
use crate::store::StoreError;
use crate::store::cell::Cell;
use crate::store::fields::{Fields, Source};
use crate::store::schema::{ColumnKind, Schema, key, value};

pub(super) static SCHEMA: Schema = Schema {
    table: Table::BuildingLeader,
    columns: &[key("county", ColumnKind::Text), key("building", ColumnKind::Text), value("since", ColumnKind::Date)],
};

pub(super) fn cells(it: &BuildingLeader) -> Vec<Cell<'_>> {
    vec![Cell::text(super::county(&it.county)), Cell::text(it.building.as_str()), Cell::maybe(it.since, Cell::Date)]
}

pub(super) fn read<S: Source>(row: &mut Fields<'_, S>) -> Result<BuildingLeader, StoreError> {
    Ok(BuildingLeader { county: row.code()?, building: row.id(BuildingId::new)?, since: row.maybe_date()? })
}
