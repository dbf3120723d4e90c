//! What is said of the large tables and of placements once everything is in its place.

use super::ids::Tokens;
use super::order::Order;
use super::raw::{RawHouseholds, RawMembers, References};
use super::tally::{Tally, Trouble};
use super::{Placement, Row, Snapshot};

/// Of ids that came more than once.
pub(super) fn replaced(table: &'static str, order: &Order, row_tokens: &[u32], tokens: &Tokens, tally: &mut Tally) {
    order
        .replaced
        .iter()
        .for_each(|row| tally.note(Trouble::RepeatedId, table, "", tokens.id(row_tokens[*row as usize])));
}

/// Of households' references that lead nowhere.
pub(super) fn household_references(
    raw: &RawHouseholds,
    order: &Order,
    references: &References,
    (areas, buildings): (&[Option<Row>], &[Option<Row>]),
    tally: &mut Tally,
) {
    let community = order.column(&raw.community).into_iter().map(Some);
    unresolved("household", "community", community, &references.areas, areas, tally);
    let building = order.column(&raw.building).into_iter();
    unresolved("household", "building", building, &references.buildings, buildings, tally);
}

/// What members' tokens resolve to.
pub(super) struct MemberRows<'a> {
    pub(super) areas: &'a [Option<Row>],
    pub(super) households: &'a [Option<Row>],
    pub(super) units: &'a [Option<Row>],
    pub(super) organisations: &'a [Option<Row>],
}

/// Of members' references that lead nowhere.
pub(super) fn member_references(
    raw: &RawMembers,
    order: &Order,
    references: &References,
    rows: &MemberRows,
    tally: &mut Tally,
) {
    let community = order.column(&raw.community).into_iter().map(Some);
    unresolved("member", "community", community, &references.areas, rows.areas, tally);
    for (field, column, tokens, rows) in [
        ("household", &raw.household, &references.households, rows.households),
        ("unit", &raw.unit, &references.units, rows.units),
        ("organisation", &raw.organisation, &references.organisations, rows.organisations),
    ] {
        unresolved("member", field, order.column(column).into_iter(), tokens, rows, tally);
    }
}

/// Of subjects that stand in no grid or in several. A member stands where its household does and is not said again.
pub(super) fn placements(snapshot: &Snapshot, tally: &mut Tally) {
    let households = &snapshot.households;
    placed("household", &households.placement, |row| households.id.get(row), tally);
    placed("building", &snapshot.buildings.placement, |row| snapshot.buildings.id[row.index()].as_str(), tally);
    placed("unit", &snapshot.units.placement, |row| snapshot.units.id[row.index()].as_str(), tally);
    placed("station", &snapshot.stations.placement, |row| snapshot.stations.id[row.index()].as_str(), tally);
    let duplicates = rows(&households.duplicate_of).filter(|(_, original)| original.is_some());
    duplicates.for_each(|(row, _)| tally.note(Trouble::DuplicateHousehold, "household", "", households.id.get(row)));
}

fn placed<'a>(table: &'static str, placements: &[Placement], id: impl Fn(Row) -> &'a str, tally: &mut Tally) {
    for (row, placement) in rows(placements) {
        let trouble = match placement {
            Placement::InGrid(_) => continue,
            Placement::Outside => Trouble::OutsideBoundary,
            Placement::Ambiguous => Trouble::Ambiguous,
            Placement::NoPosition => Trouble::NoPosition,
            Placement::Unverified => Trouble::UnverifiedPosition,
        };
        tally.note(trouble, table, "", id(row));
    }
}

fn unresolved(
    table: &'static str,
    field: &'static str,
    column: impl Iterator<Item = Option<u32>>,
    tokens: &Tokens,
    rows: &[Option<Row>],
    tally: &mut Tally,
) {
    for token in column.flatten().filter(|token| rows[*token as usize].is_none()) {
        tally.note(Trouble::UnknownReference, table, field, tokens.id(token));
    }
}

fn rows<T>(column: &[T]) -> impl Iterator<Item = (Row, &T)> {
    (0..).map(Row).zip(column)
}
