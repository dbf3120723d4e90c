//! Households, members and links: the large tables.

use super::finish::Ground;
use super::order::Order;
use super::raw::{RawHouseholds, RawLinks, RawMembers, References};
use super::tally::{Tally, Trouble};
use super::{Adjacency, Buildings, Households, Members, Placement, Row};
use crate::places::PositionTrust;
use crate::shape::Point;

/// Fewer rows than this are placed on one thread: starting another takes as long.
const WORTH_A_THREAD: usize = 20_000;

/// Position, placement and counting community of one household.
type Place = (Option<Point>, Placement, Option<Row>);

/// What households refer to, by token.
pub(super) struct Known<'a> {
    pub(super) areas: &'a [Option<Row>],
    pub(super) buildings: &'a [Option<Row>],
    pub(super) ground: &'a Ground<'a>,
    pub(super) placed_buildings: &'a Buildings,
}

pub(super) fn households(raw: &RawHouseholds, order: &Order, references: &References, known: &Known) -> Households {
    let mut households = Households {
        id: references.households.ids().select(&order.column(&raw.token)),
        building: order.resolved(&raw.building, known.buildings),
        persons: order.column(&raw.persons),
        tenure: order.column(&raw.tenure),
        visit_class: order.column(&raw.visit_class),
        last_visit: order.column(&raw.last_visit),
        duplicate_of: duplicates(raw, order, references.buildings.len()),
        ..Households::default()
    };
    for (position, placement, community) in places(raw, order, known) {
        households.position.push(position);
        households.placement.push(placement);
        households.community.push(community);
    }
    households
}

pub(super) fn members(
    raw: &RawMembers,
    order: &Order,
    references: &References,
    areas: &[Option<Row>],
    units: &[Option<Row>],
    organisations: &[Option<Row>],
    homes: (&Households, &[Option<Row>]),
) -> Members {
    let (households, household_rows) = homes;
    let household = order.resolved(&raw.household, household_rows);
    let home = |row: &Option<Row>| row.map(Row::index);
    let claimed = order.raw.iter().map(|row| areas[raw.community[*row as usize] as usize]);
    Members {
        id: references.members.ids().select(&order.column(&raw.token)),
        kind: order.column(&raw.kind),
        birth_year: order.column(&raw.birth_year),
        unit: order.resolved(&raw.unit, units),
        organisation: order.resolved(&raw.organisation, organisations),
        active: order.column(&raw.active),
        eligible: order.column(&raw.eligible),
        position: household.iter().map(|row| households.position[home(row)?]).collect(),
        placement: household
            .iter()
            .map(|row| home(row).map_or(Placement::NoPosition, |home| households.placement[home]))
            .collect(),
        community: household
            .iter()
            .zip(claimed)
            .map(|(row, claimed)| home(row).map_or(claimed, |home| households.community[home]))
            .collect(),
        household,
        links: Adjacency::default(),
    }
}

/// Links both ways; those of an unknown household or member are counted and left out.
pub(super) fn links(
    raw: &RawLinks,
    references: &References,
    (household_rows, member_rows): (&[Option<Row>], &[Option<Row>]),
    (households, members): (&mut Households, &mut Members),
    tally: &mut Tally,
) {
    let mut pairs = Vec::with_capacity(raw.len());
    for &(household, member) in raw {
        match (household_rows[household as usize], member_rows[member as usize]) {
            (Some(household), Some(member)) => pairs.push((household, member)),
            (None, _) => {
                tally.note(Trouble::UnknownReference, "link", "household", references.households.id(household));
            }
            (_, None) => tally.note(Trouble::UnknownReference, "link", "member", references.members.id(member)),
        }
    }
    households.links = Adjacency::from_pairs(households.id.len(), pairs.iter().copied());
    members.links =
        Adjacency::from_pairs(members.id.len(), pairs.into_iter().map(|(household, member)| (member, household)));
}

/// Places every household, in two halves where that is worth a thread.
fn places(raw: &RawHouseholds, order: &Order, known: &Known) -> Vec<Place> {
    let place_all = |rows: &[u32]| -> Vec<Place> { rows.iter().map(|row| place(raw, *row as usize, known)).collect() };
    if order.raw.len() < WORTH_A_THREAD {
        return place_all(&order.raw);
    }
    let (first, second) = order.raw.split_at(order.raw.len() / 2);
    std::thread::scope(|scope| {
        let other = scope.spawn(|| place_all(second));
        let mut places = place_all(first);
        // A thread that failed is done again here rather than lost.
        places.extend(other.join().unwrap_or_else(|_| place_all(second)));
        places
    })
}

fn place(raw: &RawHouseholds, row: usize, known: &Known) -> Place {
    let building = raw.building[row].and_then(|token| known.buildings[token as usize]);
    let (position, placement) = match raw.trust[row] {
        PositionTrust::Doubtful => (None, Placement::Unverified),
        PositionTrust::Stated => {
            known.ground.place(raw.position[row], building.map(|row| (known.placed_buildings, row)))
        }
    };
    let claimed = known.areas[raw.community[row] as usize];
    (position, placement, known.ground.counted_by(placement, position, claimed))
}

/// For each household the one of which it is a second record: same building, same door, both stated.
fn duplicates(raw: &RawHouseholds, order: &Order, buildings: usize) -> Vec<Option<Row>> {
    let by_building = Adjacency::from_pairs(
        buildings,
        (0..).map(Row).zip(&order.raw).filter_map(|(row, raw_row)| {
            let stated = !raw.door.get(Row(*raw_row)).is_empty();
            raw.building[*raw_row as usize].filter(|_| stated).map(|token| (Row(token), row))
        }),
    );
    let door = |row: Row| raw.door.get(Row(order.raw[row.index()]));
    let mut duplicate_of = vec![None; order.raw.len()];
    let mut doors: Vec<Row> = Vec::new();
    for building in 0..buildings as u32 {
        doors.clear();
        doors.extend_from_slice(by_building.of(Row(building)));
        // Stable: of one door the lowest id stays first.
        doors.sort_by(|a, b| door(*a).cmp(door(*b)));
        for same in doors.chunk_by(|a, b| door(*a) == door(*b)) {
            same[1..].iter().for_each(|row| duplicate_of[row.index()] = Some(same[0]));
        }
    }
    duplicate_of
}
