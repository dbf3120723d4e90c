//! How fast tiles are cut and how big they are, over a made-up district of 1,024 grids and 400,000 households.
//! `cargo run --release -p tiles --example measure [public|worker|…]`
#![expect(clippy::unwrap_used, reason = "a measurement, not a part of the product")]

#[path = "../src/tests/town.rs"]
mod town;

use std::io::Write;
use std::sync::Arc;
use std::time::{Duration, Instant};

use spatial::Audience;
use tiles::{Format, LayerSet, TileCoord, TileSource, tile, tile_json};

fn main() {
    let audience = Audience::parse(&std::env::args().nth(1).unwrap_or("worker".into())).unwrap();
    let size =
        town::Town { side_m: 24_000.0, grids: 32, buildings: 180, households: 400_000, members: 50_000, points: 2_600 };
    let start = Instant::now();
    let snapshot = size.records().snapshot();
    println!("records and snapshot {:?}", start.elapsed());
    let start = Instant::now();
    let district = spatial::District::assess(snapshot, spatial::rules::RuleSet::default(), None);
    println!("assessed {:?}", start.elapsed());
    let start = Instant::now();
    let source = TileSource::new(Arc::new(district));
    println!("source {:?}", start.elapsed());
    let sets: Vec<String> = std::env::args().skip(2).collect();
    let sets = if sets.is_empty() { vec!["map".to_owned()] } else { sets };
    for set in sets {
        measure(&source, &set, &audience);
    }
}

fn measure(source: &TileSource, set: &str, audience: &Audience) {
    let layers = LayerSet::named(set, audience).unwrap();
    let document = tile_json(source, &layers, audience, "");
    let bounds: Vec<f64> = document["bounds"].as_array().unwrap().iter().map(|at| at.as_f64().unwrap()).collect();
    println!("{set}: zoom  tiles  first ms  µs/tile  mean kB  largest gz kB");
    for zoom in 0..=16 {
        let all = tiles(&bounds, zoom);
        let step = all.len().div_ceil(200);
        let some: Vec<_> = all.into_iter().step_by(step).collect();
        let start = Instant::now();
        tile(source, &layers, some[0], audience, Format::Mvt);
        let first = start.elapsed();
        let rounds = (400 / some.len()).max(1);
        let start = cpu();
        let mut bytes = 0;
        for _ in 0..rounds {
            bytes += some.iter().map(|coord| tile(source, &layers, *coord, audience, Format::Mvt).len()).sum::<usize>();
        }
        let each = cpu().saturating_sub(start) / (rounds * some.len()) as u32;
        let largest = some.iter().map(|coord| gzipped(&tile(source, &layers, *coord, audience, Format::Mvt))).max();
        println!(
            "  {zoom:>4} {:>6} {:>8.2} {:>9.1} {:>8.1} {:>8.1}",
            some.len(),
            first.as_secs_f64() * 1e3,
            each.as_secs_f64() * 1e6,
            (bytes / rounds / some.len()) as f64 / 1e3,
            largest.unwrap_or(0) as f64 / 1e3
        );
    }
}

/// Processor time of this thread: the machine may be busy with other things.
fn cpu() -> Duration {
    let text = std::fs::read_to_string("/proc/thread-self/schedstat").unwrap_or_default();
    Duration::from_nanos(text.split(' ').next().and_then(|nanos| nanos.parse().ok()).unwrap_or_default())
}

fn tiles(bounds: &[f64], zoom: u8) -> Vec<TileCoord> {
    let size = f64::from(1_u32 << zoom);
    let x = |lon: f64| ((lon + 180.0) / 360.0 * size) as u32;
    let y = |lat: f64| ((0.5 - lat.to_radians().sin().atanh() / std::f64::consts::TAU) * size) as u32;
    let rows = y(bounds[3])..=y(bounds[1]);
    rows.flat_map(|row| (x(bounds[0])..=x(bounds[2])).filter_map(move |x| TileCoord::new(zoom, x, row))).collect()
}

fn gzipped(bytes: &[u8]) -> usize {
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::new(6));
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap().len()
}
