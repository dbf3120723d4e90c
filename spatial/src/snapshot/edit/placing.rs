//! Where things stand after grids changed: only what stands on the ground that they held or hold is looked at again.

use super::{Editing, Moves};
use crate::shape::{Bounds, Point};
use crate::snapshot::land::counted_by;
use crate::snapshot::locate::Locator;
use crate::snapshot::{Column, Placement, Row, people, requests};

impl Editing<'_> {
    pub(super) fn renumber_placements(&mut self, moves: &Moves) {
        let after = &mut self.after;
        for placements in [
            &mut after.households.placement,
            &mut after.buildings.placement,
            &mut after.units.placement,
            &mut after.stations.placement,
            &mut after.organisations.placement,
            &mut after.members.placement,
        ] {
            for placement in placements.iter_mut() {
                *placement = moved(*placement, moves).unwrap_or(Placement::Outside);
            }
        }
    }

    /// Places everything on the touched ground again; those in `reclaimed` grids are counted by another community.
    pub(super) fn place_again(&mut self, moves: &Moves, reclaimed: &[Row]) {
        self.touched.shapes |= !moves.is_still();
        if self.touched.shapes {
            let mut changed = self.touched.changed_grids.clone();
            changed.sort_unstable();
            self.after.grid_index = self.before.grid_index.edited(moves, &changed, &self.after.grids.shape).into();
        }
        if !self.touched.shapes && reclaimed.is_empty() {
            return;
        }
        self.touched.placements = true;
        self.place_points();
        self.place_units(reclaimed);
        self.place_households(moves, reclaimed);
        let stirred = self.stirred(moves);
        self.place_members(&stirred);
        self.place_requests(moves, &stirred);
    }

    fn place_points(&mut self) {
        let (ground, index) = (&self.touched.ground, &self.after.grid_index);
        let buildings = &mut *self.after.buildings;
        let stands = |(label, at): (&Point, &Placement)| (*at != Placement::NoPosition).then_some(*label);
        let labels: Vec<_> = buildings.label.iter().zip(&buildings.placement).map(stands).collect();
        place(ground, index, &labels, &mut buildings.placement);
        let stations = &mut *self.after.stations;
        place(ground, index, &stations.position, &mut stations.placement);
        let organisations = &mut *self.after.organisations;
        place(ground, index, &organisations.position, &mut organisations.placement);
    }

    fn place_units(&mut self, reclaimed: &[Row]) {
        let units = &mut *self.after.units;
        let mut rows = place(&self.touched.ground, &self.after.grid_index, &units.position, &mut units.placement);
        rows.extend(standing_in(reclaimed, &units.placement));
        for row in rows {
            let (placement, at, claimed) =
                (units.placement[row.index()], units.position[row.index()], units.claimed[row.index()]);
            let community = counted_by(&self.after.grids, &self.after.community_index, placement, at, claimed);
            units.community.set(row, community);
        }
    }

    fn place_households(&mut self, moves: &Moves, reclaimed: &[Row]) {
        let households = &mut *self.after.households;
        let (ground, index) = (&self.touched.ground, &self.after.grid_index);
        let mut rows = place(ground, index, &households.position, &mut households.placement);
        rows.extend(standing_in(reclaimed, &households.placement));
        for row in rows {
            let at = row.index();
            let placement = households.placement[at];
            let (position, claimed) = (households.position[at], households.claimed[at]);
            let community = counted_by(&self.after.grids, &self.after.community_index, placement, position, claimed);
            let stood = moved(self.before.households.placement[at], moves);
            if stood != Some(placement) || households.community[at] != community {
                households.community.set(row, community);
                self.touched.households.push(row);
            }
        }
    }

    /// For each household whether those who live there may stand elsewhere than before: all where grids have other rows.
    fn stirred(&self, moves: &Moves) -> Vec<bool> {
        let mut stirred = vec![!moves.is_still(); self.after.households.placement.len()];
        self.touched.households.iter().for_each(|row| stirred[row.index()] = true);
        stirred
    }

    fn place_members(&mut self, stirred: &[bool]) {
        let (households, members) = (&self.after.households, &mut *self.after.members);
        for row in (0..members.active.len() as u32).map(Row) {
            if let Some(home) = members.household[row.index()].filter(|home| stirred[home.index()]) {
                let (_, placement, community) = people::at_home(households, Some(home), None);
                members.placement.set(row, placement);
                members.community.set(row, community);
            }
        }
    }

    /// A request whose stated grid is gone concerns the one where its household stands, as one that states none does.
    fn place_requests(&mut self, moves: &Moves, stirred: &[bool]) {
        let requests = &mut *self.after.requests;
        for row in (0..requests.grid.len() as u32).map(Row) {
            if moves.is_still() && !requests.household[row.index()].is_some_and(|home| stirred[home.index()]) {
                continue;
            }
            let stated = requests.grid[row.index()].filter(|_| requests.is_stated[row.index()]);
            let stated = stated.and_then(|grid| moves.now(grid));
            let home = requests.household[row.index()];
            requests.is_stated.set(row, stated.is_some());
            requests.grid.set(row, stated.or_else(|| requests::at_home(&self.after.households, home)));
        }
    }
}

/// A placement with the grid's row where it is now; `None` where the grid is gone.
fn moved(placement: Placement, moves: &Moves) -> Option<Placement> {
    match placement {
        Placement::InGrid(grid) => moves.now(grid).map(Placement::InGrid),
        other => Some(other),
    }
}

/// Places what stands on the ground again, and tells which rows these are.
fn place(
    ground: &[Bounds],
    index: &Locator,
    positions: &[Option<Point>],
    placements: &mut Column<Placement>,
) -> Vec<Row> {
    let mut rows = Vec::new();
    for (row, at) in (0..).map(Row).zip(positions) {
        if let Some(at) = at.filter(|at| ground.iter().any(|around| around.contains(*at))) {
            placements.set(row, index.place(at));
            rows.push(row);
        }
    }
    rows
}

fn standing_in(grids: &[Row], placements: &[Placement]) -> Vec<Row> {
    let stands = |at: &Placement| matches!(at, Placement::InGrid(grid) if grids.binary_search(grid).is_ok());
    if grids.is_empty() {
        return Vec::new();
    }
    (0..).map(Row).zip(placements).filter(|(_, at)| stands(at)).map(|(row, _)| row).collect()
}
