//! Maximal covering: which k sites reach the most people that nobody reaches yet, and how many any k sites could reach.
//!
//! 1. **Greedy**: again and again the site that adds most. It gives a first choice, and bounds: with what any sites add to a
//!    choice, k of them cannot add more than the k largest.
//! 2. **Swaps**: each site in turn gives way to whichever serves better beside the others, until none does ([`tally`]).
//! 3. **Prices**: the Lagrangian bound ([`super::relax`], [`sift`]); the sites that the prices favour are tried together
//!    ([`anneal`]).
//! 4. **Search**: where the bound is not met, branch and bound ([`super::branch`]) over the sites that the prices leave undecided.
//!
//! The answer is the best choice found on the way, whichever step found it. Ties fall to the lowest site.

mod alternatives;
mod anneal;
mod instance;
mod price;
mod sift;
mod tally;

pub use alternatives::Alternative;

use super::Catchments;
use instance::Instance;
use tally::Tally;

/// Which k sites reach the most?
#[derive(Clone, Copy, Debug)]
pub struct Question<'a> {
    /// Whom each site would reach.
    pub catchments: &'a Catchments,
    /// The weight of each demand row, for example the people who live there.
    pub weights: &'a [u32],
    /// The rows that are reached already and count for nobody.
    pub covered: &'a [bool],
}

/// How much work goes into the bound.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Effort {
    /// Pairs of site and row that may be looked at, about; less where the choice is proven best before. A billion take about a
    /// second.
    pub pairs: u64,
    /// Nodes that the search for a proof may look into, each worth forty rounds of the ascent.
    pub nodes: u32,
}

/// A chosen site.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Chosen {
    /// The site.
    pub site: u32,
    /// The weight it adds to the sites before it.
    pub adds: u64,
    /// Other sites that could stand in its place.
    pub alternatives: Vec<Alternative>,
}

/// The answer.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Cover {
    /// The sites, each the one that adds most to those before it. Fewer than were asked for where no other adds anything.
    pub sites: Vec<Chosen>,
    /// For each number of sites from 1 to k what no choice of so many can pass, in newly covered weight.
    pub upper_bound: Vec<u64>,
    /// Whether no other choice of k sites covers more.
    pub proven: bool,
}

impl Effort {
    /// The sites alone: the bound is the greedy one.
    pub const SITES: Self = Self { pairs: 0, nodes: 0 };
}

impl Default for Effort {
    /// A bound for thousands of sites, and a proof for a few hundred.
    fn default() -> Self {
        Self { pairs: 220_000_000, nodes: 2_000 }
    }
}

impl Cover {
    /// The newly covered weight.
    pub fn covered(&self) -> u64 {
        self.sites.iter().map(|chosen| chosen.adds).sum()
    }

    /// The newly covered weight after each site.
    pub fn curve(&self) -> impl Iterator<Item = u64> {
        self.sites.iter().scan(0, |total, chosen| {
            *total += chosen.adds;
            Some(*total)
        })
    }
}

/// Chooses k sites.
pub fn most_covered(question: &Question, k: usize, effort: Effort) -> Cover {
    let instance = Instance::of(question);
    let mut bounds = Bounds::new(k, instance.total);
    let mut tally = Tally::new(&instance);
    greedy(&mut tally, k, &mut bounds);
    let prices = price::first_prices(&instance, &tally);
    tally.swap();
    let mut best = (instance.total - tally.covered(), tally.sites().to_vec());
    if effort.pairs > 0 && k > 0 && bounds.of(k) > tally.covered() {
        best = price::price(&instance, k, effort, prices, best, &mut bounds);
    }
    answer(&instance, &best.1, bounds)
}

/// What no choice of 1, 2, … sites can pass.
struct Bounds(Vec<u64>);

impl Bounds {
    fn new(k: usize, total: u64) -> Self {
        Self(vec![total; k])
    }

    fn of(&self, k: usize) -> u64 {
        self.0[k - 1]
    }

    fn lower(&mut self, k: usize, to: u64) {
        self.0[k - 1] = self.0[k - 1].min(to);
    }
}

/// Adds the site that adds most, k times.
fn greedy(tally: &mut Tally, k: usize, bounds: &mut Bounds) {
    for _ in 0..k {
        lower_by_gains(tally, bounds);
        match tally.best() {
            Some((site, gain)) if gain > 0 => tally.open(site),
            _ => break,
        }
    }
    lower_by_gains(tally, bounds);
}

/// Any k sites cover at most what is covered and the k largest gains on top of it.
fn lower_by_gains(tally: &Tally, bounds: &mut Bounds) {
    let mut most = tally.covered();
    let gains = tally.largest_gains(bounds.0.len());
    for k in 1..=bounds.0.len() {
        most += gains.get(k - 1).copied().unwrap_or(0);
        bounds.lower(k, most);
    }
}

/// The sites in the order of what they add, with what could stand in their place.
fn answer(instance: &Instance, sites: &[u32], mut bounds: Bounds) -> Cover {
    let mut tally = Tally::among(instance, sites);
    let mut ordered = Vec::new();
    while let Some((site, adds)) = tally.best().filter(|(_, adds)| *adds > 0) {
        tally.open(site);
        ordered.push((site, adds));
    }
    let mut alternatives = alternatives::of(instance, tally.sites());
    let chosen = ordered.into_iter().map(|(site, adds)| {
        let alternatives = alternatives.remove(0);
        Chosen { site, adds, alternatives }
    });
    let sites: Vec<_> = chosen.collect();
    // What more sites cannot pass fewer cannot pass either.
    for k in (1..bounds.0.len()).rev() {
        bounds.0[k - 1] = bounds.0[k - 1].min(bounds.0[k]);
    }
    let mut cover = Cover { sites, upper_bound: bounds.0, proven: false };
    cover.proven = cover.upper_bound.last().is_none_or(|bound| *bound == cover.covered());
    cover
}
