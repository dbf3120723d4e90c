use spatial::places::{HouseholdId, HubHousehold};

use crate::model::Table;
use crate::store::StoreError;
use crate::store::cell::Cell;
use crate::store::fields::{Fields, Source};
use crate::store::schema::{ColumnKind, Schema, key, value};

pub(super) static SCHEMA: Schema = Schema {
    table: Table::HubHousehold,
    columns: &[key("county", ColumnKind::Text), key("household", ColumnKind::Text), value("since", ColumnKind::Date)],
};

pub(super) fn cells(it: &HubHousehold) -> Vec<Cell<'_>> {
    vec![Cell::text(super::county(&it.county)), Cell::text(it.household.as_str()), Cell::maybe(it.since, Cell::Date)]
}

pub(super) fn read<S: Source>(row: &mut Fields<'_, S>) -> Result<HubHousehold, StoreError> {
    Ok(HubHousehold { county: row.code()?, household: row.id(HouseholdId::new)?, since: row.maybe_date()? })
}
