//! Set cover: the fewest sites that reach every row.
//!
//! Greedy gives a first answer. The search then branches on the row that the fewest sites reach, and at every node drops what
//! cannot matter: sites that reach no more than another, rows that come with another, sites that stand alone for a row
//! ([`reduce`]); prices say how many sites are needed at least ([`bound`]). An instance too large for that keeps the greedy
//! answer and the bound.

mod bits;
mod bound;
mod reduce;
mod search;

use super::Catchments;
use bits::Bits;
use search::Search;

/// Nodes of the search.
const NODES: u32 = 200_000;
/// The search compares all sites and all rows with each other: up to so many of both it may.
const LARGEST: usize = 4_000;

/// The answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SetCover {
    /// The sites, ascending. They reach every row that any site reaches.
    pub sites: Vec<u32>,
    /// What no choice needs fewer than.
    pub lower_bound: usize,
    /// Whether no choice needs fewer.
    pub proven: bool,
    /// The rows that no site reaches.
    pub unreachable: Vec<u32>,
}

/// Whether so many sites can reach every row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Decision {
    /// These do.
    Yes(Vec<u32>),
    /// None do.
    No,
    /// The search was not allowed to find out.
    Open,
}

/// Chooses the fewest sites that reach every row that can be reached.
pub fn set_cover(catchments: &Catchments) -> SetCover {
    let (reachable, unreachable) = split(catchments);
    let mut sites = greedy(&reachable);
    let mut lower_bound = bound::root(&reachable).min(sites.len());
    if lower_bound < sites.len() && is_searched(&reachable) {
        let mut search = Search::new(&reachable, sites.len() - 1, NODES);
        search.run();
        // The last cover found is the smallest: with one site fewer the search went on, and found none.
        sites = search.found.unwrap_or(sites);
        lower_bound = if search.nodes > 0 { sites.len() } else { lower_bound };
    }
    sites.sort_unstable();
    SetCover { proven: lower_bound == sites.len(), sites, lower_bound, unreachable }
}

/// The rows that some site reaches, numbered anew; and those that none does.
fn split(catchments: &Catchments) -> (Catchments, Vec<u32>) {
    let turned = catchments.turned();
    let (mut kept, mut unreachable) = (0, Vec::new());
    let number = |(row, sites): (usize, &[u32])| {
        if sites.is_empty() {
            unreachable.push(row as u32);
            return None;
        }
        kept += 1;
        Some(kept as u32 - 1)
    };
    let numbers: Vec<Option<u32>> = turned.iter().enumerate().map(number).collect();
    (catchments.renumbered(kept, &numbers), unreachable)
}

/// Whether the instance is small enough for the search.
pub(super) fn is_searched(catchments: &Catchments) -> bool {
    catchments.sites() + catchments.demand() <= LARGEST
}

/// Whether at most `limit` sites reach every row.
pub(super) fn reach_all(catchments: &Catchments, limit: usize) -> Decision {
    if catchments.turned().iter().any(<[u32]>::is_empty) {
        return Decision::No;
    }
    let sites = greedy(catchments);
    if sites.len() <= limit {
        return Decision::Yes(sites);
    }
    if !is_searched(catchments) {
        return if bound::root(catchments) > limit { Decision::No } else { Decision::Open };
    }
    let mut search = Search::new(catchments, limit, NODES).first();
    search.run();
    match search.found {
        Some(sites) => Decision::Yes(sites),
        None if search.nodes > 0 => Decision::No,
        None => Decision::Open,
    }
}

/// Again and again the site that reaches most rows not yet reached, the lowest of equals.
fn greedy(catchments: &Catchments) -> Vec<u32> {
    let mut open = Bits::full(catchments.demand());
    let mut sites = Vec::new();
    loop {
        let fresh = |site: u32| catchments.of(site).iter().filter(|row| open.has(**row)).count();
        let best = (0..catchments.sites() as u32).map(|site| (fresh(site), site));
        match best.max_by_key(|(count, site)| (*count, std::cmp::Reverse(*site))) {
            Some((count, site)) if count > 0 => {
                catchments.of(site).iter().for_each(|row| open.clear(*row));
                sites.push(site);
            }
            _ => return sites,
        }
    }
}
