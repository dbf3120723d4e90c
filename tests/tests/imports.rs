//! Imports as an office starts them: whole folders, beside other work, and broken off.

use std::io::{BufRead as _, BufReader};
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Duration;

use yuntu_tests::{Scratch, import, import_words, run, sample_register, yuntu};

#[test]
fn a_sample_folder_enters_as_it_stands() {
    let scratch = Scratch::new("folder");
    let (files, store) = (scratch.join("tiny"), scratch.store("r.gpkg"));
    run(["sample", "--size", "tiny", "--seed", "1", "--out", &files.display().to_string()]).ok();
    let ran = import(&store, &files).ok();
    assert!(ran.stdout.contains("passed over: truth.json"), "{}", ran.stdout);
    assert!(!ran.stdout.contains("refused unreadable_file"), "{}", ran.stdout);
    let of_folder = run(["import", "--store", &store, &files.display().to_string()]).ok();
    assert!(of_folder.stdout.contains("revision 1 stays"), "the folder is its files: {}", of_folder.stdout);
}

#[test]
fn a_register_that_somebody_writes_is_refused_in_a_sentence() {
    let scratch = Scratch::new("locked");
    let store = scratch.store("r.gpkg");
    sample_register("tiny", 1, scratch.path(), &store);
    let writer = rusqlite::Connection::open(scratch.join("r.gpkg")).unwrap();
    writer.execute_batch("BEGIN IMMEDIATE").unwrap();
    let ran = import(&store, &scratch.join("tiny"));
    assert_eq!(ran.code, Some(1));
    let said = ran.stderr.lines().last().unwrap();
    assert!(said.contains("locked by another process") && said.contains("r.gpkg"), "{said}");
}

/// What the register says of itself: its revision and the gaps per rule.
fn state(store: &str) -> String {
    run(["check", "--store", store]).ok().stdout
}

/// Starts an import and kills it some time after it has come to a step.
fn killed_after(store: &str, files: &Path, step: &str, delay: Duration) {
    let words = import_words(store, files);
    let mut child = Command::new(yuntu()).args(words).stdout(Stdio::null()).stderr(Stdio::piped()).spawn().unwrap();
    let lines = BufReader::new(child.stderr.take().unwrap()).lines();
    assert!(lines.map_while(Result::ok).any(|line| line.contains(step)), "it never came to “{step}”");
    std::thread::sleep(delay);
    child.kill().unwrap();
    child.wait().unwrap();
}

#[test]
fn an_import_that_is_killed_leaves_the_register_as_it_was() {
    let scratch = Scratch::new("killed");
    let store = scratch.store("r.gpkg");
    sample_register("street", 1, scratch.path(), &store);
    let before = state(&store);
    let other = scratch.join("other");
    run(["sample", "--size", "street", "--seed", "2", "--out", &other.display().to_string()]).ok();
    for (step, milliseconds) in [("visits.csv", 0), ("making the revision", 0), ("making the revision", 60)] {
        killed_after(&store, &other, step, Duration::from_millis(milliseconds));
        assert_eq!(state(&store), before, "killed {milliseconds} ms after “{step}”");
    }
    import(&store, &other).ok();
    assert_ne!(state(&store), before, "and it goes through once nobody kills it");
}
