//! Households, members and links: the large tables.

use chrono::NaiveDate;

use super::builder::SnapshotBuilder;
use super::land::Land;
use super::order::Order;
use super::raw::RawHouseholds;
use super::resolved::Resolved;
use super::tally::{Tally, Trouble};
use super::visits::DayNumber;
use super::{Adjacency, Buildings, Column, Households, Links, Members, Placement, Row, Visits};
use crate::places::PositionTrust;
use crate::shape::Point;

/// Fewer rows than this are placed on one thread: starting another takes as long.
const WORTH_A_THREAD: usize = 20_000;

/// Position, placement and counting community of one household or member.
pub(super) type Place = (Option<Point>, Placement, Option<Row>);

pub(super) fn households(
    builder: &SnapshotBuilder,
    resolved: &Resolved,
    land: &Land,
    buildings: &Buildings,
    micro_grids: &[Option<Row>],
) -> Households {
    let (raw, order, references) = (&builder.households, &resolved.households, &builder.references);
    let claimed = |raw_row: u32| resolved.areas[raw.community[raw_row as usize] as usize];
    let place = |raw_row: &u32| {
        let row = *raw_row as usize;
        let building = raw.building[row].and_then(|token| resolved.buildings[token as usize]);
        let (position, placement) = match raw.trust[row] {
            PositionTrust::Doubtful => (None, Placement::Unverified),
            PositionTrust::Stated => land.place(raw.position[row], building.map(|row| (buildings, row))),
        };
        (position, placement, land.counted_by(placement, position, claimed(*raw_row)))
    };
    let mut households = Households {
        id: references.households.ids().select(&order.column(&raw.token)).into(),
        building: order.resolved(&raw.building, &resolved.buildings).into(),
        persons: order.column(&raw.persons).into(),
        tenure: order.column(&raw.tenure).into(),
        visit_class: order.column(&raw.visit_class).into(),
        last_visit: order.column(&raw.last_visit).into(),
        duplicate_of: duplicates(raw, order, references.buildings.len()).into(),
        ..Households::default()
    };
    households.micro_grid = households.building.iter().map(|building| micro_grids[(*building)?.index()]).collect();
    visits(builder, order, &mut households);
    households.claimed = order.raw.iter().map(|row| claimed(*row)).collect();
    let places = in_two_halves(&order.raw, place);
    households.position = places.iter().map(|place| place.0).collect();
    households.placement = places.iter().map(|place| place.1).collect();
    households.community = places.iter().map(|place| place.2).collect();
    households
}

/// Every visit of a household, its last one among them; and that one brought up to them.
fn visits(builder: &SnapshotBuilder, order: &Order, households: &mut Households) {
    let stated = (0..).map(Row).zip(&households.last_visit);
    let stated = stated.filter_map(|(row, last)| Some((row, DayNumber::of((*last)?))));
    let visited = builder.visits.iter().filter_map(|(token, days)| Some((order.row_of[token as usize]?, days)));
    let visited = visited.flat_map(|(row, days)| days.iter().map(move |day| (row, *day)));
    households.visits = Visits::from_days(households.last_visit.len(), visited.chain(stated));
    let newest = |(row, last): (Row, &mut Option<NaiveDate>)| {
        *last = (*last).max(households.visits.of(row).next_back());
    };
    (0..).map(Row).zip(households.last_visit.iter_mut()).for_each(newest);
}

pub(super) fn members(builder: &SnapshotBuilder, resolved: &Resolved, households: &Households) -> Members {
    let (raw, order) = (&builder.members, &resolved.members);
    let household = order.resolved(&raw.household, &resolved.households.row_of);
    let claimed = order.column(&raw.community).into_iter().map(|token| resolved.areas[token as usize]);
    let claimed: Column<Option<Row>> = claimed.collect();
    let mut members = Members {
        id: builder.references.members.ids().select(&order.column(&raw.token)).into(),
        kind: order.column(&raw.kind).into(),
        birth_year: order.column(&raw.birth_year).into(),
        unit: order.resolved(&raw.unit, &resolved.units).into(),
        organisation: order.resolved(&raw.organisation, &resolved.organisations).into(),
        active: order.column(&raw.active).into(),
        eligible: order.column(&raw.eligible).into(),
        left_on: order.column(&raw.left_on).into(),
        exemption: order.column(&raw.exemption).into(),
        hub: order.resolved(&raw.hub, &resolved.households.row_of).into(),
        ..Members::default()
    };
    let places: Vec<Place> =
        household.iter().zip(&claimed).map(|(home, claimed)| at_home(households, *home, *claimed)).collect();
    members.position = places.iter().map(|place| place.0).collect();
    members.placement = places.iter().map(|place| place.1).collect();
    members.community = places.iter().map(|place| place.2).collect();
    members.household = household.into();
    members.claimed = claimed;
    members
}

/// Where a member is: at home; without one nowhere, and counted by the claimed community.
pub(super) fn at_home(households: &Households, home: Option<Row>, claimed: Option<Row>) -> Place {
    match home.map(Row::index) {
        Some(home) => (households.position[home], households.placement[home], households.community[home]),
        None => (None, Placement::NoPosition, claimed),
    }
}

/// Links both ways; those of an unknown household or member are counted and left out.
pub(super) fn links(
    builder: &SnapshotBuilder,
    resolved: &Resolved,
    households: &mut Households,
    members: &mut Members,
    tally: &mut Tally,
) {
    let references = &builder.references;
    let mut links = Vec::with_capacity(builder.links.len());
    for &((household, member), span) in &builder.links {
        match (resolved.households.row_of[household as usize], resolved.members.row_of[member as usize]) {
            (Some(household), Some(member)) => links.push((household, member, span)),
            (None, _) => {
                tally.note(Trouble::UnknownReference, "link", "household", references.households.id(household));
            }
            (_, None) => tally.note(Trouble::UnknownReference, "link", "member", references.members.id(member)),
        }
    }
    households.links = Links::from_links(households.id.len(), links.iter().copied());
    let turned = links.into_iter().map(|(household, member, span)| (member, household, span));
    members.links = Links::from_links(members.id.len(), turned);
}

/// Places every household, in two halves where that is worth a thread.
fn in_two_halves(rows: &[u32], place: impl Fn(&u32) -> Place + Sync) -> Vec<Place> {
    let place_all = |rows: &[u32]| -> Vec<Place> { rows.iter().map(&place).collect() };
    if rows.len() < WORTH_A_THREAD {
        return place_all(rows);
    }
    let (first, second) = rows.split_at(rows.len() / 2);
    std::thread::scope(|scope| {
        let other = scope.spawn(|| place_all(second));
        let mut places = place_all(first);
        places.extend(other.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)));
        places
    })
}

/// For each household the one of which it is a second record: same building, same door, both stated.
fn duplicates(raw: &RawHouseholds, order: &Order, buildings: usize) -> Vec<Option<Row>> {
    let door = |row: Row| raw.door.get(Row(order.raw[row.index()]));
    let stated = (0..order.raw.len() as u32).map(Row).filter(|row| !door(*row).is_empty());
    let in_building = stated.filter_map(|row| Some((Row(raw.building[order.raw[row.index()] as usize]?), row)));
    let by_building = Adjacency::from_pairs(buildings, in_building);
    let mut duplicate_of = vec![None; order.raw.len()];
    let mut doors: Vec<Row> = Vec::new();
    for building in (0..buildings as u32).map(Row) {
        doors.clear();
        doors.extend_from_slice(by_building.of(building));
        // Stable: of one door the lowest id stays first.
        doors.sort_by(|a, b| door(*a).cmp(door(*b)));
        for same in doors.chunk_by(|a, b| door(*a) == door(*b)) {
            same[1..].iter().for_each(|row| duplicate_of[row.index()] = Some(same[0]));
        }
    }
    duplicate_of
}
