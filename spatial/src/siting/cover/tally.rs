//! A choice in the making, with what every other site would add to it.

use super::instance::Instance;
use crate::siting::dice::Dice;

/// Sweeps over all sites of a choice; hardly any takes more than five.
const SWEEPS: usize = 50;
/// Temptations are told in such parts of a weight.
pub(super) const FINE: u64 = 256;

/// Opening and closing sites one at a time; gains are kept true for all, which costs each time only the rows that change hands.
pub(super) struct Tally<'a> {
    instance: &'a Instance,
    /// How many open sites reach each row.
    counts: Vec<u32>,
    /// The weight each site would add, were it opened.
    gains: Vec<u64>,
    /// Which sites may be opened; an open one may not.
    eligible: Vec<bool>,
    sites: Vec<u32>,
    covered: u64,
}

impl<'a> Tally<'a> {
    /// Nothing is open, everything may be.
    pub(super) fn new(instance: &'a Instance) -> Self {
        let weigh = |rows: &[u32]| rows.iter().map(|row| instance.weights[*row as usize]).sum();
        Self {
            instance,
            counts: vec![0; instance.weights.len()],
            gains: instance.by_site.iter().map(weigh).collect(),
            eligible: vec![true; instance.by_site.sites()],
            sites: Vec::new(),
            covered: 0,
        }
    }

    /// These are open, in this order.
    pub(super) fn with(instance: &'a Instance, sites: &[u32]) -> Self {
        let mut tally = Self::new(instance);
        for site in sites {
            tally.open(*site);
        }
        tally
    }

    /// Nothing is open, and only these may be.
    pub(super) fn among(instance: &'a Instance, sites: &[u32]) -> Self {
        let mut tally = Self::new(instance);
        tally.eligible.fill(false);
        for site in sites {
            tally.eligible[*site as usize] = true;
        }
        tally
    }

    /// The weight that the open sites cover.
    pub(super) fn covered(&self) -> u64 {
        self.covered
    }

    /// The open sites in the order in which they were opened.
    pub(super) fn sites(&self) -> &[u32] {
        &self.sites
    }

    /// What a site would add.
    pub(super) fn gain(&self, site: u32) -> u64 {
        self.gains[site as usize]
    }

    /// The site that would add most, the lowest of equals, and how much; `None` where every site is open.
    pub(super) fn best(&self) -> Option<(u32, u64)> {
        let mut best = None;
        for (site, gain) in self.gains.iter().enumerate() {
            if self.eligible[site] && best.is_none_or(|(_, most)| *gain > most) {
                best = Some((site as u32, *gain));
            }
        }
        best
    }

    /// The site that may be opened whose gain and a share of `most` (in parts of [`FINE`]) on top of it, as dice fall, are largest.
    pub(super) fn tempting(&self, most: u64, dice: &mut Dice) -> Option<u32> {
        let free = (0..self.gains.len() as u32).filter(|site| self.eligible[*site as usize]);
        let tempts = free.map(|site| (self.gain(site) * FINE + dice.share(most), std::cmp::Reverse(site)));
        tempts.max().map(|(_, std::cmp::Reverse(site))| site)
    }

    /// The largest gains, at most so many, largest first.
    pub(super) fn largest_gains(&self, count: usize) -> Vec<u64> {
        let mut gains = self.gains.clone();
        if count < gains.len() {
            gains.select_nth_unstable_by(count, |a, b| b.cmp(a));
            gains.truncate(count);
        }
        gains.sort_unstable_by(|a, b| b.cmp(a));
        gains
    }

    pub(super) fn open(&mut self, site: u32) {
        let Self { instance, counts, gains, .. } = self;
        for row in instance.by_site.of(site) {
            let count = &mut counts[*row as usize];
            *count += 1;
            if *count == 1 {
                let weight = instance.weights[*row as usize];
                self.covered += weight;
                instance.by_row.of(*row).iter().for_each(|other| gains[*other as usize] -= weight);
            }
        }
        self.eligible[site as usize] = false;
        self.sites.push(site);
    }

    /// Closes the site that stands at `place` in [`Self::sites`].
    pub(super) fn close(&mut self, place: usize) -> u32 {
        let site = self.sites.remove(place);
        let Self { instance, counts, gains, .. } = self;
        for row in instance.by_site.of(site) {
            let count = &mut counts[*row as usize];
            *count -= 1;
            if *count == 0 {
                let weight = instance.weights[*row as usize];
                self.covered -= weight;
                instance.by_row.of(*row).iter().for_each(|other| gains[*other as usize] += weight);
            }
        }
        self.eligible[site as usize] = true;
        site
    }

    /// Interchange: each open site gives way to the one that adds more beside the others, until none does.
    pub(super) fn swap(&mut self) {
        for _ in 0..SWEEPS {
            let before = self.covered;
            for _ in 0..self.sites.len() {
                // The first goes and comes back last: after a sweep the order is the old one.
                let site = self.close(0);
                let better = self.best().filter(|(_, gain)| *gain > self.gain(site));
                self.open(better.map_or(site, |(other, _)| other));
            }
            if self.covered == before {
                return;
            }
        }
    }
}
