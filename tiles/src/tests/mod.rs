//! What holds for whole tiles.

mod decoded;
mod dense;
mod gdal;
mod golden;
mod mlt;
mod one_rule;
mod readers;
mod sums;
mod tilejson;

mod town;
mod validity;

use std::sync::Arc;

use spatial::fixture::Records;
use spatial::{Audience, District};

use crate::{Format, LayerSet, TileCoord, TileSource, tile};
use decoded::Layer;

fn tiny() -> TileSource {
    TileSource::new(Arc::new(Records::tiny().district()))
}

/// The tiny district without a station in reach, and with organisations that serve nothing: blind spots of many rules everywhere.
fn bare() -> TileSource {
    let mut records = Records::tiny();
    records.lose_stations();
    records.serve_nothing();
    TileSource::new(Arc::new(records.district()))
}

fn audience(word: &str) -> Audience {
    Audience::parse(word).unwrap()
}

/// Every tile of a zoom that the district touches.
fn tiles_of(source: &TileSource, zoom: u8) -> Vec<TileCoord> {
    let Some((low, high)) = source.bounds() else { return Vec::new() };
    let (west, south) = crate::world::from_degrees(low);
    let (east, north) = crate::world::from_degrees(high);
    let at = |unit: f64| (unit as u64 >> (28 - u32::from(zoom))) as u32;
    let rows = at(north)..=at(south);
    rows.flat_map(|y| (at(west)..=at(east)).filter_map(move |x| TileCoord::new(zoom, x, y))).collect()
}

fn decoded(source: &TileSource, set: &str, coord: TileCoord, audience: &Audience) -> Vec<Layer> {
    let layers = LayerSet::named(set, audience).unwrap();
    decoded::mvt(&tile(source, &layers, coord, audience, Format::Mvt))
}

fn empty() -> TileSource {
    let district: District = Records::empty().district();
    TileSource::new(Arc::new(district))
}

#[test]
fn an_empty_register_has_empty_tiles() {
    let source = empty();
    for word in ["public", "worker"] {
        let audience = audience(word);
        for format in [Format::Mvt, Format::Mlt] {
            let layers = LayerSet::named("map", &audience).unwrap();
            for coord in [TileCoord::new(0, 0, 0).unwrap(), TileCoord::new(16, 53_000, 27_000).unwrap()] {
                assert!(tile(&source, &layers, coord, &audience, format).is_empty());
            }
        }
    }
}

#[test]
fn a_tile_is_a_pure_function() {
    let (one, other) = (tiny(), tiny());
    let worker = audience("worker");
    let layers = LayerSet::named("map", &worker).unwrap();
    for zoom in 0..=16 {
        for coord in tiles_of(&one, zoom) {
            let first = tile(&one, &layers, coord, &worker, Format::Mvt);
            assert_eq!(first, tile(&other, &layers, coord, &worker, Format::Mvt));
            assert_eq!(first, tile(&one, &layers, coord, &worker, Format::Mvt));
        }
    }
}

#[test]
fn the_public_gets_nothing_of_persons() {
    let source = tiny();
    for zoom in 0..=16 {
        for coord in tiles_of(&source, zoom) {
            for layer in decoded(&source, "map", coord, &Audience::Public) {
                assert!(!["household", "member"].contains(&layer.name.as_str()));
                let keys = |key: &str| layer.features.iter().any(|feature| feature.get(key).is_some());
                match layer.name.as_str() {
                    "bin" => assert!(!keys("households") && !keys("persons")),
                    "building" => assert!(!keys("id") && !keys("households") && !keys("persons") && !keys("gap_S1")),
                    _ => {}
                }
            }
        }
    }
}

#[test]
fn a_worker_sees_persons_of_their_own_areas_only() {
    let source = tiny();
    let area = source.district().snapshot.areas.code.last().unwrap().clone();
    let own = audience(&format!("worker:{area}"));
    let all = audience("worker");
    let count = |audience: &Audience| -> usize {
        let tiles = tiles_of(&source, 16);
        let layers = tiles.into_iter().flat_map(|coord| decoded(&source, "household", coord, audience));
        layers.map(|layer| layer.features.len()).sum()
    };
    let households = &source.district().snapshot.households;
    let grids = &source.district().snapshot.grids;
    let mine = households.placement.iter().filter(|placement| match placement {
        spatial::snapshot::Placement::InGrid(grid) => area.contains_code(grids.code[grid.index()].as_str()),
        _ => false,
    });
    assert_eq!(count(&own), mine.count());
    assert!(count(&own) < count(&all) && count(&own) > 0);
}
