use std::io::Write;
use std::sync::Arc;

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

fn gzipped(bytes: &[u8]) -> usize {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::new(6));
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap().len()
}
