//! What tiles are cut from, derived from a district once.

pub(crate) mod bins;
mod clusters;
mod coverage;
mod footprints;
mod homes;
mod streets;

use std::sync::Arc;

use spatial::District;
use spatial::places::LonLat;
use spatial::shape::{Bounds, Point};

pub(crate) use bins::{Bin, Bins, CELL_SIDE};
pub(crate) use clusters::{clusters, middle};
pub(crate) use coverage::{Coverage, Level};
pub(crate) use footprints::Footprints;
pub(crate) use homes::{Dwellings, HOUSEHOLD_RULES, Homes, counts, judgements};
pub(crate) use streets::Streets;

use crate::MAX_ZOOM;
use crate::index::Runs;
use crate::world::{Position, Projection, to_degrees, unit_mm};

/// A district made ready for cutting tiles: Web Mercator positions, shapes per zoom, indexes. What only some zooms need is
/// made when the first tile asks for it.
#[derive(Debug)]
pub struct TileSource {
    district: Arc<District>,
    bounds: Option<(Position, Position)>,
    pub(crate) coverage: Coverage,
    pub(crate) water: Footprints,
    pub(crate) buildings: Footprints,
    pub(crate) streets: Streets,
    pub(crate) building_labels: Runs,
    pub(crate) organisations: Runs,
    pub(crate) stations: Runs,
    pub(crate) homes: Homes,
}

impl TileSource {
    /// Derives what tiles need from a district, once.
    pub fn new(district: Arc<District>) -> Self {
        let snapshot = &district.snapshot;
        let bounds = Bounds::of(
            snapshot
                .areas
                .shape
                .iter()
                .chain(&snapshot.grids.shape)
                .flatten()
                .flat_map(|polygon| polygon.exterior.iter().copied()),
        );
        let projection = Projection::over(snapshot.frame, bounds);
        let middle = bounds.map_or(Point { x: 0, y: 0 }, |bounds| bounds.centre());
        let latitude = snapshot.frame.unproject(middle).lat;
        let points = |column: &[Option<Point>]| {
            let placed = column.iter().enumerate().filter_map(|(row, point)| Some(((*point)?, row as u32)));
            Runs::new(placed.map(|(point, row)| (projection.position(point), row)))
        };
        Self {
            bounds: bounds.map(|bounds| corners(&projection, bounds)),
            coverage: Coverage::new(snapshot, &projection, latitude),
            water: Footprints::new(&snapshot.water.shape, &projection, Some(latitude)),
            buildings: Footprints::new(&snapshot.buildings.shape, &projection, None),
            streets: Streets::new(&snapshot.roads, &projection),
            building_labels: Runs::new(
                snapshot
                    .buildings
                    .label
                    .iter()
                    .enumerate()
                    .map(|(row, label)| (projection.position(*label), row as u32)),
            ),
            organisations: points(&snapshot.organisations.position),
            stations: points(&snapshot.stations.position),
            homes: Homes::new(points(&snapshot.households.position), points(&snapshot.members.position)),
            district,
        }
    }

    /// The district it was made from.
    pub fn district(&self) -> &Arc<District> {
        &self.district
    }

    /// South-western and north-eastern corner of the district; `None` where the register has no shape.
    pub(crate) fn bounds(&self) -> Option<(LonLat, LonLat)> {
        let (low, high) = self.bounds?;
        let degrees = |x: i32, y: i32| to_degrees(f64::from(x), f64::from(y));
        Some((degrees(low.x, high.y), degrees(high.x, low.y)))
    }
}

fn corners(projection: &Projection, bounds: Bounds) -> (Position, Position) {
    let Bounds { min, max } = bounds;
    let corners =
        [min, max, Point { x: min.x, y: max.y }, Point { x: max.x, y: min.y }].map(|at| projection.position(at));
    let low = Position {
        x: corners.map(|c| c.x).into_iter().min().unwrap_or(0),
        y: corners.map(|c| c.y).into_iter().min().unwrap_or(0),
    };
    let high = Position {
        x: corners.map(|c| c.x).into_iter().max().unwrap_or(0),
        y: corners.map(|c| c.y).into_iter().max().unwrap_or(0),
    };
    (low, high)
}

/// The side of the square of which a zoom may lose half, mm: a vertex goes when it moves a line by less. Half a pixel of
/// a 512-pixel tile. Two where a district fills a tile and its grids are still ten pixels wide and more: the outlines weigh
/// most there, and half of so long a side moves by less than a pixel. At the deepest zoom, which clients stretch, one tile
/// unit. Zoom 10 must not be finer than zoom 11.
fn detail_mm(zoom: u8, latitude: f64) -> f64 {
    let units = match zoom {
        MAX_ZOOM => 1.0,
        11 | 12 => 16.0,
        10 => 8.0,
        _ => 4.0,
    };
    unit_mm(zoom, latitude) * units
}
