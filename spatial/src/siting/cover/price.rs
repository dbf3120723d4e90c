//! The bound by prices, and the better choices that turn up on the way.

use super::instance::Instance;
use super::tally::Tally;
use super::{Bounds, Effort};
use crate::siting::branch::Search;
use crate::siting::relax::{Ascent, Fix, Pick, Relaxed, whole};
use crate::siting::set_cover::{self, Decision};

/// Choices that cover at least this much of the best are swapped: so many of them, spread over the ascent.
const NEAR_PERCENT: u64 = 50;
const SWAPS: u32 = 16;
/// A node of the search is worth so many looks at all pairs; a quarter of the effort goes there.
const PAIRS_PER_NODE: u64 = 160;

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
    mut ascent: Ascent,
    best: (u64, Vec<u32>),
    bounds: &mut Bounds,
) -> (u64, Vec<u32>) {
    let pairs = instance.by_site.pairs().max(1) as u64;
    let rounds = (effort.pairs / pairs).min(2_000) as u32;
    let free = vec![Fix::Free; instance.sites()];
    let mut promising = Promising { instance, best, rest: rounds * 3 / 4 / SWAPS, resting: 0 };
    ascent.climb(instance, (k, &free), rounds * 3 / 4, promising.best.0 as i64, |pick| {
        lower_by_prices(instance, pick, k, bounds);
        promising.weigh(&pick.sites).then_some(promising.best.0 as i64)
    });
    let mut best = promising.best;
    let proof = ascent.renewed();
    // The rest for three points of the curve before it.
    for fewer in [k * 3 / 4, k / 2, k / 4].into_iter().filter(|fewer| *fewer > 0) {
        ascent = ascent.renewed();
        let upper = (instance.total - bounds.of(fewer) / 50 * 49) as i64;
        ascent.climb(instance, (fewer, &free), rounds / 12, upper, |pick| {
            lower_by_prices(instance, pick, fewer, bounds);
            None
        });
    }
    cover_all(instance, k, &mut best, bounds);
    let nodes = effort.nodes.min((effort.pairs / (pairs * PAIRS_PER_NODE)) as u32);
    if instance.total - best.0 < bounds.of(k) && nodes > 0 {
        let mut search = Search::new(instance, k, (best.0 as i64, best.1), nodes);
        let bound = search.run(&proof);
        bounds.lower(k, instance.total - bound.max(0) as u64);
        best = (search.best.0 as u64, search.best.1);
    }
    best
}

/// The prices that picked `k` sites bound every smaller choice too.
fn lower_by_prices(instance: &Instance, pick: &Pick, k: usize, bounds: &mut Bounds) {
    for fewer in 1..=k {
        bounds.lower(fewer, instance.total - whole(pick.bound(fewer), instance.shift()).max(0) as u64);
    }
}

/// Choices that the prices suggest. Those that come near the best are swapped: prices see the whole map where a swap sees one
/// site, and together they leave hills that neither leaves alone.
struct Promising<'a> {
    instance: &'a Instance,
    /// The weight that the best choice leaves uncovered, and its sites.
    best: (u64, Vec<u32>),
    /// After one is swapped so many pass by.
    rest: u32,
    /// How many are still to.
    resting: u32,
}

impl Promising<'_> {
    /// Whether the pick is, or leads to, a better choice than the best.
    fn weigh(&mut self, sites: &[u32]) -> bool {
        self.resting = self.resting.saturating_sub(1);
        let (total, cost) = (self.instance.total, self.instance.cost(sites) as u64);
        let near = (total - cost) >= (total - self.best.0) / 100 * NEAR_PERCENT;
        let better = cost < self.best.0;
        if better {
            self.best = (cost, sites.to_vec());
        }
        if !near || self.resting > 0 {
            return better;
        }
        self.resting = self.rest;
        let mut tally = Tally::new(self.instance);
        for site in sites {
            tally.open(*site);
        }
        tally.swap();
        let better = better || total - tally.covered() < self.best.0;
        if total - tally.covered() < self.best.0 {
            self.best = (total - tally.covered(), tally.sites().to_vec());
        }
        better
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
            bounds.lower(k, instance.total - u64::from(least));
        }
        Decision::Open => {}
    }
}
