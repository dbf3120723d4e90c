//! The proof, where it is within reach: branch and bound over the relaxation.

use super::relax::{Ascent, Fix, Pick, Relaxed, whole};

/// Rounds of the ascent at one node of the search.
pub(super) const ROUNDS: u32 = 40;

/// A search for the best k sites.
pub(super) struct Search<'a, R> {
    task: &'a R,
    k: usize,
    /// Cost and sites of the best choice known.
    pub(super) best: (i64, Vec<u32>),
    /// How many more nodes may be looked into.
    nodes: u32,
    fixes: Vec<Fix>,
}

impl<'a, R: Relaxed> Search<'a, R> {
    /// A search that knows a choice already and may look into so many nodes.
    pub(super) fn new(task: &'a R, k: usize, best: (i64, Vec<u32>), nodes: u32) -> Self {
        Self { task, k, best, nodes, fixes: vec![Fix::Free; task.sites()] }
    }

    /// Looks for better choices below the prices of `ascent`; what no choice can cost less than. It is the best cost itself
    /// where the search came to its end.
    pub(super) fn run(&mut self, ascent: &Ascent) -> i64 {
        self.below(ascent).min(self.best.0)
    }

    /// The bound of all choices that agree with the decisions so far. A decision for a site is followed to its end, one
    /// against it goes on in the same frame, so that the depth is at most k.
    fn below(&mut self, above: &Ascent) -> i64 {
        let mut ascent = above.renewed();
        let (mut bound, mut decided) = (i64::MAX, Vec::new());
        loop {
            let here = self.bound(&mut ascent);
            if here >= self.best.0 {
                break;
            }
            if self.nodes == 0 {
                bound = bound.min(here);
                break;
            }
            self.nodes -= 1;
            let pick = ascent.best_pick(self.task, self.k, &self.fixes);
            self.settle(&pick, ascent.bound(), &mut decided);
            let Some(site) = pick.sites.iter().copied().find(|site| self.fixes[*site as usize] == Fix::Free) else {
                // Every site of the pick is decided on: it is the only choice left, and it has been weighed.
                break;
            };
            self.fixes[site as usize] = Fix::Open;
            bound = bound.min(self.below(&ascent));
            self.fixes[site as usize] = Fix::Closed;
            decided.push(site);
            ascent = ascent.renewed();
        }
        for site in decided {
            self.fixes[site as usize] = Fix::Free;
        }
        bound
    }

    fn bound(&mut self, ascent: &mut Ascent) -> i64 {
        let Self { task, k, best, fixes, .. } = self;
        let free = fixes.iter().filter(|fix| **fix != Fix::Closed).count();
        ascent.climb(*task, (*k, fixes), ROUNDS, best.0, |pick| {
            let cost = task.cost(&pick.sites);
            if cost < best.0 {
                *best = (cost, pick.sites.clone());
            }
            Some(best.0)
        });
        if free <= *k { best.0 } else { whole(ascent.bound(), task.shift()) }
    }

    /// Decides on every site without which, or with which, the bound passes the best known cost.
    fn settle(&mut self, pick: &Pick, bound: i64, decided: &mut Vec<u32>) {
        let beaten = |bound: i64| whole(bound, self.task.shift()) >= self.best.0;
        let free = pick.sites.iter().filter(|site| self.fixes[**site as usize] == Fix::Free);
        let Some(least) = free.map(|site| pick.savings[*site as usize]).min() else { return };
        let mut fixes: Vec<(u32, Fix)> = Vec::new();
        for (site, saving) in pick.savings.iter().enumerate() {
            if self.fixes[site] != Fix::Free {
                continue;
            }
            if pick.sites.contains(&(site as u32)) {
                if beaten(bound + saving - pick.next) {
                    fixes.push((site as u32, Fix::Open));
                }
            } else if beaten(bound + least - saving) {
                fixes.push((site as u32, Fix::Closed));
            }
        }
        for (site, fix) in fixes {
            self.fixes[site as usize] = fix;
            decided.push(site);
        }
    }
}
