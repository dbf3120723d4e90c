//! What is said of the large tables and of placements once everything is in its place.

use super::builder::SnapshotBuilder;
use super::ids::Tokens;
use super::order::Order;
use super::resolved::Resolved;
use super::tally::{Tally, Trouble};
use super::{Placement, Row, Snapshot};

/// Of ids that came more than once, and of references that lead nowhere.
pub(super) fn references(builder: &SnapshotBuilder, resolved: &Resolved, tally: &mut Tally) {
    let (references, households, members) = (&builder.references, &builder.households, &builder.members);
    let (of_households, of_members) = (&resolved.households, &resolved.members);
    replaced("household", of_households, &households.token, &references.households, tally);
    replaced("member", of_members, &members.token, &references.members, tally);
    for (table, order, communities) in
        [("household", of_households, &households.community), ("member", of_members, &members.community)]
    {
        let communities = order.column(communities).into_iter().map(Some);
        unresolved(table, "community", communities, &references.areas, &resolved.areas, tally);
    }
    for (table, field, order, column, tokens, rows) in [
        ("household", "building", of_households, &households.building, &references.buildings, &resolved.buildings),
        ("member", "household", of_members, &members.household, &references.households, &of_households.row_of),
        ("member", "hub", of_members, &members.hub, &references.households, &of_households.row_of),
        ("member", "unit", of_members, &members.unit, &references.units, &resolved.units),
        (
            "member",
            "organisation",
            of_members,
            &members.organisation,
            &references.organisations,
            &resolved.organisations,
        ),
    ] {
        unresolved(table, field, order.column(column).into_iter(), tokens, rows, tally);
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

fn replaced(table: &'static str, order: &Order, row_tokens: &[u32], tokens: &Tokens, tally: &mut Tally) {
    let ids = order.replaced.iter().map(|row| tokens.id(row_tokens[*row as usize]));
    ids.for_each(|id| tally.note(Trouble::RepeatedId, table, "", id));
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
