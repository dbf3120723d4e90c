//! The same files give the same bytes: from SQLite and from `PostGIS`, and from two runs of each.
//!
//! `PostGIS` needs `YUNTU_TEST_POSTGRES`, as the store's contract does; without it the two runs over SQLite are still held
//! against each other.

use sqlx::{AssertSqlSafe, Connection as _, PgConnection};
use yuntu_tests::{Scratch, Server, import, run, tiles};

/// The answers whose addresses need nothing of the district.
const PATHS: [&str; 24] = [
    "/api/v1/district",
    "/api/v1/areas",
    "/api/v1/areas?level=grid",
    "/api/v1/gaps",
    "/api/v1/gaps?level=street",
    "/api/v1/gaps/areas",
    "/api/v1/gaps/summary",
    "/api/v1/gaps/summary?level=grid",
    "/api/v1/search?q=9901",
    "/api/v1/search?q=%E4%BA%91",
    "/api/v1/rules",
    "/api/v1/timeline",
    "/api/v1/capacity",
    "/api/v1/siting?kind=station&k=3",
    "/api/v1/siting/fewest?share=50",
    "/api/v1/joint-branches",
    "/api/v1/capacity/buildings",
    "/api/v1/capacity/proposals",
    "/api/v1/timeline?rule=L1&level=grid",
    "/api/v1/gaps?rules=rural",
    "/api/v1/gaps?as_of=2026-06-30",
    "/api/v1/gaps?format=csv",
    "/api/v1/gaps/areas?format=geojson",
    "/api/v1/siting?k=3&format=geojson",
];

/// Zooms whose every tile is compared; deeper ones are too many, and cut from the same shapes.
const ZOOMS: [u8; 6] = [0, 8, 11, 13, 14, 15];

/// An answer: its address, status, tag and body.
type Answer = (String, u16, Option<String>, Vec<u8>);

/// Everything a server answers: each list page by page, each grid's card, each tile.
fn answers(server: &Server) -> Vec<Answer> {
    // A card says of the capacity that it is pending until it is worked out, a moment after the server is ready.
    while !String::from_utf8_lossy(&server.get("/metrics").body).contains("yuntu_capacity_seconds") {
        std::thread::sleep(std::time::Duration::from_millis(5));
    }
    let mut paths: Vec<String> = PATHS.map(str::to_owned).to_vec();
    let district = server.json("/api/v1/district");
    let bounds: [f64; 4] = std::array::from_fn(|index| district["bounds"][index].as_f64().expect("a number"));
    let (lon, lat) = (f64::midpoint(bounds[0], bounds[2]), f64::midpoint(bounds[1], bounds[3]));
    paths.push(format!("/api/v1/responsible?lon={lon:.6}&lat={lat:.6}"));
    for item in server.items("/api/v1/areas?level=grid&limit=200") {
        paths.push(format!("/api/v1/grids/{}", item["code"].as_str().expect("a code")));
    }
    for zoom in ZOOMS {
        paths.extend(tiles::covering(bounds, zoom).into_iter().map(|address| tiles::path("map", address)));
    }
    let mut answers = Vec::new();
    while let Some(path) = paths.pop() {
        let reply = server.get(&path);
        let page = serde_json::from_slice::<serde_json::Value>(&reply.body).ok();
        if let Some(next) = page.as_ref().and_then(|page| page["next"].as_str()) {
            let first = path.split("&cursor=").next().and_then(|path| path.split("?cursor=").next()).expect("a path");
            paths.push(format!("{first}{}cursor={next}", if first.contains('?') { '&' } else { '?' }));
        }
        let tag = reply.headers.get("etag").map(|tag| tag.to_str().expect("text").to_owned());
        answers.push((path, reply.status, tag, reply.body));
    }
    answers
}

/// Registers of their own: two in files, two in databases where there is a server.
fn registers(scratch: &Scratch) -> Vec<String> {
    let mut stores = vec![scratch.store("one.gpkg"), scratch.store("two.gpkg")];
    let Ok(server) = std::env::var("YUNTU_TEST_POSTGRES") else {
        assert!(std::env::var_os("CI").is_none(), "YUNTU_TEST_POSTGRES is not set: run scripts/test");
        eprintln!("PostGIS left out: YUNTU_TEST_POSTGRES is not set, scripts/test starts a server");
        return stores;
    };
    let (base, _) = server.rsplit_once('/').expect("a URL with a database");
    let runtime = tokio::runtime::Runtime::new().expect("a runtime");
    for number in 1..=2 {
        let name = format!("yuntu_same_{}_{number}", std::process::id());
        runtime.block_on(async {
            let mut admin = PgConnection::connect(&server).await.expect("PostgreSQL answers");
            let sql = format!("CREATE DATABASE {name}");
            sqlx::raw_sql(AssertSqlSafe(sql)).execute(&mut admin).await.expect("a database");
        });
        stores.push(format!("{base}/{name}"));
    }
    stores
}

#[test]
fn the_same_files_give_the_same_bytes_from_either_store_and_in_every_run() {
    let scratch = Scratch::new("same");
    let files = scratch.join("tiny");
    run(["sample", "--size", "tiny", "--seed", "1", "--out", &files.display().to_string()]).ok();
    let stores = registers(&scratch);
    for store in &stores {
        import(store, &files).ok();
    }
    for audience in ["public", "display", "worker", "planner", "worker:990101001", "auditor"] {
        let expected = answers(&Server::start(&stores[0], audience));
        assert!(expected.iter().filter(|(_, status, ..)| *status == 200).count() >= 30, "{audience}");
        // The first one again: another process, another seed of its hash tables.
        for store in &stores {
            for (one, other) in answers(&Server::start(store, audience)).iter().zip(&expected) {
                let text = |body: &[u8]| String::from_utf8_lossy(body).into_owned();
                assert!(one == other, "{store} {audience} {}:\n{}\n{}", one.0, text(&one.3), text(&other.3));
            }
        }
    }
}
