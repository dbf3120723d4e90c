use std::collections::BTreeMap;

use super::Editing;
use super::table::{Change, change};
use crate::places::{Station, StationId, StationKind};
use crate::snapshot::land::place;
use crate::snapshot::{Placement, Row};

impl Editing<'_> {
    pub(super) fn stations(&mut self, edits: BTreeMap<StationId, Option<Station>>) -> Option<()> {
        let before = self.before;
        let Change { moves, puts } =
            change(before.stations.id.len(), edits, |id: &StationId| before.stations.id.binary_search(id));
        if moves.is_still() && puts.is_empty() {
            return Some(());
        }
        if !self.has_fixed_frame() {
            return None;
        }
        self.touched.stations = true;
        let stations = &mut *self.after.stations;
        moves.reshape(&mut stations.id, &StationId::new(""));
        moves.reshape(&mut stations.name, &Box::default());
        moves.reshape(&mut stations.kind, &StationKind::Community);
        moves.reshape(&mut stations.area, &None);
        moves.reshape(&mut stations.position, &None);
        moves.reshape(&mut stations.placement, &Placement::NoPosition);
        for (row, station) in puts {
            self.put_station(row, station);
        }
        self.touched.station_rows = moves;
        Some(())
    }

    fn put_station(&mut self, row: Row, station: Station) {
        let after = &mut self.after;
        let (position, placement) = place(&after.frame, &after.grid_index, station.position, None);
        let stations = &mut *after.stations;
        stations.area.set(row, after.areas.find(station.area.as_str()));
        stations.position.set(row, position);
        stations.placement.set(row, placement);
        stations.id.set(row, station.id);
        stations.name.set(row, station.name.into());
        stations.kind.set(row, station.kind);
    }
}
