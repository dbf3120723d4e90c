//! The grids' outlines as the files state them: the mosaic of blocks, with the planted slivers, overlaps, hole and strays.

use std::collections::{BTreeSet, HashMap};

use super::chance::Dice;
use super::files::shapes::SpotPolygon;
use super::files::town::shape;
use super::ground::{Metres, Spot, blend, distance, plus};
use super::people::buildings::House;
use super::town::Town;
use super::town::mesh::{Ground, Vertex};

/// What was planted, by grid.
#[derive(Clone, Debug, Default)]
pub(super) struct Flaws {
    /// Grids whose border leaves or doubles a strip of less than 1.5 m.
    pub(super) slivers: Vec<usize>,
    /// Grids that claim a block of their neighbour.
    pub(super) overlaps: Vec<usize>,
    /// Grids that miss a block which no other has.
    pub(super) holes: Vec<usize>,
    /// Grids that reach into another community.
    pub(super) strays: Vec<usize>,
    pub(super) bad_codes: Vec<usize>,
    /// Pairs of grids that both claim some ground.
    pub(super) doubled: Vec<[usize; 2]>,
    /// Communities of which some ground is in no grid at all.
    pub(super) bare: Vec<usize>,
}

/// The outlines of all grids, in the order of the town's grids.
#[derive(Clone, Debug, Default)]
pub(super) struct Mosaic {
    pub(super) shapes: Vec<Vec<SpotPolygon>>,
    /// The blocks each grid claims.
    pub(super) claims: Vec<Vec<usize>>,
    pub(super) flaws: Flaws,
}

/// Spoils a few codes as people do when they type them.
pub(super) fn spoil_codes(town: &mut Town, seed: u64) -> Vec<usize> {
    let mut dice = Dice::new(seed, "bad codes");
    let mut order: Vec<usize> = (0..town.grids.len()).collect();
    dice.shuffle(&mut order);
    order.truncate(town.scale.bad_codes);
    for (nth, &grid) in order.iter().enumerate() {
        let code = &mut town.grids[grid].code;
        *code = match nth % 4 {
            0 => format!("{}O{}", &code[..12], &code[13..]),
            1 => format!("{}{}", &code[..12], &code[13..]),
            2 => format!("{code}0"),
            _ => format!("{}999{}", &code[..9], &code[12..]),
        };
    }
    order
}

impl Mosaic {
    /// Draws the outlines and plants the flaws.
    pub(super) fn new(town: &Town, houses: &[House], seed: u64, bad_codes: Vec<usize>) -> Self {
        let mut flaws = Flaws { bad_codes, ..Flaws::default() };
        let mut planter = Planter::new(town, houses, seed);
        planter.plant(&mut flaws);
        let Planter { claims, mut dice, neighbours, used, .. } = planter;
        let mut shapes: Vec<Vec<SpotPolygon>> = claims.iter().map(|blocks| shape(town, blocks)).collect();
        slivers(town, &neighbours, used, &mut dice, &mut shapes, &mut flaws);
        Self { shapes, claims, flaws }
    }
}

/// An edge between two blocks of different grids: from, to, the block on its left, the block on its right.
type Seam = (Vertex, Vertex, usize, usize);

struct Planter<'a> {
    town: &'a Town,
    homes: Vec<usize>,
    claims: Vec<Vec<usize>>,
    dice: Dice,
    neighbours: Vec<Seam>,
    used: BTreeSet<usize>,
}

impl<'a> Planter<'a> {
    fn new(town: &'a Town, houses: &[House], seed: u64) -> Self {
        let mut homes = vec![0; town.blocks.len()];
        for house in houses {
            homes[house.block] += house.homes;
        }
        let claims = town.grids.iter().map(|grid| grid.blocks.clone()).collect();
        let mut dice = Dice::new(seed, "flaws");
        let mut neighbours = seams(town);
        dice.shuffle(&mut neighbours);
        Self { town, homes, claims, dice, neighbours, used: BTreeSet::new() }
    }

    fn plant(&mut self, flaws: &mut Flaws) {
        let scale = self.town.scale;
        for _ in 0..scale.strays {
            if let Some((block, from, to)) = self.pick(|planter, from, to, block| {
                planter.community(from) != planter.community(to) && planter.homes[block] < 300
            }) {
                self.claims[from].retain(|claimed| *claimed != block);
                self.claims[to].push(block);
                flaws.strays.push(to);
            }
        }
        for _ in 0..scale.overlaps {
            let fitting = |planter: &Self, from, to, block: usize| {
                planter.community(from) == planter.community(to) && (1..180).contains(&planter.homes[block])
            };
            if let Some((block, from, to)) = self.pick(fitting) {
                self.claims[to].push(block);
                flaws.doubled.push([from, to]);
                flaws.overlaps.push(to);
            }
        }
        for _ in 0..scale.overlaps.min(1) {
            if let Some((block, from, _)) = self.pick(|planter, _, _, block| (1..120).contains(&planter.homes[block])) {
                self.claims[from].retain(|claimed| *claimed != block);
                flaws.holes.push(from);
                flaws.bare.push(self.community(from));
            }
        }
    }

    /// A block of the town of a grid not yet spoiled, that grid, and a neighbouring one.
    fn pick(&mut self, fits: impl Fn(&Self, usize, usize, usize) -> bool) -> Option<(usize, usize, usize)> {
        let (_, _, left, right) = *self.neighbours.iter().find(|(_, _, left, right)| {
            let (from, to) = (self.town.blocks[*left].grid, self.town.blocks[*right].grid);
            let urban = |block: usize| self.town.blocks[block].ground == Ground::Urban;
            let land = |grid: usize| self.claims[grid].iter().filter(|block| urban(**block)).count();
            let fresh = !self.used.contains(&from) && !self.used.contains(&to);
            fresh && urban(*left) && urban(*right) && land(from) > 2 && fits(self, from, to, *left)
        })?;
        let (from, to) = (self.town.blocks[left].grid, self.town.blocks[right].grid);
        self.used.extend([from, to]);
        Some((left, from, to))
    }

    fn community(&self, grid: usize) -> usize {
        self.town.grids[grid].community
    }
}

fn seams(town: &Town) -> Vec<Seam> {
    let mut left_of: HashMap<(Vertex, Vertex), usize> = HashMap::new();
    for (index, block) in town.blocks.iter().enumerate() {
        for (corner, &from) in block.ring.iter().enumerate() {
            left_of.insert((from, block.ring[(corner + 1) % block.ring.len()]), index);
        }
    }
    let mut seams: Vec<Seam> = left_of
        .iter()
        .filter_map(|(&(from, to), &left)| Some((from, to, left, *left_of.get(&(to, from))?)))
        .filter(|(_, _, left, right)| town.blocks[*left].grid != town.blocks[*right].grid)
        .collect();
    seams.sort_unstable();
    seams
}

/// Bends the border of one grid by up to 1.5 m, and leaves its neighbour's where it is.
fn slivers(
    town: &Town,
    seams: &[Seam],
    mut used: BTreeSet<usize>,
    dice: &mut Dice,
    shapes: &mut [Vec<SpotPolygon>],
    flaws: &mut Flaws,
) {
    for &(from, to, left, right) in seams {
        if flaws.slivers.len() == town.scale.slivers {
            return;
        }
        let (grid, other) = (town.blocks[left].grid, town.blocks[right].grid);
        let (a, b): (Metres, Metres) = (town.mesh.at[from as usize], town.mesh.at[to as usize]);
        let length = distance(a, b);
        // Within one community, so that a sliver is no crossing of a community's border too.
        let apart = town.grids[grid].community != town.grids[other].community;
        if length < 60.0 || apart || used.contains(&grid) || used.contains(&other) {
            continue;
        }
        let across = [(b[1] - a[1]) / length, (a[0] - b[0]) / length];
        let off = if flaws.slivers.len().is_multiple_of(2) { dice.between(0.4, 1.4) } else { dice.between(-1.4, -0.4) };
        let bend = Spot::near(plus(blend(a, b, 0.5), off, across));
        if bent(&mut shapes[grid], town.mesh.spots[from as usize], town.mesh.spots[to as usize], bend) {
            used.extend([grid, other]);
            flaws.slivers.push(grid);
            if off > 0.0 {
                flaws.doubled.push([grid, other]);
            } else {
                flaws.bare.push(town.grids[grid].community);
            }
        }
    }
}

fn bent(shape: &mut [SpotPolygon], from: Spot, to: Spot, bend: Spot) -> bool {
    for ring in shape.iter_mut().flatten() {
        let edge = (0..ring.len()).find(|index| ring[*index] == from && ring[(index + 1) % ring.len()] == to);
        if let Some(index) = edge {
            ring.insert(index + 1, bend);
            return true;
        }
    }
    false
}
