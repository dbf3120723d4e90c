//! What if a station closes.

use super::People;
use crate::District;
use crate::places::Tenure;
use crate::siting::{Catchments, lost_without};
use crate::snapshot::Row;

/// Whom a station's closing would leave without one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Closing {
    /// The households that reach this station and no other, ascending.
    pub households: Vec<Row>,
    /// How many, and the persons in them.
    pub loses: People,
}

/// Who relies on a station of the register: dwellings (no duplicate, not vacant) within `within_dm` of it and of no other. A
/// station without a position, or that nobody can walk to, loses nobody.
///
/// # Panics
/// When the row is not of this snapshot.
pub fn closing(district: &District, station: Row, within_dm: u32) -> Closing {
    let households = &district.snapshot.households;
    let lost = lost_homes(district, station, within_dm);
    let dwelling = |row: &Row| {
        households.tenure[row.index()] != Some(Tenure::Vacant) && households.duplicate_of[row.index()].is_none()
    };
    let relies = |row: &Row| district.network.homes().home_of(*row).is_some_and(|home| lost[home]);
    let rows = (0..households.id.len() as u32).map(Row);
    let households: Vec<Row> = rows.filter(relies).filter(dwelling).collect();
    let mut loses = People::default();
    for row in &households {
        loses += People::of(&district.snapshot.households, *row);
    }
    Closing { households, loses }
}

/// By home whether it reaches this station alone.
fn lost_homes(district: &District, station: Row, within_dm: u32) -> Vec<bool> {
    let network = &district.network;
    let positions = &district.snapshot.stations.position;
    let mut lost = vec![false; network.homes().points().len()];
    if positions[station.index()].is_none() {
        return lost;
    }
    let placed: Vec<usize> = (0..positions.len()).filter(|row| positions[*row].is_some()).collect();
    let doors: Vec<_> = placed.iter().filter_map(|row| positions[*row]).collect();
    let reached = network.homes_within(&doors, within_dm, district.rules.value(&crate::rules::s1::SNAP));
    let catchments = Catchments::new(lost.len(), reached);
    let all: Vec<u32> = (0..placed.len() as u32).collect();
    let site = placed.partition_point(|row| *row < station.index()) as u32;
    for home in lost_without(&catchments, &all, site) {
        lost[home as usize] = true;
    }
    lost
}
