//! What is left to decide, and what of it can be dropped at once.

use super::bits::Bits;
use crate::siting::Catchments;

/// Both sides of an instance as sets.
pub(super) struct Sets {
    /// By site its rows.
    pub(super) rows_of: Vec<Bits>,
    /// By row its sites.
    pub(super) sites_of: Vec<Bits>,
}

/// An instance in the middle of a search.
#[derive(Clone)]
pub(super) struct Left {
    /// The rows not reached yet.
    pub(super) rows: Bits,
    /// The sites that may still be opened.
    pub(super) sites: Bits,
}

impl Sets {
    pub(super) fn of(catchments: &Catchments) -> Self {
        let (sites, rows) = (catchments.sites(), catchments.demand());
        Self {
            rows_of: catchments.iter().map(|list| Bits::of(rows, list)).collect(),
            sites_of: catchments.turned().iter().map(|list| Bits::of(sites, list)).collect(),
        }
    }
}

impl Left {
    /// Drops what cannot matter and opens, into `chosen`, every site that some row has left alone. `false` where a row has none.
    pub(super) fn reduce(&mut self, sets: &Sets, chosen: &mut Vec<u32>) -> bool {
        loop {
            match self.open_lone(sets, chosen) {
                None => return false,
                Some(true) => {}
                Some(false) => {
                    if !self.drop_sites(sets) & !self.drop_rows(sets) {
                        return true;
                    }
                }
            }
        }
    }

    pub(super) fn open(&mut self, site: u32, sets: &Sets, chosen: &mut Vec<u32>) {
        chosen.push(site);
        self.sites.clear(site);
        self.rows.remove(&sets.rows_of[site as usize]);
    }

    /// Whether a row had a single site left; `None` where one has none.
    fn open_lone(&mut self, sets: &Sets, chosen: &mut Vec<u32>) -> Option<bool> {
        let mut opened = false;
        for row in self.rows.clone().iter() {
            if !self.rows.has(row) {
                continue;
            }
            let mut sites = sets.sites_of[row as usize].common(&self.sites);
            let first = sites.next()?;
            if sites.next().is_none() {
                drop(sites);
                self.open(first, sets, chosen);
                opened = true;
            }
        }
        Some(opened)
    }

    /// Drops each site whose rows another reaches too; of equal ones the lowest stays.
    fn drop_sites(&mut self, sets: &Sets) -> bool {
        let sites: Vec<u32> = self.sites.iter().collect();
        let counts: Vec<u32> = sites.iter().map(|site| sets.rows_of[*site as usize].count_in(&self.rows)).collect();
        let mut dropped = false;
        for (at, site) in sites.iter().enumerate() {
            let rows = &sets.rows_of[*site as usize];
            let larger = |other: usize| counts[other] > counts[at] || counts[other] == counts[at] && other < at;
            let dominated = counts[at] == 0
                || (0..sites.len()).any(|other| {
                    larger(other)
                        && self.sites.has(sites[other])
                        && rows.within(&sets.rows_of[sites[other] as usize], &self.rows)
                });
            if dominated {
                self.sites.clear(*site);
                dropped = true;
            }
        }
        dropped
    }

    /// Drops each row that is reached whenever another is; of equal ones the lowest stays.
    fn drop_rows(&mut self, sets: &Sets) -> bool {
        let rows: Vec<u32> = self.rows.iter().collect();
        let counts: Vec<u32> = rows.iter().map(|row| sets.sites_of[*row as usize].count_in(&self.sites)).collect();
        let mut dropped = false;
        for (at, row) in rows.iter().enumerate() {
            let smaller = |other: usize| counts[other] < counts[at] || counts[other] == counts[at] && other < at;
            let implied = (0..rows.len()).any(|other| {
                smaller(other)
                    && self.rows.has(rows[other])
                    && sets.sites_of[rows[other] as usize].within(&sets.sites_of[*row as usize], &self.sites)
            });
            if implied {
                self.rows.clear(*row);
                dropped = true;
            }
        }
        dropped
    }
}
