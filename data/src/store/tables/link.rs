use spatial::places::{HouseholdId, Link, MemberId};

use crate::model::Table;
use crate::store::StoreError;
use crate::store::cell::Cell;
use crate::store::fields::{Fields, Source};
use crate::store::schema::{ColumnKind, Schema, key, value};

pub(super) static SCHEMA: Schema = Schema {
    table: Table::Link,
    columns: &[
        key("county", ColumnKind::Text),
        key("household", ColumnKind::Text),
        key("member", ColumnKind::Text),
        value("since", ColumnKind::Date),
        value("until", ColumnKind::Date),
    ],
};

pub(super) fn cells(it: &Link) -> Vec<Cell<'_>> {
    vec![
        Cell::text(super::county(&it.county)),
        Cell::text(it.household.as_str()),
        Cell::text(it.member.as_str()),
        Cell::maybe(it.since, Cell::Date),
        Cell::maybe(it.until, Cell::Date),
    ]
}

pub(super) fn read<S: Source>(row: &mut Fields<'_, S>) -> Result<Link, StoreError> {
    Ok(Link {
        county: row.code()?,
        household: row.id(HouseholdId::new)?,
        member: row.id(MemberId::new)?,
        since: row.maybe_date()?,
        until: row.maybe_date()?,
    })
}
