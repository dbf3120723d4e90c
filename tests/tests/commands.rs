//! The commands as a person types them: what they say and how they end.

use std::net::TcpListener;
use std::time::Duration;

use yuntu_tests::{Scratch, Server, import, run, sample_register};

/// One sentence on standard error, no backtrace, a code that is not 0.
#[track_caller]
fn refused(ran: &yuntu_tests::Ran, names: &[&str]) {
    assert!(!matches!(ran.code, Some(0) | None), "it ended with {:?}", ran.code);
    for name in names {
        assert!(ran.stderr.contains(name), "“{name}” is not in: {}", ran.stderr);
    }
    assert!(!ran.stderr.contains("panicked") && !ran.stderr.contains("RUST_BACKTRACE"), "{}", ran.stderr);
    assert!(ran.stderr.trim().lines().count() <= 2, "more than a sentence: {}", ran.stderr);
}

#[test]
fn help_names_every_command() {
    let ran = run(["--help"]).ok();
    for command in ["sample", "import", "check", "serve"] {
        assert!(ran.stdout.contains(command), "{}", ran.stdout);
    }
}

#[test]
fn a_missing_store_is_refused_in_words() {
    let scratch = Scratch::new("missing");
    let store = scratch.store("nothing.gpkg");
    refused(&run(["serve", "--store", &store, "--listen", "127.0.0.1:0"]), &["nothing.gpkg"]);
    refused(&run(["check", "--store", &store]), &["nothing.gpkg"]);
    assert!(!scratch.join("nothing.gpkg").exists(), "a refused command leaves nothing behind");
}

#[test]
fn a_file_that_is_no_register_is_refused_and_left_alone() {
    let scratch = Scratch::new("alien");
    let file = scratch.join("alien.gpkg");
    std::fs::write(&file, b"this is not a database, it is a text of some length").unwrap();
    refused(&run(["check", "--store", &scratch.store("alien.gpkg")]), &["alien.gpkg"]);
    assert_eq!(std::fs::read(&file).unwrap(), b"this is not a database, it is a text of some length");
}

#[test]
fn nothing_entered_is_a_failure() {
    let scratch = Scratch::new("empty");
    let file = scratch.join("households.csv");
    std::fs::write(&file, "id,community\n").unwrap();
    let ran = run(["import", "--store", &scratch.store("r.gpkg"), &file.display().to_string()]);
    assert!(!matches!(ran.code, Some(0) | None), "{ran:?}");
}

#[test]
fn the_same_files_again_make_no_new_revision() {
    let scratch = Scratch::new("again");
    let store = scratch.store("r.gpkg");
    sample_register("tiny", 1, scratch.path(), &store);
    let before = Server::start(&store, "worker").json("/api/v1/district")["revision"].clone();
    import(&store, &scratch.join("tiny")).ok();
    let after = Server::start(&store, "worker").json("/api/v1/district")["revision"].clone();
    assert_eq!(before, after);
}

#[test]
fn check_prints_every_rule() {
    let scratch = Scratch::new("check");
    let store = scratch.store("r.gpkg");
    sample_register("tiny", 1, scratch.path(), &store);
    let ran = run(["check", "--store", &store]).ok();
    for rule in ["G1", "G11", "O1", "O10", "L1", "S1", "V1"] {
        assert!(ran.stdout.contains(rule), "{}", ran.stdout);
    }
}

#[test]
fn a_taken_port_is_refused_in_words() {
    let scratch = Scratch::new("port");
    let store = scratch.store("r.gpkg");
    sample_register("tiny", 1, scratch.path(), &store);
    let taken = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = taken.local_addr().unwrap().to_string();
    refused(&run(["serve", "--store", &store, "--listen", &address]), &[&address]);
}

#[test]
fn only_the_public_is_served_beyond_loopback() {
    let scratch = Scratch::new("beyond");
    let store = scratch.store("r.gpkg");
    sample_register("tiny", 1, scratch.path(), &store);
    let ran = run(["serve", "--store", &store, "--listen", "0.0.0.0:0", "--as", "worker"]);
    refused(&ran, &["worker", "0.0.0.0"]);
}

#[test]
fn sigterm_ends_it_within_five_seconds() {
    let scratch = Scratch::new("term");
    let store = scratch.store("r.gpkg");
    sample_register("tiny", 1, scratch.path(), &store);
    let server = Server::start(&store, "worker");
    assert_eq!(server.get("/healthz").status, 200);
    let (took, code) = server.terminate();
    assert!(took < Duration::from_secs(5), "{took:?}");
    assert_eq!(code, Some(0));
}
