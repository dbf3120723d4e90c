//! Where the time of a load goes, stage by stage, and that of publishing an edit: wall clock and processor time.
//! `cargo run --release -p server --example stages -- sqlite:///district.gpkg`
#![expect(clippy::unwrap_used, reason = "a measurement, not a part of the product")]

use std::sync::Arc;
use std::time::{Duration, Instant};

use data::store::{Open, Store};
use server::live::Served;
use spatial::disclosure;
use spatial::network::Network;
use spatial::rules::{self, RuleSet};
use spatial::sums::Sums;
use spatial::{District, SnapshotBuilder};
use tiles::Ground;

fn main() {
    let url = std::env::args().nth(1).unwrap();
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let store = runtime.block_on(Store::open(&url, Open::Existing)).unwrap();
    let builder: SnapshotBuilder =
        stage("read the register", || runtime.block_on(store.load(None)).unwrap().swap_remove(0));
    let (snapshot, _) = stage("make the snapshot", || builder.finish());
    let snapshot = Arc::new(snapshot);
    let set = RuleSet::default();
    let network = stage("the walking network", || Network::build(&snapshot, set.value(&rules::s1::SNAP)));
    let verdicts = stage("the rules", || rules::evaluate(&snapshot, &network, &set, snapshot.data_date));
    let sums = stage("the sums", || Sums::of(&snapshot, &verdicts, &set));
    drop((network, verdicts, sums));
    let _ = disclosure::SMALLEST_SHOWN;
    let district = stage("judged as a whole, disclosure too", || District::assess(Arc::clone(&snapshot), set, None));
    stage("the ground of the tiles", || Ground::of(&snapshot));
    let served = stage("all indexes", || Served::new(district));
    println!("peak resident memory {} MB", peak_mb());
    publish(&served);
}

/// What a served district costs after its spatial part, by what an edit leaves alone.
fn publish(served: &Served) {
    let district = || {
        let mut snapshot = (*served.district.snapshot).clone();
        snapshot.revision += 1;
        let mut copy = (*served.district).clone();
        copy.snapshot = Arc::new(snapshot);
        copy
    };
    let mut moved = district();
    let mut snapshot = (*moved.snapshot).clone();
    snapshot.stations.position[0] = None;
    snapshot.households.links = snapshot.households.links.clone();
    snapshot.units.name[0] = "x".into();
    moved.snapshot = Arc::new(snapshot);
    stage("publish: nothing changed", || served.edited(district()));
    stage("publish: a station and a unit", || served.edited(moved));
    let mut moved = district();
    let mut snapshot = (*moved.snapshot).clone();
    snapshot.grids.shape[0].clear();
    moved.snapshot = Arc::new(snapshot);
    stage("publish: a grid's outline", || served.edited(moved));
}

fn stage<T>(name: &str, work: impl FnOnce() -> T) -> T {
    let (wall, cpu) = (Instant::now(), cpu());
    let made = work();
    println!("{name:36} {:>8.1} ms {:>8.1} ms of processor", ms(wall.elapsed()), ms(self::cpu() - cpu));
    made
}

fn ms(of: Duration) -> f64 {
    of.as_secs_f64() * 1e3
}

/// Processor time of this process: the machine may be busy with other things.
fn cpu() -> Duration {
    let mut nanos = 0;
    for task in std::fs::read_dir("/proc/self/task").unwrap().flatten() {
        let text = std::fs::read_to_string(task.path().join("schedstat")).unwrap_or_default();
        nanos += text.split(' ').next().and_then(|nanos| nanos.parse::<u64>().ok()).unwrap_or_default();
    }
    Duration::from_nanos(nanos)
}

fn peak_mb() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap();
    let line = status.lines().find(|line| line.starts_with("VmHWM:")).unwrap();
    line.split_whitespace().nth(1).unwrap().parse::<u64>().unwrap() / 1024
}
