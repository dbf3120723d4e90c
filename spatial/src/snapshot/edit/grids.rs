use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use super::table::{Change, change};
use super::{Editing, Moves};
use crate::places::{Grid, GridCode, GridKind};
use crate::shape::{self, Point};
use crate::snapshot::locate::BORDER_MM;
use crate::snapshot::{Row, shapes, tables};

impl Editing<'_> {
    pub(super) fn grids(&mut self, edits: BTreeMap<(GridCode, NaiveDate), Option<Grid>>) -> Option<()> {
        if edits.is_empty() {
            return Some(());
        }
        let before = self.before;
        let current = self.current_versions(edits)?;
        let Change { moves, puts } =
            change(before.grids.code.len(), current, |code: &GridCode| before.grids.code.binary_search(code));
        if moves.is_still() && puts.is_empty() {
            return Some(());
        }
        let is_awaited = |(row, grid): &(Row, Grid)| {
            moves.before(*row).is_none() && self.after.loose.grids.contains(grid.code.as_str())
        };
        if !self.has_fixed_frame() || puts.iter().any(is_awaited) {
            return None;
        }
        self.touched.grids = true;
        moves.removed().into_iter().for_each(|row| self.lose_grid(row));
        self.move_grids(&moves);
        let mut reclaimed = Vec::new();
        for (row, grid) in puts {
            reclaimed.extend(self.put_grid(row, grid, &moves).then_some(row));
        }
        reclaimed.sort_unstable();
        self.place_again(&moves, &reclaimed);
        self.touched.grid_rows = moves;
        Some(())
    }

    /// For each code the version that stands for it now, where it is another one: `None` where there is none any more. Of
    /// versions valid at once the newest stands for the code; if that is one that was hidden its record is not at hand.
    fn current_versions(
        &mut self,
        edits: BTreeMap<(GridCode, NaiveDate), Option<Grid>>,
    ) -> Option<Vec<(GridCode, Option<Grid>)>> {
        let on = self.before.data_date;
        let mut by_code: BTreeMap<GridCode, BTreeMap<NaiveDate, Option<Grid>>> = BTreeMap::new();
        for ((code, from), record) in edits {
            let valid = record.filter(|grid| grid.valid_from <= on && grid.valid_to.is_none_or(|end| on < end));
            by_code.entry(code).or_default().insert(from, valid);
        }
        let mut current = Vec::new();
        for (code, mut edits) in by_code {
            let stood = self.before.grids.find(code.as_str()).map(|row| self.before.grids.valid_from[row.index()]);
            let mut valid: BTreeSet<NaiveDate> = self.hidden_versions(&code).chain(stood).collect();
            valid.extend(edits.iter().filter(|(_, record)| record.is_some()).map(|(from, _)| *from));
            valid.retain(|from| edits.get(from).is_none_or(Option::is_some));
            let newest = valid.pop_last();
            self.hide_versions(&code, valid);
            match newest.map(|from| (from, edits.remove(&from).flatten())) {
                None if stood.is_some() => current.push((code, None)),
                None => {}
                Some((_, Some(record))) => current.push((code, Some(record))),
                Some((from, None)) if Some(from) == stood => {}
                Some(_) => return None,
            }
        }
        Some(current)
    }

    fn hidden_versions(&self, code: &GridCode) -> impl Iterator<Item = NaiveDate> + '_ {
        let of_code = (code.clone(), NaiveDate::MIN)..=(code.clone(), NaiveDate::MAX);
        self.after.loose.versions.range(of_code).map(|(_, from)| *from)
    }

    fn hide_versions(&mut self, code: &GridCode, hidden: BTreeSet<NaiveDate>) {
        if !self.hidden_versions(code).eq(hidden.iter().copied()) {
            let versions = &mut self.after.loose.versions;
            versions.retain(|(of, _)| of != code);
            versions.extend(hidden.into_iter().map(|from| (code.clone(), from)));
        }
    }

    /// A grid that goes leaves its ground; what refers to it does so in vain.
    fn lose_grid(&mut self, row: Row) {
        let (grids, at) = (&self.before.grids, row.index());
        self.touched.ground.extend(shape::bounds(&grids.shape[at]).map(|around| around.grown(BORDER_MM as i32)));
        self.touched.communities.extend(grids.community[at]);
        let requests = &self.before.requests;
        let is_staffed = grids.leaders[at] + grids.workers[at] > 0;
        let is_served = || self.before.organisations.serves_grids.leads_to(row);
        let is_stated = || requests.grid.iter().zip(&requests.is_stated).any(|(grid, is)| *is && *grid == Some(row));
        if is_staffed || is_served() || is_stated() {
            self.after.loose.grids.insert(grids.code[at].as_str().into());
        }
    }

    fn move_grids(&mut self, moves: &Moves) {
        if moves.is_still() {
            return;
        }
        let grids = &mut *self.after.grids;
        moves.reshape(&mut grids.code, &GridCode::new(""));
        moves.reshape(&mut grids.name, &Box::default());
        moves.reshape(&mut grids.kind, &GridKind::Residential);
        moves.reshape(&mut grids.community, &None);
        moves.reshape(&mut grids.valid_from, &NaiveDate::MIN);
        moves.reshape(&mut grids.valid_to, &None);
        moves.reshape(&mut grids.shape, &Vec::new());
        moves.reshape(&mut grids.label, &Point { x: 0, y: 0 });
        moves.reshape(&mut grids.leaders, &0);
        moves.reshape(&mut grids.workers, &0);
        let organisations = &mut *self.after.organisations;
        organisations.serves_grids = organisations.serves_grids.moved(&Moves::default(), moves).0;
        moves.renumber(&mut self.after.micro_grids.grid);
        self.renumber_placements(moves);
    }

    /// Whether those who stand in the grid are counted by another community than before.
    fn put_grid(&mut self, row: Row, grid: Grid, moves: &Moves) -> bool {
        let (shape, _) = shapes::shape(&self.after.frame, &grid.shape);
        let label = tables::label(shape::label_point(&shape), || shapes::anywhere_near(&self.after.frame, &grid.shape));
        let community = self.after.areas.find(grid.community.as_str());
        let stood = moves.before(row).map(Row::index);
        let claimed = stood.and_then(|stood| self.before.grids.community[stood]);
        if stood.is_none_or(|stood| self.before.grids.shape[stood] != shape) {
            let left = stood.and_then(|stood| shape::bounds(&self.before.grids.shape[stood]));
            let boxes = left.into_iter().chain(shape::bounds(&shape));
            self.touched.ground.extend(boxes.map(|around| around.grown(BORDER_MM as i32)));
            self.touched.shapes = true;
        }
        if stood.is_none() {
            self.name_grid_of_micro_grids(row, grid.code.as_str());
        }
        self.touched.changed_grids.push(row);
        self.touched.communities.extend(claimed.into_iter().chain(community));
        let grids = &mut *self.after.grids;
        grids.code.set(row, grid.code);
        grids.name.set(row, grid.name.into());
        grids.kind.set(row, grid.kind);
        grids.community.set(row, community);
        grids.valid_from.set(row, grid.valid_from);
        grids.valid_to.set(row, grid.valid_to);
        grids.shape.set(row, shape);
        grids.label.set(row, label);
        claimed != community
    }

    fn name_grid_of_micro_grids(&mut self, row: Row, code: &str) {
        let codes = self.before.micro_grids.code.iter();
        let inside = (0..).map(Row).zip(codes).filter(|(_, micro_grid)| micro_grid.as_str().get(..15) == Some(code));
        for (micro_grid, _) in inside {
            self.after.micro_grids.grid.set(micro_grid, Some(row));
        }
    }
}
