//! The part of a question that is open: rows that weigh something, are not covered, and can be.

use std::collections::HashMap;

use super::Question;
use crate::siting::Catchments;
use crate::siting::relax::Relaxed;

/// Prices have at most so many binary places after the point.
const FINEST: u32 = 10;

/// Sites as in the question; rows that the same sites reach are one, with their weights together.
pub(super) struct Instance {
    pub(super) by_site: Catchments,
    pub(super) by_row: Catchments,
    pub(super) weights: Vec<u64>,
    /// All weights.
    pub(super) total: u64,
    shift: u32,
}

impl Instance {
    pub(super) fn of(question: &Question) -> Self {
        Self::built(&question.catchments.turned(), |row| {
            let covered = question.covered.get(row).copied().unwrap_or(false);
            question.weights.get(row).filter(|_| !covered).map_or(0, |weight| u64::from(*weight))
        })
    }

    /// The same question for these sites alone, numbered anew in their order.
    pub(super) fn among(&self, sites: &[u32]) -> Self {
        let mut some = Catchments::empty(self.rows());
        for site in sites {
            some.push(self.by_site.of(*site).iter().copied());
        }
        Self::built(&some.turned(), |row| self.weights[row])
    }

    fn built(reached_by: &Catchments, weight: impl Fn(usize) -> u64) -> Self {
        let mut numbers: HashMap<&[u32], usize> = HashMap::new();
        let (mut by_row, mut weights) = (Catchments::empty(reached_by.demand()), Vec::new());
        for (row, sites) in reached_by.iter().enumerate() {
            let weight = weight(row);
            if sites.is_empty() || weight == 0 {
                continue;
            }
            let number = *numbers.entry(sites).or_insert(weights.len());
            if number == weights.len() {
                weights.push(0);
                by_row.push(sites.iter().copied());
            }
            weights[number] += weight;
        }
        let total = weights.iter().sum::<u64>();
        let shift = total.leading_zeros().saturating_sub(2).min(FINEST);
        Self { by_site: by_row.turned(), by_row, weights, total, shift }
    }

    /// The weight of a site's rows that were not seen before; now they are.
    pub(super) fn adds(&self, site: u32, seen: &mut [bool]) -> u64 {
        let rows = self.by_site.of(site).iter().map(|row| *row as usize);
        rows.filter(|row| !std::mem::replace(&mut seen[*row], true)).map(|row| self.weights[row]).sum()
    }
}

/// The cost of a choice is the weight it leaves uncovered: a row costs nothing where a chosen site reaches it, else its weight.
impl Relaxed for Instance {
    fn rows(&self) -> usize {
        self.weights.len()
    }

    fn sites(&self) -> usize {
        self.by_site.sites()
    }

    fn shift(&self) -> u32 {
        self.shift
    }

    fn ceiling(&self, row: usize) -> i64 {
        (self.weights[row] as i64) << self.shift
    }

    fn savings(&self, prices: &[i64], savings: &mut [i64]) {
        for (saving, rows) in savings.iter_mut().zip(self.by_site.iter()) {
            *saving = rows.iter().map(|row| prices[*row as usize]).sum();
        }
    }

    fn claim(&self, site: u32, _prices: &[i64], claims: &mut [i32]) {
        self.by_site.of(site).iter().for_each(|row| claims[*row as usize] += 1);
    }

    fn cost(&self, sites: &[u32]) -> i64 {
        let mut seen = vec![false; self.rows()];
        let covered: u64 = sites.iter().map(|site| self.adds(*site, &mut seen)).sum();
        (self.total - covered) as i64
    }
}

/// Some of the sites of an instance, over all its rows.
pub(super) struct Core<'a> {
    pub(super) instance: &'a Instance,
    /// By number in the core the site.
    pub(super) sites: Vec<u32>,
}

impl Core<'_> {
    /// What its own numbers stand for.
    pub(super) fn sites_of(&self, numbers: &[u32]) -> Vec<u32> {
        numbers.iter().map(|number| self.sites[*number as usize]).collect()
    }

    /// How many pairs of a site and a row it has.
    pub(super) fn pairs(&self) -> u64 {
        self.sites.iter().map(|site| self.instance.by_site.of(*site).len() as u64).sum()
    }
}

impl Relaxed for Core<'_> {
    fn rows(&self) -> usize {
        self.instance.rows()
    }

    fn sites(&self) -> usize {
        self.sites.len()
    }

    fn shift(&self) -> u32 {
        self.instance.shift
    }

    fn ceiling(&self, row: usize) -> i64 {
        self.instance.ceiling(row)
    }

    fn savings(&self, prices: &[i64], savings: &mut [i64]) {
        for (saving, site) in savings.iter_mut().zip(&self.sites) {
            *saving = self.instance.by_site.of(*site).iter().map(|row| prices[*row as usize]).sum();
        }
    }

    fn claim(&self, site: u32, prices: &[i64], claims: &mut [i32]) {
        self.instance.claim(self.sites[site as usize], prices, claims);
    }

    fn cost(&self, sites: &[u32]) -> i64 {
        self.instance.cost(&self.sites_of(sites))
    }
}
