use std::sync::OnceLock;

use spatial::arcs::{Mosaic, Tolerance};
use spatial::shape::{Polygon, Shape};

use super::detail_mm;
use crate::MAX_ZOOM;
use crate::geometry::Outlines;
use crate::index::{Boxes, Rect};
use crate::world::{Position, Projection, to_zoom};

const ZOOMS: usize = MAX_ZOOM as usize + 1;

/// Polygons that stand alone: water, buildings.
#[derive(Debug)]
pub(crate) struct Footprints {
    pub(crate) boxes: Boxes,
    shapes: Shapes,
    outlines: [OnceLock<Outlines>; ZOOMS],
}

#[derive(Debug)]
enum Shapes {
    /// Rings in world units, packed: by row its polygons, each the ends of its rings.
    Whole {
        points: Vec<Position>,
        rings: Vec<Vec<Vec<u32>>>,
    },
    Simplified {
        mosaic: Mosaic,
        points: Vec<Position>,
    },
}

impl Footprints {
    /// Takes shapes by row; with a latitude they are simplified by zoom.
    pub(crate) fn new(shapes: &[Shape], projection: &Projection, latitude: Option<f64>) -> Self {
        let around = |shape: &Shape| {
            Rect::around(shape.iter().flat_map(|polygon| &polygon.exterior).map(|point| projection.position(*point)))
        };
        let boxes = Boxes::new(shapes.iter().enumerate().filter_map(|(row, shape)| Some((around(shape)?, row as u32))));
        let shapes = match latitude {
            None => whole(shapes, projection),
            Some(latitude) => {
                let level = |zoom| Tolerance::of_side_mm(detail_mm(zoom, latitude));
                let mosaic = Mosaic::of(shapes.iter(), &(0..=MAX_ZOOM).rev().map(level).collect::<Vec<_>>());
                let points = mosaic.points().iter().map(|point| projection.position(*point)).collect();
                Shapes::Simplified { mosaic, points }
            }
        };
        Self { boxes, shapes, outlines: std::array::from_fn(|_| OnceLock::new()) }
    }

    /// The outlines at a zoom.
    pub(crate) fn outlines(&self, zoom: u8) -> &Outlines {
        self.outlines[usize::from(zoom)].get_or_init(|| {
            let mut outlines = Outlines::default();
            for row in 0..self.shapes.len() {
                outlines.push(self.shapes.polygons(row, zoom).into_iter(), None);
            }
            outlines
        })
    }
}

fn whole(shapes: &[Shape], projection: &Projection) -> Shapes {
    let mut points = Vec::new();
    let mut polygon = |polygon: &Polygon| {
        let rings = std::iter::once(&polygon.exterior).chain(&polygon.holes);
        rings
            .map(|ring| {
                points.extend(ring.iter().map(|point| projection.position(*point)));
                points.len() as u32
            })
            .collect()
    };
    let rings = shapes.iter().map(|shape| shape.iter().map(&mut polygon).collect()).collect();
    Shapes::Whole { points, rings }
}

impl Shapes {
    fn len(&self) -> usize {
        match self {
            Self::Whole { rings, .. } => rings.len(),
            Self::Simplified { mosaic, .. } => mosaic.len(),
        }
    }

    fn polygons(&self, row: usize, zoom: u8) -> Vec<Vec<Vec<Position>>> {
        match self {
            Self::Simplified { mosaic, points } => {
                let place = |ring: Vec<u32>| ring.into_iter().map(|id| to_zoom(points[id as usize], zoom)).collect();
                let polygons = mosaic.polygons(row, MAX_ZOOM - zoom);
                polygons.map(|rings| rings.into_iter().map(place).collect()).collect()
            }
            Self::Whole { points, rings } => {
                let before = rings[..row].iter().rev().find_map(|shape| shape.last()?.last());
                let mut start = before.copied().unwrap_or(0) as usize;
                let mut ring = |end: &u32| {
                    let ring = points[start..*end as usize].iter().map(|at| to_zoom(*at, zoom)).collect();
                    start = *end as usize;
                    ring
                };
                rings[row].iter().map(|polygon| polygon.iter().map(&mut ring).collect()).collect()
            }
        }
    }
}
