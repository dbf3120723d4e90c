use std::sync::Arc;

use spatial::Snapshot;
use spatial::shape::{Bounds, Point};
use spatial::snapshot::Column;

use super::{Coverage, Footprints, Streets};
use crate::index::Runs;
use crate::world::{Position, Projection};

/// What tiles are cut from that follows from a snapshot alone, whatever its verdicts: Web Mercator positions, shapes per zoom,
/// indexes. What only some zooms need is made when the first tile asks for it. Cheap to clone; a district that was edited
/// shares what the edit left alone, and what was made of it.
#[derive(Clone, Debug)]
pub struct Ground {
    bounds: Option<Bounds>,
    projection: Arc<Projection>,
    pub(crate) coverage: Arc<Coverage>,
    pub(crate) water: Arc<Footprints>,
    pub(crate) buildings: Arc<Footprints>,
    pub(crate) streets: Arc<Streets>,
    pub(crate) building_labels: Arc<Runs>,
    pub(crate) organisations: Arc<Runs>,
    pub(crate) stations: Arc<Runs>,
    pub(crate) households: Arc<Runs>,
    pub(crate) members: Arc<Runs>,
}

impl Ground {
    /// Derives it from a snapshot.
    pub fn of(snapshot: &Snapshot) -> Self {
        let bounds = bounds(snapshot);
        let projection = Projection::over(snapshot.frame, bounds);
        let latitude = latitude(snapshot, bounds);
        let (buildings, labels) = (&snapshot.buildings, snapshot.buildings.label.iter().copied().map(Some));
        Self {
            bounds,
            coverage: Arc::new(Coverage::new(snapshot, &projection, latitude)),
            water: Arc::new(Footprints::new(&snapshot.water.shape, &projection, Some(latitude))),
            buildings: Arc::new(Footprints::new(&buildings.shape, &projection, None)),
            streets: Arc::new(Streets::new(&snapshot.roads, &projection)),
            building_labels: runs(labels, &projection),
            organisations: runs(snapshot.organisations.position.iter().copied(), &projection),
            stations: runs(snapshot.stations.position.iter().copied(), &projection),
            households: runs(snapshot.households.position.iter().copied(), &projection),
            members: runs(snapshot.members.position.iter().copied(), &projection),
            projection: Arc::new(projection),
        }
    }

    /// The ground of a snapshot that was made of `before` by edits of its grids, stations, units, members, links or visits:
    /// equal to [`Self::of`] it. `self` is the ground of `before`.
    #[must_use]
    pub fn edited(&self, before: &Snapshot, after: &Snapshot) -> Self {
        if bounds(after) != self.bounds || after.frame != before.frame {
            return Self::of(after);
        }
        let mut ground = self.clone();
        let projection = &*self.projection;
        // A column that both snapshots share is equal at a glance.
        if before.grids.shape != after.grids.shape || before.grids.label != after.grids.label {
            ground.coverage = Arc::new(Coverage::new(after, projection, latitude(after, self.bounds)));
        }
        let points = |runs: &mut Arc<Runs>, before: &Column<Option<Point>>, after: &Column<Option<Point>>| {
            if before != after {
                *runs = self::runs(after.iter().copied(), projection);
            }
        };
        points(&mut ground.stations, &before.stations.position, &after.stations.position);
        points(&mut ground.households, &before.households.position, &after.households.position);
        points(&mut ground.members, &before.members.position, &after.members.position);
        ground
    }

    /// From the district's lattice to the world's.
    pub(super) fn projection(&self) -> &Projection {
        &self.projection
    }

    /// Its corners on the world's lattice, lowest and highest; `None` where the register has no shape.
    pub(super) fn corners(&self) -> Option<(Position, Position)> {
        let Bounds { min, max } = self.bounds?;
        let corners = [min, max, Point { x: min.x, y: max.y }, Point { x: max.x, y: min.y }];
        let corners = corners.map(|at| self.projection.position(at));
        let (xs, ys) = (corners.map(|at| at.x), corners.map(|at| at.y));
        let least = |axis: [i32; 4]| axis.into_iter().min().unwrap_or(0);
        let most = |axis: [i32; 4]| axis.into_iter().max().unwrap_or(0);
        Some((Position { x: least(xs), y: least(ys) }, Position { x: most(xs), y: most(ys) }))
    }
}

fn bounds(snapshot: &Snapshot) -> Option<Bounds> {
    let shapes = snapshot.areas.shape.iter().chain(&snapshot.grids.shape);
    Bounds::of(shapes.flatten().flat_map(|polygon| polygon.exterior.iter().copied()))
}

fn latitude(snapshot: &Snapshot, bounds: Option<Bounds>) -> f64 {
    let middle = bounds.map_or(Point { x: 0, y: 0 }, |bounds| bounds.centre());
    snapshot.frame.unproject(middle).lat
}

/// Positions by row, in tile order.
fn runs(positions: impl Iterator<Item = Option<Point>>, projection: &Projection) -> Arc<Runs> {
    let placed = positions.zip(0..).filter_map(|(point, row)| Some((projection.position(point?), row)));
    Arc::new(Runs::new(placed))
}
