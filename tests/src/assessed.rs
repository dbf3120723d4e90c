//! A sample district that went the whole way: files, import, register, load, verdicts.

use std::path::Path;

use data::store::{Open, Store};
use serde_json::Value;
use spatial::rules::RuleSet;
use spatial::{District, SnapshotBuilder};

use crate::{Scratch, sample_register};

/// Writes a sample, imports it into an SQLite register and judges it; the district and the sample's truth.
pub fn assessed(size: &str, seed: u64, scratch: &Scratch) -> (District, Value) {
    let store = scratch.store(&format!("{size}-{seed}.gpkg"));
    sample_register(size, seed, scratch.path(), &store);
    (district(&store), truth(&scratch.join(size)))
}

/// The only district of a register, judged by the built-in rules.
pub fn district(store: &str) -> District {
    let (snapshot, _findings) = records(store).finish();
    District::assess(snapshot, RuleSet::default(), None)
}

/// The records of a register's only district.
pub fn records(store: &str) -> SnapshotBuilder {
    let runtime = tokio::runtime::Runtime::new().expect("a runtime");
    let mut builders = runtime.block_on(async {
        let store = Store::open(store, Open::Existing).await.expect("the register opens");
        store.load(None).await.expect("the register loads")
    });
    assert_eq!(builders.len(), 1, "one district");
    builders.remove(0)
}

/// The truth beside a sample's files.
pub fn truth(files: &Path) -> Value {
    let text = std::fs::read_to_string(files.join("truth.json")).expect("truth.json");
    serde_json::from_str(&text).expect("truth.json is JSON")
}
