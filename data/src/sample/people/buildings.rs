//! Buildings: every grid draws how many households it has, then compounds are built on its blocks until all have a home;
//! the blocks left over become offices, shops, industry, public buildings and parks.

use spatial::places::{BuildingKind, GridKind};

use super::footprint::{Layout, Plan, fronts, rows};
use crate::sample::chance::Dice;
use crate::sample::scale::Scale;
use crate::sample::town::Town;
use crate::sample::town::mesh::Ground;

/// A building of the town.
#[derive(Clone, Debug)]
pub(in crate::sample) struct House {
    pub(in crate::sample) plan: Plan,
    pub(in crate::sample) kind: BuildingKind,
    pub(in crate::sample) block: usize,
    pub(in crate::sample) grid: usize,
    pub(in crate::sample) floors: u16,
    pub(in crate::sample) homes: usize,
}

const TOWER: Layout = Layout { length: 34.0, depth: 17.0, gap: 16.0, court: 34.0, setback: 12.0, staggered: true };
const MID_RISE: Layout = Layout { length: 46.0, depth: 12.0, gap: 9.0, court: 19.0, setback: 9.0, staggered: false };
const DORMITORY: Layout = Layout { length: 52.0, depth: 15.0, gap: 10.0, court: 18.0, setback: 9.0, staggered: false };
const LOW: Layout = Layout { length: 11.0, depth: 9.0, gap: 3.5, court: 8.0, setback: 7.0, staggered: false };
const OFFICE: Layout = Layout { length: 42.0, depth: 30.0, gap: 16.0, court: 20.0, setback: 12.0, staggered: false };
const INDUSTRIAL: Layout =
    Layout { length: 68.0, depth: 32.0, gap: 12.0, court: 14.0, setback: 11.0, staggered: false };
const PUBLIC: Layout = Layout { length: 52.0, depth: 16.0, gap: 18.0, court: 26.0, setback: 14.0, staggered: false };
const SHOP: Layout = Layout { length: 26.0, depth: 11.0, gap: 7.0, court: 0.0, setback: 8.0, staggered: false };
const HOUSES: Layout = Layout { length: 11.0, depth: 9.0, gap: 5.0, court: 0.0, setback: 8.0, staggered: false };

/// σ of the logarithm of a grid's households.
const SIGMA: f64 = 0.22;
/// What households of residential grids live in, where dormitories, towers and slabs stand beside low houses; a rest of so
/// few moves into the large buildings that stand already.
const KINDS: [BuildingKind; 4] =
    [BuildingKind::Tower, BuildingKind::MidRise, BuildingKind::Dormitory, BuildingKind::Low];
/// The share of all households that lives in each: 1,400 towers of 120 among 400,000, 3,500 slabs of 48, 400 dormitories of
/// 100, 20,000 low houses of 1.2.
const SHARES: [f64; 4] = [0.42, 0.42, 0.10, 0.06];
const SMALL_REST: usize = 24;

/// Builds the town.
pub(in crate::sample) fn build(town: &Town, seed: u64) -> Vec<House> {
    let homes = homes_per_grid(town, seed);
    let wanted = wanted(town, &homes);
    let taken = vec![false; town.blocks.len()];
    let mut builder = Builder { town, dice: Dice::new(seed, "buildings"), houses: Vec::new(), taken, wanted };
    for (grid, homes) in homes.into_iter().enumerate() {
        builder.grid(grid, homes);
    }
    builder.houses
}

/// How many households of residential grids each kind is to house: villages live in low houses, dedicated grids in dormitories.
fn wanted(town: &Town, homes: &[usize]) -> [f64; 4] {
    let mut wanted = SHARES.map(|share| share * town.scale.households as f64);
    for (grid, homes) in town.grids.iter().zip(homes) {
        match grid.kind {
            GridKind::Residential => {}
            GridKind::Dedicated => wanted[2] -= *homes as f64,
            GridKind::Rural => wanted[3] -= *homes as f64,
        }
    }
    wanted
}

/// Households per grid: lognormal, brought to the size's total; a few grids are planted far over the limit.
fn homes_per_grid(town: &Town, seed: u64) -> Vec<usize> {
    let scale: &Scale = &town.scale;
    let mut dice = Dice::new(seed, "grid sizes");
    // A lognormal's mean is its median times exp(σ²/2).
    let median = scale.households as f64 / scale.grids() as f64 / (SIGMA * SIGMA / 2.0).exp();
    let draws = dice.normals(town.grids.len());
    let mut homes: Vec<f64> = draws.into_iter().map(|draw| median * (SIGMA * draw).exp()).collect();
    let residential: Vec<usize> =
        (0..homes.len()).filter(|grid| town.grids[*grid].kind == GridKind::Residential).collect();
    for _ in 0..scale.crowded {
        homes[*dice.pick(&residential)] = dice.between(2.5, 2.75) * median;
    }
    let factor = scale.households as f64 / homes.iter().sum::<f64>();
    let mut homes: Vec<usize> = homes.into_iter().map(|count| (count * factor).round() as usize).collect();
    // The rounding's rest goes to the first residential grid that is far from a limit.
    let rest = scale.households as i64 - homes.iter().sum::<usize>() as i64;
    if let Some(&grid) = residential.first() {
        homes[grid] = (homes[grid] as i64 + rest).max(1) as usize;
    }
    homes
}

struct Builder<'a> {
    town: &'a Town,
    dice: Dice,
    houses: Vec<House>,
    taken: Vec<bool>,
    /// By kind, households of residential grids still to be housed in it.
    wanted: [f64; 4],
}

impl Builder<'_> {
    fn grid(&mut self, grid: usize, homes: usize) {
        let town = self.town;
        let mut blocks: Vec<usize> = town.grids[grid].blocks.clone();
        blocks.retain(|block| matches!(town.blocks[*block].ground, Ground::Urban | Ground::Rural));
        self.dice.shuffle(&mut blocks);
        let first = self.houses.len();
        let left = match town.grids[grid].kind {
            GridKind::Rural => self.village(&mut blocks, homes),
            GridKind::Dedicated => self.dedicated(&blocks, homes),
            GridKind::Residential => self.compounds(first, &blocks, homes),
        };
        self.squeeze(first, left);
        for block in blocks {
            if !self.taken[block] && town.blocks[block].ground == Ground::Urban {
                self.other(block);
            }
        }
    }

    /// Compounds of one kind per block; the kinds by what the town still lacks and by how far out the grid is.
    fn compounds(&mut self, first: usize, blocks: &[usize], homes: usize) -> usize {
        let out = self.town.outwardness(self.town.grids[self.town.blocks[blocks[0]].grid].at);
        let mut left = homes;
        let old_quarter = self.dice.chance(0.2);
        // A block of low houses takes in a quarter of what one of slabs does: it has to be chosen more often.
        let habit = [
            if out < 0.45 { 1.2 } else { 1.0 },
            1.0,
            if out > 0.75 { 3.0 } else { 0.35 },
            if old_quarter { 24.0 } else { 1.2 },
        ];
        for (nth, &block) in blocks.iter().enumerate() {
            if left == 0 || left < SMALL_REST && self.has_large(first) {
                break;
            }
            let weights: Vec<f64> =
                self.wanted.iter().zip(habit).map(|(wanted, habit)| wanted.max(1.0) * habit).collect();
            // A tower that would stand half empty is no tower.
            let kind = match KINDS[self.dice.weighted(&weights)] {
                BuildingKind::Tower if left < 70 && (homes >= 70 || left <= 25) => BuildingKind::MidRise,
                // Low houses alone could not take a rest in.
                BuildingKind::Low if 2 * nth >= blocks.len() && left >= SMALL_REST => BuildingKind::MidRise,
                kind => kind,
            };
            left -= self.compound(block, kind, left);
        }
        for &block in blocks {
            if left == 0 || left < SMALL_REST && self.has_large(first) {
                break;
            }
            left -= self.infill(block, left);
        }
        left
    }

    /// Whether the grid whose buildings begin at `first` has a large one.
    fn has_large(&self, first: usize) -> bool {
        self.houses[first..].iter().any(is_large)
    }

    fn compound(&mut self, block: usize, kind: BuildingKind, left: usize) -> usize {
        let layout = match kind {
            BuildingKind::Tower => TOWER,
            BuildingKind::Dormitory => DORMITORY,
            BuildingKind::Low => LOW,
            _ => MID_RISE,
        };
        let mut plans = rows(&self.town.blocks[block], layout);
        // A compound has its green: not every place is built on.
        if plans.len() > 3 {
            let keep = (plans.len() as f64 * self.dice.between(0.62, 0.95)).ceil() as usize;
            if kind != BuildingKind::Low {
                plans.truncate(keep);
            }
        }
        let before = left;
        let mut left = left;
        for plan in plans {
            if left == 0 {
                break;
            }
            let (homes, floors) = self.size(kind, left);
            left -= homes;
            self.add(plan, kind, block, floors, homes);
        }
        if before > left {
            self.taken[block] = true;
            self.shops(block, if kind == BuildingKind::Low { 0.3 } else { 0.58 });
        }
        before - left
    }

    /// Households and floors of one building, at most `left`; a rest too small for a building of its own is taken along.
    fn size(&mut self, kind: BuildingKind, left: usize) -> (usize, u16) {
        let (per_floor, floors) = match kind {
            BuildingKind::Tower => (4, 24 + self.dice.below(13)),
            BuildingKind::Dormitory => (20, 4 + self.dice.below(3)),
            BuildingKind::Low => (1, 1 + usize::from(self.dice.chance(0.2))),
            _ => (6 + 2 * self.dice.below(3), 6),
        };
        let want = per_floor * floors;
        let spare = if kind == BuildingKind::Low { 0 } else { want / 3 };
        let homes = if left <= want + spare { left } else { want };
        let floors = if kind == BuildingKind::Low { floors } else { homes.div_ceil(per_floor) };
        (homes, floors as u16)
    }

    /// What could not be housed by compounds goes into single buildings between the others.
    fn infill(&mut self, block: usize, left: usize) -> usize {
        let block_of = &self.town.blocks[block];
        let kind = if left >= SMALL_REST { BuildingKind::MidRise } else { BuildingKind::Low };
        let layout = if kind == BuildingKind::MidRise { MID_RISE } else { LOW };
        let plans: Vec<Plan> = rows(block_of, layout)
            .into_iter()
            .filter(|plan| {
                self.houses.iter().rev().take(400).all(|house| house.block != block || plan.is_apart(&house.plan, 7.0))
            })
            .collect();
        let mut housed = 0;
        for plan in plans {
            if housed == left {
                break;
            }
            let (homes, floors) = self.size(kind, left - housed);
            housed += homes;
            self.taken[block] = true;
            self.add(plan, kind, block, floors, homes);
        }
        housed
    }

    /// Hamlets: houses in rows on small blocks, then along the roads of the larger ones.
    fn village(&mut self, blocks: &mut [usize], homes: usize) -> usize {
        let town = self.town;
        blocks.sort_by(|a, b| {
            let small = |block: &usize| town.blocks[*block].area_m2 > 60_000.0;
            small(a).cmp(&small(b))
        });
        let mut left = homes;
        let hamlet = blocks.iter().filter(|block| town.blocks[**block].area_m2 < 60_000.0).count().max(1);
        for share in [1.0, 4.0, 16.0] {
            for &block in blocks.iter() {
                let along_roads = fronts(&town.blocks[block], HOUSES);
                let mut quota = (share * homes as f64 / hamlet as f64).ceil() as usize;
                for plan in along_roads {
                    if left == 0 || quota == 0 {
                        break;
                    }
                    let apart = |house: &House| house.block != block || plan.is_apart(&house.plan, 3.0);
                    if self.dice.chance(0.06) || !self.houses.iter().rev().take(500).all(apart) {
                        continue;
                    }
                    let (count, floors) = self.size(BuildingKind::Low, left);
                    left -= count;
                    quota -= 1;
                    self.taken[block] = true;
                    self.add(plan, BuildingKind::Low, block, floors, count);
                }
            }
        }
        left
    }

    /// Industry, offices, schools; who lives there lives in dormitories.
    fn dedicated(&mut self, blocks: &[usize], homes: usize) -> usize {
        let name = &self.town.grids[self.town.blocks[blocks[0]].grid].name;
        let kind = if name.contains("学校") {
            BuildingKind::Public
        } else if name.contains('园') {
            BuildingKind::Industrial
        } else {
            BuildingKind::Office
        };
        let mut left = homes;
        let half = blocks.len().div_ceil(2);
        for &block in &blocks[..half] {
            left -= self.compound(block, BuildingKind::Dormitory, left);
        }
        for &block in &blocks[half..] {
            self.fill(block, kind, 1.0);
        }
        for &block in &blocks[half..] {
            if left > 0 {
                left -= self.infill(block, left);
            }
        }
        left
    }

    /// A block without homes.
    fn other(&mut self, block: usize) {
        let out = self.town.outwardness(self.town.grids[self.town.blocks[block].grid].at);
        let weights = if out < 0.4 {
            [0.44, 0.26, 0.0, 0.18, 0.12]
        } else {
            [0.2, 0.22, if out > 0.7 { 0.3 } else { 0.06 }, 0.24, 0.16]
        };
        match self.dice.weighted(&weights) {
            0 => self.fill(block, BuildingKind::Office, 0.9),
            1 => self.shops(block, 0.8),
            2 => self.fill(block, BuildingKind::Industrial, 0.8),
            3 => self.fill(block, BuildingKind::Public, 0.75),
            // A park.
            _ => {}
        }
    }

    fn fill(&mut self, block: usize, kind: BuildingKind, share: f64) {
        let layout = match kind {
            BuildingKind::Industrial => INDUSTRIAL,
            BuildingKind::Office => OFFICE,
            _ => PUBLIC,
        };
        self.taken[block] = true;
        for plan in rows(&self.town.blocks[block], layout) {
            if self.dice.chance(share) {
                let floors = match kind {
                    BuildingKind::Industrial => 1 + self.dice.below(3),
                    BuildingKind::Office => 6 + self.dice.below(24),
                    _ => 3 + self.dice.below(4),
                };
                self.add(plan, kind, block, floors as u16, 0);
            }
        }
    }

    /// Shops along the streets, where nothing else stands.
    fn shops(&mut self, block: usize, share: f64) {
        for plan in fronts(&self.town.blocks[block], SHOP) {
            let apart = |house: &House| house.block != block || plan.is_apart(&house.plan, 4.0);
            if self.dice.chance(share) && self.houses.iter().rev().take(200).all(apart) {
                let floors = 1 + self.dice.below(3) as u16;
                self.add(plan, BuildingKind::Shop, block, floors, 0);
            }
        }
    }

    fn add(&mut self, plan: Plan, kind: BuildingKind, block: usize, floors: u16, homes: usize) {
        let grid = self.town.blocks[block].grid;
        if self.town.grids[grid].kind == GridKind::Residential
            && let Some(nth) = KINDS.iter().position(|known| *known == kind)
        {
            self.wanted[nth] -= homes as f64;
        }
        self.houses.push(House { plan, kind, block, grid, floors: floors.max(1), homes });
    }

    /// Where no compound fits, the grid's first building that stands is lived in too.
    fn last_resort(&mut self, first: usize, left: usize) -> usize {
        let Some(house) = self.houses.get_mut(first) else { return 0 };
        (house.kind, house.homes) = (BuildingKind::Dormitory, left);
        left
    }

    /// A grid without room for everybody builds higher, where it is high already.
    fn squeeze(&mut self, first: usize, mut left: usize) {
        if left > 0 && self.houses[first..].iter().all(|house| house.homes == 0) {
            left -= self.last_resort(first, left);
        }
        let mut built: Vec<usize> = (first..self.houses.len()).filter(|house| self.houses[*house].homes > 0).collect();
        if self.has_large(first) {
            built.retain(|house| is_large(&self.houses[*house]));
        }
        for &house in built.iter().cycle().take(if built.is_empty() { 0 } else { left.div_ceil(2) }) {
            let more = left.min(2);
            self.houses[house].homes += more;
            left -= more;
        }
    }
}

/// A building that a household more or less does not change.
fn is_large(house: &House) -> bool {
    house.homes > 0 && house.kind != BuildingKind::Low
}

/// A plan by its numbers.
pub(in crate::sample) fn plan(
    at: crate::sample::ground::Metres,
    along: crate::sample::ground::Metres,
    half_length: f64,
    half_depth: f64,
) -> Plan {
    Plan { at, along, half_length, half_depth }
}

/// A public building that nobody lives in.
pub(in crate::sample) fn planted(plan: Plan, block: usize, grid: usize) -> House {
    House { plan, kind: BuildingKind::Public, block, grid, floors: 2, homes: 0 }
}
