//! One change made by another process, until the running server serves it: journal, district, indexes and all.

use std::path::Path;
use std::time::{Duration, Instant};

use yuntu_tests::{Scratch, Server, run};

use crate::table::Table;

/// Changes of each kind; the median counts.
const CHANGES: usize = 5;
/// Rows from one to the next: a household has several visits, and each change is of another one.
const APART: usize = 50;
const LIMIT_MS: f64 = 30.0;

/// How a row of a list becomes another.
type Change = fn(row: &mut [String]);

/// The lists, and what is changed in a row of each.
const LISTS: [(&str, &str, Change); 5] = [
    ("station", "stations.csv", |row| row[2].push('新')),
    ("link", "links.csv", |row| row[2] = "2026-10-01".into()),
    ("visit", "visits.csv", |row| row[1] = "2026-10-30".into()),
    ("member", "members.csv", |row| row[5] = "1999".into()),
    ("unit", "units.csv", |row| row[2].push('新')),
];

/// Adds the figures, over a copy of the store.
///
/// # Panics
/// Where a change is loaded in full, or is not served within ten seconds.
pub fn bench(table: &mut Table, store: &str, files: &Path) {
    let scratch = Scratch::new("published");
    std::fs::copy(store.trim_start_matches("sqlite://"), scratch.join("copy.gpkg")).expect("a copy of the store");
    let copy = scratch.store("copy.gpkg");
    let server = Server::start(&copy, "worker");
    for (kind, file, change) in LISTS {
        let list = std::fs::read_to_string(files.join(file)).expect("a list of the sample");
        let one = scratch.join(file);
        let mut taken: Vec<f64> =
            (1..=CHANGES).map(|nth| published(&server, &copy, &one, &changed(&list, nth, change))).collect();
        taken.sort_by(f64::total_cmp);
        let (median, worst) = (taken[CHANGES / 2], taken[CHANGES - 1]);
        let text = format!("{median:.1} ms, the worst of {CHANGES} {worst:.1} ms");
        let what = format!("one {kind} changed by another process, from the journal to what is served");
        table.figure(&what, text, "≤ 30 ms", median <= LIMIT_MS);
    }
}

/// The header of a list and one of its rows, changed.
fn changed(list: &str, nth: usize, change: Change) -> String {
    let mut lines = list.lines();
    let header = lines.next().expect("a header");
    let mut row: Vec<String> = lines.nth(nth * APART).expect("a row").split(',').map(str::to_owned).collect();
    change(&mut row);
    format!("{header}\n{}\n", row.join(","))
}

/// Milliseconds that the server took for the change, as it measures them itself.
fn published(server: &Server, store: &str, file: &Path, rows: &str) -> f64 {
    std::fs::write(file, rows).expect("a file of one row");
    let (revision, edits) = (revision(server), metric(server, "yuntu_loads_total{how=\"edit\"}"));
    run(["import", "--store", store, &file.display().to_string()]).ok();
    let start = Instant::now();
    while self::revision(server) == revision {
        assert!(start.elapsed() < Duration::from_secs(10), "not served after ten seconds: {rows}");
        std::thread::sleep(Duration::from_millis(20));
    }
    assert!(metric(server, "yuntu_loads_total{how=\"edit\"}") > edits, "loaded in full: {rows}");
    metric(server, "yuntu_edit_seconds") * 1e3
}

fn revision(server: &Server) -> u64 {
    server.json("/api/v1/district")["revision"].as_u64().expect("a revision")
}

/// A metric's value; zero before it was ever counted.
fn metric(server: &Server, name: &str) -> f64 {
    let text = String::from_utf8(server.get("/metrics").body).expect("text");
    let value = text.lines().find_map(|line| line.strip_prefix(name)?.trim().parse().ok());
    value.unwrap_or(0.0)
}
