use std::collections::BTreeSet;

use geo::{Area as _, Validation as _};
use proptest::prelude::*;

use super::cells::Cell;
use super::outline::outline;
use super::*;
use crate::places::{GridKind, RoadClass};
use crate::rules::{RuleSet, Verdict};
use crate::shape::{contains, polygon_area_mm2};
use crate::snapshot::Placement;
use crate::town::{Dwelling, Town, at};

/// A street from which nobody reaches a station, and so many households every 10 m from each of these places, in metres.
fn town(places: &[(i32, i32, u32)]) -> Town {
    let mut town = Town::new();
    town.grid(GridKind::Residential);
    town.road(RoadClass::Street, false, &[at(-500, 0), at(2_500, 0)]);
    for &(east, north, count) in places {
        for nth in 0..count {
            let position = Some(at(east + nth as i32 % 10, north + nth as i32 / 10));
            town.household(&Dwelling { position, placement: Placement::InGrid(Row(0)), ..Dwelling::default() });
        }
    }
    town
}

fn areas(town: &Town) -> GapAreas {
    let district = District::assess(town.snapshot(), RuleSet::default(), None);
    GapAreas::of(&district, RuleId::S1).unwrap()
}

/// Every gap household of a rule.
fn gaps(town: &Town, rule: RuleId) -> BTreeSet<Row> {
    let district = District::assess(town.snapshot(), RuleSet::default(), None);
    let judged = district.verdicts.of(rule, SubjectKind::Household).unwrap().iter().enumerate();
    judged.filter(|(_, judgement)| judgement.verdict == Verdict::Gap).map(|(row, _)| Row(row as u32)).collect()
}

#[test]
fn cells_that_share_an_edge_are_one_area_and_a_corner_joins_nothing() {
    let found = areas(&town(&[(10, 10, 20), (110, 10, 15), (210, 10, 12), (310, -90, 11)]));
    let counts: Vec<_> = found.areas.iter().map(|area| area.households.len()).collect();
    assert_eq!(counts, [47, 11], "{found:?}");
}

#[test]
fn fewer_than_ten_are_scattered_and_nobody_is_lost() {
    let mut town = town(&[(10, 10, 9), (510, 10, 10)]);
    let nowhere = town.household(&Dwelling { position: None, placement: Placement::NoPosition, ..Dwelling::default() });
    let found = areas(&town);
    assert_eq!(found.areas.len(), 1);
    assert_eq!(found.scattered, (0..9).map(Row).collect::<Vec<_>>());
    assert_eq!(found.without_position, [], "without a position S1 is unknown and no gap");
    let district = District::assess(town.snapshot(), RuleSet::default(), None);
    let links = GapAreas::of(&district, RuleId::L1).unwrap();
    assert_eq!(links.without_position, [nowhere], "but it has no linked member");
}

#[test]
fn an_area_says_how_many_where_and_how_far() {
    let mut town = town(&[(1_510, 10, 20), (1_610, 10, 12)]);
    let station = town.station(Some(at(0, 10)));
    let area = areas(&town).areas.remove(0);
    assert_eq!((area.persons, area.persons_unknown, area.overdue), (96, 0, Some(0)));
    assert_eq!(area.grids, [(Row(0), 32)]);
    assert_eq!(area.label, at(1_550, 50));
    // Ten metres from the street to the station, ten or eleven to the home; the farthest stands at 1,619 m.
    assert_eq!(area.nearest, Some(Nearest { station, nearest_dm: 15_300, farthest_dm: 16_390 }));
    assert!(area.id.starts_with("S1-place-"), "{}", area.id);
}

#[test]
fn an_area_keeps_its_id_whatever_happens_elsewhere() {
    let before = areas(&town(&[(510, 10, 20)]));
    let after = areas(&town(&[(-290, -90, 30), (510, 10, 20), (1_010, 10, 12)]));
    assert!(after.areas.iter().any(|area| area.id == before.areas[0].id), "{before:?} {after:?}");
}

#[test]
fn what_everybody_may_see_has_no_cell_of_fewer_than_ten() {
    let found = areas(&town(&[(10, 10, 20), (110, 10, 9)]));
    let area = &found.areas[0];
    assert_eq!(area.households.len(), 29);
    assert_eq!(cells_in(&area.outline), 2);
    assert_eq!(cells_in(&area.outline_for_all), 1);
}

#[test]
fn a_cell_in_which_most_are_covered_is_no_area() {
    let mut town = town(&[(1_510, 10, 12)]);
    for nth in 0..13 {
        town.member(&crate::town::Person { position: Some(at(1_520, 20)), ..Default::default() });
        let position = Some(at(1_530 + nth, 20));
        let row = town.household(&Dwelling { position, placement: Placement::InGrid(Row(0)), ..Dwelling::default() });
        town.link(row, Row(nth as u32));
    }
    let district = District::assess(town.snapshot(), RuleSet::default(), None);
    let found = GapAreas::of(&district, RuleId::L1).unwrap();
    assert_eq!((found.areas.len(), found.scattered.len()), (0, 12));
}

fn cell(east: i32, north: i32) -> Cell {
    Cell { north, east }
}

/// The lattice of an empty district.
fn lattice() -> Cells {
    Cells::of(&District::assess(Town::new().snapshot(), RuleSet::default(), None), &[])
}

/// How many cells a shape is as large as.
fn cells_in(shape: &Shape) -> i64 {
    (shape.iter().map(polygon_area_mm2).sum::<f64>() / 1e10).round() as i64
}

fn geo_polygon(polygon: &crate::shape::Polygon) -> geo::Polygon<f64> {
    let ring = |ring: &crate::shape::Ring| ring.iter().map(|at| (f64::from(at.x), f64::from(at.y))).collect();
    geo::Polygon::new(ring(&polygon.exterior), polygon.holes.iter().map(ring).collect())
}

#[test]
fn a_ring_of_cells_has_a_hole_that_may_touch_its_exterior() {
    // A square of nine without its middle and without one corner: the two holes touch, and one opens to the outside.
    let square = (0..9).map(|at| cell(at % 3, at / 3)).filter(|at| ![cell(1, 1), cell(2, 2)].contains(at));
    let shape = outline(&lattice(), &square.collect::<Vec<_>>());
    assert_eq!((shape.len(), shape[0].holes.len()), (1, 1));
    assert_eq!(shape[0].holes[0].len(), 4);
    assert_eq!(cells_in(&shape), 7);
}

proptest! {
    #[test]
    fn every_outline_is_valid_and_covers_its_cells_and_no_more(bits in proptest::collection::vec(any::<bool>(), 64)) {
        let set: Vec<_> =
            (0..64).filter(|at| bits[*at as usize]).map(|at| cell(at % 8, at / 8)).collect();
        let lattice = lattice();
        let shape = outline(&lattice, &set);
        for polygon in &shape {
            let checked = geo_polygon(polygon);
            prop_assert!(checked.is_valid(), "{checked:?}");
            prop_assert!(checked.signed_area() > 0.0);
        }
        for at in (0..64).map(|at| cell(at % 8, at / 8)) {
            prop_assert_eq!(contains(&shape, lattice.middle(at), 0), set.contains(&at));
        }
    }

    #[test]
    fn every_gap_household_is_in_exactly_one_area_or_scattered(
        places in proptest::collection::vec((0i32..12, -3i32..3, 1u32..25), 0..12),
    ) {
        let places: Vec<_> = places.into_iter().map(|(east, north, n)| (east * 100 + 7, north * 100 + 7, n)).collect();
        let town = town(&places);
        let found = areas(&town);
        let listed: Vec<_> =
            found.areas.iter().flat_map(|area| &area.households).chain(&found.scattered).copied().collect();
        prop_assert_eq!(listed.len(), listed.iter().collect::<BTreeSet<_>>().len());
        prop_assert_eq!(listed.into_iter().collect::<BTreeSet<_>>(), gaps(&town, RuleId::S1));
        let ids: BTreeSet<_> = found.areas.iter().map(|area| &area.id).collect();
        prop_assert_eq!(ids.len(), found.areas.len());
        for area in &found.areas {
            prop_assert!(contains(&area.outline, area.label, 0));
        }
    }
}
