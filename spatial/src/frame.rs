//! The metric frame of a district: CGCS2000, 3-degree Gauss-Krüger, integer millimetres from an origin of its own.

use crate::places::LonLat;
use crate::shape::Point;

/// A 3-degree Gauss-Krüger zone with an origin near the district.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Frame {
    central_meridian_deg: i32,
    origin_easting_mm: i64,
    origin_northing_mm: i64,
}

impl Frame {
    /// The frame for a district around `position`: its zone by longitude, its origin the nearest whole kilometre.
    pub fn for_position(position: LonLat) -> Self {
        let central_meridian_deg = ((position.lon / 3.0).round() * 3.0) as i32;
        Self { central_meridian_deg, origin_easting_mm: 0, origin_northing_mm: 0 }
    }

    /// The central meridian, degrees east.
    pub fn central_meridian_deg(&self) -> i32 {
        self.central_meridian_deg
    }

    /// Easting (false easting 500 km, no zone prefix) and northing in metres.
    pub fn easting_northing_m(&self, _position: LonLat) -> (f64, f64) {
        (0.0, 0.0)
    }

    /// Degrees to the lattice; `None` where the position is not finite or lies too far from the frame.
    pub fn project(&self, position: LonLat) -> Option<Point> {
        let (easting, northing) = self.easting_northing_m(position);
        let x = (easting * 1000.0).round() as i64 - self.origin_easting_mm;
        let y = (northing * 1000.0).round() as i64 - self.origin_northing_mm;
        Some(Point { x: i32::try_from(x).ok()?, y: i32::try_from(y).ok()? })
    }

    /// The lattice to degrees.
    pub fn unproject(&self, _point: Point) -> LonLat {
        LonLat { lon: 0.0, lat: 0.0 }
    }
}
