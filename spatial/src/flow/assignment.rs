//! A maximum assignment of waiting households to spare places of members: near ones first, then Dinic's blocking flows.
//!
//! Hopcroft and Karp's matching with counts on both sides: in each phase a breadth-first search from the members with room
//! labels homes and members by the length of the shortest alternating path, and depth-first searches augment along shortest
//! paths until none is left. Because a home is taken out of [`Remaining`] when it is reached, a phase costs what there are
//! places, not what there are pairs (Efrat, Itai and Katz 2001): that is why this is not a call of `petgraph` or
//! `pathfinding`, which want every pair as an edge in memory.

use super::graph::Graph;
use super::layers::Layers;
use super::remaining::Remaining;
use crate::shape::distance2_mm2;

/// Near ones first: within an eighth of the reach, then within two eighths …
const RINGS: i64 = 8;

/// How many households of each home are assigned to members of each member spot.
#[derive(Clone, Debug)]
pub(super) struct Assignment<'a> {
    pub(super) graph: &'a Graph,
    /// Of each member spot, the places that are still free.
    pub(super) spare: Vec<u32>,
    /// Of each home, the households that still wait.
    pub(super) waiting: Vec<u32>,
    /// Of each home, who takes how many; no zeros.
    pub(super) taken: Vec<Vec<Taken>>,
}

/// What is to be assigned: by home and by member spot.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Counts {
    /// Of each home, its households.
    pub(super) households: Vec<u32>,
    /// Of each member spot, the members who have a place.
    pub(super) members: Vec<u32>,
    /// Of each member spot, the places of its members.
    pub(super) places: Vec<u32>,
}

/// So many households of a home are assigned to a member spot.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Taken {
    pub(super) member: u32,
    pub(super) count: u32,
}

impl<'a> Assignment<'a> {
    /// A maximum assignment: no other one links more households. It depends on places and counts, not on ids.
    pub(super) fn maximum(graph: &'a Graph, counts: &Counts) -> Self {
        let (spare, waiting) = (counts.places.clone(), counts.households.clone());
        let taken = vec![Vec::new(); waiting.len()];
        let mut assignment = Self { graph, spare, waiting, taken };
        assignment.take_near_ones();
        while let Some(mut layers) = Layers::of(&assignment) {
            for member in layers.sources().to_vec() {
                while assignment.spare[member as usize] > 0 && assignment.augment(member, &mut layers) {}
            }
        }
        assignment
    }

    /// How many households are assigned.
    pub(super) fn flow(&self) -> u64 {
        self.taken.iter().flatten().map(|taken| u64::from(taken.count)).sum()
    }

    /// A good beginning: ring by ring every member spot takes the nearest waiting homes.
    fn take_near_ones(&mut self) {
        let mut left = Remaining::those(self.waiting.len(), |home| self.waiting[home as usize] > 0);
        let mut near = Vec::new();
        for ring in 1..=RINGS {
            let reach_mm = self.graph.reach_mm * ring / RINGS;
            for member in 0..self.spare.len() as u32 {
                if self.spare[member as usize] == 0 {
                    continue;
                }
                self.nearest(member, reach_mm, &mut left, &mut near);
                for (_, home) in &near {
                    let count = self.spare[member as usize].min(self.waiting[*home as usize]);
                    self.assign(member, *home, count);
                    if self.waiting[*home as usize] == 0 {
                        left.remove(*home);
                    }
                }
            }
        }
    }

    /// The homes left within `reach_mm` of a member spot, nearest first.
    fn nearest(&self, member: u32, reach_mm: i64, left: &mut Remaining, near: &mut Vec<(i128, u32)>) {
        let at = self.graph.members.get(member).at;
        near.clear();
        for run in self.graph.homes.runs(at, reach_mm) {
            let mut home = left.first(run.start);
            while home < run.end {
                near.push((distance2_mm2(at, self.graph.homes.get(home).at), home));
                home = left.first(home + 1);
            }
        }
        near.retain(|(distance_2, _)| *distance_2 <= (reach_mm * reach_mm).into());
        near.sort_unstable();
    }

    /// Fills free places of a member spot with waiting households.
    fn assign(&mut self, member: u32, home: u32, count: u32) {
        self.spare[member as usize] -= count;
        self.waiting[home as usize] -= count;
        self.give(member, home, count);
    }

    /// Augments along one shortest path from a member spot with room; `false` where there is none any more.
    fn augment(&mut self, source: u32, layers: &mut Layers) -> bool {
        // Each step: the member who takes over at a home, and the home.
        let mut path: Vec<(u32, u32)> = Vec::new();
        let mut member = source;
        loop {
            let Some(home) = layers.next_home(self.graph, member) else {
                layers.close_member(member);
                let Some((before, _)) = path.pop() else { return false };
                member = before;
                continue;
            };
            path.push((member, home));
            if layers.is_last(member) {
                self.shift(&path);
                if self.waiting[home as usize] == 0 {
                    layers.close_home(member, home);
                }
                return true;
            }
            let further = self.taken[home as usize].iter().find(|taken| layers.follows(member, taken.member));
            if let Some(taken) = further {
                member = taken.member;
            } else {
                layers.close_home(member, home);
                path.pop();
            }
        }
    }

    /// Shifts as many households as the path allows: each member on it hands over to the one before.
    fn shift(&mut self, path: &[(u32, u32)]) {
        let (Some(first), Some(last)) = (path.first(), path.last()) else { return };
        let handed = |pair: &[(u32, u32)]| self.count(pair[1].0, pair[0].1);
        let narrowest = path.windows(2).map(handed).min().unwrap_or(u32::MAX);
        let count = narrowest.min(self.spare[first.0 as usize]).min(self.waiting[last.1 as usize]);
        self.spare[first.0 as usize] -= count;
        self.waiting[last.1 as usize] -= count;
        for pair in path.windows(2) {
            self.release(pair[1].0, pair[0].1, count);
        }
        for (member, home) in path {
            self.give(*member, *home, count);
        }
    }

    fn count(&self, member: u32, home: u32) -> u32 {
        self.taken[home as usize].iter().find(|taken| taken.member == member).map_or(0, |taken| taken.count)
    }

    fn give(&mut self, member: u32, home: u32, count: u32) {
        let taken = &mut self.taken[home as usize];
        match taken.iter_mut().find(|taken| taken.member == member) {
            Some(taken) => taken.count += count,
            None if count > 0 => taken.push(Taken { member, count }),
            None => {}
        }
    }

    fn release(&mut self, member: u32, home: u32, count: u32) {
        let taken = &mut self.taken[home as usize];
        if let Some(at) = taken.iter().position(|taken| taken.member == member) {
            taken[at].count -= count;
            if taken[at].count == 0 {
                taken.swap_remove(at);
            }
        }
    }
}
