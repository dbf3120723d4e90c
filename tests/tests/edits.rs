//! An edit of a running server's register, made by another process: seen without a restart, without a load, and answered byte
//! by byte as by a server that loads the edited register.

use std::path::Path;
use std::time::{Duration, Instant};

use yuntu_tests::{Scratch, Server, run, sample_register, tiles};

/// How many times the server has loaded and edited.
fn loads(server: &Server) -> (u64, u64) {
    let metrics = String::from_utf8(server.get("/metrics").body).expect("text");
    let count = |how: &str| {
        let name = format!("yuntu_loads_total{{how=\"{how}\"}} ");
        metrics.lines().find_map(|line| line.strip_prefix(&name)?.parse().ok()).unwrap_or(0)
    };
    (count("full"), count("edit"))
}

/// Imports one row under a list's head, and waits until the server shows the revision that it makes.
fn put(server: &Server, store: &str, scratch: &Scratch, name: &str, head: &str, row: &str) {
    let before = server.json("/api/v1/district")["revision"].as_u64().expect("a revision");
    let file = scratch.join(name);
    std::fs::write(&file, format!("{head}\n{row}\n")).expect("a file");
    run(["import", "--store", store, &file.display().to_string()]).ok();
    let start = Instant::now();
    while server.json("/api/v1/district")["revision"].as_u64() != Some(before + 1) {
        assert!(start.elapsed() < Duration::from_secs(20), "{row} is not seen");
        std::thread::sleep(Duration::from_millis(10));
    }
}

/// The head of a sample's list, and the first of its rows that `wanted` takes.
fn row(files: &Path, name: &str, wanted: impl Fn(&[&str]) -> bool) -> (String, Vec<String>) {
    let text = std::fs::read_to_string(files.join(name)).expect("a list");
    let mut lines = text.trim_start_matches('\u{feff}').lines();
    let head = lines.next().expect("a head").to_owned();
    let row = lines.map(|line| line.split(',').collect::<Vec<_>>()).find(|row| wanted(row)).expect("such a row");
    (head, row.into_iter().map(str::to_owned).collect())
}

/// Every address of the API and of the tiles that an edit may change.
fn addresses(server: &Server) -> Vec<String> {
    let district = server.json("/api/v1/district");
    let bounds = std::array::from_fn(|index| district["bounds"][index].as_f64().expect("a number"));
    let lists =
        ["areas?level=grid&limit=200", "gaps?limit=200", "gaps/summary?level=grid&limit=200", "gaps/areas?rule=S1"];
    let mut paths: Vec<String> = lists.iter().map(|list| format!("/api/v1/{list}")).collect();
    paths.push("/api/v1/district".into());
    paths.extend(["/api/v1/search?q=%E6%96%B0", "/api/v1/timeline?rule=V1", "/api/v1/capacity"].map(str::to_owned));
    let grids = server.items("/api/v1/areas?level=grid&limit=200");
    paths.extend(grids.iter().map(|grid| format!("/api/v1/grids/{}", grid["code"].as_str().expect("a code"))));
    for zoom in [9, 12, 14, 15] {
        paths.extend(tiles::covering(bounds, zoom).into_iter().map(|address| tiles::path("map", address)));
    }
    paths
}

#[track_caller]
fn answer_alike(edited: &Server, loaded: &Server) {
    for path in addresses(loaded) {
        let (one, other) = (edited.get(&path), loaded.get(&path));
        assert_eq!(one.status, other.status, "{path}");
        assert_eq!(one.headers.get("etag"), other.headers.get("etag"), "{path}");
        let text = |body: &[u8]| String::from_utf8_lossy(body).into_owned();
        assert!(one.body == other.body, "{path}:\n{}\n{}", text(&one.body), text(&other.body));
    }
}

#[test]
fn an_edit_by_another_process_is_seen_at_once_and_answers_as_a_load_would() {
    let scratch = Scratch::new("edits");
    let (store, files) = (scratch.store("r.gpkg"), scratch.join("tiny"));
    sample_register("tiny", 1, scratch.path(), &store);
    let server = Server::start(&store, "worker");
    // Every answer is asked for once, so that an edit which shared too much of them would show.
    for path in addresses(&server) {
        server.get(&path);
    }
    assert_eq!(loads(&server), (1, 0));

    let (head, mut station) = row(&files, "stations.csv", |row| row[3] != "district");
    let at = |column: usize, row: &[String]| row[column].parse::<f64>().expect("degrees");
    let (lon, lat) = (at(4, &station) + 0.004, at(5, &station));
    station[2] = "新址服务站".into();
    station[4] = format!("{lon:.7}");
    put(&server, &store, &scratch, "station.csv", &head, &station.join(","));
    let found = server.json("/api/v1/search?q=%E6%96%B0%E5%9D%80");
    assert_eq!(found["items"][0]["name"], "新址服务站");
    let tile = tiles::path("station", tiles::covering([lon, lat, lon, lat], 16)[0]);
    let drawn = server.get(&tile).body;
    assert!(drawn.windows(15).any(|bytes| bytes == "新址服务站".as_bytes()), "it stands where it moved to");
    assert_eq!(loads(&server), (1, 1), "without a load");

    let (head, visit) = row(&files, "visits.csv", |_| true);
    put(&server, &store, &scratch, "visit.csv", &head, &format!("{},2026-10-30,ok", visit[0]));
    let (head, mut link) = row(&files, "links.csv", |row| row[3].is_empty());
    link[3] = "2026-10-01".into();
    put(&server, &store, &scratch, "link.csv", &head, &link.join(","));
    assert_eq!(loads(&server), (1, 3));
    answer_alike(&server, &Server::start(&store, "worker"));
}

#[test]
fn what_no_edit_tells_of_is_loaded() {
    let scratch = Scratch::new("loads");
    let (store, files) = (scratch.store("r.gpkg"), scratch.join("tiny"));
    sample_register("tiny", 1, scratch.path(), &store);
    let server = Server::start(&store, "worker");
    let (head, mut household) = row(&files, "households.csv", |row| row.len() > 5);
    let persons = head.split(',').position(|column| column == "人数").expect("a column of persons");
    household[persons] = "9".into();
    put(&server, &store, &scratch, "household.csv", &head, &household.join(","));
    assert_eq!(loads(&server), (2, 0));
    answer_alike(&server, &Server::start(&store, "worker"));
}
