//! The bound by prices, and the better choices that turn up on the way.

use super::anneal::anneal;
use super::instance::Instance;
use super::sift::Sift;
use super::tally::Tally;
use super::{Bounds, Effort};
use crate::siting::branch::{self, Search};
use crate::siting::dice::Dice;
use crate::siting::relax::{Pick, Relaxed, whole};
use crate::siting::set_cover::{self, Decision};

/// Prices go up in so many stages, a quarter of the effort each; after each the sites that they favour are tried together.
const STAGES: u64 = 3;
/// Phases of a stage at most, however small the instance is.
const PHASES: u32 = 60;
/// So many favoured sites are tried.
const FAVOURED: usize = 100;
const FAVOURED_PER_SITE: usize = 12;
/// A search of fewer nodes raises no bound.
const FEWEST_NODES: u32 = 20;

/// Prices near the best ones: a row that the greedy choice covers late is worth all it weighs, one that it covers early only
/// as much as makes its site no better than the last.
pub(super) fn first_prices(instance: &Instance, tally: &Tally) -> Vec<i64> {
    let mut prices: Vec<i64> = (0..instance.rows()).map(|row| instance.ceiling(row)).collect();
    let mut seen = vec![false; instance.rows()];
    let adds: Vec<u64> = tally.sites().iter().map(|site| instance.adds(*site, &mut seen)).collect();
    let last = adds.last().copied().unwrap_or(0);
    seen.fill(false);
    for (site, adds) in tally.sites().iter().zip(adds) {
        for row in instance.by_site.of(*site) {
            let row = *row as usize;
            if !std::mem::replace(&mut seen[row], true) && adds > 0 {
                prices[row] = (i128::from(prices[row]) * i128::from(last) / i128::from(adds)) as i64;
            }
        }
    }
    prices
}

/// The bound by prices, and the better choices that turn up on the way. Costs are weights left uncovered.
pub(super) fn price(
    instance: &Instance,
    k: usize,
    effort: Effort,
    prices: Vec<i64>,
    mut best: (u64, Vec<u32>),
    bounds: &mut Bounds,
) -> (u64, Vec<u32>) {
    let (mut sift, mut dice) = (Sift::new(instance, k, prices), Dice::default());
    for stage in 1..=STAGES {
        let until = effort.pairs / 4 * stage;
        run(&mut sift, until, best.0, bounds);
        if instance.total - best.0 == bounds.of(k) {
            return best;
        }
        let mut favoured = sift.often_picked(FAVOURED.max(k * FAVOURED_PER_SITE));
        favoured.extend(&best.1);
        favoured.sort_unstable();
        favoured.dedup();
        let (covered, sites) = anneal(instance, &favoured, &best.1, effort.pairs / 20, &mut dice);
        if instance.total - covered < best.0 {
            best = (instance.total - covered, sites);
        }
    }
    curve(&sift, effort.pairs / 24, bounds);
    cover_all(instance, k, &mut best, bounds);
    if instance.total - best.0 < bounds.of(k) {
        best = search(&sift, effort, best, bounds);
    }
    best
}

/// Walks until so many pairs were looked at.
fn run(sift: &mut Sift, until: u64, upper: u64, bounds: &mut Bounds) {
    for _ in 0..PHASES {
        if sift.pairs >= until || !sift.phase(upper as i64, bounds) {
            return;
        }
    }
}

/// Bounds for three points of the curve before its end, from the prices that are best there.
fn curve(sift: &Sift, pairs: u64, bounds: &mut Bounds) {
    let (instance, k) = (sift.instance, sift.k);
    for fewer in [k * 3 / 4, k / 2, k / 4].into_iter().filter(|fewer| *fewer > 0) {
        let upper = instance.total - bounds.of(fewer) / 50 * 49;
        run(&mut sift.renewed(fewer), pairs, upper, bounds);
    }
}

/// Branch and bound over the sites that the prices leave undecided.
fn search(sift: &Sift, effort: Effort, best: (u64, Vec<u32>), bounds: &mut Bounds) -> (u64, Vec<u32>) {
    let (core, ascent) = sift.undecided(best.0 as i64);
    let pairs_of_round = core.pairs() + 2 * core.rows() as u64;
    let nodes = effort.nodes.min((effort.pairs / 4 / (pairs_of_round * u64::from(branch::ROUNDS)).max(1)) as u32);
    if nodes < FEWEST_NODES {
        return best;
    }
    let mut search = Search::new(&core, sift.k, (best.0 as i64, Vec::new()), nodes);
    let bound = search.run(&ascent);
    bounds.lower(sift.k, sift.instance.total - bound.max(0) as u64);
    let (cost, numbers) = search.best;
    if (cost as u64) < best.0 { (cost as u64, core.sites_of(&numbers)) } else { best }
}

/// The prices that picked `k` sites bound every smaller choice too.
pub(super) fn lower_by_prices(instance: &Instance, pick: &Pick, k: usize, bounds: &mut Bounds) {
    for fewer in 1..=k {
        bounds.lower(fewer, instance.total - whole(pick.bound(fewer), instance.shift()).max(0) as u64);
    }
}

/// Where the prices cannot rule out that k sites cover everything, set cover can.
fn cover_all(instance: &Instance, k: usize, best: &mut (u64, Vec<u32>), bounds: &mut Bounds) {
    if best.0 == 0 || bounds.of(k) < instance.total || !set_cover::is_searched(&instance.by_site) {
        return;
    }
    match set_cover::reach_all(&instance.by_site, k) {
        Decision::Yes(sites) => *best = (0, sites),
        Decision::No => {
            let least = instance.weights.iter().min().copied().unwrap_or(0);
            bounds.lower(k, instance.total - least);
        }
        Decision::Open => {}
    }
}
