//! The sample district through the import's eyes: what was planted is found, and nothing else is.

use std::collections::BTreeSet;

use super::*;
use crate::import::read::{Before, Message, read_all};
use crate::sample::{SampleOptions, SampleSize, write};

/// The source whose lists the sample draws in GCJ-02.
const MAP_SOURCE: &str = "电子地图采集";

fn sample(size: SampleSize) -> Desk {
    let desk = Desk::new();
    write(&SampleOptions { size, seed: 7, out: desk.folder.clone() }, &mut |_| {}).unwrap();
    desk
}

#[track_caller]
fn check(size: SampleSize) {
    let desk = sample(size);
    let read = desk.read();
    let mut planted = BTreeSet::new();
    let mut rows = csv::Reader::from_path(desk.folder.join("households.csv")).unwrap();
    for row in rows.records().map(Result::unwrap).filter(|row| &row[11] == MAP_SOURCE) {
        planted.insert(row[0].to_owned());
    }
    let doubted = read.households().into_iter().filter(|it| it.trust == PositionTrust::Doubtful);
    assert_eq!(doubted.map(|it| it.id.as_str().to_owned()).collect::<BTreeSet<_>>(), planted);
    let expected = ["bad_grid_code", "probably_gcj02", "same_door"];
    let odd: Vec<_> = read.outcome.findings.kept().iter().filter(|it| !expected.contains(&it.code)).take(5).collect();
    assert!(odd.is_empty(), "{odd:#?}");
    let refused: Vec<_> = read.outcome.findings.kept().iter().filter(|it| it.severity == Refused).collect();
    assert!(refused.is_empty(), "{refused:#?}");
    let passed_over: Vec<_> = read.outcome.passed_over.iter().map(|it| it.file.as_str()).collect();
    assert_eq!(passed_over, ["truth.json"], "what the rules must find is no list");
}

#[test]
fn what_was_planted_in_a_tiny_district_is_found() {
    check(SampleSize::Tiny);
}

#[test]
fn what_was_planted_in_a_street_is_found() {
    check(SampleSize::Street);
}

/// `cargo nextest run --release -p data --run-ignored only the_whole_district --no-capture` prints what reading costs.
#[test]
#[ignore = "a measurement: writes and reads three million rows"]
fn the_whole_district_is_read() {
    let desk = sample(SampleSize::District);
    let begun = std::time::Instant::now();
    let (sender, mut messages) = tokio::sync::mpsc::channel(16);
    let files = desk.files();
    let reading =
        std::thread::spawn(move || read_all(&files, &Options::default(), Before::default(), &sender).unwrap());
    let mut records = 0;
    while let Some(message) = messages.blocking_recv() {
        if let Message::Batch(batch, _) = message {
            records += batch.len();
        }
    }
    let outcome = reading.join().unwrap();
    let rows: u64 = outcome.tallies.values().map(|tally| tally.read).sum();
    let seconds = begun.elapsed().as_secs_f64();
    eprintln!("{rows} rows, {records} records in {seconds:.1} s: {:.0} rows/s", rows as f64 / seconds);
    for (severity, code, count) in outcome.findings.counts() {
        eprintln!("{} {code}: {count}", crate::import::severity_word(severity));
    }
    assert!(rows > 1_000_000);
}
