//! Households, members and links: the large tables.

use chrono::NaiveDate;

use super::builder::SnapshotBuilder;
use super::land::Land;
use super::order::Order;
use super::raw::RawHouseholds;
use super::resolved::Resolved;
use super::tally::{Tally, Trouble};
use super::visits::DayNumber;
use super::{Adjacency, Buildings, Households, Links, Members, Placement, Row, Visits};
use crate::places::PositionTrust;
use crate::shape::Point;

/// Fewer rows than this are placed on one thread: starting another takes as long.
const WORTH_A_THREAD: usize = 20_000;

/// Position, placement and counting community of one household.
type Place = (Option<Point>, Placement, Option<Row>);

pub(super) fn households(
    builder: &SnapshotBuilder,
    resolved: &Resolved,
    land: &Land,
    buildings: &Buildings,
    micro_grids: &[Option<Row>],
) -> Households {
    let (raw, order, references) = (&builder.households, &resolved.households, &builder.references);
    let place = |raw_row: &u32| {
        let row = *raw_row as usize;
        let building = raw.building[row].and_then(|token| resolved.buildings[token as usize]);
        let (position, placement) = match raw.trust[row] {
            PositionTrust::Doubtful => (None, Placement::Unverified),
            PositionTrust::Stated => land.place(raw.position[row], building.map(|row| (buildings, row))),
        };
        let claimed = resolved.areas[raw.community[row] as usize];
        (position, placement, land.counted_by(placement, position, claimed))
    };
    let mut households = Households {
        id: references.households.ids().select(&order.column(&raw.token)),
        building: order.resolved(&raw.building, &resolved.buildings),
        persons: order.column(&raw.persons),
        tenure: order.column(&raw.tenure),
        visit_class: order.column(&raw.visit_class),
        last_visit: order.column(&raw.last_visit),
        duplicate_of: duplicates(raw, order, references.buildings.len()),
        ..Households::default()
    };
    households.micro_grid = households.building.iter().map(|building| micro_grids[(*building)?.index()]).collect();
    visits(builder, order, &mut households);
    for (position, placement, community) in in_two_halves(&order.raw, place) {
        households.position.push(position);
        households.placement.push(placement);
        households.community.push(community);
    }
    households
}

/// Every visit of a household, its last one among them; and that one brought up to them.
fn visits(builder: &SnapshotBuilder, order: &Order, households: &mut Households) {
    let stated = (0..).map(Row).zip(&households.last_visit);
    let stated = stated.filter_map(|(row, last)| Some((row, DayNumber::of((*last)?))));
    let visited = builder.visits.iter().filter_map(|(token, days)| Some((order.row_of[token as usize]?, days)));
    let visited = visited.flat_map(|(row, days)| days.iter().map(move |day| (row, *day)));
    let about = builder.visits.len() + households.last_visit.len();
    households.visits = Visits::from_days(households.last_visit.len(), visited.chain(stated), about);
    let newest = |(row, last): (Row, &mut Option<NaiveDate>)| {
        *last = (*last).max(households.visits.of(row).next_back());
    };
    (0..).map(Row).zip(&mut households.last_visit).for_each(newest);
}

pub(super) fn members(builder: &SnapshotBuilder, resolved: &Resolved, households: &Households) -> Members {
    let (raw, order) = (&builder.members, &resolved.members);
    let household = order.resolved(&raw.household, &resolved.households.row_of);
    let claimed = order.column(&raw.community).into_iter().map(|token| resolved.areas[token as usize]);
    let mut members = Members {
        id: builder.references.members.ids().select(&order.column(&raw.token)),
        kind: order.column(&raw.kind),
        birth_year: order.column(&raw.birth_year),
        unit: order.resolved(&raw.unit, &resolved.units),
        organisation: order.resolved(&raw.organisation, &resolved.organisations),
        active: order.column(&raw.active),
        eligible: order.column(&raw.eligible),
        left_on: order.column(&raw.left_on),
        exemption: order.column(&raw.exemption),
        hub: order.resolved(&raw.hub, &resolved.households.row_of),
        ..Members::default()
    };
    for (home, claimed) in household.iter().zip(claimed) {
        let (position, placement, community) = match home.map(Row::index) {
            Some(home) => (households.position[home], households.placement[home], households.community[home]),
            None => (None, Placement::NoPosition, claimed),
        };
        members.position.push(position);
        members.placement.push(placement);
        members.community.push(community);
    }
    members.household = household;
    members
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
