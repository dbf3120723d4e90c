//! The commands as a person types them: what they say and how they end.

use std::net::TcpListener;
use std::process::Command;
use std::time::Duration;

use yuntu_tests::{Scratch, Server, import, run, sample_register, yuntu};

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
    let store = scratch.store("r.gpkg");
    let ran = run(["import", "--store", &store, &file.display().to_string()]);
    assert_eq!(ran.code, Some(1), "{ran:?}");
    assert!(!ran.stdout.contains("held all of this"), "{}", ran.stdout);
    assert_eq!(files_in(scratch.path()), ["households.csv"], "no empty register is left behind");
    let report = scratch.join("no/such/report.csv").display().to_string();
    let ran = run(["import", "--store", &store, "--report", &report, &file.display().to_string()]);
    refused(&ran, &["report.csv"]);
    assert_eq!(files_in(scratch.path()), ["households.csv"]);
}

fn files_in(folder: &std::path::Path) -> Vec<String> {
    let mut names: Vec<_> =
        std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

#[test]
fn an_import_that_comes_to_nothing_leaves_an_older_register_alone() {
    let scratch = Scratch::new("older");
    let store = scratch.store("r.gpkg");
    sample_register("tiny", 1, scratch.path(), &store);
    let before = run(["check", "--store", &store]).ok().stdout;
    let file = scratch.join("households.csv");
    std::fs::write(&file, "id,community\n").unwrap();
    assert_eq!(run(["import", "--store", &store, &file.display().to_string()]).code, Some(1));
    assert_eq!(run(["check", "--store", &store]).ok().stdout, before);
}

#[test]
fn a_list_of_two_columns_changes_no_other() {
    let scratch = Scratch::new("partial");
    let store = scratch.store("r.gpkg");
    sample_register("tiny", 1, scratch.path(), &store);
    let list = std::fs::read_to_string(scratch.join("tiny").join("households.csv")).unwrap();
    let two: Vec<_> = list.lines().map(|line| line.splitn(3, ',').take(2).collect::<Vec<_>>().join(",")).collect();
    assert!(two[0].contains("community") || two[0].contains("所属社区"), "{}", two[0]);
    let file = scratch.join("households.csv");
    std::fs::write(&file, two.join("\n")).unwrap();
    let before = run(["check", "--store", &store]).ok().stdout;
    let ran = run(["import", "--store", &store, &file.display().to_string()]).ok();
    assert!(ran.stdout.contains("revision 1 stays"), "{}", ran.stdout);
    assert_eq!(run(["check", "--store", &store]).ok().stdout, before);
}

#[test]
fn a_folder_that_is_not_there_is_named() {
    let scratch = Scratch::new("nowhere");
    let file = scratch.join("households.csv");
    std::fs::write(&file, "id,community\n").unwrap();
    let ran = run(["import", "--store", &scratch.store("no/a.gpkg"), &file.display().to_string()]);
    refused(&ran, &["there is no folder"]);
}

#[test]
fn no_command_is_a_failure_with_the_help() {
    let ran = run([""; 0]);
    assert_eq!(ran.code, Some(1), "{ran:?}");
    assert!(ran.stderr.contains("sample") && ran.stderr.contains("no command is given"), "{}", ran.stderr);
}

#[test]
fn a_reader_that_has_had_enough_is_no_failure() {
    let script = format!("{{ {} openapi; echo $? >&2; }} | head -c 1", yuntu().display());
    let output = Command::new("sh").args(["-c", &script]).output().unwrap();
    assert_eq!((&*output.stdout, &*output.stderr), (&b"{"[..], &b"0\n"[..]));
}

#[test]
fn a_day_before_the_grids_is_judged_with_a_warning() {
    let scratch = Scratch::new("early");
    let store = scratch.store("r.gpkg");
    sample_register("tiny", 1, scratch.path(), &store);
    let early = run(["check", "--store", &store, "--as-of", "2020-01-01"]).ok();
    assert!(early.stderr.contains("begin after 2020-01-01"), "{}", early.stderr);
    assert!(!early.stderr.contains('\u{1b}'), "no colours into a pipe: {}", early.stderr);
    assert_eq!(run(["check", "--store", &store]).ok().stderr, "");
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
    let begins = |rule: &str| ran.stdout.lines().find(|line| line.split_whitespace().next() == Some(rule));
    let rules =
        [("G1", "网格规模"), ("G11", "点位归属"), ("O1", "应建未建"), ("O10", "支部建在网格上"), ("L1", "党员联户")];
    for (rule, name) in rules.into_iter().chain([("S1", "15分钟党群服务圈"), ("V1", "走访周期")]) {
        assert!(begins(rule).is_some_and(|line| line.contains(name)), "{rule}: {}", ran.stdout);
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
