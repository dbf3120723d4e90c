//! An import for which there is no room: a sentence, a code that is not 0, and the register as it was.
//!
//! Two ways to have no room. A limit on the size of files needs no rights and is there everywhere. A full file system of the
//! test's own needs a mount namespace; where the machine gives none, the other way still runs and the test says so.

use std::path::Path;
use std::process::{Command, Output};

use yuntu_tests::{Scratch, run, yuntu};

/// What a limited import leaves: what it said, and the register before and after.
struct Left {
    output: Output,
    before: String,
    after: String,
}

/// In a shell: a register of areas and grids, then `fill`, then an import of everything under `limit`.
fn starved(scratch: &Scratch, room: &Path, wrap: &[&str], fill: &str, limit: &str) -> Left {
    let files = scratch.join("tiny");
    let script = format!(
        r#"{fill_before}
        first() {{ "$YUNTU" import --store "$STORE" "$FILES/areas.geojson" "$FILES/grids.geojson" >/dev/null 2>&1; }}
        first && "$YUNTU" check --store "$STORE" >"$OUT/before" || exit 99
        {fill}
        ( {limit} exec "$YUNTU" import --store "$STORE" "$FILES"/*.geojson "$FILES"/*.csv )
        code=$?
        rm -f "$ROOM/fill"
        "$YUNTU" check --store "$STORE" >"$OUT/after" || exit 98
        exit $code"#,
        fill_before = if wrap.is_empty() { ":" } else { "mount -t tmpfs -o size=64m none \"$ROOM\" || exit 97" },
    );
    let words: Vec<&str> = wrap.iter().copied().chain(["sh", "-c", &script]).collect();
    let output = Command::new(words[0])
        .args(&words[1..])
        .env("YUNTU", yuntu())
        .env("STORE", format!("sqlite://{}/r.gpkg", room.display()))
        .envs([("FILES", &files), ("OUT", &scratch.path().to_path_buf()), ("ROOM", &room.to_path_buf())])
        .output()
        .expect("a shell");
    let read = |name: &str| std::fs::read_to_string(scratch.join(name)).unwrap_or_default();
    Left { before: read("before"), after: read("after"), output }
}

#[track_caller]
fn check(left: &Left, said: &[&str]) {
    let stderr = String::from_utf8_lossy(&left.output.stderr);
    assert_eq!(left.output.status.code(), Some(1), "{stderr}");
    for word in said {
        assert!(stderr.contains(word), "“{word}” is not in: {stderr}");
    }
    assert!(!stderr.contains("panicked"), "{stderr}");
    assert!(left.before.contains("revision 1"), "{}", left.before);
    assert_eq!(left.after, left.before, "the register is as it was");
}

fn sampled(name: &str) -> Scratch {
    let scratch = Scratch::new(name);
    run(["sample", "--size", "tiny", "--seed", "1", "--out", &scratch.join("tiny").display().to_string()]).ok();
    std::fs::create_dir(scratch.join("room")).expect("a folder");
    scratch
}

#[test]
fn files_that_may_not_grow_are_said_and_leave_the_register_as_it_was() {
    let scratch = sampled("limit");
    // 200 blocks of 512 bytes; without the trap the system would end the process before it can say a word.
    let left = starved(&scratch, &scratch.join("room"), &[], ":", "trap '' XFSZ; ulimit -f 200;");
    check(&left, &["r.gpkg", "full", "limit", "nothing was changed"]);
}

#[test]
fn a_full_disk_is_said_and_leaves_the_register_as_it_was() {
    let scratch = sampled("full");
    let room = scratch.join("room");
    let own_mounts = ["unshare", "--user", "--map-root-user", "--mount"];
    let probe = Command::new(own_mounts[0])
        .args(&own_mounts[1..])
        .args(["mount", "-t", "tmpfs", "none", &room.display().to_string()])
        .output();
    if !probe.is_ok_and(|probe| probe.status.success()) {
        // Not a pass in silence: what can be had without rights is checked instead, and the line says which it was.
        eprintln!("no mount namespace here: files that may not grow stand in for the full disk");
        return files_that_may_not_grow_are_said_and_leave_the_register_as_it_was();
    }
    let fill = r#"cat /dev/zero >"$ROOM/fill" 2>/dev/null; truncate -s -100K "$ROOM/fill""#;
    check(&starved(&scratch, &room, &own_mounts, fill, ""), &["r.gpkg", "full", "nothing was changed"]);
}
