use std::sync::OnceLock;

use spatial::Snapshot;
use spatial::arcs::{Mosaic, Tolerance};
use spatial::shape::Point;

use super::detail_mm;
use crate::MAX_ZOOM;
use crate::geometry::Outlines;
use crate::index::{Boxes, Rect};
use crate::world::{Position, Projection, to_zoom};

const ZOOMS: usize = MAX_ZOOM as usize + 1;

/// Areas and grids as one mosaic of shared arcs: whatever the zoom, neighbours meet in the same vertices.
#[derive(Debug)]
pub(crate) struct Coverage {
    mosaic: Mosaic,
    /// The mosaic's points in world units.
    points: Vec<Position>,
    pub(crate) areas: Level,
    pub(crate) grids: Level,
}

/// The areas or the grids in a [`Coverage`].
#[derive(Debug)]
pub(crate) struct Level {
    /// Where its rows begin among the mosaic's shapes.
    first: usize,
    pub(crate) labels: Vec<Position>,
    pub(crate) boxes: Boxes,
    outlines: [OnceLock<Outlines>; ZOOMS],
}

impl Coverage {
    pub(crate) fn new(snapshot: &Snapshot, projection: &Projection, latitude: f64) -> Self {
        let (areas, grids) = (&snapshot.areas, &snapshot.grids);
        // Level 0 is the deepest zoom.
        let levels: Vec<Tolerance> =
            (0..=MAX_ZOOM).rev().map(|zoom| Tolerance::of_side_mm(detail_mm(zoom, latitude))).collect();
        let mosaic = Mosaic::of(areas.shape.iter().chain(&grids.shape), &levels);
        let points: Vec<Position> = mosaic.points().iter().map(|point| projection.position(*point)).collect();
        let level = |first: usize, labels: &[Point]| {
            let rect = |row: usize| Rect::around(mosaic.vertices(first + row).map(|id| points[id as usize]));
            Level {
                first,
                labels: labels.iter().map(|label| projection.position(*label)).collect(),
                boxes: Boxes::new((0..labels.len()).filter_map(|row| Some((rect(row)?, row as u32)))),
                outlines: std::array::from_fn(|_| OnceLock::new()),
            }
        };
        let (areas, grids) = (level(0, &areas.label), level(areas.shape.len(), &grids.label));
        Self { mosaic, points, areas, grids }
    }

    /// The outlines of the areas or of the grids at a zoom.
    pub(crate) fn outlines<'a>(&self, level: &'a Level, zoom: u8) -> &'a Outlines {
        level.outlines[usize::from(zoom)].get_or_init(|| {
            let mut outlines = Outlines::default();
            let step = lattice_step(zoom);
            let place = |id: u32| snapped(to_zoom(self.points[id as usize], zoom), step);
            let place = |ring: Vec<u32>| ring.into_iter().map(place).collect();
            for (row, label) in level.labels.iter().enumerate() {
                let polygons = self.mosaic.polygons(level.first + row, MAX_ZOOM - zoom);
                outlines
                    .push(polygons.map(|rings| rings.into_iter().map(place).collect()), Some(to_zoom(*label, zoom)));
            }
            outlines
        })
    }
}

/// The step of the lattice on which outlines lie, tile units. A pixel of a 512-pixel tile where a district fills a tile, so
/// that its thousand outlines are short numbers.
fn lattice_step(zoom: u8) -> i32 {
    if matches!(zoom, 11 | 12) { 8 } else { 1 }
}

/// The nearest position whose coordinates are multiples of a step.
fn snapped(at: Position, step: i32) -> Position {
    let nearest = |at: i32| (at + step / 2).div_euclid(step) * step;
    Position { x: nearest(at.x), y: nearest(at.y) }
}
