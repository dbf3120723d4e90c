use super::*;
use crate::places::RoadClass;
use crate::shape::Point;
use crate::town::{Dwelling, Town, at};

/// The ladder with these stations.
fn with(stations: &[Option<Point>]) -> Snapshot {
    let mut town = ladder();
    for station in stations {
        town.station(*station);
    }
    town.snapshot()
}

/// Two streets side by side with three rungs between them, and homes along both.
fn ladder() -> Town {
    let mut town = Town::new();
    town.road(RoadClass::Street, false, &[0, 100, 200, 300, 400].map(|x| at(x, 0)));
    town.road(RoadClass::Street, false, &[0, 100, 200, 300, 400].map(|x| at(x, 100)));
    for x in [0, 200, 400] {
        town.road(RoadClass::Lane, false, &[at(x, 0), at(x, 100)]);
    }
    for x in (0..=400).step_by(25) {
        for y in [5, 95] {
            town.household(&Dwelling { position: Some(at(x, y)), ..Dwelling::default() });
        }
    }
    town
}

/// After the stations of one ladder became those of another, by rows, the walks are those of a network built anew.
fn check(before: &[Option<Point>], rows: &Moves, after: &[Option<Point>], expected_changes: bool) {
    let (before, after) = (with(before), with(after));
    let (edited, households) = Network::build(&before, 1_000).edited((&before, &after), rows, 1_000);
    assert_eq!(edited.difference(&Network::build(&after, 1_000)), None);
    assert_eq!(!households.is_empty(), expected_changes);
}

#[test]
fn a_station_that_comes_takes_what_is_nearer_to_it_and_one_that_goes_leaves_it_to_the_others() {
    let [west, middle, east] = [at(0, 10), at(200, 10), at(400, 90)].map(Some);
    check(&[west, east], &Moves::of(2, &[], &[1]), &[west, middle, east], true);
    check(&[west, middle, east], &Moves::of(3, &[1], &[]), &[west, east], true);
    check(&[west], &Moves::of(1, &[0], &[]), &[], true);
    check(&[], &Moves::of(0, &[], &[0]), &[east], true);
    check(&[west, east], &Moves::default(), &[east, west], true);
}

#[test]
fn of_two_stations_equally_near_the_lower_row_keeps_its_place() {
    // As far from either end.
    let [west, east] = [at(0, 0), at(400, 0)].map(Some);
    check(&[east], &Moves::of(1, &[], &[0]), &[west, east], true);
    check(&[west], &Moves::of(1, &[], &[1]), &[west, east], true);
    check(&[west, east], &Moves::of(2, &[0], &[]), &[east], true);
    // The same place twice.
    check(&[west, east], &Moves::of(2, &[], &[0]), &[west, west, east], true);
    check(&[west, west, east], &Moves::of(3, &[0], &[]), &[west, east], true);
}

#[test]
fn a_station_on_no_road_changes_no_walk() {
    let [west, far] = [at(0, 10), at(0, 5_000)].map(Some);
    check(&[west], &Moves::of(1, &[], &[0, 1]), &[far, west, None], false);
    check(&[west], &Moves::default(), &[west], false);
}

#[test]
fn stations_that_come_and_go_at_random_leave_the_walks_of_a_network_built_anew() {
    let place = |step: u32| (!step.is_multiple_of(7)).then(|| at((step * 37 % 420) as i32, (step * 53 % 110) as i32));
    let mut stations: Vec<Option<Point>> = (0..4).map(place).collect();
    for step in 0..60 {
        let before = stations.clone();
        let row = step as usize * 11 % stations.len();
        let moves = match step % 3 {
            0 => {
                stations.insert(row, place(step + 9));
                Moves::of(before.len(), &[], &[row])
            }
            1 if stations.len() > 1 => {
                stations.remove(row);
                Moves::of(before.len(), &[row], &[])
            }
            _ => {
                stations[row] = place(step + 5);
                Moves::default()
            }
        };
        let (was, is) = (with(&before), with(&stations));
        let (edited, _) = Network::build(&was, 1_000).edited((&was, &is), &moves, 1_000);
        assert_eq!(edited.difference(&Network::build(&is, 1_000)), None, "{step}: {before:?} → {stations:?}");
    }
}
