//! GDAL reads a tile as we wrote it. Without `ogr2ogr` on the machine this says so and passes.

use std::process::Command;

use serde_json::Value as Json;
use spatial::Audience;

use super::decoded::{self, Value};
use super::{audience, tiles_of, tiny};
use crate::{Format, LayerSet, tile};

#[test]
fn gdal_reads_the_same_features_and_finds_them_valid() {
    if Command::new("ogr2ogr").arg("--version").output().is_err() {
        eprintln!("skipped: ogr2ogr is not installed (apt-get install gdal-bin)");
        return;
    }
    let source = tiny();
    for (who, zoom) in [(audience("worker"), 13), (audience("worker"), 16), (Audience::Public, 14)] {
        let layers = LayerSet::named("map", &who).unwrap();
        let tiles = tiles_of(&source, zoom);
        let bytes = tile(&source, &layers, tiles[tiles.len() / 2], &who, Format::Mvt);
        let file = std::env::temp_dir().join(format!("yuntu-{}-{}-{zoom}.mvt", std::process::id(), who.role()));
        std::fs::write(&file, &bytes).unwrap();
        let read = decoded::mvt(&bytes);
        assert!(!read.is_empty());
        for layer in read {
            let seen = ogr(&file, &layer.name);
            assert_eq!(seen.len(), layer.features.len(), "{} at zoom {zoom}", layer.name);
            for (feature, seen) in layer.features.iter().zip(seen) {
                assert_eq!(seen["properties"]["valid"], 1, "{} {:?}", layer.name, feature.id);
                for (key, value) in &feature.properties {
                    let seen = &seen["properties"][key.as_str()];
                    let same = match value {
                        Value::Text(text) => seen == text.as_str(),
                        // A field of numbers and `<5` is text to GDAL.
                        Value::Number(number) => seen == *number || seen == number.to_string().as_str(),
                        Value::Flag(flag) => seen == *flag || *seen == u8::from(*flag),
                    };
                    assert!(same, "{} {key}: {value:?} was read as {seen}", layer.name);
                }
            }
        }
        std::fs::remove_file(&file).unwrap();
    }
}

/// The features of a layer, with whether GEOS calls their geometry valid.
fn ogr(file: &std::path::Path, layer: &str) -> Vec<Json> {
    let sql = format!("SELECT *, ST_IsValid(geometry) AS valid FROM \"{layer}\"");
    let output = Command::new("ogr2ogr")
        .args(["-f", "GeoJSONSeq", "/vsistdout/", "-oo", "CLIP=NO", "-dialect", "sqlite", "-sql", &sql])
        .arg(file)
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let text = String::from_utf8(output.stdout).unwrap();
    text.lines().map(|line| serde_json::from_str(line.trim_start_matches('\u{1e}')).unwrap()).collect()
}
