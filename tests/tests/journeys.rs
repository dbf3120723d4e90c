//! The real binary over HTTP on a street's register: what the API says, the tiles show, and the truth holds.

use std::collections::BTreeMap;
use std::time::Duration;

use fast_mvt::{MvtGeometry, MvtReaderRef};
use serde_json::Value;
use yuntu_tests::{Scratch, Server, sample_register, tiles, truth};

struct Street {
    scratch: Scratch,
    server: Server,
}

fn street(audience: &str) -> Street {
    let scratch = Scratch::new("journey");
    let store = scratch.store("r.gpkg");
    sample_register("street", 1, scratch.path(), &store);
    let server = Server::start(&store, audience);
    Street { scratch, server }
}

fn bounds(server: &Server) -> [f64; 4] {
    let district = server.json("/api/v1/district");
    std::array::from_fn(|index| district["bounds"][index].as_f64().unwrap())
}

/// Attributes of the point features of a layer over all tiles of a zoom, by an attribute that names the subject.
fn points(server: &Server, layer: &str, zoom: u8, id: &str) -> BTreeMap<String, BTreeMap<String, String>> {
    let mut found = BTreeMap::new();
    for address in tiles::covering(bounds(server), zoom) {
        let reply = server.get(&tiles::path(layer, address));
        if reply.status == 204 {
            continue;
        }
        assert_eq!(reply.status, 200);
        let reader = MvtReaderRef::new(&reply.body).unwrap();
        for layer in reader.layers() {
            for feature in layer.features() {
                if !matches!(feature.geometry().unwrap(), MvtGeometry::Point(_)) {
                    continue;
                }
                let mut properties = BTreeMap::new();
                for (key, value) in feature.properties_vec().unwrap() {
                    properties.insert(key.to_owned(), plain(&value.into_owned()));
                }
                let name = properties[id].clone();
                assert!(found.insert(name.clone(), properties).is_none(), "{name} has two points at zoom {zoom}");
            }
        }
    }
    found
}

fn plain(value: &fast_mvt::MvtValue) -> String {
    use fast_mvt::MvtValue as V;
    match value {
        V::String(text) => text.clone(),
        V::Int(number) | V::SInt(number) => number.to_string(),
        V::UInt(number) => number.to_string(),
        V::Bool(truth) => truth.to_string(),
        other => format!("{other:?}"),
    }
}

/// A count of the API as a tile writes it: a number, `<5`, or nothing.
fn as_in_tile(count: &Value) -> Option<String> {
    match count {
        Value::Null => None,
        Value::String(text) => Some(text.clone()),
        number => Some(number.to_string()),
    }
}

/// Every grid's numbers in its tile are the numbers of its card, for this audience.
fn tiles_agree_with_cards(audience: &str) {
    let street = street(audience);
    for zoom in [8, 12, 14] {
        let grids = points(&street.server, "grid", zoom, "code");
        assert_eq!(grids.len() as u64, street.server.json("/api/v1/district")["counts"]["grids"].as_u64().unwrap());
        for (code, tile) in grids.iter().step_by(if zoom == 12 { 1 } else { 9 }) {
            let card = street.server.json(&format!("/api/v1/grids/{code}"));
            for series in ["households", "persons", "members"] {
                assert_eq!(
                    tile.get(series).cloned(),
                    as_in_tile(&card["counts"][series]),
                    "{code} {series} at zoom {zoom}"
                );
            }
            for rule in card["rules"].as_array().unwrap() {
                let rate = format!("rate_{}", rule["rule"].as_str().unwrap());
                if matches!(rate.as_str(), "rate_L1" | "rate_S1" | "rate_V1") {
                    assert_eq!(tile.get(&rate).cloned(), as_in_tile(&rule["rate"]), "{code} {rate}");
                }
            }
        }
    }
}

#[test]
fn tiles_and_cards_give_a_worker_the_same_numbers() {
    tiles_agree_with_cards("worker");
}

#[test]
fn tiles_and_cards_give_the_public_the_same_numbers() {
    tiles_agree_with_cards("public");
}

#[test]
fn blind_spots_are_the_truths() {
    let street = street("worker");
    let truth = truth(&street.scratch.join("street"));
    let mut expected: Vec<String> = Vec::new();
    for (rule, kinds) in truth["rules"].as_object().unwrap() {
        for code in kinds["grid"]["gap"].as_array().into_iter().flatten() {
            expected.push(format!("{}-{rule}", code.as_str().unwrap()));
        }
    }
    expected.sort();
    let items = street.server.items("/api/v1/gaps?level=grid&limit=50");
    // Some rules have a truth for other subjects only, and some none.
    let with_truth = |item: &&Value| truth["rules"][item["rule"].as_str().unwrap()]["grid"].is_object();
    let mut listed: Vec<String> =
        items.iter().filter(with_truth).map(|item| item["id"].as_str().unwrap().to_owned()).collect();
    listed.sort();
    assert!(!expected.is_empty());
    assert_eq!(listed, expected);
    let mut drawn: Vec<String> = Vec::new();
    for (code, tile) in points(&street.server, "gap", 13, "code") {
        drawn.extend(
            truth["rules"]
                .as_object()
                .unwrap()
                .iter()
                .filter(|(rule, kinds)| kinds["grid"].is_object() && tile.contains_key(*rule))
                .map(|(rule, _)| format!("{code}-{rule}")),
        );
    }
    drawn.sort();
    assert_eq!(drawn, expected, "the map draws what the list says");
    let persons: Vec<u64> = items.iter().map(|item| item["persons"].as_u64().unwrap()).collect();
    assert!(persons.is_sorted_by(|a, b| a >= b), "ranked by people: {persons:?}");
}

#[test]
fn sums_of_a_level_are_the_truth_of_the_level_above() {
    let street = street("worker");
    let district = street.server.json("/api/v1/gaps/summary?level=district");
    for level in ["street", "community"] {
        let items = street.server.items(&format!("/api/v1/gaps/summary?level={level}&limit=200"));
        for (index, rule) in district["items"][0]["rules"].as_array().unwrap().iter().enumerate() {
            let below: u64 = items.iter().map(|item| item["rules"][index]["gap_grids"].as_u64().unwrap()).sum();
            assert_eq!(below, rule["gap_grids"].as_u64().unwrap(), "{level} {}", rule["rule"]);
        }
    }
}

#[test]
fn an_unchanged_tile_travels_once() {
    let street = street("public");
    let address = tiles::covering(bounds(&street.server), 12)[0];
    let path = tiles::path("map", address);
    let first = street.server.get(&path);
    let etag = first.headers["etag"].to_str().unwrap().to_owned();
    assert!(!etag.starts_with("W/"), "a strong one: {etag}");
    assert_eq!(first.headers["cache-control"], "no-cache");
    let again = street.server.get_with(&path, &[("if-none-match", &etag)]);
    assert_eq!((again.status, again.body.len()), (304, 0));
    let packed = street.server.get_with(&path, &[("accept-encoding", "br")]);
    assert_eq!(packed.headers["content-encoding"], "br");
    assert!(packed.body.len() < first.body.len());
    assert_ne!(packed.headers["etag"].to_str().unwrap(), etag, "another encoding is another representation");
}

#[test]
fn bad_requests_are_told_what_is_allowed() {
    let street = street("public");
    for (path, status, names) in [
        ("/api/v1/gaps?rule=X9", 422, "S1"),
        ("/api/v1/gaps?level=planet", 422, "community"),
        ("/api/v1/gaps?limit=0", 422, "limit"),
        ("/api/v1/gaps?limit=999999999", 422, "limit"),
        ("/api/v1/gaps?cursor=%00%ff", 422, "cursor"),
        ("/api/v1/areas/42", 404, "42"),
        ("/api/v1/grids/999999999999999", 404, "999999999999999"),
        ("/api/v1/responsible?lon=1e400&lat=30", 422, "lon"),
        ("/api/v1/responsible?lon=NaN&lat=30", 422, "lon"),
        ("/api/v1/responsible?lat=30", 422, "lon"),
        ("/api/v1/nothing", 404, "/api/v1/nothing"),
        ("/tiles/map/40/0/0", 404, ""),
        ("/tiles/map/3/8/0", 404, ""),
        ("/tiles/map/3/-1/0", 404, ""),
        ("/tiles/unknown/3/1/1", 404, "unknown"),
        ("/tiles/household/14/1/1", 404, "household"),
    ] {
        let reply = street.server.get(path);
        let body = String::from_utf8_lossy(&reply.body).into_owned();
        assert!(
            matches!((reply.status, status), (400 | 422, 422)) || reply.status == status,
            "{path}: {} {body}",
            reply.status
        );
        assert_eq!(reply.headers["content-type"], "application/problem+json", "{path}");
        let problem: Value = serde_json::from_str(&body).unwrap();
        assert!(problem["code"].is_string() && problem["title"].is_string(), "{path}: {body}");
        assert!(body.contains(names), "{path} should name {names}: {body}");
    }
}

#[test]
fn a_card_whose_names_are_away_says_so_and_nobody_keeps_it() {
    let Street { scratch, server } = street("worker");
    let grid = server.items("/api/v1/gaps?level=grid").swap_remove(0)["grid"].as_str().unwrap().to_owned();
    let path = format!("/api/v1/grids/{grid}");
    let ask = || {
        let reply = server.get(&path);
        assert_eq!(reply.status, 200);
        let card: Value = serde_json::from_slice(&reply.body).unwrap();
        let header = |name: &str| reply.headers.get(name).map(|value| value.to_str().unwrap().to_owned());
        (card["responsible"].clone(), header("etag"), header("cache-control"))
    };
    let register = rusqlite::Connection::open(scratch.join("r.gpkg")).unwrap();
    // Until L8 is worked out the card is another one.
    let is_pending = |etag: &Option<String>| etag.as_deref().is_some_and(|tag| tag.contains("pending"));
    let mut asked = (0..1_500).map(|_| ask()).inspect(|_| std::thread::sleep(Duration::from_millis(20)));
    let before = asked.find(|(_, etag, _)| !is_pending(etag)).expect("L8 within 30 s");
    assert_eq!(before.0["contacts"], "read");
    assert!(before.1.is_some());
    register.execute_batch("ALTER TABLE contact RENAME TO away").unwrap();
    let (away, etag, cache) = ask();
    assert_eq!((&away["contacts"], etag, cache.as_deref()), (&Value::from("unavailable"), None, Some("no-store")));
    assert_eq!(away["leaders"].as_array().unwrap().len(), before.0["leaders"].as_array().unwrap().len());
    register.execute_batch("ALTER TABLE away RENAME TO contact").unwrap();
    assert_eq!(ask(), before);
}
