//! What answering quickly needs of a district and follows from its snapshot alone, whatever its verdicts.

use std::sync::Arc;

use sha2::{Digest, Sha256};
use spatial::places::LonLat;
use spatial::shape::{Point, Shape};
use spatial::snapshot::{Row, Snapshot};
use tiles::Ground;

use super::{Hierarchy, SearchIndex};

/// West, south, east, north in degrees.
pub type WebBounds = [f64; 4];

/// The indexes of a snapshot. Cheap to clone; a district that was edited shares what the edit left alone.
#[derive(Clone, Debug)]
pub(super) struct Index {
    pub(super) ground: Ground,
    pub(super) hierarchy: Arc<Hierarchy>,
    pub(super) search: SearchIndex,
    pub(super) area_bounds: Arc<[WebBounds]>,
    pub(super) grid_bounds: Arc<[WebBounds]>,
    pub(super) grid_organisations: Arc<[Vec<Row>]>,
    /// SHA-256 of where everybody lives, to the millimetre.
    pub(super) homes: [u8; 32],
}

impl Index {
    /// Derives it.
    pub(super) fn of(snapshot: &Snapshot) -> Self {
        Self {
            ground: Ground::of(snapshot),
            hierarchy: Arc::new(Hierarchy::of(snapshot)),
            search: SearchIndex::of(snapshot),
            area_bounds: bounds(snapshot, &snapshot.areas.shape),
            grid_bounds: bounds(snapshot, &snapshot.grids.shape),
            grid_organisations: grid_organisations(snapshot),
            homes: homes(snapshot),
        }
    }

    /// The index of a snapshot that was made of `before` by edits: equal to [`Self::of`] it. `self` is the index of `before`.
    pub(super) fn edited(&self, before: &Snapshot, after: &Snapshot) -> Self {
        let mut index = self.clone();
        index.ground = self.ground.edited(before, after);
        index.search = self.search.edited(before, after);
        // A table or column that both snapshots share is equal at a glance.
        if before.grids != after.grids {
            index.hierarchy = Arc::new(Hierarchy::of(after));
            index.grid_bounds = bounds(after, &after.grids.shape);
        }
        if before.organisations.serves_grids != after.organisations.serves_grids
            || before.grids.code.len() != after.grids.code.len()
        {
            index.grid_organisations = grid_organisations(after);
        }
        if before.households.position != after.households.position {
            index.homes = homes(after);
        }
        index
    }
}

/// Rounds degrees to 1e-7 (a centimetre), which keeps answers short.
pub(super) fn round7(degrees: f64) -> f64 {
    (degrees * 1e7).round() / 1e7
}

fn bounds(snapshot: &Snapshot, shapes: &[Shape]) -> Arc<[WebBounds]> {
    shapes.iter().map(|shape| bounds_of(snapshot, shape)).collect()
}

fn bounds_of(snapshot: &Snapshot, shape: &Shape) -> WebBounds {
    let exterior = || shape.iter().flat_map(|polygon| &polygon.exterior);
    let (Some(west), Some(east)) = (exterior().map(|p| p.x).min(), exterior().map(|p| p.x).max()) else {
        return [0.0; 4];
    };
    let south = exterior().map(|p| p.y).min().unwrap_or_default();
    let north = exterior().map(|p| p.y).max().unwrap_or_default();
    // The frame's axes are turned a little against the meridians: all four corners count.
    let corners = [(west, south), (west, north), (east, south), (east, north)];
    let corners = corners.map(|(x, y)| snapshot.frame.unproject(Point { x, y }));
    let fold = |pick: fn(&LonLat) -> f64, better: fn(f64, f64) -> f64| {
        round7(corners.iter().map(pick).reduce(better).unwrap_or_default())
    };
    [fold(|c| c.lon, f64::min), fold(|c| c.lat, f64::min), fold(|c| c.lon, f64::max), fold(|c| c.lat, f64::max)]
}

fn grid_organisations(snapshot: &Snapshot) -> Arc<[Vec<Row>]> {
    let mut by_grid = vec![Vec::new(); snapshot.grids.code.len()];
    for row in (0..snapshot.organisations.id.len() as u32).map(Row) {
        for grid in snapshot.organisations.serves_grids.of(row) {
            if let Some(list) = by_grid.get_mut(grid.index()) {
                list.push(row);
            }
        }
    }
    by_grid.into()
}

/// Hashed as bytes: a household without a position differs from every other in its first one.
fn homes(snapshot: &Snapshot) -> [u8; 32] {
    let mut bytes = Vec::with_capacity(snapshot.households.position.len() * 9);
    for position in &snapshot.households.position {
        match position {
            None => bytes.push(0),
            Some(Point { x, y }) => {
                bytes.push(1);
                bytes.extend_from_slice(&x.to_le_bytes());
                bytes.extend_from_slice(&y.to_le_bytes());
            }
        }
    }
    Sha256::digest(&bytes).into()
}

#[cfg(test)]
mod tests {
    use spatial::SnapshotBuilder;
    use spatial::fixture::Records;

    use super::*;

    #[test]
    fn a_millimetre_and_a_missing_position_change_where_everybody_lives() {
        let snapshot = Records::tiny().snapshot();
        let before = homes(&snapshot);
        let moved = |change: fn(&mut Option<Point>)| {
            let mut other = snapshot.clone();
            change(&mut other.households.position[7]);
            homes(&other)
        };
        assert_ne!(moved(|at| *at = at.map(|at| Point { x: at.x + 1, y: at.y })), before);
        assert_ne!(moved(|at| *at = None), before);
        assert_eq!(moved(|_| {}), before);
    }

    #[test]
    fn a_register_without_households_has_an_index() {
        let county = spatial::places::AreaCode::parse("990101").unwrap();
        let (empty, _) = SnapshotBuilder::new(county, 0, chrono::NaiveDate::default()).finish();
        assert!(Index::of(&empty).grid_organisations.is_empty());
    }
}
