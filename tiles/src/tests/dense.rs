use std::io::Write;
use std::sync::Arc;

use super::decoded::Feature;
use super::{audience, decoded, tiles_of, town::Town};
use crate::{Format, LayerSet, TileSource, tile};

const MOST_GZIPPED: usize = 120_000;

/// Denser than any town: all of it within about one tile of zoom 14.
fn dense() -> TileSource {
    let town = Town { side_m: 1_800.0, grids: 12, buildings: 72, households: 60_000, members: 9_000, points: 2_500 };
    TileSource::new(Arc::new(town.records().district()))
}

#[test]
fn the_densest_tile_stays_small_and_loses_nobody() {
    let source = dense();
    let worker = audience("worker");
    let layers = LayerSet::named("map", &worker).unwrap();
    for zoom in 8..=16 {
        let mut counted = [0; 4];
        for coord in tiles_of(&source, zoom) {
            let bytes = tile(&source, &layers, coord, &worker, Format::Mvt);
            let gzipped = gzipped(&bytes);
            assert!(gzipped <= MOST_GZIPPED, "{coord:?}: {gzipped} bytes gzipped");
            for layer in decoded(&source, "map", coord, &worker) {
                let at =
                    ["household", "member", "organisation", "building"].iter().position(|name| *name == layer.name);
                let Some(at) = at else { continue };
                // Footprints have no count; cells and points do.
                counted[at] += layer.features.iter().map(|feature| feature.number("count")).sum::<u64>();
            }
        }
        let expected = if zoom < 14 { [0, 0, 2_500, 0] } else { [60_000, 9_000, 2_500, 72 * 72] };
        assert_eq!(counted, expected, "zoom {zoom}");
    }
}

/// What such a tile may weigh when its district is made up: 87 kB today. The sample's weighs 109 kB, as fewer of its numbers
/// are alike, so that a layout which passes here has room there.
const MOST_OF_MADE_UP: usize = 90_000;

/// A district as a tile of zoom 11 holds it whole: a thousand grids, with blind spots in most of them.
fn wide() -> TileSource {
    let town = Town { side_m: 9_000.0, grids: 32, buildings: 90, households: 250_000, members: 15_000, points: 2_600 };
    TileSource::new(Arc::new(town.records().district()))
}

#[test]
fn a_district_of_a_thousand_grids_fits_in_one_tile() {
    let source = wide();
    let worker = audience("worker");
    let layers = LayerSet::named("map", &worker).unwrap();
    for zoom in 8..=13 {
        let (mut points, mut fullest) = (0, 0);
        for coord in tiles_of(&source, zoom) {
            let gzipped = gzipped(&tile(&source, &layers, coord, &worker, Format::Mvt));
            let grids = decoded(&source, "grid", coord, &worker).into_iter().flat_map(|layer| layer.features);
            let here = grids.filter(Feature::is_point).count();
            assert!(gzipped <= MOST_OF_MADE_UP, "{coord:?}: {gzipped} bytes gzipped");
            (points, fullest) = (points + here, fullest.max(here));
        }
        assert_eq!(points, 32 * 32, "zoom {zoom}");
        assert!(zoom > 11 || fullest > 900, "no tile of zoom {zoom} holds the district: {fullest}");
    }
}

fn gzipped(bytes: &[u8]) -> usize {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::new(6));
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap().len()
}
