//! Party members: at home in the grids (negative binomial, r 1.5), at work in the units.

use spatial::places::{MemberKind, Tenure};

use super::homes::Home;
use super::units::Unit;
use crate::sample::chance::Dice;
use crate::sample::town::Town;

/// Members work where many work, and more than in proportion: an enterprise of ten has seldom one.
const CROWDING: f64 = 1.45;

/// A row of the members' list.
#[derive(Clone, Debug)]
pub(in crate::sample) struct Member {
    pub(in crate::sample) community: usize,
    pub(in crate::sample) kind: Option<MemberKind>,
    pub(in crate::sample) birth_year: Option<u16>,
    pub(in crate::sample) woman: bool,
    pub(in crate::sample) home: Option<usize>,
    pub(in crate::sample) unit: Option<usize>,
    pub(in crate::sample) organisation: Option<usize>,
    pub(in crate::sample) active: bool,
    pub(in crate::sample) eligible: Option<bool>,
}

/// Everybody on the list.
pub(in crate::sample) fn enrol(town: &Town, homes: &[Home], units: &[Unit], seed: u64) -> Vec<Member> {
    let mut dice = Dice::new(seed, "members");
    let by_grid = lived_in(town, homes);
    let mut weights = weights(by_grid.len(), &mut dice);
    // Those that would have the fewest have none at all.
    let mut order: Vec<usize> = (0..weights.len()).collect();
    order.sort_by(|a, b| weights[*a].total_cmp(&weights[*b]).then(a.cmp(b)));
    for grid in order.into_iter().take(town.scale.memberless) {
        weights[grid] = 0.0;
    }
    let grids = sums(&weights);
    let staff = sums(
        &units
            .iter()
            .map(|unit| if unit.operating { f64::from(unit.staff.unwrap_or(3)).powf(CROWDING) } else { 0.0 })
            .collect::<Vec<_>>(),
    );
    (0..town.scale.members)
        .map(|_| {
            let grid = drawn(&grids, &mut dice);
            let home = *dice.pick(&by_grid[grid]);
            let mut member = member(home, homes[home].community, &mut dice);
            let working = member.birth_year.is_some_and(|year| year > 1964) && dice.chance(0.66);
            member.unit = working.then(|| drawn(&staff, &mut dice));
            member
        })
        .collect()
}

/// Gamma weights, drawn anew until their spread is that of the shape 1.5; of a few grids nobody can ask that.
fn weights(grids: usize, dice: &mut Dice) -> Vec<f64> {
    for _ in 0..200 {
        let weights: Vec<f64> = (0..grids).map(|_| dice.gamma_one_and_a_half()).collect();
        let mean = weights.iter().sum::<f64>() / grids as f64;
        let variance = weights.iter().map(|weight| (weight - mean).powi(2)).sum::<f64>() / grids as f64;
        if grids < 50 || (mean * mean / variance - 1.5).abs() < 0.03 {
            return weights;
        }
    }
    (0..grids).map(|_| dice.gamma_one_and_a_half()).collect()
}

fn lived_in(town: &Town, homes: &[Home]) -> Vec<Vec<usize>> {
    let mut by_grid = vec![Vec::new(); town.grids.len()];
    for (index, home) in homes.iter().enumerate() {
        if home.tenure != Some(Tenure::Vacant) && home.original.is_none() {
            by_grid[home.grid].push(index);
        }
    }
    by_grid
}

fn member(home: usize, community: usize, dice: &mut Dice) -> Member {
    let age = match dice.weighted(&[12.5, 22.3, 18.6, 18.5, 28.1]) {
        0 => dice.between(19.0, 31.0),
        1 => dice.between(31.0, 41.0),
        2 => dice.between(41.0, 51.0),
        3 => dice.between(51.0, 61.0),
        _ => dice.between(61.0, 90.0),
    };
    let left = dice.chance(0.05);
    let kind = match dice.unit() {
        share if share < 0.976 => Some(MemberKind::Full),
        share if share < 0.994 => Some(MemberKind::Probationary),
        _ => None,
    };
    let eligible = match dice.unit() {
        share if share < 0.02 => None,
        share => Some(share < if age > 70.0 { 0.1 } else { 0.745 }),
    };
    Member {
        community,
        kind,
        birth_year: Some(2026 - age as u16).filter(|_| !dice.chance(0.003)),
        woman: dice.chance(0.304),
        home: Some(home).filter(|_| !dice.chance(0.012)),
        unit: None,
        organisation: None,
        active: !left && !dice.chance(0.004),
        eligible: if left { Some(true) } else { eligible },
    }
}

fn sums(weights: &[f64]) -> Vec<f64> {
    let mut sum = 0.0;
    weights
        .iter()
        .map(|weight| {
            sum += weight;
            sum
        })
        .collect()
}

fn drawn(sums: &[f64], dice: &mut Dice) -> usize {
    let want = dice.unit() * sums.last().copied().unwrap_or(0.0);
    sums.partition_point(|sum| *sum <= want).min(sums.len().saturating_sub(1))
}
