//! The search for a cover with at most so many sites.

use super::bits::Bits;
use super::bound::{self, UNIT};
use super::reduce::{Left, Sets};
use crate::siting::Catchments;

pub(super) struct Search {
    sets: Sets,
    /// A cover may have so many sites.
    limit: usize,
    /// How many more nodes may be looked into; 0 where the search broke off.
    pub(super) nodes: u32,
    /// Whether the first cover found ends it; else it goes on with one site fewer.
    first: bool,
    /// The last cover found.
    pub(super) found: Option<Vec<u32>>,
    over: bool,
}

impl Search {
    pub(super) fn new(catchments: &Catchments, limit: usize, nodes: u32) -> Self {
        Self { sets: Sets::of(catchments), limit, nodes, first: false, found: None, over: false }
    }

    /// The same search, for any cover within the limit.
    pub(super) fn first(self) -> Self {
        Self { first: true, ..self }
    }

    /// Looks for covers of all rows.
    pub(super) fn run(&mut self) {
        let rows = Bits::full(self.sets.sites_of.len());
        let sites = Bits::full(self.sets.rows_of.len());
        self.below(Left { rows, sites }, Vec::new(), None);
    }

    /// Looks below a node; `hint` holds prices by row from above.
    fn below(&mut self, mut left: Left, mut chosen: Vec<u32>, hint: Option<&[i64]>) {
        if self.over || self.nodes == 0 {
            return;
        }
        self.nodes -= 1;
        if !left.reduce(&self.sets, &mut chosen) || chosen.len() > self.limit {
            return;
        }
        if left.rows.is_empty() {
            return self.keep(chosen);
        }
        let Some(prices) = self.price(&mut left, chosen.len(), hint) else { return };
        self.try_greedy(&left, &chosen, &prices);
        let fewest = left.rows.iter().min_by_key(|row| self.sets.sites_of[*row as usize].count_in(&left.sites));
        let Some(row) = fewest else { return };
        let mut sites: Vec<u32> = self.sets.sites_of[row as usize].common(&left.sites).collect();
        let worth = |site: &u32| {
            self.sets.rows_of[*site as usize].common(&left.rows).map(|row| prices[row as usize]).sum::<i64>()
        };
        sites.sort_by_cached_key(|site| (std::cmp::Reverse(worth(site)), *site));
        for site in sites {
            if chosen.len() >= self.limit {
                return;
            }
            let (mut below, mut more) = (left.clone(), chosen.clone());
            below.open(site, &self.sets, &mut more);
            self.below(below, more, Some(&prices));
            left.sites.clear(site);
        }
    }

    /// Prices by row where so many more sites may do, and without the sites that would be one too many; `None` where they
    /// cannot do.
    fn price(&self, left: &mut Left, chosen: usize, hint: Option<&[i64]>) -> Option<Vec<i64>> {
        let rows: Vec<u32> = left.rows.iter().collect();
        let sites: Vec<u32> = left.sites.iter().collect();
        let mut numbers = vec![0; self.sets.sites_of.len()];
        rows.iter().enumerate().for_each(|(at, row)| numbers[*row as usize] = at as u32);
        let mut instance = Catchments::empty(rows.len());
        for site in &sites {
            instance.push(self.sets.rows_of[*site as usize].common(&left.rows).map(|row| numbers[row as usize]));
        }
        let room = (self.limit - chosen) as i64;
        let hint = hint.map(|hint| rows.iter().map(|row| hint[*row as usize]).collect());
        let bound = bound::ascend(&instance, hint, room + 1);
        if bound::sites(bound.total) as i64 > room {
            return None;
        }
        for (site, reduced) in sites.iter().zip(&bound.reduced) {
            if *reduced > 0 && bound.total + reduced > room * UNIT {
                left.sites.clear(*site);
            }
        }
        let mut prices = vec![0; self.sets.sites_of.len()];
        rows.iter().zip(bound.prices).for_each(|(row, price)| prices[*row as usize] = price);
        Some(prices)
    }

    /// Completes a choice with the site whose open rows pay most, again and again; a cheap chance to be done early.
    fn try_greedy(&mut self, left: &Left, chosen: &[u32], prices: &[i64]) {
        let (mut left, mut chosen) = (left.clone(), chosen.to_vec());
        while !left.rows.is_empty() && chosen.len() < self.limit {
            let worth = |site: u32| {
                let rows = self.sets.rows_of[site as usize].common(&left.rows);
                rows.map(|row| prices[row as usize] + 1).sum::<i64>()
            };
            let best = left.sites.iter().map(|site| (worth(site), std::cmp::Reverse(site))).max();
            let Some((_, std::cmp::Reverse(site))) = best.filter(|(worth, _)| *worth > 0) else { return };
            left.open(site, &self.sets, &mut chosen);
        }
        if left.rows.is_empty() {
            self.keep(chosen);
        }
    }

    fn keep(&mut self, chosen: Vec<u32>) {
        if chosen.len() > self.limit {
            return;
        }
        self.over = self.first || chosen.is_empty();
        self.limit = chosen.len().saturating_sub(1);
        self.found = Some(chosen);
    }
}
