use std::fmt;
use std::str::FromStr;

/// What a file's coordinates are in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Crs {
    /// CGCS2000 in degrees, EPSG:4490.
    Cgcs2000,
    /// WGS 84 in degrees, EPSG:4326.
    Wgs84,
    /// CGCS2000 in a 3-degree Gauss-Krüger zone, EPSG:4513–4554, by its EPSG code.
    GaussKruger(u16),
    /// GCJ-02, degrees: 高德, 腾讯 and other vendors' maps.
    Gcj02,
    /// BD-09, degrees: 百度.
    Bd09,
}

/// Why a coordinate reference system is not taken.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum CrsError {
    /// Its datum has no public parameters.
    #[error(
        "{code} is {name}: its way to CGCS2000 has no public parameters, and a guess would be tens of metres off; ask the \
         surveying office for the same file in CGCS2000 (EPSG:4490)"
    )]
    OldDatum {
        /// As given.
        code: String,
        /// 北京54 or 西安80.
        name: &'static str,
    },
    /// Not one of those known.
    #[error("“{0}” is not known: one of EPSG:4490, EPSG:4326, EPSG:4513 to EPSG:4554, gcj02, bd09")]
    Unknown(String),
    /// PROJ could not make the transformation.
    #[error("PROJ knows no way from {0} to EPSG:4490; is its database (package proj-data, file proj.db) installed?")]
    NoTransformation(String),
}

impl Crs {
    /// The first and last EPSG code of the 3-degree zones.
    const ZONES: std::ops::RangeInclusive<u16> = 4513..=4554;
    /// The first EPSG code of the zones whose eastings carry no zone number.
    const FIRST_WITHOUT_PREFIX: u16 = 4534;

    /// For a Gauss-Krüger zone: its number (central meridian / 3°), and whether its eastings begin with it.
    pub(super) fn zone(self) -> Option<(u16, bool)> {
        let Self::GaussKruger(code) = self else { return None };
        let prefixed = code < Self::FIRST_WITHOUT_PREFIX;
        Some((25 + code - if prefixed { *Self::ZONES.start() } else { Self::FIRST_WITHOUT_PREFIX }, prefixed))
    }

    fn from_epsg(code: u32, given: &str) -> Result<Self, CrsError> {
        let old = |name| Err(CrsError::OldDatum { code: given.to_owned(), name });
        match code {
            4490 => Ok(Self::Cgcs2000),
            4326 => Ok(Self::Wgs84),
            4513..=4554 => Ok(Self::GaussKruger(code as u16)),
            // Geographic, 3-degree and 6-degree zones of each.
            4214 | 2401..=2442 | 21413..=21423 | 21453..=21463 | 21473..=21483 => old("Beijing 1954 (北京54)"),
            4610 | 2327..=2390 => old("Xi'an 1980 (西安80)"),
            _ => Err(CrsError::Unknown(given.to_owned())),
        }
    }
}

impl FromStr for Crs {
    type Err = CrsError;

    /// Reads `EPSG:4490`, the URN of a GeoJSON `crs` member, or a common name.
    fn from_str(given: &str) -> Result<Self, CrsError> {
        let plain: String = given.to_lowercase().chars().filter(|c| c.is_alphanumeric() || *c == ':').collect();
        match plain.as_str() {
            "gcj02" | "gcj" | "火星坐标" | "火星坐标系" => return Ok(Self::Gcj02),
            "bd09" | "bd09ll" | "百度坐标" => return Ok(Self::Bd09),
            "cgcs2000" => return Ok(Self::Cgcs2000),
            "wgs84" | "crs84" | "ogc:crs84" | "urn:ogc:def:crs:ogc:13:crs84" | "urn:ogc:def:crs:ogc::crs84" => {
                return Ok(Self::Wgs84);
            }
            _ => {}
        }
        let old = |name| Err(CrsError::OldDatum { code: given.to_owned(), name });
        if plain.contains("beijing1954") || plain.contains("beijing54") || plain.contains("北京54") {
            return old("Beijing 1954 (北京54)");
        }
        if plain.contains("xian80") || plain.contains("xian1980") || plain.contains("西安80") {
            return old("Xi'an 1980 (西安80)");
        }
        let digits = plain.rsplit(':').next().unwrap_or_default();
        let named = plain.starts_with("epsg:") || plain.starts_with("urn:ogc:def:crs:epsg:") || digits == plain;
        match digits.parse() {
            Ok(code) if named => Self::from_epsg(code, given),
            _ => Err(CrsError::Unknown(given.to_owned())),
        }
    }
}

impl fmt::Display for Crs {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Cgcs2000 => f.write_str("EPSG:4490"),
            Self::Wgs84 => f.write_str("EPSG:4326"),
            Self::GaussKruger(code) => write!(f, "EPSG:{code}"),
            Self::Gcj02 => f.write_str("gcj02"),
            Self::Bd09 => f.write_str("bd09"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(given: &str, expected: Crs) {
        assert_eq!(given.parse(), Ok(expected), "{given}");
    }

    #[test]
    fn names_are_read_as_people_and_programs_write_them() {
        check("EPSG:4490", Crs::Cgcs2000);
        check("epsg:4326", Crs::Wgs84);
        check("4547", Crs::GaussKruger(4547));
        check("EPSG:4513", Crs::GaussKruger(4513));
        check("urn:ogc:def:crs:EPSG::4490", Crs::Cgcs2000);
        check("urn:ogc:def:crs:OGC:1.3:CRS84", Crs::Wgs84);
        check("GCJ-02", Crs::Gcj02);
        check("bd09", Crs::Bd09);
    }

    #[test]
    fn every_name_reads_back() {
        let zones = Crs::ZONES.map(Crs::GaussKruger);
        for crs in [Crs::Cgcs2000, Crs::Wgs84, Crs::Gcj02, Crs::Bd09].into_iter().chain(zones) {
            check(&crs.to_string(), crs);
        }
    }

    #[test]
    fn old_datums_are_refused_in_words() {
        for given in ["EPSG:4214", "EPSG:2437", "EPSG:21419", "EPSG:4610", "EPSG:2360", "北京54", "Xian80"] {
            let error = given.parse::<Crs>().unwrap_err();
            assert!(matches!(error, CrsError::OldDatum { .. }), "{given}: {error}");
            assert!(error.to_string().contains("no public parameters"));
        }
    }

    #[test]
    fn anything_else_is_unknown() {
        for given in ["", "EPSG:", "EPSG:99999999999999", "EPSG:3857", "ESRI:4490", "mars"] {
            assert_eq!(given.parse::<Crs>(), Err(CrsError::Unknown(given.to_owned())));
        }
    }

    #[test]
    fn zones_are_counted_from_25() {
        assert_eq!(Crs::GaussKruger(4513).zone(), Some((25, true)));
        assert_eq!(Crs::GaussKruger(4526).zone(), Some((38, true)));
        assert_eq!(Crs::GaussKruger(4534).zone(), Some((25, false)));
        assert_eq!(Crs::GaussKruger(4547).zone(), Some((38, false)));
        assert_eq!(Crs::Wgs84.zone(), None);
    }
}
