use std::ops::Range;

use super::remaining::Remaining;
use super::spots::{Spot, Spots, within};

/// Who may be linked to whom: homes and members' homes as distinct places, near each other by L4. The pairs themselves, tens
/// of millions where people live close, are never written down: a disk is a few runs of sorted places.
#[derive(Clone, Debug, Default)]
pub(super) struct Graph {
    /// Where households are.
    pub(super) homes: Spots,
    /// Where members live who may take households on.
    pub(super) members: Spots,
    /// How far apart the two may be, millimetres.
    pub(super) reach_mm: i64,
    /// The runs of homes near each member spot, one after the other.
    runs: Vec<Range<u32>>,
    /// Where each member spot's runs end.
    run_ends: Vec<u32>,
}

impl Graph {
    pub(super) fn new(homes: Spots, members: Spots, reach_mm: i64) -> Self {
        let (mut runs, mut run_ends) = (Vec::new(), Vec::with_capacity(members.len()));
        for member in 0..members.len() as u32 {
            runs.extend(homes.runs(members.get(member).at, reach_mm));
            run_ends.push(runs.len() as u32);
        }
        Self { homes, members, reach_mm, runs, run_ends }
    }

    /// The runs of homes that hold every home within reach of a member spot.
    pub(super) fn runs(&self, member: u32) -> &[Range<u32>] {
        let start = if member == 0 { 0 } else { self.run_ends[member as usize - 1] };
        &self.runs[start as usize..self.run_ends[member as usize] as usize]
    }

    /// Whether a member spot and a home are within reach in a straight line; a common micro-grid is not asked.
    pub(super) fn within_reach(&self, member: u32, home: u32) -> bool {
        within(self.members.get(member).at, self.homes.get(home).at, self.reach_mm)
    }

    /// The homes of a member spot's micro-grid, ascending.
    pub(super) fn of_micro_grid(&self, member: u32) -> impl Iterator<Item = u32> + Clone + '_ {
        self.homes.of_micro_grid(self.members.get(member).micro_grid)
    }

    /// Takes every home near a member spot out of `left`.
    pub(super) fn take_homes(&self, member: u32, left: &mut Remaining, mut take: impl FnMut(u32)) {
        for run in self.runs(member) {
            let mut home = left.first(run.start);
            while home < run.end {
                if self.within_reach(member, home) {
                    left.remove(home);
                    take(home);
                }
                home = left.first(home + 1);
            }
        }
        for home in self.of_micro_grid(member) {
            if left.has(home) {
                left.remove(home);
                take(home);
            }
        }
    }

    /// Takes every member spot near a home out of `left`.
    pub(super) fn take_members(&self, home: &Spot, left: &mut Remaining, take: impl FnMut(u32)) {
        self.members.take_near(home, self.reach_mm, left, take);
    }
}
