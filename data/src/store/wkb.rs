//! Well-known binary, little-endian, in two dimensions: what a `GeoPackage` holds after its header, and (with an SRID) what
//! `PostGIS` sends and takes.
//!
//! Reading is bounded: a count is believed only as far as the bytes that are there can hold it, and there is no recursion.

use geo_types::{Coord, LineString, MultiPolygon, Polygon};
use spatial::places::LonLat;

use super::cell::Cell;

const POINT: u32 = 1;
const LINE: u32 = 2;
const POLYGON: u32 = 3;
const MULTI_POLYGON: u32 = 6;
const HAS_SRID: u32 = 0x2000_0000;

/// Why bytes are no shape of the wanted kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct BadWkb;

/// Appends a shape; cells that are none append nothing.
pub(crate) fn write(cell: &Cell<'_>, srid: Option<u32>, out: &mut Vec<u8>) {
    match cell {
        Cell::Point(position) => {
            head(POINT, srid, out);
            coordinate(Coord { x: position.lon, y: position.lat }, out);
        }
        Cell::Line(line) => {
            head(LINE, srid, out);
            coordinates(&line.0, out);
        }
        Cell::Area(area) => {
            head(MULTI_POLYGON, srid, out);
            count(area.0.len(), out);
            for part in &area.0 {
                polygon(part, out);
            }
        }
        _ => {}
    }
}

/// Reads a point.
pub(crate) fn point(bytes: &[u8]) -> Result<LonLat, BadWkb> {
    let mut reader = Reader { bytes };
    reader.expect(POINT)?;
    let Coord { x: lon, y: lat } = reader.coordinate()?;
    Ok(LonLat { lon, lat })
}

/// Reads a line.
pub(crate) fn line(bytes: &[u8]) -> Result<LineString<f64>, BadWkb> {
    let mut reader = Reader { bytes };
    reader.expect(LINE)?;
    Ok(LineString(reader.coordinates()?))
}

/// Reads a polygon of several parts.
pub(crate) fn area(bytes: &[u8]) -> Result<MultiPolygon<f64>, BadWkb> {
    let mut reader = Reader { bytes };
    reader.expect(MULTI_POLYGON)?;
    let parts = reader.count(9)?;
    let parts: Result<Vec<_>, _> = (0..parts).map(|_| reader.polygon()).collect();
    Ok(MultiPolygon(parts?))
}

fn head(kind: u32, srid: Option<u32>, out: &mut Vec<u8>) {
    out.push(1);
    let flag = if srid.is_some() { HAS_SRID } else { 0 };
    out.extend_from_slice(&(kind | flag).to_le_bytes());
    if let Some(srid) = srid {
        out.extend_from_slice(&srid.to_le_bytes());
    }
}

fn count(number: usize, out: &mut Vec<u8>) {
    out.extend_from_slice(&(number as u32).to_le_bytes());
}

fn coordinate(at: Coord<f64>, out: &mut Vec<u8>) {
    out.extend_from_slice(&at.x.to_le_bytes());
    out.extend_from_slice(&at.y.to_le_bytes());
}

fn coordinates(line: &[Coord<f64>], out: &mut Vec<u8>) {
    count(line.len(), out);
    for at in line {
        coordinate(*at, out);
    }
}

fn polygon(part: &Polygon<f64>, out: &mut Vec<u8>) {
    head(POLYGON, None, out);
    count(1 + part.interiors().len(), out);
    coordinates(&part.exterior().0, out);
    for ring in part.interiors() {
        coordinates(&ring.0, out);
    }
}

struct Reader<'a> {
    bytes: &'a [u8],
}

impl Reader<'_> {
    fn take<const N: usize>(&mut self) -> Result<[u8; N], BadWkb> {
        let (taken, rest) = self.bytes.split_first_chunk::<N>().ok_or(BadWkb)?;
        self.bytes = rest;
        Ok(*taken)
    }

    fn number(&mut self) -> Result<u32, BadWkb> {
        self.take().map(u32::from_le_bytes)
    }

    fn expect(&mut self, kind: u32) -> Result<(), BadWkb> {
        if self.take::<1>()? != [1] {
            return Err(BadWkb);
        }
        let found = self.number()?;
        if found & HAS_SRID != 0 {
            self.number()?;
        }
        if found & !HAS_SRID == kind { Ok(()) } else { Err(BadWkb) }
    }

    /// A count of things of at least `least` bytes each.
    fn count(&mut self, least: usize) -> Result<usize, BadWkb> {
        let count = self.number()? as usize;
        if count <= self.bytes.len() / least { Ok(count) } else { Err(BadWkb) }
    }

    fn coordinate(&mut self) -> Result<Coord<f64>, BadWkb> {
        Ok(Coord { x: f64::from_le_bytes(self.take()?), y: f64::from_le_bytes(self.take()?) })
    }

    fn coordinates(&mut self) -> Result<Vec<Coord<f64>>, BadWkb> {
        let count = self.count(16)?;
        (0..count).map(|_| self.coordinate()).collect()
    }

    fn polygon(&mut self) -> Result<Polygon<f64>, BadWkb> {
        self.expect(POLYGON)?;
        let rings = self.count(4)?;
        if rings == 0 {
            return Ok(Polygon::new(LineString(Vec::new()), Vec::new()));
        }
        let exterior = LineString(self.coordinates()?);
        let interiors: Result<Vec<_>, _> = (1..rings).map(|_| self.coordinates().map(LineString)).collect();
        Ok(Polygon::new(exterior, interiors?))
    }
}

#[cfg(test)]
mod tests {
    use geo_types::polygon;

    use super::*;

    fn with_a_hole() -> MultiPolygon<f64> {
        MultiPolygon(vec![polygon!(
            exterior: [(x: 0., y: 0.), (x: 9., y: 0.), (x: 9., y: 9.), (x: 0., y: 0.)],
            interiors: [[(x: 5., y: 1.), (x: 6., y: 1.), (x: 6., y: 2.), (x: 5., y: 1.)]],
        )])
    }

    #[test]
    fn shapes_come_back_as_they_went_in_with_and_without_an_srid() {
        for srid in [None, Some(4490)] {
            let mut bytes = Vec::new();
            let shape = with_a_hole();
            write(&Cell::Area(&shape), srid, &mut bytes);
            assert_eq!(area(&bytes), Ok(shape));
            bytes.clear();
            let street = LineString::from(vec![(113.6, 30.2), (113.61, 30.21)]);
            write(&Cell::Line(&street), srid, &mut bytes);
            assert_eq!(line(&bytes), Ok(street));
            bytes.clear();
            write(&Cell::Point(LonLat { lon: 113.6, lat: 30.2 }), srid, &mut bytes);
            assert_eq!(point(&bytes), Ok(LonLat { lon: 113.6, lat: 30.2 }));
        }
    }

    #[test]
    fn every_truncation_is_refused() {
        let mut bytes = Vec::new();
        write(&Cell::Area(&with_a_hole()), None, &mut bytes);
        for end in 0..bytes.len() {
            assert_eq!(area(&bytes[..end]), Err(BadWkb), "cut at {end}");
        }
    }

    #[test]
    fn nine_bytes_that_promise_four_thousand_million_polygons_are_refused() {
        assert_eq!(area(&[1, 6, 0, 0, 0, 0xff, 0xff, 0xff, 0xff]), Err(BadWkb));
    }

    #[test]
    fn a_line_is_no_area() {
        let mut bytes = Vec::new();
        write(&Cell::Line(&LineString::from(vec![(0., 0.), (1., 1.)])), None, &mut bytes);
        assert_eq!(area(&bytes), Err(BadWkb));
    }
}
