//! Micro-grids, hub households with their circles, leaders of grids and of buildings.

use spatial::places::BuildingKind;

use super::Tie;
use crate::sample::chance::Dice;
use crate::sample::register::Register;
use crate::sample::truth::Truth;
use crate::sample::truth::place::Standing;

/// Micro-grids of one grid, where it has so many buildings.
const MICRO_GRIDS: usize = 9;
/// A circle has room for so many.
const CIRCLE: usize = 14;

/// A row of the micro-grids' list.
#[derive(Clone, Debug)]
pub(in crate::sample) struct MicroGrid {
    pub(in crate::sample) grid: usize,
    /// From 1.
    pub(in crate::sample) number: usize,
    pub(in crate::sample) buildings: Vec<usize>,
}

/// A row of the hub households' list.
#[derive(Clone, Copy, Debug)]
pub(in crate::sample) struct Hub {
    pub(in crate::sample) home: usize,
    pub(in crate::sample) days: u16,
}

/// Neighbouring buildings of a grid in nine groups, or each its own where there are fewer. A grid whose code is spoiled has none: its micro-grids could
/// have no codes.
pub(in crate::sample) fn micro_grids(register: &Register) -> Vec<MicroGrid> {
    let mut by_grid = vec![Vec::new(); register.town.grids.len()];
    for (building, house) in register.houses.iter().enumerate() {
        by_grid[house.grid].push(building);
    }
    let bad = &register.mosaic.flaws.bad_codes;
    let mut micro_grids = Vec::new();
    for (grid, mut buildings) in by_grid.into_iter().enumerate().filter(|(grid, _)| !bad.contains(grid)) {
        buildings.sort_by_key(|building| (register.houses[*building].block, *building));
        let groups = buildings.len().min(MICRO_GRIDS);
        micro_grids.extend((1..=groups).map(|number| {
            let [from, to] = [number - 1, number].map(|nth| buildings.len() * nth / groups);
            MicroGrid { grid, number, buildings: buildings[from..to].to_vec() }
        }));
    }
    micro_grids
}

/// Three hub households a grid, now and then one, none or six; the members of the grid join their circles in turn.
pub(super) fn hubs(register: &Register, truth: &Truth, ties: &mut [Tie], seed: u64) -> Vec<Hub> {
    let mut dice = Dice::new(seed, "hub households");
    let mut by_grid = vec![Vec::new(); register.town.grids.len()];
    for (index, member) in register.members.iter().enumerate().filter(|(_, member)| member.active) {
        if let (Standing::In(grid), Some(home)) = (truth.members[index], member.home) {
            by_grid[grid].push((index, home));
        }
    }
    let mut hubs = Vec::new();
    for members in by_grid {
        let wanted = [3, 2, 4, 1, 0, 6][dice.weighted(&[78.0, 8.0, 6.0, 3.0, 3.0, 2.0])];
        let mut homes: Vec<usize> = members.iter().map(|(_, home)| *home).collect();
        homes.sort_unstable();
        homes.dedup();
        homes.retain(|home| register.homes[*home].original.is_none());
        dice.shuffle(&mut homes);
        homes.truncate(wanted);
        for (nth, (member, _)) in members.iter().take(homes.len() * CIRCLE).enumerate() {
            ties[*member].hub = Some(homes[nth % homes.len()]);
        }
        hubs.extend(homes.into_iter().map(|home| Hub { home, days: 40 + dice.below(900) as u16 }));
    }
    hubs.sort_unstable_by_key(|hub| hub.home);
    hubs
}

/// Leaders in 85 % of the residential buildings, by the grid's habits.
pub(in crate::sample) fn leaders(register: &Register, seed: u64) -> Vec<Option<u16>> {
    let mut dice = Dice::new(seed, "building leaders");
    let habits: Vec<f64> = register.town.grids.iter().map(|_| if dice.chance(0.2) { 0.5 } else { 0.937 }).collect();
    let houses = register.houses.iter();
    houses
        .map(|house| {
            let (led, days) = (dice.chance(habits[house.grid]), 20 + dice.below(1_200) as u16);
            Some(days).filter(|_| led && has_a_leader(house.kind))
        })
        .collect()
}

/// L7's buildings.
pub(in crate::sample) fn has_a_leader(kind: BuildingKind) -> bool {
    matches!(kind, BuildingKind::Tower | BuildingKind::MidRise | BuildingKind::Dormitory)
}

/// Grids without a leader: 2 %.
pub(in crate::sample) fn leaderless(register: &Register, seed: u64) -> Vec<usize> {
    let mut dice = Dice::new(seed, "leaderless grids");
    let mut grids: Vec<usize> = (0..register.town.grids.len()).collect();
    dice.shuffle(&mut grids);
    grids.truncate((grids.len() as f64 * 0.02).round() as usize);
    grids
}
