//! p-center: with p sites, how short can the longest way of any client to its nearest site be.
//!
//! The radius is one of the distances. For each that a bisection asks for, [`super::set_cover`] decides whether p sites reach
//! every client within it.

use super::Distances;
use super::set_cover::{Decision, reach_all};

/// The answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Center {
    /// The sites, ascending; at most p.
    pub sites: Vec<u32>,
    /// The longest way of any client to the nearest of them.
    pub radius: u32,
    /// What no p sites have a smaller radius than.
    pub lower_bound: u32,
    /// Whether no other p sites have a smaller radius.
    pub proven: bool,
}

/// Chooses p sites; `None` where p, the number of sites or the number of clients is 0.
pub fn p_center(distances: &Distances, p: usize) -> Option<Center> {
    if p == 0 || distances.sites() == 0 || distances.clients() == 0 {
        return None;
    }
    let radii = distances.radii();
    let mut best = Center { sites: vec![0], radius: radius(distances, &[0]), lower_bound: 0, proven: false };
    // Below `low` nothing is possible; below `tried` nothing was found.
    let (mut low, mut tried) = (0, 0);
    loop {
        let high = radii.partition_point(|radius| *radius < best.radius);
        if tried >= high {
            break;
        }
        let middle = usize::midpoint(tried, high);
        match reach_all(&distances.within(radii[middle]), p) {
            Decision::Yes(sites) => best = Center { radius: radius(distances, &sites), sites, ..best },
            Decision::No => (low, tried) = (middle + 1, middle + 1),
            Decision::Open => tried = middle + 1,
        }
    }
    best.sites.sort_unstable();
    best.lower_bound = radii[low];
    best.proven = best.lower_bound == best.radius;
    Some(best)
}

fn radius(distances: &Distances, sites: &[u32]) -> u32 {
    let nearest = |client: usize| sites.iter().map(|site| distances.from(*site)[client]).min().unwrap_or(u32::MAX);
    (0..distances.clients()).map(nearest).max().unwrap_or(0)
}
