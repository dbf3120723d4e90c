//! The figures of the demo district, next to `PostGIS` in the same run. Each answer is asserted before it is timed.
//!
//! Wants `YUNTU_TEST_POSTGRES` and `YUNTU_BENCH_DIR` (a folder with the sample's files); `scripts/bench` sets both.

use std::path::PathBuf;
use std::process::ExitCode;
use std::time::{Duration, Instant};

use criterion::Criterion;
use fast_mvt::{MvtFeatureRef, MvtGeometry, MvtReaderRef, MvtValue};
use spatial::network::Network;
use spatial::rules::{self, RuleId, RuleSet, SubjectKind, Verdict};
use spatial::{Audience, District, flow};
use tiles::{Format, LayerSet, TileCoord, TileSource};
use tokio::runtime::Runtime;
use yuntu_bench::table::Table;
use yuntu_bench::timed::seconds;
use yuntu_bench::{areas, edits, labels, nearest, postgis, process, published, siting, truth};
use yuntu_tests::{Server, tiles as addresses};

/// Tiles of one zoom that are timed; spread evenly where there are more.
const TILES_PER_ZOOM: usize = 48;

fn main() -> ExitCode {
    let files = PathBuf::from(std::env::var("YUNTU_BENCH_DIR").expect("YUNTU_BENCH_DIR: a sample's folder"));
    let server = std::env::var("YUNTU_TEST_POSTGRES").expect("YUNTU_TEST_POSTGRES: a superuser's URL");
    let store = format!("sqlite://{}", files.with_extension("bench.gpkg").display());
    let runtime = Runtime::new().expect("a runtime");
    let database = runtime.block_on(postgis::fresh_database(&server, "bench"));
    let mut table = Table::default();

    imports(&mut table, &store, &database, &files);
    let serving = serving(&mut table, &store);
    cards(&mut table, &serving);
    drop(serving);
    edits::edits(&mut table, &store);
    published::bench(&mut table, &store, &files);
    let district = yuntu_tests::district(&store);
    truth::assert_exact(&district, &files);
    let pool = runtime.block_on(postgis::connect(&database));
    runtime.block_on(postgis::prepare(&pool, &district));
    let mut criterion = Criterion::default().sample_size(10).measurement_time(Duration::from_secs(3)).without_plots();
    verdicts(&mut table, &mut criterion, &district, &runtime, &pool);
    capacity(&mut table, &mut criterion, &district);
    labels::bench(&mut table, &district, &runtime, &pool);
    siting::bench(&mut table, &district, &runtime, &pool);
    areas::bench(&mut table, &district, &runtime, &pool);
    let bounds = bounds(&district);
    let source = TileSource::new(std::sync::Arc::new(district));
    tile_rates(&mut table, &mut criterion, (&source, bounds), &runtime, &pool);
    largest_tile(&mut table, (&source, bounds));
    println!("\n{}", table.markdown());
    for missed in table.missed() {
        eprintln!("target missed: {missed}");
    }
    if table.missed().is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

fn imports(table: &mut Table, store: &str, database: &str, files: &std::path::Path) {
    let _ = std::fs::remove_file(store.trim_start_matches("sqlite://"));
    let (sqlite, rows) = process::timed_import(store, files);
    let (postgis, _) = process::timed_import(database, files);
    let per_second = |taken: Duration| format!("{:.0} rows/s", rows as f64 / taken.as_secs_f64());
    table.pair(
        &format!("import of {rows} rows, SQLite beside PostGIS as the store"),
        per_second(sqlite),
        per_second(postgis),
        postgis.as_secs_f64() / sqlite.as_secs_f64(),
    );
}

fn serving(table: &mut Table, store: &str) -> Server {
    let (starts, server) = process::timed_starts(store, 5);
    let median = starts[2];
    let spread = format!(
        "{:.2} s (best {:.2}, worst {:.2})",
        median.as_secs_f64(),
        starts[0].as_secs_f64(),
        starts[4].as_secs_f64()
    );
    table.figure("load to ready, verdicts included", spread, "≤ 3 s", median <= Duration::from_secs(3));
    let rss = process::peak_rss_mb(server.pid());
    table.figure("peak resident memory when ready", format!("{rss} MB"), "≤ 400 MB", rss <= 400);
    server
}

fn cards(table: &mut Table, server: &Server) {
    let grids = server.items("/api/v1/gaps?level=grid&rule=S1&limit=200");
    let paths: Vec<_> =
        grids.iter().map(|item| format!("/api/v1/grids/{}", item["grid"].as_str().expect("a code"))).collect();
    assert!(paths.len() >= 20, "the district has blind spots");
    let taken = process::timed_requests(server, &paths);
    let (median, worst) = (taken[taken.len() / 2], taken[taken.len() * 99 / 100]);
    let text = format!("{:.2} ms (99th of 100: {:.2})", median.as_secs_f64() * 1e3, worst.as_secs_f64() * 1e3);
    table.figure("one grid's card over HTTP", text, "≤ 5 ms", median <= Duration::from_millis(5));
}

/// The mean that criterion found for a benchmark.
fn criterion_mean(group: &str, id: &str) -> Duration {
    let home = std::env::var("CRITERION_HOME").expect("CRITERION_HOME: scripts/bench sets it");
    let text =
        std::fs::read_to_string(format!("{home}/{group}/{id}/new/estimates.json")).expect("criterion's estimates");
    let estimates: serde_json::Value = serde_json::from_str(&text).expect("JSON");
    Duration::from_nanos(estimates["mean"]["point_estimate"].as_f64().expect("a mean") as u64)
}

/// The first rules that shipped.
const FIRST: [RuleId; 7] = [RuleId::G1, RuleId::G11, RuleId::O1, RuleId::O10, RuleId::L1, RuleId::S1, RuleId::V1];

fn verdicts(table: &mut Table, criterion: &mut Criterion, district: &District, runtime: &Runtime, pool: &sqlx::PgPool) {
    let mut first = district.rules.clone();
    for rule in RuleId::ALL {
        first.switch(rule, FIRST.contains(&rule));
    }
    let all = from_cold(criterion, "all", district, &district.rules);
    table.figure(
        "all rules but L8 from cold, the walk of every household included",
        seconds(all),
        "≤ 1.5 s",
        all <= Duration::from_millis(1_500),
    );
    let ours = from_cold(criterion, "first", district, &first);
    table.figure("the first seven rules of them", seconds(ours), "≤ 1 s", ours <= Duration::from_secs(1));
    let (asked, answers) = runtime.block_on(postgis::questions(pool, district.snapshot.frame.central_meridian_deg()));
    let gaps = |rule, kind| {
        let judged = district.verdicts.of(rule, kind).expect("a rule that judges these");
        judged.iter().filter(|judgement| judgement.verdict == Verdict::Gap).count() as i64
    };
    assert_eq!(answers.o10, gaps(RuleId::O10, SubjectKind::Grid), "both count the same grids without a branch");
    assert_eq!(answers.o1, gaps(RuleId::O1, SubjectKind::Unit), "both count the same units without an organisation");
    let mut beside = |what: &str, ours: Duration| {
        let ratio = asked.as_secs_f64() / ours.as_secs_f64();
        table.pair(what, seconds(ours), format!("{:.1} s", asked.as_secs_f64()), ratio);
    };
    beside("the same questions (PostGIS: straight lines for S1, no causes, no evidence)", ours);
    beside("all rules, beside those seven questions in PostGIS", all);
}

/// How long it takes to judge a district by some rules when nothing but the snapshot is there.
fn from_cold(criterion: &mut Criterion, name: &str, district: &District, rules: &RuleSet) -> Duration {
    let (snapshot, as_of) = (&district.snapshot, district.verdicts.as_of);
    let snap = rules.named(RuleId::S1, "snap_dm").expect("S1 snaps");
    let mut group = criterion.benchmark_group("rules");
    group.bench_function(name, |bencher| {
        bencher.iter(|| rules::evaluate(snapshot, &Network::build(snapshot, snap), rules, as_of));
    });
    group.finish();
    criterion_mean("rules", name)
}

/// L8, once the answer is seen to add up; beside it the nearest-first rule, which tries every pair.
fn capacity(table: &mut Table, criterion: &mut Criterion, district: &District) {
    let answer = flow::assess(district);
    let (totals, all) = (answer.totals, answer.of_all());
    assert_eq!(answer.proposals().len() as u64, totals.closable, "one link for every gap that can be closed");
    assert_eq!(
        all.unassigned + all.unreachable_by_capacity,
        totals.waiting,
        "every household that waits has a verdict"
    );
    assert_eq!(totals.closable + totals.short, totals.waiting, "the flow and the cut are equal");
    let mut group = criterion.benchmark_group("capacity");
    group.bench_function("assess", |bencher| bencher.iter(|| flow::assess(district)));
    group.finish();
    let ours = criterion_mean("capacity", "assess");
    table.figure(
        "L8: two maximum flows, their minimum cuts, every verdict",
        format!("{:.3} s", ours.as_secs_f64()),
        "≤ 5 s",
        ours <= Duration::from_secs(5),
    );
    let start = Instant::now();
    let nearest_first = nearest::nearest_first(district, &answer);
    let naive = start.elapsed();
    assert!(nearest_first <= totals.linkable_anew, "no rule links more than the maximum");
    table.pair(
        &format!(
            "links made anew: {} at most; beside it nearest first, by trying every pair: {nearest_first}",
            totals.linkable_anew
        ),
        format!("{:.3} s", ours.as_secs_f64()),
        format!("{:.1} s (naive)", naive.as_secs_f64()),
        naive.as_secs_f64() / ours.as_secs_f64(),
    );
}

/// West, south, east and north of the district, degrees.
fn bounds(district: &District) -> [f64; 4] {
    let frame = &district.snapshot.frame;
    let corners = district.snapshot.areas.shape[0]
        .iter()
        .flat_map(|polygon| &polygon.exterior)
        .map(|point| frame.unproject(*point));
    corners.fold([180.0, 90.0, -180.0, -90.0], |[west, south, east, north], corner| {
        [
            f64::min(west, corner.lon),
            f64::min(south, corner.lat),
            f64::max(east, corner.lon),
            f64::max(north, corner.lat),
        ]
    })
}

fn some_tiles(bounds: [f64; 4], zoom: u8) -> Vec<addresses::Address> {
    let all = addresses::covering(bounds, zoom);
    let step = all.len().div_ceil(TILES_PER_ZOOM);
    all.into_iter().step_by(step.max(1)).collect()
}

fn tile_rates(
    table: &mut Table,
    criterion: &mut Criterion,
    (source, bounds): (&TileSource, [f64; 4]),
    runtime: &Runtime,
    pool: &sqlx::PgPool,
) {
    let audience = Audience::parse("worker").expect("an audience");
    let set = LayerSet::named("map", &audience).expect("the set map");
    let mut logarithms = Vec::new();
    for zoom in 8..=16 {
        let addresses = some_tiles(bounds, zoom);
        let ours = |(z, x, y): &addresses::Address| {
            tiles::tile(source, &set, TileCoord::new(*z, *x, *y).expect("in range"), &audience, Format::Mvt)
        };
        let sql = postgis::tile_sql(zoom);
        let theirs: Vec<Vec<u8>> =
            addresses.iter().map(|(_, x, y)| runtime.block_on(postgis::tile(pool, &sql, *x, *y))).collect();
        for (address, theirs) in addresses.iter().zip(&theirs) {
            same_points(&ours(address), theirs, *address);
        }
        let mut group = criterion.benchmark_group("tiles");
        group.bench_function(format!("z{zoom}"), |bencher| {
            bencher.iter(|| addresses.iter().map(|a| ours(a).len()).sum::<usize>());
        });
        group.finish();
        let ours = criterion_mean("tiles", &format!("z{zoom}")).as_secs_f64() / addresses.len() as f64;
        let start = Instant::now();
        for (_, x, y) in &addresses {
            runtime.block_on(postgis::tile(pool, &sql, *x, *y));
        }
        let theirs = start.elapsed().as_secs_f64() / addresses.len() as f64;
        table.pair(
            &format!("tiles at z{zoom} ({} of them)", addresses.len()),
            format!("{:.0} /s", 1.0 / ours),
            format!("{:.1} /s", 1.0 / theirs),
            theirs / ours,
        );
        logarithms.push((theirs / ours).ln());
    }
    let mean = (logarithms.iter().sum::<f64>() / logarithms.len() as f64).exp();
    table.ratio("tiles, geometric mean over z8–z16", mean, "≥ 20 ×", mean >= 20.0);
}

/// Both tiles hold the same stations, households, members, grids and blind spots, but for points that rounding puts across the tile's edge.
fn same_points(ours: &[u8], theirs: &[u8], address: addresses::Address) {
    for layer in ["station", "household", "member", "grid", "gap"] {
        let (a, b) = (subjects(ours, layer), subjects(theirs, layer));
        assert!(a.abs_diff(b) <= 2 + b / 100, "{address:?} {layer}: {a} subjects, PostGIS {b}");
    }
}

/// Points of a layer inside the tile proper; a point that stands for several says so by `count`.
fn subjects(tile: &[u8], name: &str) -> u64 {
    let reader = MvtReaderRef::new(tile).expect("a tile");
    let Some(layer) = reader.layers().find(|layer| layer.name() == name) else { return 0 };
    let inside = |feature: &MvtFeatureRef| match feature.geometry().expect("a geometry") {
        MvtGeometry::Point(point) => (0..4096).contains(&point.x()) && (0..4096).contains(&point.y()),
        _ => false,
    };
    layer.features().filter(inside).map(standing_for).sum()
}

fn standing_for(feature: MvtFeatureRef) -> u64 {
    let properties = feature.properties_vec().expect("attributes");
    properties.into_iter().find(|(key, _)| *key == "count").map_or(1, |(_, value)| match value.into_owned() {
        MvtValue::UInt(number) => number,
        MvtValue::Int(number) | MvtValue::SInt(number) => number as u64,
        other => panic!("a count that is no number: {other:?}"),
    })
}

/// The largest tile of any zoom, gzipped.
fn largest_tile(table: &mut Table, (source, bounds): (&TileSource, [f64; 4])) {
    let audience = Audience::parse("worker").expect("an audience");
    let set = LayerSet::named("map", &audience).expect("the set map");
    let mut largest = (0, (0, 0, 0));
    for zoom in 0..=16 {
        for (z, x, y) in addresses::covering(bounds, zoom) {
            let tile = tiles::tile(source, &set, TileCoord::new(z, x, y).expect("in range"), &audience, Format::Mvt);
            largest = largest.max((gzipped(&tile), (z, x, y)));
        }
    }
    let (bytes, (z, x, y)) = largest;
    let text = format!("{:.1} kB (z{z}/{x}/{y})", bytes as f64 / 1e3);
    table.figure("largest tile at any zoom, gzipped", text, "≤ 120 kB", bytes <= 120_000);
}

fn gzipped(bytes: &[u8]) -> usize {
    use std::io::Write as _;
    let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::new(6));
    encoder.write_all(bytes).expect("memory");
    encoder.finish().expect("memory").len()
}
