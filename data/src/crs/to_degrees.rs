use proj::Proj;
use spatial::places::LonLat;

use super::{Crs, CrsError, bd09_to_wgs84, gcj02_to_wgs84};

/// Why two numbers are no position in a given system.
#[derive(Debug, Clone, PartialEq, thiserror::Error)]
pub enum BadPosition {
    /// Not a number, or infinite.
    #[error("not two finite numbers")]
    NotFinite,
    /// Degrees outside ±180, ±90.
    #[error("not degrees: longitude is −180 to 180, latitude −90 to 90")]
    NotDegrees,
    /// Neither order of the two can be an easting and a northing in China.
    #[error("not an easting (100000–900000 m, with or without a zone number before it) and a northing (0–6500000 m)")]
    NotMetres,
    /// The easting begins with the number of another zone.
    #[error("the easting begins with zone {found}, but the file is said to be in zone {expected}")]
    OtherZone {
        /// As the easting has it.
        found: u16,
        /// As the coordinate reference system has it.
        expected: u16,
    },
    /// PROJ refused it.
    #[error("it cannot be turned into degrees")]
    NotConvertible,
}

/// A transformation to degrees of CGCS2000. Not `Send`: PROJ contexts belong to a thread.
pub struct ToDegrees {
    crs: Crs,
    /// From the zone's unprefixed twin, easting first, to longitude first.
    zone: Option<Zone>,
}

struct Zone {
    number: u16,
    transformation: Proj,
}

impl ToDegrees {
    /// Prepares the transformation.
    ///
    /// # Errors
    /// [`CrsError::NoTransformation`] when PROJ does not know the zone (its database is missing).
    pub fn new(crs: Crs) -> Result<Self, CrsError> {
        let zone = match crs.zone() {
            None => None,
            Some((number, _)) => {
                // EPSG:4534–4554 are EPSG:4513–4533 without the zone number in front of the easting.
                let code = 4534 + number - 25;
                // `new_known_crs` asks PROJ to normalise for visualisation: x before y on both sides, whatever the
                // registry says. Nothing else in the project talks to PROJ.
                let transformation = Proj::new_known_crs(&format!("EPSG:{code}"), "EPSG:4490", None)
                    .map_err(|_| CrsError::NoTransformation(crs.to_string()))?;
                Some(Zone { number, transformation })
            }
        };
        Ok(Self { crs, zone })
    }

    /// Two numbers as a file gives them, to longitude and latitude.
    ///
    /// Degrees come longitude first (a swapped pair is the caller's to notice: only it knows where the district lies).
    /// Metres come in either order, because the registry and Chinese surveyors put northing first (their X) and
    /// programs put easting first: in China an easting is below 1,000,000 m or begins with a zone number, so it is
    /// 8 digits, and a northing has 7; the two cannot be mistaken.
    ///
    /// # Errors
    /// [`BadPosition`], with the reason.
    pub fn convert(&self, first: f64, second: f64) -> Result<LonLat, BadPosition> {
        if !first.is_finite() || !second.is_finite() {
            return Err(BadPosition::NotFinite);
        }
        if let Some(zone) = &self.zone {
            let (easting, northing) = zone.easting_northing(first, second)?;
            let (lon, lat) =
                zone.transformation.convert((easting, northing)).map_err(|_| BadPosition::NotConvertible)?;
            return Ok(LonLat { lon, lat });
        }
        if first.abs() > 180.0 || second.abs() > 180.0 {
            return Err(BadPosition::NotDegrees);
        }
        let position = LonLat { lon: first, lat: second };
        Ok(match self.crs {
            Crs::Gcj02 => gcj02_to_wgs84(position),
            Crs::Bd09 => bd09_to_wgs84(position),
            _ => position,
        })
    }

    /// What it converts from.
    pub fn crs(&self) -> Crs {
        self.crs
    }
}

impl Zone {
    /// Sorts two numbers into an easting without its zone number, and a northing.
    fn easting_northing(&self, first: f64, second: f64) -> Result<(f64, f64), BadPosition> {
        for (easting, northing) in [(first, second), (second, first)] {
            let prefix = (easting / 1e6).floor() as i64;
            let plain = easting - prefix as f64 * 1e6;
            let is_easting = matches!(prefix, 0 | 25..=45) && (1e5..=9e5).contains(&plain);
            if !is_easting || !(0.0..=6.5e6).contains(&northing) {
                continue;
            }
            if prefix != 0 && prefix != i64::from(self.number) {
                return Err(BadPosition::OtherZone { found: prefix as u16, expected: self.number });
            }
            return Ok((plain, northing));
        }
        Err(BadPosition::NotMetres)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// The arc of the meridian from the equator to 30° N on the CGCS2000 ellipsoid.
    const ARC_TO_30_NORTH_M: f64 = 3_320_113.398;

    #[track_caller]
    fn check(code: u16, first: f64, second: f64, lon: f64, lat: f64) {
        let to_degrees = ToDegrees::new(Crs::GaussKruger(code)).unwrap();
        let position = to_degrees.convert(first, second).unwrap();
        assert!((position.lon - lon).abs() < 1e-7 && (position.lat - lat).abs() < 1e-7, "EPSG:{code}: {position:?}");
    }

    /// The axis-order trap, in both of its halves, with and without the zone number.
    #[test]
    fn either_order_of_metres_gives_longitude_first() {
        for (easting, code) in [(500_000.0, 4547), (38_500_000.0, 4526), (38_500_000.0, 4547), (500_000.0, 4526)] {
            check(code, easting, ARC_TO_30_NORTH_M, 114.0, 30.0);
            check(code, ARC_TO_30_NORTH_M, easting, 114.0, 30.0);
        }
    }

    #[test]
    fn every_zone_has_its_meridian() {
        for zone in 0..21_u16 {
            let meridian = 75.0 + 3.0 * f64::from(zone);
            check(4513 + zone, f64::from(zone + 25) * 1e6 + 5e5, ARC_TO_30_NORTH_M, meridian, 30.0);
            check(4534 + zone, 5e5, ARC_TO_30_NORTH_M, meridian, 30.0);
        }
    }

    #[test]
    fn another_zones_easting_is_said() {
        let to_degrees = ToDegrees::new(Crs::GaussKruger(4526)).unwrap();
        let error = to_degrees.convert(39_500_000.0, ARC_TO_30_NORTH_M).unwrap_err();
        assert_eq!(error, BadPosition::OtherZone { found: 39, expected: 38 });
        assert_eq!(to_degrees.convert(113.6, 30.2), Err(BadPosition::NotMetres));
    }

    #[test]
    fn numbers_that_are_no_position_are_refused() {
        let to_degrees = ToDegrees::new(Crs::Cgcs2000).unwrap();
        assert_eq!(to_degrees.convert(f64::NAN, 30.0), Err(BadPosition::NotFinite));
        assert_eq!(to_degrees.convert(113.0, f64::INFINITY), Err(BadPosition::NotFinite));
        assert_eq!(to_degrees.convert(461_500.0, 3_342_000.0), Err(BadPosition::NotDegrees));
    }

    #[test]
    fn degrees_pass_as_they_are() {
        for crs in [Crs::Cgcs2000, Crs::Wgs84] {
            let position = ToDegrees::new(crs).unwrap().convert(113.6, 30.2).unwrap();
            assert_eq!(position, LonLat { lon: 113.6, lat: 30.2 });
        }
    }

    #[test]
    fn vendors_degrees_are_turned_back() {
        let home = LonLat { lon: 113.6, lat: 30.2 };
        for (crs, given) in
            [(Crs::Gcj02, crate::crs::wgs84_to_gcj02(home)), (Crs::Bd09, crate::crs::wgs84_to_bd09(home))]
        {
            let position = ToDegrees::new(crs).unwrap().convert(given.lon, given.lat).unwrap();
            assert!((position.lon - home.lon).abs() < 1e-9 && (position.lat - home.lat).abs() < 1e-9, "{crs}");
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]
        #[test]
        fn no_two_numbers_crash_it(first in any::<f64>(), second in any::<f64>(), code in 4513..=4554_u16) {
            let _ = ToDegrees::new(Crs::GaussKruger(code)).unwrap().convert(first, second);
        }
    }
}
