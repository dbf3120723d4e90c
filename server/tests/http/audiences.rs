//! What each audience is told.

use serde_json::Value;

use crate::kit::{ask, json, tiny};

const GRID: &str = "/api/v1/grids/990101001001001";

fn fact<'a>(card: &'a Value, rule: &str, name: &str) -> &'a Value {
    let verdict = card["verdicts"].as_array().unwrap().iter().find(|verdict| verdict["rule"] == rule).unwrap();
    &verdict["facts"].as_array().unwrap().iter().find(|fact| fact["name"] == name).unwrap()["value"]
}

#[tokio::test]
async fn one_households_distance_is_not_public() {
    let (worker, public) = (json(&tiny("worker"), GRID).await, json(&tiny("public"), GRID).await);
    assert_eq!(fact(&public, "S1", "farthest_m"), &Value::Null);
    assert!(fact(&worker, "S1", "farthest_m").is_number() || fact(&worker, "S1", "farthest_m").is_null());
    assert_eq!(fact(&public, "S1", "reach_m"), &Value::from(1000));
    assert_eq!(fact(&public, "S1", "nearest_station"), fact(&worker, "S1", "nearest_station"));
}

#[tokio::test]
async fn a_worker_sees_exactly_only_where_he_works() {
    let router = tiny("worker:990101001002");
    let own = json(&router, "/api/v1/grids/990101001002001").await;
    let others = json(&router, GRID).await;
    assert!(own["counts"]["members"].is_number(), "{own}");
    assert_ne!(others["counts"]["members"], json(&tiny("worker"), GRID).await["counts"]["members"]);
}

#[tokio::test]
async fn the_public_finds_no_unit_and_no_address() {
    let (public, worker) = (tiny("public"), tiny("worker"));
    let kinds = |found: Value| -> Vec<String> {
        found["items"].as_array().unwrap().iter().map(|item| item["kind"].as_str().unwrap().to_owned()).collect()
    };
    let mut seen_by_worker = Vec::new();
    for query in ["1", "0", "a", "b", "u", "%E5%8F%B7", "%E6%A5%BC", "%E5%8D%95%E4%BD%8D", "s"] {
        let path = format!("/api/v1/search?q={query}&limit=100");
        let public = kinds(json(&public, &path).await);
        assert!(!public.iter().any(|kind| kind == "unit" || kind == "building"), "{query}: {public:?}");
        seen_by_worker.extend(kinds(json(&worker, &path).await));
    }
    assert!(seen_by_worker.iter().any(|kind| kind == "building"), "{seen_by_worker:?}");
}

#[tokio::test]
async fn audiences_share_no_tag() {
    let mut tags = Vec::new();
    for audience in ["public", "display", "worker", "worker:990101001", "planner", "auditor"] {
        let router = tiny(audience);
        for path in ["/api/v1/district", "/tiles/map.json", "/tiles/grid/0/0/0"] {
            tags.push(ask(&router, path).await.header("etag").to_owned());
        }
    }
    let distinct: std::collections::BTreeSet<_> = tags.iter().collect();
    assert!(!tags.contains(&String::new()));
    assert_eq!(distinct.len(), tags.len(), "{tags:?}");
}
