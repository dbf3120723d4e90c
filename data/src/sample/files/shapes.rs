//! GeoJSON: areas, grids, roads, water, buildings.

use std::io::Write;

use serde_json::json;

use super::out::{Folder, decimal};
use crate::sample::SampleError;
use crate::sample::ground::Spot;

/// A polygon in file positions: outer ring, then holes; rings are closed when written.
pub(in crate::sample) type SpotPolygon = Vec<Vec<Spot>>;

/// A feature's geometry.
#[derive(Clone, Debug)]
pub(in crate::sample) enum Geometry<'a> {
    Line(Vec<Spot>),
    Polygons(&'a [SpotPolygon]),
}

/// A feature: its properties, a JSON object, and its geometry.
pub(in crate::sample) type Feature<'a> = (serde_json::Value, Geometry<'a>);

/// Writes a feature collection.
pub(in crate::sample) fn collection<'a>(
    folder: &mut Folder<'_>,
    name: &str,
    features: impl Iterator<Item = Feature<'a>>,
) -> Result<(), SampleError> {
    folder.file(name, |out| {
        writeln!(
            out,
            "{{\"type\":\"FeatureCollection\",\"name\":{},\"features\":[",
            json!(name.trim_end_matches(".geojson"))
        )?;
        let mut count = 0;
        for (properties, geometry) in features {
            if count > 0 {
                writeln!(out, ",")?;
            }
            count += 1;
            write!(out, "{{\"type\":\"Feature\",\"properties\":{properties},\"geometry\":{}}}", text(&geometry))?;
        }
        writeln!(out, "\n]}}")?;
        Ok(count)
    })
}

fn text(geometry: &Geometry<'_>) -> String {
    match geometry {
        Geometry::Line(line) => format!("{{\"type\":\"LineString\",\"coordinates\":{}}}", positions(line, false)),
        Geometry::Polygons([one]) => format!("{{\"type\":\"Polygon\",\"coordinates\":{}}}", rings(one)),
        Geometry::Polygons(many) => {
            let parts: Vec<String> = many.iter().map(rings).collect();
            format!("{{\"type\":\"MultiPolygon\",\"coordinates\":[{}]}}", parts.join(","))
        }
    }
}

fn rings(polygon: &SpotPolygon) -> String {
    let rings: Vec<String> = polygon.iter().map(|ring| positions(ring, true)).collect();
    format!("[{}]", rings.join(","))
}

fn positions(line: &[Spot], close: bool) -> String {
    let closing = line.first().filter(|_| close);
    let all: Vec<String> =
        line.iter().chain(closing).map(|spot| format!("[{},{}]", decimal(spot.lon), decimal(spot.lat))).collect();
    format!("[{}]", all.join(","))
}
