//! The geometry blob of a `GeoPackage`: a header with the SRS and, but for points, the envelope, then WKB.

use crate::store::cell::Cell;
use crate::store::ledger::Bounds;
use crate::store::wkb;

/// CGCS2000, longitude first within a blob.
pub(super) const SRS: u32 = 4490;

/// Flags: little-endian, standard, not empty.
const POINT_FLAGS: u8 = 0b0000_0001;
/// The same with an envelope of four numbers.
const SHAPE_FLAGS: u8 = 0b0000_0011;

/// A shape as a blob; `None` for a cell that is none.
pub(super) fn encode(cell: &Cell<'_>) -> Option<Vec<u8>> {
    let bounds = Bounds::of(cell);
    let mut blob = Vec::with_capacity(64);
    blob.extend_from_slice(b"GP\0");
    match cell {
        Cell::Point(_) => blob.push(POINT_FLAGS),
        Cell::Line(_) | Cell::Area(_) => blob.push(SHAPE_FLAGS),
        _ => return None,
    }
    blob.extend_from_slice(&SRS.to_le_bytes());
    if !matches!(cell, Cell::Point(_)) {
        let empty = Bounds { west: f64::NAN, south: f64::NAN, east: f64::NAN, north: f64::NAN };
        let Bounds { west, south, east, north } = bounds.unwrap_or(empty);
        for edge in [west, east, south, north] {
            blob.extend_from_slice(&edge.to_le_bytes());
        }
    }
    wkb::write(cell, None, &mut blob);
    Some(blob)
}

/// The WKB inside a blob; `None` when it has no `GeoPackage` header.
pub(super) fn wkb(blob: &[u8]) -> Option<&[u8]> {
    let flags = *blob.strip_prefix(b"GP")?.get(1)?;
    blob.get(8 + envelope_bytes(flags)?..)
}

/// The envelope of a blob, from its header or, for a point, from the point; `None` where it is empty.
pub(super) fn envelope(blob: &[u8]) -> Option<Bounds> {
    let flags = *blob.strip_prefix(b"GP")?.get(1)?;
    if envelope_bytes(flags)? == 0 {
        let at = wkb::point(wkb(blob)?).ok().filter(|at| at.lon.is_finite() && at.lat.is_finite())?;
        return Some(Bounds { west: at.lon, south: at.lat, east: at.lon, north: at.lat });
    }
    let edge = |index: usize| -> Option<f64> {
        let bytes = blob.get(8 + index * 8..)?.first_chunk::<8>()?;
        Some(if flags & 1 == 1 { f64::from_le_bytes(*bytes) } else { f64::from_be_bytes(*bytes) })
    };
    let bounds = Bounds { west: edge(0)?, east: edge(1)?, south: edge(2)?, north: edge(3)? };
    (!bounds.west.is_nan()).then_some(bounds)
}

fn envelope_bytes(flags: u8) -> Option<usize> {
    match (flags >> 1) & 0b111 {
        0 => Some(0),
        1 => Some(32),
        2 | 3 => Some(48),
        4 => Some(64),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use geo_types::LineString;
    use spatial::places::LonLat;

    use super::*;

    #[test]
    fn a_point_takes_29_bytes_and_is_its_own_envelope() {
        let blob = encode(&Cell::Point(LonLat { lon: 113.6, lat: 30.2 })).unwrap();
        assert_eq!(blob.len(), 29);
        assert_eq!(envelope(&blob), Some(Bounds { west: 113.6, south: 30.2, east: 113.6, north: 30.2 }));
    }

    #[test]
    fn a_line_carries_its_envelope_and_its_shape() {
        let street = LineString::from(vec![(113.0, 30.5), (114.0, 30.0)]);
        let blob = encode(&Cell::Line(&street)).unwrap();
        assert_eq!(envelope(&blob), Some(Bounds { west: 113.0, south: 30.0, east: 114.0, north: 30.5 }));
        assert_eq!(wkb::line(wkb(&blob).unwrap()), Ok(street));
    }

    #[test]
    fn bytes_of_something_else_have_no_shape_and_no_envelope() {
        for bytes in [&b""[..], b"GP", b"PNG0000000", b"GP\0\x0f\0\0\0\0"] {
            assert_eq!(wkb(bytes), None, "{bytes:?}");
            assert_eq!(envelope(bytes), None, "{bytes:?}");
        }
    }
}
