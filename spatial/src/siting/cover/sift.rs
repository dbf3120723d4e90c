//! Prices for thousands of sites: most rounds look only at the sites that matter.
//!
//! A site that saves far less than the k-th is not picked for many rounds to come. So prices walk over a **core** of the sites
//! that save most, and after so many rounds all sites are priced: only that is a bound, and it says what the core is next
//! (Caprara, Fischetti and Toth do so for set cover).

use super::Bounds;
use super::instance::{Core, Instance};
use super::price::lower_by_prices;
use crate::siting::relax::{Ascent, Fix, Pace, Pick, Relaxed as _, pick, whole};

/// So many sites that save most are in the core; a choice of k has some ten rivals for each of its sites.
const CORE: usize = 200;
const CORE_PER_SITE: usize = 10;
/// A site that no longer is one of them stays for so many phases more.
const STAYS: u32 = 2;
/// Rounds on the core between two bounds.
const ROUNDS: u32 = 20;
/// Bounds are few, and each follows on many steps: what proves to be no better may be a detour.
const PACE: Pace = Pace { memory: 0.95, patience: 2, shorter: 0.6, least: 0.001 };

/// Prices on their way up.
pub(super) struct Sift<'a> {
    pub(super) instance: &'a Instance,
    pub(super) k: usize,
    ascent: Ascent,
    /// By site for how many phases it stays in the core.
    stays: Vec<u32>,
    /// By site how often it was picked, what is long ago counting less.
    picked: Vec<u32>,
    /// Pairs of a site and a row that were looked at.
    pub(super) pairs: u64,
}

impl<'a> Sift<'a> {
    /// For choices of k sites, from these prices.
    pub(super) fn new(instance: &'a Instance, k: usize, prices: Vec<i64>) -> Self {
        let nothing = vec![0; instance.sites()];
        let ascent = Ascent::from(prices, PACE);
        Self { instance, k, ascent, stays: nothing.clone(), picked: nothing, pairs: 0 }
    }

    /// For choices of another number of sites, from the best prices of this one.
    pub(super) fn renewed(&self, k: usize) -> Self {
        Self::new(self.instance, k, self.ascent.renewed().prices)
    }

    /// Takes a bound and walks on from it; `upper` is the best known cost. `false` where there is nothing to gain any more.
    pub(super) fn phase(&mut self, upper: i64, bounds: &mut Bounds) -> bool {
        let Self { instance, k, .. } = *self;
        let all = pick(instance, &self.ascent.prices, k, &vec![Fix::Free; instance.sites()]);
        self.pairs += instance.by_site.pairs() as u64;
        lower_by_prices(instance, &all, k, bounds);
        let shift = instance.shift();
        self.ascent.judge(all.bound(k), upper << shift);
        if whole(self.ascent.bound(), shift) >= upper || self.ascent.is_tired() {
            return false;
        }
        let core = self.core(&all);
        self.walk(&core, upper << shift);
        true
    }

    /// The sites that were picked most often of late, at most so many, ascending.
    pub(super) fn often_picked(&self, most: usize) -> Vec<u32> {
        let mut sites: Vec<u32> =
            (0..).take(self.picked.len()).filter(|site| self.picked[*site as usize] > 0).collect();
        sites.sort_by_key(|site| (std::cmp::Reverse(self.picked[*site as usize]), *site));
        sites.truncate(most);
        sites.sort_unstable();
        sites
    }

    /// The sites without which no choice costs less than `upper`, and the prices that say so.
    pub(super) fn undecided(&self, upper: i64) -> (Core<'a>, Ascent) {
        let (instance, shift) = (self.instance, self.instance.shift());
        let pick = self.ascent.best_pick(instance, self.k, &vec![Fix::Free; instance.sites()]);
        let least = pick.sites.last().map_or(0, |site| pick.savings[*site as usize]);
        let rivals = |site: &u32| {
            let instead = least - pick.savings[*site as usize];
            whole(pick.bound(self.k) + instead.max(0), shift) < upper
        };
        let sites = (0..instance.sites() as u32).filter(rivals).collect();
        (Core { instance, sites }, self.ascent.renewed())
    }

    fn core(&mut self, all: &Pick) -> Core<'a> {
        let mut order: Vec<u32> = (0..all.savings.len() as u32).collect();
        let wanted = CORE.max(self.k * CORE_PER_SITE);
        if wanted < order.len() {
            let by_savings = |site: &u32| (std::cmp::Reverse(all.savings[*site as usize]), *site);
            order.select_nth_unstable_by_key(wanted, by_savings);
            order.truncate(wanted);
        }
        self.stays.iter_mut().for_each(|stays| *stays = stays.saturating_sub(1));
        for site in order {
            self.stays[site as usize] = STAYS + 1;
        }
        let sites = (0..).zip(&self.stays).filter(|(_, stays)| **stays > 0).map(|(site, _)| site).collect();
        Core { instance: self.instance, sites }
    }

    fn walk(&mut self, core: &Core, upper: i64) {
        let (free, mut claims) = (vec![Fix::Free; core.sites()], vec![0; core.rows()]);
        self.picked.iter_mut().for_each(|picked| *picked -= *picked / 5);
        for _ in 0..ROUNDS {
            let pick = pick(core, &self.ascent.prices, self.k, &free);
            core.sites_of(&pick.sites).iter().for_each(|site| self.picked[*site as usize] += 1);
            if !self.ascent.advance(core, &pick, upper, &mut claims) {
                break;
            }
        }
        self.pairs += core.pairs() * u64::from(ROUNDS);
    }
}
