use std::ops::AddAssign;

use super::Standing;
use crate::rules::Judgement;
use crate::snapshot::{Row, Snapshot};
use crate::sums::{Place, area_parent, grid_parent, place_of};

/// The households of a building, grid or area by what the assignment says of them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Linked to an active, eligible member.
    pub linked: u64,
    /// Not linked, though every best assignment would.
    pub unassigned: u64,
    /// Not linked, competing for fewer places than there are households.
    pub unreachable_by_capacity: u64,
    /// The record does not say enough.
    pub unknown: u64,
    /// How many of the two gaps the proposed links would close.
    pub proposed: u64,
    /// The people of the unassigned.
    pub unassigned_persons: u64,
    /// The people of the unreachable.
    pub unreachable_persons: u64,
}

/// Tallies at every level; an area's is the sum of its children's and of what it alone counts.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Tallies {
    pub(super) buildings: Vec<Tally>,
    pub(super) grids: Vec<Tally>,
    pub(super) areas: Vec<Tally>,
    /// Of all households, those that no area counts too.
    pub(super) all: Tally,
}

impl Tally {
    /// The verdict of a whole building: the gap that needs more members before the one that needs a link.
    pub fn judgement(&self) -> Judgement {
        self.standing().judgement()
    }

    /// What it is the verdict of.
    pub fn standing(&self) -> Standing {
        let present = [
            (self.unreachable_by_capacity, Standing::UnreachableByCapacity),
            (self.unassigned, Standing::Unassigned),
            (self.unknown, Standing::Unknown),
            (self.linked, Standing::Linked),
        ];
        let worst = present.into_iter().find(|(households, _)| *households > 0);
        worst.map_or(Standing::NotApplicable, |(_, standing)| standing)
    }

    fn of(standing: Standing, proposed: bool, persons: u64) -> Self {
        let one = |at: Standing| u64::from(standing == at);
        Self {
            linked: one(Standing::Linked),
            unassigned: one(Standing::Unassigned),
            unreachable_by_capacity: one(Standing::UnreachableByCapacity),
            unknown: one(Standing::Unknown),
            proposed: proposed.into(),
            unassigned_persons: one(Standing::Unassigned) * persons,
            unreachable_persons: one(Standing::UnreachableByCapacity) * persons,
        }
    }
}

impl AddAssign for Tally {
    fn add_assign(&mut self, other: Self) {
        self.linked += other.linked;
        self.unassigned += other.unassigned;
        self.unreachable_by_capacity += other.unreachable_by_capacity;
        self.unknown += other.unknown;
        self.proposed += other.proposed;
        self.unassigned_persons += other.unassigned_persons;
        self.unreachable_persons += other.unreachable_persons;
    }
}

impl Tallies {
    pub(super) fn of(snapshot: &Snapshot, standings: &[Standing], proposed: impl Fn(Row) -> bool) -> Self {
        let mut tallies = Self {
            buildings: vec![Tally::default(); snapshot.buildings.id.len()],
            grids: vec![Tally::default(); snapshot.grids.code.len()],
            areas: vec![Tally::default(); snapshot.areas.code.len()],
            all: Tally::default(),
        };
        let households = &snapshot.households;
        for (row, standing) in (0..).map(Row).zip(standings) {
            let persons = households.persons[row.index()].unwrap_or(0).into();
            let one = Tally::of(*standing, proposed(row), persons);
            tallies.all += one;
            if let Some(building) = households.building[row.index()] {
                tallies.buildings[building.index()] += one;
            }
            match place_of(snapshot, households.placement[row.index()], households.community[row.index()]) {
                Some(Place::Grid(grid)) => tallies.grids[grid.index()] += one,
                Some(Place::Area(area)) => tallies.areas[area.index()] += one,
                None => {}
            }
        }
        tallies.roll_up(snapshot);
        tallies
    }

    fn roll_up(&mut self, snapshot: &Snapshot) {
        for (grid, tally) in (0..).map(Row).zip(&self.grids) {
            if let Some(parent) = grid_parent(snapshot, grid) {
                self.areas[parent.index()] += *tally;
            }
        }
        // Children stand behind their parents.
        for area in (0..self.areas.len()).rev() {
            if let Some(parent) = area_parent(snapshot, Row(area as u32)) {
                let tally = self.areas[area];
                self.areas[parent.index()] += tally;
            }
        }
    }
}
