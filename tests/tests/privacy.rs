//! No person through any door: what each audience gets over HTTP is searched for every name and phone of the sample, and
//! for the layers and numbers that are not for it.

use std::collections::BTreeSet;
use std::path::Path;

use fast_mvt::MvtReaderRef;
use serde_json::Value;
use yuntu_tests::{Scratch, Server, sample_register, tiles};

struct Persons {
    names: BTreeSet<String>,
    phones: BTreeSet<String>,
}

/// Names and phones of households and members, from the office's own lists.
fn persons(files: &Path) -> Persons {
    let mut persons = Persons { names: BTreeSet::new(), phones: BTreeSet::new() };
    for file in ["households.csv", "members.csv"] {
        let mut reader = csv::Reader::from_path(files.join(file)).unwrap();
        let headers = reader.headers().unwrap().clone();
        let column =
            |names: [&str; 4]| headers.iter().position(|header| names.contains(&header.trim_start_matches('\u{feff}')));
        let name = column(["contact_name", "户主姓名", "name", "姓名"]).expect("a column of names");
        let phone = column(["contact_phone", "联系电话", "phone", "手机号"]).expect("a column of phones");
        for row in reader.records() {
            let row = row.unwrap();
            persons.names.insert(row[name].to_owned());
            persons.phones.insert(row[phone].to_owned());
        }
    }
    for set in [&mut persons.names, &mut persons.phones] {
        set.remove("");
    }
    assert!(persons.phones.len() > 50, "the sample has phones");
    persons
}

/// Phones are unique, so they may be searched for in bytes; names are too short for that in tiles, so they are searched for
/// in every string of a JSON answer.
fn assert_no_phone(persons: &Persons, bytes: &[u8], path: &str) {
    let text = String::from_utf8_lossy(bytes);
    for run in text.split(|c: char| !c.is_ascii_digit()).filter(|run| run.len() == 11) {
        assert!(!persons.phones.contains(run), "{path} tells the private phone {run}");
    }
}

fn assert_no_name(persons: &Persons, value: &Value, duty: &BTreeSet<String>, path: &str) {
    match value {
        Value::String(text) => {
            assert!(duty.contains(text) || !persons.names.contains(text), "{path} tells the private name {text}");
        }
        Value::Array(items) => items.iter().for_each(|item| assert_no_name(persons, item, duty, path)),
        Value::Object(fields) => fields.values().for_each(|field| assert_no_name(persons, field, duty, path)),
        _ => {}
    }
}

/// Names that are public by office: leaders and workers of grids, and who is on duty at a station.
fn duty_names(files: &Path) -> BTreeSet<String> {
    let mut names = BTreeSet::new();
    for (file, columns) in [("grid_staff.csv", ["name", "姓名"]), ("stations.csv", ["duty_name", "值班人"])] {
        let mut reader = csv::Reader::from_path(files.join(file)).unwrap();
        let headers = reader.headers().unwrap().clone();
        let column =
            headers.iter().position(|header| columns.contains(&header.trim_start_matches('\u{feff}'))).unwrap();
        names.extend(reader.records().map(|row| row.unwrap()[column].to_owned()));
    }
    names
}

fn paths(server: &Server) -> Vec<String> {
    let mut paths: Vec<String> =
        ["/api/v1/district", "/api/v1/rules", "/openapi.json", "/tiles/map.json", "/metrics"].map(Into::into).to_vec();
    for level in ["district", "street", "community", "grid"] {
        paths.push(format!("/api/v1/gaps?level={level}&limit=200"));
        paths.push(format!("/api/v1/gaps/summary?level={level}"));
    }
    for item in server.items("/api/v1/areas?level=community&limit=200") {
        paths.push(format!("/api/v1/areas/{}", item["code"].as_str().unwrap()));
    }
    for item in server.items("/api/v1/gaps?level=grid&limit=200") {
        paths.push(format!("/api/v1/grids/{}", item["grid"].as_str().unwrap()));
        let label = item["label"].as_array().unwrap();
        paths.push(format!("/api/v1/responsible?lon={}&lat={}", label[0], label[1]));
    }
    for query in ["云", "1", "h", "zhang", "138"] {
        paths.push(format!("/api/v1/search?q={query}&limit=50"));
    }
    paths
}

fn bounds(server: &Server) -> [f64; 4] {
    let district = server.json("/api/v1/district");
    std::array::from_fn(|index| district["bounds"][index].as_f64().unwrap())
}

/// Walks everything an audience can reach and searches it.
fn walk(audience: &str) {
    let scratch = Scratch::new("privacy");
    let store = scratch.store("r.gpkg");
    sample_register("street", 1, scratch.path(), &store);
    let files = scratch.join("street");
    let persons = persons(&files);
    let duty = duty_names(&files);
    let server = Server::start(&store, audience);
    for path in paths(&server) {
        let reply = server.get(&path);
        assert_eq!(reply.status, 200, "{path}: {}", String::from_utf8_lossy(&reply.body));
        assert_no_phone(&persons, &reply.body, &path);
        if let Ok(value) = serde_json::from_slice::<Value>(&reply.body) {
            assert_no_name(&persons, &value, &duty, &path);
        }
    }
    for zoom in [8, 11, 13, 14, 15] {
        for address in tiles::covering(bounds(&server), zoom) {
            let path = tiles::path("map", address);
            let reply = server.get(&path);
            assert!(matches!(reply.status, 200 | 204), "{path}: {}", reply.status);
            assert_no_phone(&persons, &reply.body, &path);
            for layer in MvtReaderRef::new(&reply.body).unwrap().layers() {
                inspect(audience, layer.name(), layer.keys().iter().copied(), &path);
            }
        }
    }
}

/// Layers and attributes that an audience must never meet.
fn inspect<'a>(audience: &str, layer: &str, keys: impl IntoIterator<Item = &'a str>, path: &str) {
    let person_layer = matches!(layer, "household" | "member");
    if matches!(audience, "public" | "display" | "planner") {
        assert!(!person_layer, "{path} shows {layer} to {audience}");
    }
    for key in keys {
        assert!(
            !matches!(key, "phone" | "contact_name" | "contact_phone" | "door" | "address"),
            "{path} {layer} has {key}"
        );
        assert!(!(person_layer && key == "name"), "{path} {layer} has a name");
        let public = matches!(audience, "public" | "display");
        assert!(
            !(public && layer == "building" && !matches!(key, "kind")),
            "{path} tells the public a building's {key}"
        );
        assert!(!(public && layer == "bin" && !key.starts_with("rate_")), "{path} tells the public a bin's {key}");
    }
}

#[test]
fn the_public_meets_no_person() {
    walk("public");
}

#[test]
fn the_display_meets_no_person() {
    walk("display");
}

#[test]
fn a_worker_meets_points_but_no_name() {
    walk("worker");
}
