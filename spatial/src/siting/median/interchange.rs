//! A choice of sites, with each client's nearest and second nearest, and the best exchange of one site for another.

use crate::siting::Distances;
use crate::siting::dice::Dice;

const NONE: u32 = u32::MAX;

/// Open sites.
#[derive(Clone, Debug)]
pub(super) struct Choice<'a> {
    distances: &'a Distances,
    sites: Vec<u32>,
    /// For each client the cost and the place in `sites` of its nearest and of its second nearest; `i64::MAX` where there is none.
    near: Vec<[(i64, u32); 2]>,
}

impl<'a> Choice<'a> {
    pub(super) fn of(distances: &'a Distances, sites: &[u32]) -> Self {
        let mut choice = Self { distances, sites: Vec::new(), near: vec![[(i64::MAX, NONE); 2]; distances.clients()] };
        for site in sites {
            choice.open(*site);
        }
        choice
    }

    /// Opens p times the site that shortens the way most, the lowest of equals.
    pub(super) fn greedy(distances: &'a Distances, p: usize) -> Self {
        let mut choice = Self::of(distances, &[]);
        while choice.sites.len() < p {
            let free = (0..distances.sites() as u32).filter(|site| !choice.sites.contains(site));
            let Some((_, site)) = free.map(|site| (choice.cost_with(site), site)).min() else { break };
            choice.open(site);
        }
        choice
    }

    pub(super) fn sites(&self) -> &[u32] {
        &self.sites
    }

    /// Weight × distance over all clients.
    pub(super) fn cost(&self) -> i64 {
        self.near.iter().map(|near| near[0].0).sum()
    }

    /// What a client costs at its nearest site and at its second; at the same one where only one is open.
    pub(super) fn costs_of(&self, client: usize) -> (i64, i64) {
        let [first, second] = self.near[client];
        (first.0, if second.1 == NONE { first.0 } else { second.0 })
    }

    /// Exchanges one site for another as long as that shortens the way, the best exchange first.
    pub(super) fn interchange(&mut self) {
        while let Some((place, site)) = self.best_exchange() {
            self.sites[place] = site;
            let sites = std::mem::take(&mut self.sites);
            *self = Self::of(self.distances, &sites);
        }
    }

    /// A copy in which so many sites, as `dice` fall, have given way to others that are not open.
    pub(super) fn shaken(&self, exchanges: usize, dice: &mut Dice) -> Self {
        let mut sites = self.sites.clone();
        for _ in 0..exchanges {
            let site = dice.below(self.distances.sites()) as u32;
            if !sites.contains(&site) {
                let place = dice.below(sites.len());
                sites[place] = site;
            }
        }
        Self::of(self.distances, &sites)
    }

    fn open(&mut self, site: u32) {
        let place = self.sites.len() as u32;
        self.sites.push(site);
        for (near, cost) in self.near.iter_mut().zip(self.distances.costs(site)) {
            if cost < near[0].0 {
                *near = [(cost, place), near[0]];
            } else if cost < near[1].0 {
                near[1] = (cost, place);
            }
        }
    }

    fn cost_with(&self, site: u32) -> i64 {
        self.near.iter().zip(self.distances.costs(site)).map(|(near, cost)| near[0].0.min(cost)).sum()
    }

    /// The place in `sites` and the new site of the exchange that shortens the way most; the lowest of equals.
    fn best_exchange(&self) -> Option<(usize, u32)> {
        let mut losses = vec![0; self.sites.len()];
        let mut best = (0, None);
        for site in 0..self.distances.sites() as u32 {
            if self.sites.contains(&site) {
                continue;
            }
            let gain = self.gain(site, &mut losses);
            let least = losses.iter().enumerate().min_by_key(|(_, loss)| **loss);
            if let Some((place, loss)) = least.filter(|(_, loss)| gain - **loss > best.0) {
                best = (gain - loss, Some((place, site)));
            }
        }
        best.1
    }

    /// What opening a site gains while all stay open; in `losses` what closing each of them then costs.
    fn gain(&self, site: u32, losses: &mut [i64]) -> i64 {
        losses.fill(0);
        let mut gain = 0;
        for ([first, second], cost) in self.near.iter().zip(self.distances.costs(site)) {
            if cost < first.0 {
                gain += first.0 - cost;
            } else {
                losses[first.1 as usize] += cost.min(second.0) - first.0;
            }
        }
        gain
    }
}
