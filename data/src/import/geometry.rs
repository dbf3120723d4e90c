//! From a feature's geometry to a shape in degrees, checked; what can be mended without loss is mended.

use geo_types::{Coord, LineString, MultiPolygon, Polygon};
use serde::Deserialize;
use serde_json::value::RawValue;
use spatial::places::LonLat;

use super::bounds::Bounds;
use super::crossing::first_crossing;
use super::detect::Carries;
use super::reading::Reading;

const FIELD: &str = "geometry";

#[derive(Deserialize)]
struct Geometry<'a> {
    #[serde(rename = "type")]
    kind: &'a str,
    #[serde(borrow)]
    coordinates: Option<&'a RawValue>,
}

type Position = Vec<f64>;

/// What a geometry's type says it is.
pub(crate) fn carries(geometry: Option<&RawValue>) -> Carries {
    let kind = geometry.and_then(|raw| serde_json::from_str::<Geometry<'_>>(raw.get()).ok()).map(|it| it.kind);
    match kind {
        Some("Point") => Carries::Point,
        Some("LineString") => Carries::Line,
        Some("Polygon" | "MultiPolygon") => Carries::Polygon,
        _ => Carries::Nothing,
    }
}

/// A point feature's two numbers, as the file gives them.
pub(crate) fn point(geometry: &RawValue) -> Option<(f64, f64)> {
    let geometry: Geometry<'_> = serde_json::from_str(geometry.get()).ok()?;
    let position: Position = parsed(geometry.coordinates.filter(|_| geometry.kind == "Point")).ok()?;
    Some((*position.first()?, *position.get(1)?))
}

impl<'a> Reading<'a> {
    /// The row's polygon or polygons.
    pub(crate) fn polygons(&mut self, bounds: &Bounds) -> Option<MultiPolygon<f64>> {
        let (kind, coordinates) = self.geometry()?;
        let given: Result<Vec<Vec<Vec<Position>>>, _> = match kind.as_str() {
            "Polygon" => parsed(coordinates).map(|rings| vec![rings]),
            "MultiPolygon" => parsed(coordinates),
            _ => return self.no_shape(&kind, format!("it is a {kind}, not a polygon")),
        };
        let given = match given {
            Ok(given) if !given.is_empty() && given.iter().all(|rings| !rings.is_empty()) => given,
            Ok(_) => return self.no_shape(&kind, "it has no ring".to_owned()),
            Err(reason) => return self.no_shape(&kind, reason),
        };
        let mut polygons = Vec::with_capacity(given.len());
        for rings in given {
            let mut rings = rings.into_iter().map(|ring| self.ring(&ring, bounds)).collect::<Option<Vec<_>>>()?;
            let holes = rings.split_off(1);
            polygons.push(Polygon::new(rings.remove(0), holes));
        }
        let shape = MultiPolygon::new(polygons);
        if let Some(place) = first_crossing(&shape) {
            let value = format!("{:.7} {:.7}", place.x, place.y);
            self.refuse("crossing_ring", FIELD, &value, "the outline crosses itself there", "redraw the outline");
            return None;
        }
        Some(shape)
    }

    /// The row's line.
    pub(crate) fn line(&mut self, bounds: &Bounds) -> Option<LineString<f64>> {
        let (kind, coordinates) = self.geometry()?;
        if kind != "LineString" {
            return self.no_shape(&kind, format!("it is a {kind}, not a line"));
        }
        let positions: Vec<Position> = match parsed(coordinates) {
            Ok(positions) => positions,
            Err(reason) => return self.no_shape(&kind, reason),
        };
        let corners = self.corners(&positions, bounds)?;
        if corners.iter().all(|corner| *corner == corners[0]) {
            return self.no_shape(&kind, "a line has at least two different corners".to_owned());
        }
        Some(LineString::new(corners))
    }

    fn geometry(&mut self) -> Option<(String, Option<&'a RawValue>)> {
        let Some(raw) = self.row.geometry else {
            self.refuse("no_geometry", FIELD, "", "the feature has no geometry", "draw its outline");
            return None;
        };
        match serde_json::from_str::<Geometry<'a>>(raw.get()) {
            Ok(geometry) => Some((geometry.kind.to_owned(), geometry.coordinates)),
            Err(_) => self.no_shape("", "it is no GeoJSON geometry".to_owned()),
        }
    }

    fn no_shape<T>(&mut self, value: &str, reason: String) -> Option<T> {
        self.refuse("bad_geometry", FIELD, value, reason, "export the layer again as GeoJSON (RFC 7946)");
        None
    }

    /// A ring, closed, with an area.
    fn ring(&mut self, positions: &[Position], bounds: &Bounds) -> Option<LineString<f64>> {
        let mut corners = self.corners(positions, bounds)?;
        if corners.first() != corners.last() {
            self.doubt("open_ring", FIELD, "", "the outline is not closed; it was closed", "close the outline");
            corners.push(corners[0]);
        }
        if corners.len() < 4 || is_flat(&corners) {
            return self.no_shape(
                "",
                "the outline has no area: a ring has at least three corners that are not on one line".to_owned(),
            );
        }
        Some(LineString::new(corners))
    }

    /// Positions in degrees, inside the bounds.
    fn corners(&mut self, positions: &[Position], bounds: &Bounds) -> Option<Vec<Coord<f64>>> {
        if positions.is_empty() {
            return self.no_shape("", "it has no corners".to_owned());
        }
        let mut corners = Vec::with_capacity(positions.len());
        for position in positions {
            let [x, y, ..] = position.as_slice() else {
                return self.no_shape("", "a corner has fewer than two numbers".to_owned());
            };
            let value = || format!("{x} {y}");
            let place = match self.to_degrees.convert(*x, *y) {
                Ok(place) => place,
                Err(error) => return self.no_shape(&value(), error.to_string()),
            };
            if let Some((code, reason)) = bounds.objection(place) {
                self.refuse(
                    code,
                    FIELD,
                    &value(),
                    reason,
                    "check the coordinate reference system (--crs) and the axis order",
                );
                return None;
            }
            corners.push(Coord { x: place.lon, y: place.lat });
        }
        Some(corners)
    }
}

fn parsed<'a, T: Deserialize<'a>>(coordinates: Option<&'a RawValue>) -> Result<T, String> {
    let raw = coordinates.ok_or("it has no coordinates")?;
    serde_json::from_str(raw.get()).map_err(|_| "its coordinates are not nested as its type demands".to_owned())
}

/// Whether all corners stand on one line.
#[expect(clippy::float_cmp, reason = "only a ring that is exactly flat is refused; a sliver is a shape")]
fn is_flat(corners: &[Coord<f64>]) -> bool {
    let origin = corners[0];
    let Some(along) = corners.iter().find(|corner| **corner != origin) else { return true };
    let (x, y) = (along.x - origin.x, along.y - origin.y);
    corners.iter().all(|corner| x * (corner.y - origin.y) == y * (corner.x - origin.x))
}

/// Whether a position lies in a shape (even-odd, border undefined): for evidence, not for verdicts.
pub(crate) fn holds(shape: &MultiPolygon<f64>, position: LonLat) -> bool {
    let rings = shape.iter().flat_map(|polygon| std::iter::once(polygon.exterior()).chain(polygon.interiors()));
    let crossings = rings.flat_map(LineString::lines).filter(|line| {
        let (a, b) = (line.start, line.end);
        (a.y > position.lat) != (b.y > position.lat)
            && position.lon < (b.x - a.x) * (position.lat - a.y) / (b.y - a.y) + a.x
    });
    crossings.count() % 2 == 1
}
