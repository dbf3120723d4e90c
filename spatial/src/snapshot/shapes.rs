//! From degrees to the lattice.

use geo_types::{Coord, LineString, MultiPolygon};

use super::builder::SnapshotBuilder;
use crate::frame::Frame;
use crate::places::LonLat;
use crate::shape::{self, Point, Polygon, Ring, Shape};

/// Where a register that has not one position is said to be.
const NOWHERE: LonLat = LonLat { lon: 114.0, lat: 30.0 };

/// The frame of a district: around the middle of the district's box, else of what there is.
pub(super) fn frame(builder: &SnapshotBuilder) -> Frame {
    let district = builder.areas.iter().filter(|area| area.code == builder.county);
    let position = middle(district.flat_map(|area| vertices(&area.shape)))
        .or_else(|| middle(builder.areas.iter().flat_map(|area| vertices(&area.shape))))
        .or_else(|| middle(builder.grids.iter().flat_map(|grid| vertices(&grid.shape))))
        .or_else(|| middle(builder.buildings.iter().flat_map(|building| vertices(&building.shape))))
        .or_else(|| middle(builder.households.position.iter().copied().flatten()))
        .or_else(|| middle(builder.stations.iter().filter_map(|station| station.position)))
        .or_else(|| middle(builder.roads.iter().flat_map(|road| road.line.0.iter().map(lon_lat))));
    Frame::for_position(position.unwrap_or(NOWHERE))
}

/// A shape on the lattice, and whether a part of it was lost: without area, or too far from the frame.
pub(super) fn shape(frame: &Frame, degrees: &MultiPolygon<f64>) -> (Shape, bool) {
    let polygon = |part: &geo_types::Polygon<f64>| -> Option<Polygon> {
        let holes = part.interiors().iter().map(|hole| ring(frame, hole)).collect::<Option<Vec<_>>>()?;
        shape::polygon(ring(frame, part.exterior())?, holes)
    };
    let shape: Shape = degrees.0.iter().filter_map(polygon).collect();
    let lost = shape.len() < degrees.0.len() || degrees.0.is_empty();
    (shape, lost)
}

/// Where a shape without area is: the middle of its vertices' box.
pub(super) fn anywhere_near(frame: &Frame, degrees: &MultiPolygon<f64>) -> Option<Point> {
    frame.project(middle(vertices(degrees))?)
}

/// A line on the lattice without repeated neighbours; `None` where it has no length or is too far from the frame.
pub(super) fn line(frame: &Frame, degrees: &LineString<f64>) -> Option<Vec<Point>> {
    let mut points = ring(frame, degrees)?;
    points.dedup();
    (points.len() >= 2).then_some(points)
}

fn ring(frame: &Frame, degrees: &LineString<f64>) -> Option<Ring> {
    degrees.0.iter().map(|vertex| frame.project(lon_lat(vertex))).collect()
}

fn vertices(shape: &MultiPolygon<f64>) -> impl Iterator<Item = LonLat> + '_ {
    shape.0.iter().flat_map(|polygon| polygon.exterior().0.iter().map(lon_lat))
}

fn lon_lat(vertex: &Coord<f64>) -> LonLat {
    LonLat { lon: vertex.x, lat: vertex.y }
}

/// The middle of the box around these positions, those that are none apart.
fn middle(positions: impl Iterator<Item = LonLat>) -> Option<LonLat> {
    let usable = |position: &LonLat| position.lon.abs() <= 180.0 && position.lat.abs() <= 90.0;
    let mut positions = positions.filter(usable);
    let first = positions.next()?;
    let (low, high) = positions.fold((first, first), |(low, high), position| {
        (
            LonLat { lon: low.lon.min(position.lon), lat: low.lat.min(position.lat) },
            LonLat { lon: high.lon.max(position.lon), lat: high.lat.max(position.lat) },
        )
    });
    Some(LonLat { lon: f64::midpoint(low.lon, high.lon), lat: f64::midpoint(low.lat, high.lat) })
}
