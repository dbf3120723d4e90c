//! Who is near enough to what: on foot to a station, by rule L4 to a hub household.

use std::collections::HashMap;

use super::candidates::Candidate;
use super::cells::Cells;
use super::{Ask, Place, SiteKind};
use crate::District;
use crate::network::Reach;
use crate::shape::{Point, distance2_mm2};
use crate::siting::Catchments;
use crate::snapshot::Row;

/// By home whether what exists is near enough.
pub(super) fn served(district: &District, ask: &Ask) -> Vec<bool> {
    let network = &district.network;
    match ask.kind {
        SiteKind::Station => {
            let near = |reach: &Reach| matches!(reach, Reach::Walk { dm, .. } if *dm <= ask.within_dm);
            network.walks().iter().map(near).collect()
        }
        SiteKind::Hub => {
            let mut served = vec![false; network.homes().points().len()];
            let circles = Circles::of(district, ask.within_dm);
            for home in district.snapshot.hubs.household.iter().flat_map(|hub| circles.around(*hub)) {
                served[home as usize] = true;
            }
            served
        }
    }
}

/// For each candidate the homes it would serve.
pub(super) fn catchments(district: &District, ask: &Ask, candidates: &[Candidate]) -> Catchments {
    let homes = district.network.homes().points().len();
    let lists = match ask.kind {
        SiteKind::Station => {
            let places: Vec<Point> = candidates.iter().map(|candidate| candidate.at).collect();
            district.network.homes_within(&places, ask.within_dm, district.rules.value(&crate::rules::s1::SNAP))
        }
        SiteKind::Hub => {
            let circles = Circles::of(district, ask.within_dm);
            let around = |candidate: &Candidate| match candidate.place {
                Place::Household(household) => circles.around(household),
                Place::Building(_) | Place::Crossing => Vec::new(),
            };
            candidates.iter().map(around).collect()
        }
    };
    Catchments::new(homes, lists)
}

/// Homes by where they are and by their micro-grid.
struct Circles<'a> {
    district: &'a District,
    cells: Cells,
    of_micro_grid: HashMap<Row, Vec<u32>>,
    within_mm: i128,
}

impl<'a> Circles<'a> {
    fn of(district: &'a District, within_dm: u32) -> Self {
        let homes = district.network.homes();
        let households = &district.snapshot.households;
        let mut of_micro_grid: HashMap<Row, Vec<u32>> = HashMap::new();
        for (row, micro_grid) in (0..).map(Row).zip(&households.micro_grid) {
            if let (Some(micro_grid), Some(home)) = (micro_grid, homes.home_of(row)) {
                of_micro_grid.entry(*micro_grid).or_default().push(home as u32);
            }
        }
        of_micro_grid.values_mut().for_each(Vec::dedup);
        let cells = Cells::new(within_dm, homes.points().iter().copied().zip(0..));
        Self { district, cells, of_micro_grid, within_mm: i128::from(within_dm) * 100 }
    }

    /// The homes in a hub household's micro-grid, and those within the straight line, inclusive; in any order.
    fn around(&self, hub: Row) -> Vec<u32> {
        let households = &self.district.snapshot.households;
        let micro_grid = households.micro_grid[hub.index()].and_then(|micro_grid| self.of_micro_grid.get(&micro_grid));
        let mut homes = micro_grid.cloned().unwrap_or_default();
        if let Some(at) = households.position[hub.index()] {
            let near = |home: &Point| distance2_mm2(at, *home) <= self.within_mm * self.within_mm;
            homes.extend(self.cells.around(at).filter(|(home, _)| near(home)).map(|(_, home)| home));
        }
        homes
    }
}
