//! The real binary as a process: how fast it imports, how soon it is ready, how much memory it took.

use std::path::Path;
use std::time::{Duration, Instant};

use yuntu_tests::{Server, import};

/// Imports a sample into a store; how long it took and how many rows the files hold.
pub fn timed_import(store: &str, files: &Path) -> (Duration, u64) {
    let rows = rows_of(files);
    let start = Instant::now();
    import(store, files).ok();
    (start.elapsed(), rows)
}

/// Rows of the lists and features of the shapes.
fn rows_of(files: &Path) -> u64 {
    let mut rows = 0;
    for entry in std::fs::read_dir(files).expect("the sample's folder") {
        let path = entry.expect("a file").path();
        let bytes = std::fs::read(&path).expect("a readable file");
        rows += match path.extension().and_then(|extension| extension.to_str()) {
            Some("csv") => String::from_utf8_lossy(&bytes).lines().count() - 1,
            Some("geojson") => String::from_utf8_lossy(&bytes).matches("\"geometry\"").count(),
            _ => 0,
        };
    }
    rows as u64
}

/// From start to ready, several times; the last server stays.
pub fn timed_starts(store: &str, times: usize) -> (Vec<Duration>, Server) {
    let mut taken = Vec::new();
    loop {
        let start = Instant::now();
        let server = Server::start(store, "worker");
        taken.push(start.elapsed());
        if taken.len() == times {
            taken.sort();
            return (taken, server);
        }
    }
}

/// The most memory that a process ever had resident, in MB.
pub fn peak_rss_mb(pid: u32) -> u64 {
    let status = std::fs::read_to_string(format!("/proc/{pid}/status")).expect("its status");
    let line = status.lines().find(|line| line.starts_with("VmHWM:")).expect("VmHWM");
    line.split_whitespace().nth(1).and_then(|kb| kb.parse::<u64>().ok()).expect("a number") / 1024
}

/// How long a request took, for each path; sorted.
pub fn timed_requests(server: &Server, paths: &[String]) -> Vec<Duration> {
    let mut taken: Vec<Duration> = paths
        .iter()
        .map(|path| {
            let start = Instant::now();
            assert_eq!(server.get(path).status, 200, "{path}");
            start.elapsed()
        })
        .collect();
    taken.sort();
    taken
}
