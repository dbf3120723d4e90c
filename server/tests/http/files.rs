//! Lists as CSV and GeoJSON: the rows of the JSON answer, and nothing that it withholds.

use serde_json::Value;

use crate::kit::{Asked, ask, json, serving, tiny};

async fn both(router: &axum::Router, path: &str, format: &str) -> (Value, Asked) {
    let file = ask(router, &format!("{path}&format={format}")).await;
    assert_eq!(file.status, 200, "{path}");
    (json(router, path).await, file)
}

fn items(answer: &Value) -> Vec<Value> {
    let field = if answer["sites"].is_array() { "sites" } else { "items" };
    answer[field].as_array().unwrap().clone()
}

const PATHS: [&str; 10] = [
    "/api/v1/gaps?limit=100",
    "/api/v1/gaps?level=community&limit=100",
    "/api/v1/gaps/areas?limit=100",
    "/api/v1/siting?k=3&within_m=300",
    "/api/v1/siting/fewest?share=100&within_m=100",
    "/api/v1/areas?level=grid",
    "/api/v1/areas?level=community",
    "/api/v1/capacity/buildings?limit=100",
    "/api/v1/capacity/proposals?limit=100",
    "/api/v1/search?q=1&limit=100",
];

fn without_stations() -> spatial::District {
    let mut records = spatial::fixture::Records::tiny();
    records.lose_stations();
    records.areas[2].name = "=cmd|'/C calc'!A1".into();
    records.grids[0].name = "=cmd|'/C calc'!A1".into();
    records.district()
}

#[tokio::test]
async fn a_table_has_a_line_for_each_item_and_runs_no_formula() {
    let router = serving(without_stations(), "worker");
    for path in PATHS {
        let (answer, file) = both(&router, path, "csv").await;
        assert_eq!(file.header("content-type"), "text/csv; charset=utf-8");
        let text = String::from_utf8(file.body).unwrap();
        let text = text.strip_prefix('\u{feff}').expect("Excel needs the mark");
        assert_eq!(text.lines().count(), items(&answer).len() + 1, "{path}: {text}");
        assert!(items(&answer).len() > 1 && text.lines().next().unwrap().contains("经度 longitude"), "{path}: {text}");
        assert!(!text.contains(",=") && !text.contains(",\"=") && !text.contains("\n="), "{path}: {text}");
    }
}

#[tokio::test]
async fn a_feature_collection_has_the_items_of_the_answer() {
    let router = serving(without_stations(), "worker");
    for path in PATHS {
        let (answer, file) = both(&router, path, "geojson").await;
        assert_eq!(file.header("content-type"), "application/geo+json");
        let features = file.json()["features"].as_array().unwrap().clone();
        let ids = |list: &[Value]| list.iter().map(|one| one["id"].clone()).collect::<Vec<_>>();
        assert_eq!(ids(&features), ids(&items(&answer)), "{path}");
        // A station of which nobody knows where it is has no geometry (RFC 7946).
        for feature in features.into_iter().filter(|feature| feature["properties"]["kind"] != "station") {
            let depth = if feature["geometry"]["type"] == "Point" { "/0" } else { "/0/0/0/0" };
            assert!(feature["geometry"]["coordinates"].pointer(depth).unwrap().is_number(), "{feature}");
        }
    }
}

#[tokio::test]
async fn a_file_withholds_what_the_answer_withholds() {
    let public = serving(without_stations(), "public");
    let (answer, file) = both(&public, "/api/v1/gaps/areas?limit=100", "geojson").await;
    assert!(!items(&answer).is_empty());
    for (item, feature) in items(&answer).iter().zip(file.json()["features"].as_array().unwrap()) {
        assert_eq!((&feature["properties"]["persons"], &item["persons"]), (&Value::Null, &Value::Null));
    }
    assert_eq!(ask(&public, "/api/v1/siting?format=csv").await.status, 403);
}

#[tokio::test]
async fn the_blind_spots_of_one_grid_are_asked_by_its_code() {
    let router = tiny("worker");
    let all = items(&json(&router, "/api/v1/gaps?limit=1000").await);
    let grid = all[0]["grid"].as_str().unwrap();
    let of_grid: Vec<_> = all.iter().filter(|item| item["grid"] == grid).cloned().collect();
    assert!(of_grid.len() < all.len());
    assert_eq!(items(&json(&router, &format!("/api/v1/gaps?area={grid}&limit=1000")).await), of_grid);
    assert_eq!(ask(&router, &format!("/api/v1/gaps?area={grid}&level=street")).await.status, 422);
    assert_eq!(items(&json(&router, &format!("/api/v1/gaps/summary?area={grid}")).await)[0]["code"], grid);
}

#[tokio::test]
async fn what_is_nowhere_is_a_table_only() {
    let router = serving(without_stations(), "worker");
    let (rules, file) = both(&router, "/api/v1/rules?", "csv").await;
    assert_eq!(String::from_utf8(file.body).unwrap().lines().count(), items(&rules).len() + 1);
    let (summary, file) = both(&router, "/api/v1/gaps/summary?level=grid", "csv").await;
    let text = String::from_utf8(file.body).unwrap();
    let lines: usize = items(&summary).iter().map(|item| item["rules"].as_array().unwrap().len()).sum();
    assert_eq!(text.lines().count(), lines + 1, "{text}");
    let (first, second) = (items(&summary)[0]["rules"][0].clone(), text.lines().nth(1).unwrap().to_owned());
    assert!(second.contains(&format!(",{},", first["rule"].as_str().unwrap())), "{second}");
}

#[tokio::test]
async fn the_blind_spots_of_a_cause_add_up_level_by_level() {
    let router = tiny("worker");
    for cause in ["place", "capacity", "service", "shape", "data"] {
        let grids = items(&json(&router, &format!("/api/v1/gaps?limit=1000&cause={cause}")).await);
        assert!(grids.iter().all(|item| item["cause"] == cause));
        for level in ["district", "street", "community"] {
            let areas = items(&json(&router, &format!("/api/v1/gaps?limit=1000&cause={cause}&level={level}")).await);
            let sum = |list: &[Value], field: &str| list.iter().map(|one| one[field].as_u64().unwrap()).sum::<u64>();
            assert_eq!(sum(&areas, "gap_grids"), grids.len() as u64, "{cause} {level}");
            for field in ["households", "persons"] {
                assert_eq!(sum(&areas, field), sum(&grids, field), "{cause} {level} {field}");
            }
        }
    }
}

#[tokio::test]
async fn the_blind_spot_areas_of_one_grid_are_asked_by_its_code() {
    let router = serving(without_stations(), "worker");
    let all = items(&json(&router, "/api/v1/gaps/areas").await);
    let mut found = 0;
    for grid in items(&json(&router, "/api/v1/areas?level=grid").await) {
        let of_grid =
            items(&json(&router, &format!("/api/v1/gaps/areas?area={}", grid["code"].as_str().unwrap())).await);
        assert!(of_grid.iter().all(|area| area["grid"]["code"] == grid["code"] && all.contains(area)));
        found += of_grid.len();
    }
    assert_eq!(found, all.len());
}
