//! Everything the files will say, in memory, with the ids it will have there.

use spatial::places::RoadClass;

use super::dirt::{self, Planted};
use super::files::people::footprint;
use super::ground::{Metres, Spot, distance, nearest_on};
use super::mosaic::{self, Mosaic};
use super::people::buildings::{self, House};
use super::people::homes::{self, Home};
use super::people::links::{self, Link};
use super::people::members::{self, Member};
use super::people::organisations::{self, Organisation};
use super::people::stations::{self, Station};
use super::people::units::{self, Unit};
use super::service::{Wall, walls};
use super::town::Town;
use super::town::mesh::key;
use super::town::roads::{self, Stretch};
use super::town::water::{self, WaterBody};

/// The register of the sample.
#[derive(Debug)]
pub(super) struct Register {
    pub(super) town: Town,
    pub(super) houses: Vec<House>,
    pub(super) addresses: Vec<String>,
    pub(super) homes: Vec<Home>,
    pub(super) members: Vec<Member>,
    pub(super) organisations: Vec<Organisation>,
    pub(super) units: Vec<Unit>,
    pub(super) stations: Vec<Station>,
    pub(super) links: Vec<Link>,
    pub(super) planted: Planted,
    pub(super) mosaic: Mosaic,
    pub(super) roads: Vec<Stretch>,
    pub(super) water: Vec<WaterBody>,
    /// The middle of each building's footprint, as the file states it.
    pub(super) labels: Vec<Metres>,
    /// Buildings planted across a border.
    pub(super) cut: Vec<usize>,
    pub(super) walls: Vec<Wall>,
}

impl Register {
    /// Fills a town with life.
    pub(super) fn new(mut town: Town, seed: u64, progress: &mut dyn FnMut(&str)) -> Self {
        progress("building houses");
        let mut houses = buildings::build(&town, seed);
        let cut = dirt::cut_buildings(&town, &mut houses, seed);
        let addresses = addresses(&town, &houses);
        let bad_codes = mosaic::spoil_codes(&mut town, seed);
        let mosaic = Mosaic::new(&town, &houses, seed, bad_codes);
        let labels = houses.iter().map(label).collect();
        let (roads, water) = (roads::stretches(&town.mesh), water::bodies(&town));
        progress("settling people");
        let mut homes = homes::settle(&town, &houses, seed);
        let units = units::found(&town, &houses[..houses.len() - cut.len()], seed);
        let mut members = members::enrol(&town, &homes, &units, seed);
        let ground = organisations::Ground { town: &town, houses: &houses, units: &units };
        let organisations = organisations::organise(ground, &mut members, seed);
        let stations = stations::open(&town, &houses, seed);
        progress("linking households");
        let at: Vec<Metres> =
            homes.iter().map(|home| home.spot.map_or([0.0, 0.0], super::ground::Spot::metres)).collect();
        let links = links::link(&homes, &at, &members, seed);
        let planted = dirt::homes(&town, &mut homes, seed);
        let mut register = Self {
            town,
            houses,
            addresses,
            homes,
            members,
            organisations,
            units,
            stations,
            links,
            planted,
            mosaic,
            roads,
            water,
            labels,
            cut,
            walls: Vec::new(),
        };
        register.walls = walls(&register);
        register
    }

    /// The code of the community that lists what is in a grid.
    pub(super) fn community_code(&self, grid: usize) -> &str {
        &self.town.areas[self.town.grids[grid].community].code
    }
}

/// The middle of a footprint's box.
fn label(house: &House) -> Metres {
    let corners = footprint(house).into_iter().map(Spot::metres);
    let (low, high) = corners.fold(([f64::MAX; 2], [f64::MIN; 2]), |(low, high), at| {
        ([low[0].min(at[0]), low[1].min(at[1])], [high[0].max(at[0]), high[1].max(at[1])])
    });
    [f64::midpoint(low[0], high[0]), f64::midpoint(low[1], high[1])]
}

/// Addresses by the nearest named road of the building's block: road, number, building.
fn addresses(town: &Town, houses: &[House]) -> Vec<String> {
    let mut on_block: std::collections::BTreeMap<usize, usize> = std::collections::BTreeMap::new();
    houses
        .iter()
        .map(|house| {
            let block = &town.blocks[house.block];
            let nth = on_block.entry(house.block).and_modify(|count| *count += 1).or_insert(1);
            let edges = (0..block.ring.len()).map(|index| (index, (index + 1) % block.ring.len()));
            let named = edges.filter_map(|(a, b)| {
                let way = town.mesh.ways.get(&key(block.ring[a], block.ring[b]))?;
                let walked = way.class.is_some_and(|class| class != RoadClass::Motorway);
                (walked && way.name != 0)
                    .then(|| (nearest_on(house.plan.at, block.points[a], block.points[b]).1, way.name))
            });
            let nearest = named.min_by(|a, b| a.0.total_cmp(&b.0));
            let number = (distance(house.plan.at, town.centre) / 14.0) as usize + 1;
            nearest.map_or_else(String::new, |(_, name)| format!("{}{number}号{nth}幢", town.road_names[name as usize]))
        })
        .collect()
}

pub(super) fn building_id(index: usize) -> String {
    format!("B{:06}", index + 1)
}

pub(super) fn household_id(index: usize) -> String {
    format!("H{:07}", index + 1)
}

pub(super) fn member_id(index: usize) -> String {
    format!("M{:06}", index + 1)
}

pub(super) fn organisation_id(index: usize) -> String {
    format!("O{:05}", index + 1)
}

pub(super) fn request_id(index: usize) -> String {
    format!("Q{:06}", index + 1)
}

pub(super) fn unit_id(index: usize) -> String {
    format!("U{:06}", index + 1)
}

pub(super) fn station_id(index: usize) -> String {
    format!("S{:04}", index + 1)
}
