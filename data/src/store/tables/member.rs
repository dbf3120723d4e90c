use spatial::places::{Exemption, HouseholdId, Member, MemberId, MemberKind, OrganisationId, UnitId};

use crate::model::Table;
use crate::store::StoreError;
use crate::store::cell::Cell;
use crate::store::fields::{Fields, Source};
use crate::store::schema::{ColumnKind, Schema, key, value};

pub(super) static SCHEMA: Schema = Schema {
    table: Table::Member,
    columns: &[
        key("county", ColumnKind::Text),
        key("id", ColumnKind::Text),
        value("community", ColumnKind::Text),
        value("kind", ColumnKind::Text),
        value("birth_year", ColumnKind::Integer),
        value("household", ColumnKind::Text),
        value("unit", ColumnKind::Text),
        value("organisation", ColumnKind::Text),
        value("active", ColumnKind::Boolean),
        value("eligible", ColumnKind::Boolean),
        value("left_on", ColumnKind::Date),
        value("exemption", ColumnKind::Text),
        value("hub", ColumnKind::Text),
    ],
};

pub(super) fn cells(it: &Member) -> Vec<Cell<'_>> {
    vec![
        Cell::text(super::county(&it.community)),
        Cell::text(it.id.as_str()),
        Cell::text(it.community.as_str()),
        Cell::maybe_text(it.kind.map(MemberKind::as_str)),
        Cell::maybe_integer(it.birth_year),
        Cell::maybe_text(it.household.as_ref().map(HouseholdId::as_str)),
        Cell::maybe_text(it.unit.as_ref().map(UnitId::as_str)),
        Cell::maybe_text(it.organisation.as_ref().map(OrganisationId::as_str)),
        Cell::Boolean(it.active),
        Cell::maybe(it.eligible, Cell::Boolean),
        Cell::maybe(it.left_on, Cell::Date),
        Cell::maybe_text(it.exemption.map(Exemption::as_str)),
        Cell::maybe_text(it.hub.as_ref().map(HouseholdId::as_str)),
    ]
}

pub(super) fn read<S: Source>(row: &mut Fields<'_, S>) -> Result<Member, StoreError> {
    Ok(Member {
        id: row.skip().id(MemberId::new)?,
        community: row.code()?,
        kind: row.maybe_word(MemberKind::parse)?,
        birth_year: row.maybe_number()?,
        household: row.maybe_id(HouseholdId::new)?,
        unit: row.maybe_id(UnitId::new)?,
        organisation: row.maybe_id(OrganisationId::new)?,
        active: row.boolean()?,
        eligible: row.maybe_boolean()?,
        left_on: row.maybe_date()?,
        exemption: row.maybe_word(Exemption::parse)?,
        hub: row.maybe_id(HouseholdId::new)?,
    })
}
