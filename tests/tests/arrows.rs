//! The rooms see each other along the arrows of ARCHITECTURE.md and no other way.

use std::collections::BTreeMap;
use std::process::Command;

/// Normal (not test) dependencies of each room, from `cargo metadata`.
fn dependencies() -> BTreeMap<String, Vec<String>> {
    let output = Command::new(env!("CARGO"))
        .args(["metadata", "--format-version", "1", "--no-deps", "--offline"])
        .current_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/.."))
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let metadata: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    let packages = metadata["packages"].as_array().unwrap();
    let names = |package: &serde_json::Value| {
        let all = package["dependencies"].as_array().unwrap().iter();
        all.filter(|dependency| dependency["kind"].is_null())
            .map(|dependency| dependency["name"].as_str().unwrap().to_owned())
            .collect()
    };
    packages.iter().map(|package| (package["name"].as_str().unwrap().to_owned(), names(package))).collect()
}

fn rooms_seen_by(room: &str) -> Vec<String> {
    let rooms = ["spatial", "tiles", "data", "server"];
    let mut seen = dependencies()[room].clone();
    seen.retain(|name| rooms.contains(&name.as_str()));
    seen.sort();
    seen
}

#[test]
fn spatial_sees_no_other_room() {
    assert_eq!(rooms_seen_by("spatial"), Vec::<String>::new());
}

#[test]
fn tiles_and_data_see_spatial_only() {
    assert_eq!(rooms_seen_by("tiles"), ["spatial"]);
    assert_eq!(rooms_seen_by("data"), ["spatial"]);
}

#[test]
fn the_server_composes() {
    assert_eq!(rooms_seen_by("server"), ["data", "spatial", "tiles"]);
}

#[test]
fn the_core_and_the_tiles_have_no_runtime_sql_http_or_foreign_code() {
    let forbidden = ["tokio", "sqlx", "axum", "hyper", "proj", "proj-sys", "reqwest", "rusqlite"];
    for room in ["spatial", "tiles"] {
        let seen = &dependencies()[room];
        assert!(forbidden.iter().all(|name| !seen.iter().any(|s| s == name)), "{room} depends on {seen:?}");
    }
}

#[test]
fn only_the_register_knows_sql() {
    for room in ["spatial", "tiles", "server"] {
        let seen = &dependencies()[room];
        assert!(!seen.iter().any(|name| name == "sqlx" || name == "rusqlite"), "{room} depends on {seen:?}");
    }
}
