//! Where a site could be.
//!
//! A **station** wants a house that is no dwelling, or a place where people pass: the label points of public buildings, offices,
//! shops and industrial buildings, in this order of preference, and after them the points where walkable roads meet, bend or end,
//! so that a place without such a house has candidates too. A **hub household** is one in which an active member lives whom
//! nothing exempts.
//!
//! Of them those count that lie in the area asked about and within a straight reach of somebody who is not served. Where they
//! are more than [`MOST`], one stands for all of a square of 50 m (the most preferred, then the lowest row), of 100 m where
//! that is not enough, and so on. They are numbered from south-west to north-east.

use std::collections::BTreeMap;

use super::cells::{Cells, cell};
use super::demand::Demand;
use super::{Ask, Place, SiteKind};
use crate::District;
use crate::places::BuildingKind;
use crate::shape::{self, Point};
use crate::snapshot::{Placement, Row};

/// So many candidates are weighed at most.
pub const MOST: usize = 5_000;
/// The side of the first squares, millimetres.
const FIRST_SIDE_MM: i32 = 50_000;

/// A place for a site.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Candidate {
    pub(super) at: Point,
    pub(super) place: Place,
    /// Lower is better.
    rank: u8,
}

/// The candidates for an ask, from south-west to north-east.
pub(super) fn of(district: &District, ask: &Ask, demand: &Demand) -> Vec<Candidate> {
    let homes = district.network.homes().points();
    let open = homes.iter().zip(&demand.open).filter(|(_, people)| people.persons > 0);
    let open = Cells::new(ask.within_dm, open.map(|(at, _)| (*at, 0)));
    let mut pool = match ask.kind {
        SiteKind::Station => houses_and_crossings(district),
        SiteKind::Hub => members_homes(district),
    };
    pool.retain(|candidate| open.around(candidate.at).next().is_some() && is_in(district, ask.area, candidate.at));
    thinned(pool)
}

fn houses_and_crossings(district: &District) -> Vec<Candidate> {
    let buildings = &district.snapshot.buildings;
    let rank = |kind: BuildingKind| match kind {
        BuildingKind::Public => Some(0),
        BuildingKind::Office => Some(1),
        BuildingKind::Shop => Some(2),
        BuildingKind::Industrial => Some(3),
        BuildingKind::Tower | BuildingKind::MidRise | BuildingKind::Dormitory | BuildingKind::Low => None,
    };
    let houses = (0..buildings.id.len()).filter(|row| buildings.placement[*row] != Placement::NoPosition);
    let houses = houses.filter_map(|row| {
        let rank = rank(buildings.kind[row])?;
        Some(Candidate { at: buildings.label[row], place: Place::Building(Row(row as u32)), rank })
    });
    let crossings = district.network.crossings().iter();
    houses.chain(crossings.map(|at| Candidate { at: *at, place: Place::Crossing, rank: 4 })).collect()
}

fn members_homes(district: &District) -> Vec<Candidate> {
    let members = &district.snapshot.members;
    let fit = |row: &usize| {
        members.active[*row] && members.eligible[*row] != Some(false) && members.exemption[*row].is_none()
    };
    let homes = (0..members.id.len()).filter(fit).filter_map(|row| {
        let (household, at) = (members.household[row]?, members.position[row]?);
        Some(Candidate { at, place: Place::Household(household), rank: 0 })
    });
    homes.collect()
}

fn is_in(district: &District, area: Option<Row>, at: Point) -> bool {
    // The district itself is asked about as a whole, its border strip and the strangers in it too.
    let area = area.filter(|area| district.snapshot.areas.parent[area.index()].is_some());
    area.is_none_or(|area| shape::contains(&district.snapshot.areas.shape[area.index()], at, 0))
}

fn thinned(pool: Vec<Candidate>) -> Vec<Candidate> {
    let mut kept = first_of_each(pool, |at| (at.y, at.x));
    let mut side_mm = FIRST_SIDE_MM;
    while kept.len() > MOST {
        kept = first_of_each(kept, |at| cell(at, side_mm));
        side_mm = side_mm.saturating_mul(2);
    }
    kept.sort_by_key(|candidate| (candidate.at.y, candidate.at.x));
    kept
}

/// Of the candidates with the same key the most preferred.
fn first_of_each(pool: Vec<Candidate>, key: impl Fn(Point) -> (i32, i32)) -> Vec<Candidate> {
    let order = |candidate: &Candidate| (candidate.rank, candidate.place, candidate.at);
    let mut first: BTreeMap<(i32, i32), Candidate> = BTreeMap::new();
    for candidate in pool {
        let kept = first.entry(key(candidate.at)).or_insert(candidate);
        if order(&candidate) < order(kept) {
            *kept = candidate;
        }
    }
    first.into_values().collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::town::at;

    fn candidate(x_m: i32, y_m: i32, rank: u8) -> Candidate {
        let place = if rank < 4 { Place::Building(Row(x_m as u32)) } else { Place::Crossing };
        Candidate { at: at(x_m, y_m), place, rank }
    }

    #[test]
    fn a_crossing_gives_way_to_a_house_at_the_same_point_and_to_no_other() {
        let kept = thinned(vec![candidate(5, 0, 4), candidate(5, 0, 2), candidate(6, 0, 4)]);
        assert_eq!(kept, [candidate(5, 0, 2), candidate(6, 0, 4)]);
    }

    #[test]
    fn a_crowd_is_thinned_to_one_of_a_square_and_the_rest_of_the_map_keeps_its_own() {
        let crowd = (0..100).flat_map(|x| (0..100).map(move |y| candidate(x, y, 4)));
        let kept = thinned(crowd.chain([candidate(7, 7, 0), candidate(900, 900, 4)]).collect());
        let corners = [(50, 0, 4), (7, 7, 0), (0, 50, 4), (50, 50, 4), (900, 900, 4)];
        assert_eq!(kept, corners.map(|(x_m, y_m, rank)| candidate(x_m, y_m, rank)));
    }
}
