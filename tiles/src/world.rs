//! The world lattice: Web Mercator, 2^28 units wide, so that one unit is one tile unit at zoom 16 (about 15 cm at the
//! equator). `x` runs east from the antimeridian, `y` south from 85.05° N.

use spatial::frame::Frame;
use spatial::places::LonLat;
use spatial::shape::{Bounds, Point};

use crate::MAX_ZOOM;

/// Units of a tile's side.
pub(crate) const EXTENT: i32 = 4096;
/// Bits of a world coordinate.
pub(crate) const WORLD_BITS: u32 = MAX_ZOOM as u32 + 12;
const WORLD: f64 = (1_u64 << WORLD_BITS) as f64;
/// The spacing of the table, mm. Between its nodes positions are interpolated; at 500 m the error is under 4 mm.
const SPACING_MM: i64 = 500_000;
/// A district larger than this many nodes is projected point by point.
const MOST_NODES: i64 = 1 << 18;

/// A position on a lattice: the world's, or that of one zoom.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct Position {
    pub(crate) x: i32,
    pub(crate) y: i32,
}

/// Degrees to fractional world units; latitudes beyond Web Mercator's end are brought to it.
pub(crate) fn from_degrees(position: LonLat) -> (f64, f64) {
    let x = (position.lon + 180.0) / 360.0 * WORLD;
    let sin = position.lat.to_radians().sin().clamp(-0.996_271_9, 0.996_271_9);
    let y = (0.5 - sin.atanh() / std::f64::consts::TAU) * WORLD;
    (x, y)
}

/// World units to degrees.
pub(crate) fn to_degrees(x: f64, y: f64) -> LonLat {
    let lon = x / WORLD * 360.0 - 180.0;
    let lat = ((0.5 - y / WORLD) * std::f64::consts::TAU).tanh().asin().to_degrees();
    LonLat { lon, lat }
}

/// Millimetres on the ground in one tile unit of a zoom, at a latitude.
pub(crate) fn unit_mm(zoom: u8, lat: f64) -> f64 {
    40_075_016_686.0 * lat.to_radians().cos() / f64::from(1_u32 << (u32::from(zoom) + 12))
}

/// Takes a frame's lattice to the world's, by a table of nodes: 400,000 points in milliseconds.
#[derive(Debug)]
pub(crate) struct Projection {
    frame: Frame,
    low: Point,
    columns: i64,
    rows: i64,
    nodes: Vec<(f64, f64)>,
}

impl Projection {
    /// A table over `bounds`; points outside it are projected one by one.
    pub(crate) fn over(frame: Frame, bounds: Option<Bounds>) -> Self {
        let mut projection = Self { frame, low: Point { x: 0, y: 0 }, columns: 0, rows: 0, nodes: Vec::new() };
        let Some(bounds) = bounds else { return projection };
        let nodes = |low: i32, high: i32| (i64::from(high) - i64::from(low)).max(0) / SPACING_MM + 2;
        let (columns, rows) = (nodes(bounds.min.x, bounds.max.x), nodes(bounds.min.y, bounds.max.y));
        if columns * rows > MOST_NODES {
            return projection;
        }
        (projection.low, projection.columns, projection.rows) = (bounds.min, columns, rows);
        projection.nodes = (0..rows)
            .flat_map(|row| (0..columns).map(move |column| (column, row)))
            .map(|(column, row)| {
                let x = i64::from(bounds.min.x) + column * SPACING_MM;
                let y = i64::from(bounds.min.y) + row * SPACING_MM;
                projection.exactly(x as i32, y as i32)
            })
            .collect();
        projection
    }

    fn exactly(&self, x: i32, y: i32) -> (f64, f64) {
        from_degrees(self.frame.unproject(Point { x, y }))
    }

    /// The nearest point of the world lattice.
    pub(crate) fn position(&self, point: Point) -> Position {
        let (x, y) = self.interpolate(point).unwrap_or_else(|| self.exactly(point.x, point.y));
        let last = f64::from((1_i32 << WORLD_BITS) - 1);
        Position { x: x.round().clamp(0.0, last) as i32, y: y.round().clamp(0.0, last) as i32 }
    }

    fn interpolate(&self, point: Point) -> Option<(f64, f64)> {
        let dx = i64::from(point.x) - i64::from(self.low.x);
        let dy = i64::from(point.y) - i64::from(self.low.y);
        let (column, row) = (dx.div_euclid(SPACING_MM), dy.div_euclid(SPACING_MM));
        if column < 0 || row < 0 || column + 1 >= self.columns || row + 1 >= self.rows {
            return None;
        }
        let u = dx.rem_euclid(SPACING_MM) as f64 / SPACING_MM as f64;
        let v = dy.rem_euclid(SPACING_MM) as f64 / SPACING_MM as f64;
        let node = |column: i64, row: i64| self.nodes[(row * self.columns + column) as usize];
        let (sw, se, nw, ne) =
            (node(column, row), node(column + 1, row), node(column, row + 1), node(column + 1, row + 1));
        let mix =
            |sw: f64, se: f64, nw: f64, ne: f64| (sw * (1.0 - u) + se * u) * (1.0 - v) + (nw * (1.0 - u) + ne * u) * v;
        Some((mix(sw.0, se.0, nw.0, ne.0), mix(sw.1, se.1, nw.1, ne.1)))
    }
}

/// World units to the nearest unit of a zoom's lattice. The same for every tile, so tiles agree along their edges.
pub(crate) fn to_zoom(position: Position, zoom: u8) -> Position {
    let shift = u32::from(MAX_ZOOM - zoom);
    let half = (1_i32 << shift) >> 1;
    Position { x: (position.x + half) >> shift, y: (position.y + half) >> shift }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn demo() -> Frame {
        Frame::for_position(LonLat { lon: 113.6, lat: 30.2 })
    }

    #[test]
    fn degrees_go_there_and_back() {
        for (lon, lat) in [(113.6, 30.2), (-179.9, -80.0), (0.0, 0.0), (75.0, 53.0)] {
            let (x, y) = from_degrees(LonLat { lon, lat });
            let back = to_degrees(x, y);
            assert!((back.lon - lon).abs() < 1e-9 && (back.lat - lat).abs() < 1e-9, "{back:?}");
        }
        assert_eq!(from_degrees(LonLat { lon: 0.0, lat: 0.0 }), (WORLD / 2.0, WORLD / 2.0));
    }

    #[test]
    fn the_table_agrees_with_the_formula_within_a_unit() {
        let frame = demo();
        let bounds =
            Bounds { min: Point { x: -30_000_000, y: -30_000_000 }, max: Point { x: 30_000_000, y: 30_000_000 } };
        let table = Projection::over(frame, Some(bounds));
        let plain = Projection::over(frame, None);
        assert!(!table.nodes.is_empty());
        for at in 0..2000 {
            let point = Point { x: at * 29_989 - 30_000_000, y: 30_000_000 - at * 29_917 };
            let ((tx, ty), (px, py)) = (table.interpolate(point).unwrap(), plain.exactly(point.x, point.y));
            assert!((tx - px).abs() < 0.05 && (ty - py).abs() < 0.05, "{point:?}: {} {}", tx - px, ty - py);
        }
    }

    #[test]
    fn a_point_outside_the_table_is_projected_alone() {
        let bounds = Bounds { min: Point { x: 0, y: 0 }, max: Point { x: 1, y: 1 } };
        let table = Projection::over(demo(), Some(bounds));
        let far = Point { x: 90_000_000, y: -90_000_000 };
        assert_eq!(table.position(far), Projection::over(demo(), None).position(far));
    }

    #[test]
    fn a_zoom_rounds_to_its_nearest_unit() {
        let at = |x: i32, zoom: u8| to_zoom(Position { x, y: 0 }, zoom).x;
        assert_eq!((at(5, 16), at(5, 15), at(4, 15), at(9, 14), at(10, 14)), (5, 3, 2, 2, 3));
    }
}
