//! Tiles in words, so that a change in them is read before it is accepted.

use std::fmt::Write;

use geo_types::Geometry;
use spatial::Audience;

use super::decoded::{Layer, Value};
use super::{audience, decoded, tiles_of, tiny};
use crate::{Format, LayerSet, TileCoord, TileSource, tile};

fn words(layers: &[Layer]) -> String {
    let mut text = String::new();
    for layer in layers {
        writeln!(text, "{}", layer.name).unwrap();
        for feature in &layer.features {
            let properties: Vec<String> = feature
                .properties
                .iter()
                .map(|(key, value)| match value {
                    Value::Text(text) => format!("{key}={text}"),
                    Value::Number(number) => format!("{key}={number}"),
                    Value::Flag(flag) => format!("{key}={flag}"),
                })
                .collect();
            let id = feature.id.map_or("-".to_owned(), |id| id.to_string());
            writeln!(text, "  {id} {} {}", shape(&feature.geometry), properties.join(" ")).unwrap();
        }
    }
    text
}

fn shape(geometry: &Geometry<i32>) -> String {
    let line = |line: &geo_types::LineString<i32>| {
        line.0.iter().map(|at| format!("{} {}", at.x, at.y)).collect::<Vec<_>>().join(", ")
    };
    match geometry {
        Geometry::Point(at) => format!("point {} {}", at.x(), at.y()),
        Geometry::LineString(of) => format!("line ({})", line(of)),
        Geometry::MultiLineString(lines) => {
            format!("lines ({})", lines.0.iter().map(line).collect::<Vec<_>>().join("; "))
        }
        Geometry::Polygon(polygon) => {
            format!("polygon ({}) and {} holes", line(polygon.exterior()), polygon.interiors().len())
        }
        Geometry::MultiPolygon(polygons) => format!("{} polygons", polygons.0.len()),
        other => format!("{other:?}"),
    }
}

/// The `map` tile as it is sent. The web map's tests read these files too and expect the same words.
fn bytes(source: &TileSource, coord: TileCoord, audience: &Audience) -> Vec<u8> {
    tile(source, &LayerSet::named("map", audience).unwrap(), coord, audience, Format::Mvt)
}

#[test]
fn the_tiny_district_at_zoom_13() {
    let source = tiny();
    let coord = tiles_of(&source, 13)[0];
    insta::assert_snapshot!("worker_z13", words(&decoded(&source, "map", coord, &audience("worker"))));
    insta::assert_snapshot!("public_z13", words(&decoded(&source, "map", coord, &Audience::Public)));
    insta::assert_binary_snapshot!("worker_z13_bytes.mvt", bytes(&source, coord, &audience("worker")));
    insta::assert_binary_snapshot!("public_z13_bytes.mvt", bytes(&source, coord, &Audience::Public));
}

#[test]
fn the_tiny_district_at_zoom_16() {
    let source = tiny();
    let tiles = tiles_of(&source, 16);
    let coord = tiles[tiles.len() / 2];
    insta::assert_snapshot!("worker_z16", words(&decoded(&source, "map", coord, &audience("worker"))));
    insta::assert_binary_snapshot!("worker_z16_bytes.mvt", bytes(&source, coord, &audience("worker")));
}
