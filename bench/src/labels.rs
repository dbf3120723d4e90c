//! The nearest station of every household: on foot by ours, as the crow flies by `PostGIS`.

use std::time::{Duration, Instant};

use spatial::District;
use spatial::network::{Network, Reach};
use spatial::rules::RuleId;
use sqlx::{PgPool, Row as _};
use tokio::runtime::Runtime;

use crate::metric;
use crate::table::Table;
use crate::timed::{median, seconds};

const NEAREST: &str = "SELECT ST_Distance(home.geom, stop.geom) AS metres FROM bench_home AS home, \
    LATERAL (SELECT geom FROM bench_stop ORDER BY bench_stop.geom <-> home.geom LIMIT 1) AS stop ORDER BY home.n";

/// Times the network from its roads to the label of every household.
///
/// # Panics
/// Where a walk is shorter than the straight line that `PostGIS` finds to the nearest station.
pub fn bench(table: &mut Table, district: &District, runtime: &Runtime, pool: &PgPool) {
    let snap = district.rules.named(RuleId::S1, "snap_dm").expect("S1 snaps");
    let (ours, network) = median(5, || Network::build(&district.snapshot, snap));
    let stops: Vec<_> = district.snapshot.stations.position.iter().flatten().copied().collect();
    runtime.block_on(metric::table(pool, district, "bench_home", network.homes().points()));
    runtime.block_on(metric::table(pool, district, "bench_stop", &stops));
    let start = Instant::now();
    let rows = runtime.block_on(sqlx::query(NEAREST).fetch_all(pool)).expect("neighbours");
    let theirs = start.elapsed();
    assert_eq!(rows.len(), network.walks().len());
    for (walk, row) in network.walks().iter().zip(&rows) {
        let straight_m: f64 = row.get("metres");
        if let Reach::Walk { dm, .. } = walk {
            assert!(f64::from(*dm) + 1.0 >= straight_m * 10.0, "{dm} dm on foot, {straight_m} m straight");
        }
    }
    let homes = format!("{} homes of {} households", rows.len(), district.snapshot.households.id.len());
    table.figure(
        &format!("nearest-station labels, {homes}, network included"),
        seconds(ours),
        "≤ 0.7 s",
        ours <= Duration::from_millis(700),
    );
    let ratio = theirs.as_secs_f64() / ours.as_secs_f64();
    table.pair("the same homes (PostGIS: nearest neighbour straight)", seconds(ours), seconds(theirs), ratio);
}
