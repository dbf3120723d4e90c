//! Walls: residential compounds on their blocks, parks on the dedicated grids, office buildings on their footprints.

use std::collections::BTreeMap;

use spatial::places::{BuildingKind, CompoundKind, GridKind};

use super::circles::has_a_leader;
use crate::sample::files::people::footprint;
use crate::sample::files::shapes::SpotPolygon;
use crate::sample::files::town::shape;
use crate::sample::ground::{Spot, blend, middle};
use crate::sample::people::buildings::House;
use crate::sample::register::Register;

/// How far a wall stands from the block's edge, as a share of the way to its middle.
const SETBACK: f64 = 0.05;

/// A row of the compounds' list.
#[derive(Clone, Debug)]
pub(in crate::sample) struct Wall {
    pub(in crate::sample) kind: CompoundKind,
    pub(in crate::sample) name: String,
    /// An index of the areas.
    pub(in crate::sample) community: usize,
    pub(in crate::sample) shape: Vec<SpotPolygon>,
}

/// Every wall of the town.
pub(in crate::sample) fn walls(register: &Register) -> Vec<Wall> {
    let mut walls = compounds(register);
    walls.extend(parks(register));
    walls.extend(offices(register));
    walls
}

/// A block with two or more residential buildings is a compound; on a dedicated grid it is part of the park.
fn compounds(register: &Register) -> Vec<Wall> {
    let town = &register.town;
    let is_park = |house: &House| town.grids[house.grid].kind == GridKind::Dedicated;
    let walled = |(_, house): &(usize, &House)| has_a_leader(house.kind) && !is_park(house);
    let mut by_block: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (index, house) in register.houses.iter().enumerate().filter(walled) {
        by_block.entry(house.block).or_default().push(index);
    }
    let several = by_block.into_iter().filter(|(_, houses)| houses.len() > 1);
    several
        .map(|(block, houses)| {
            let block = &town.blocks[block];
            let centre = middle(&block.points);
            let ring = block.points.iter().map(|point| Spot::near(blend(*point, centre, SETBACK))).collect();
            let address = &register.addresses[houses[0]];
            let name = address.split('号').next().filter(|name| !name.is_empty()).unwrap_or("云河");
            Wall {
                kind: CompoundKind::Compound,
                name: format!("{name}号院"),
                community: town.grids[block.grid].community,
                shape: vec![vec![ring]],
            }
        })
        .collect()
}

fn parks(register: &Register) -> impl Iterator<Item = Wall> + '_ {
    let town = &register.town;
    let dedicated = town.grids.iter().filter(|grid| grid.kind == GridKind::Dedicated);
    dedicated.map(|grid| Wall {
        kind: CompoundKind::Park,
        name: grid.name.replace("网格", "园区"),
        community: grid.community,
        shape: shape(town, &grid.blocks),
    })
}

/// Office buildings beyond the parks.
fn offices(register: &Register) -> impl Iterator<Item = Wall> + '_ {
    let grids = &register.town.grids;
    let offices = register
        .houses
        .iter()
        .enumerate()
        .filter(|(_, house)| house.kind == BuildingKind::Office && grids[house.grid].kind != GridKind::Dedicated);
    offices.map(|(index, house)| Wall {
        kind: CompoundKind::OfficeBuilding,
        name: format!("{}商务楼", register.addresses[index]),
        community: grids[house.grid].community,
        shape: vec![vec![footprint(house)]],
    })
}
