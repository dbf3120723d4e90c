//! p-median: which p sites make the way of all clients together, weight × distance to the nearest one, shortest.
//!
//! Greedy, then fast interchange (Whitaker; [`interchange`]), then the Lagrangian bound ([`super::relax`]), whose choices are
//! interchanged in their turn, then branch and bound ([`super::branch`]) as far as it is allowed to go.

mod interchange;

use super::Distances;
use super::branch::Search;
use super::dice::Dice;
use super::relax::{Ascent, Fix, Pace, Relaxed, whole};
use interchange::Choice;

/// Rounds of the ascent of prices.
const ROUNDS: u32 = 1_500;
/// Nodes of the search for a proof.
const NODES: u32 = 200;
/// How often, and by how many exchanges at most, a choice is left to find a better one.
const SHAKES: usize = 400;
const FARTHEST: usize = 6;
/// Prices have at most so many binary places after the point.
const FINEST: u32 = 10;
/// A choice that the prices suggest is interchanged when it costs at most this much more than the best, per mille.
const PROMISING_PERMILLE: i64 = 30;

/// The answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Median {
    /// The sites, ascending.
    pub sites: Vec<u32>,
    /// Weight × distance to the nearest of them, over all clients.
    pub cost: u64,
    /// What no p sites cost less than.
    pub lower_bound: u64,
    /// Whether no other p sites cost less.
    pub proven: bool,
}

/// Chooses p sites (all, where there are no more); `None` where p or the number of sites is 0.
pub fn p_median(distances: &Distances, p: usize) -> Option<Median> {
    let p = p.min(distances.sites());
    if p == 0 {
        return None;
    }
    let task = Task::of(distances);
    let mut choice = Choice::greedy(distances, p);
    choice.interchange();
    let mut best = (choice.cost(), choice.sites().to_vec());
    let mut ascent = Ascent::from(task.first_prices(&choice), Pace::EVERY_ROUND);
    ascent.climb(&task, (p, &vec![Fix::Free; distances.sites()]), ROUNDS, best.0, |pick| {
        let cost = task.cost(&pick.sites);
        if cost <= best.0 + best.0 / 1000 * PROMISING_PERMILLE && !same(&pick.sites, &best.1) {
            let mut choice = Choice::of(distances, &pick.sites);
            choice.interchange();
            if choice.cost() < best.0 {
                best = (choice.cost(), choice.sites().to_vec());
            }
        }
        Some(best.0)
    });
    let mut bound = whole(ascent.bound(), task.shift()).min(best.0);
    if bound < best.0 && p < distances.sites() {
        best = shake(distances, &best.1, bound);
    }
    if bound < best.0 {
        let mut search = Search::new(&task, p, best, NODES);
        bound = bound.max(search.run(&ascent));
        best = search.best;
    }
    best.1.sort_unstable();
    Some(Median { sites: best.1, cost: best.0 as u64, lower_bound: bound.max(0) as u64, proven: bound >= best.0 })
}

/// Leaves the best choice in every direction, by one exchange or a few, and walks back uphill; goes on from whatever is better.
fn shake(distances: &Distances, sites: &[u32], bound: i64) -> (i64, Vec<u32>) {
    let mut dice = Dice::default();
    let mut here = Choice::of(distances, sites);
    for round in 0..SHAKES {
        if here.cost() <= bound {
            break;
        }
        let mut other = here.shaken(1 + round % FARTHEST, &mut dice);
        other.interchange();
        if other.cost() <= here.cost() {
            here = other;
        }
    }
    (here.cost(), here.sites().to_vec())
}

fn same(a: &[u32], b: &[u32]) -> bool {
    a.len() == b.len() && a.iter().all(|site| b.contains(site))
}

/// The task in prices.
struct Task<'a> {
    distances: &'a Distances,
    shift: u32,
    /// Site by site the cost of every client, in prices.
    costs: Vec<i64>,
    ceilings: Vec<i64>,
}

impl<'a> Task<'a> {
    fn of(distances: &'a Distances) -> Self {
        let worst = (0..distances.clients()).map(|client| distances.worst(client));
        let shift = worst.clone().sum::<u64>().leading_zeros().saturating_sub(2).min(FINEST);
        let ceilings = worst.map(|worst| (worst as i64) << shift).collect();
        let of_site = |site: u32| distances.costs(site).map(move |cost| cost << shift);
        let costs = (0..distances.sites() as u32).flat_map(of_site).collect();
        Self { distances, shift, costs, ceilings }
    }

    fn costs_of(&self, site: usize) -> &[i64] {
        let clients = self.distances.clients();
        &self.costs[site * clients..(site + 1) * clients]
    }

    /// Between what a client pays in a good choice and what it would pay at the second of its sites.
    fn first_prices(&self, choice: &Choice) -> Vec<i64> {
        (0..self.distances.clients())
            .map(|client| {
                let (first, second) = choice.costs_of(client);
                (i64::midpoint(first, second) << self.shift).min(self.ceilings[client])
            })
            .collect()
    }
}

impl Relaxed for Task<'_> {
    fn rows(&self) -> usize {
        self.distances.clients()
    }

    fn sites(&self) -> usize {
        self.distances.sites()
    }

    fn shift(&self) -> u32 {
        self.shift
    }

    fn ceiling(&self, row: usize) -> i64 {
        self.ceilings[row]
    }

    fn savings(&self, prices: &[i64], savings: &mut [i64]) {
        for (site, saving) in savings.iter_mut().enumerate() {
            *saving = prices.iter().zip(self.costs_of(site)).map(|(price, cost)| (price - cost).max(0)).sum();
        }
    }

    fn claim(&self, site: u32, prices: &[i64], claims: &mut [i32]) {
        for ((claim, price), cost) in claims.iter_mut().zip(prices).zip(self.costs_of(site as usize)) {
            *claim += i32::from(cost < price);
        }
    }

    fn cost(&self, sites: &[u32]) -> i64 {
        Choice::of(self.distances, sites).cost()
    }
}
