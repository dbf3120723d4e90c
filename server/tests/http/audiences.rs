//! What each audience is told.

use serde_json::Value;

use spatial::District;
use spatial::fixture::Records;
use spatial::rules::{RuleId, RuleSet};

use crate::kit::{ask, json, serving, tiny};

const GRID: &str = "/api/v1/grids/990101001001001";

/// The facts of S1 in a district where every household lives too far from a station.
async fn far(audience: &str) -> Value {
    let mut rules = RuleSet::default();
    rules.set(RuleId::S1, "reach_dm", 10).unwrap();
    let router = serving(District::assess(Records::tiny().snapshot(), rules, None), audience);
    let card = json(&router, GRID).await;
    let verdict = card["verdicts"].as_array().unwrap().iter().find(|verdict| verdict["rule"] == "S1").unwrap();
    let facts = verdict["facts"].as_array().unwrap().iter();
    facts.map(|fact| (fact["name"].as_str().unwrap().to_owned(), fact["value"].clone())).collect()
}

#[tokio::test]
async fn one_households_distance_is_not_public() {
    let (worker, public) = (far("worker").await, far("public").await);
    assert!(worker["farthest_m"].is_number(), "{worker}");
    assert_eq!(public.get("farthest_m"), None, "{public}");
    assert_eq!((&public["reach_m"], &public["nearest_station"]), (&Value::from(1), &worker["nearest_station"]));
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

/// Grids that are a gap under each rule, by `area-rule`, as one door tells them.
type GapGrids = std::collections::BTreeMap<String, Value>;

#[tokio::test]
async fn every_door_counts_the_same_blind_spots() {
    let mut records = Records::tiny();
    records.households.truncate(48);
    records.serve_nothing();
    let district = records.district();
    let (codes, grids): (Vec<String>, Vec<String>) = {
        let snapshot = &district.snapshot;
        (
            snapshot.areas.code.iter().map(ToString::to_string).collect(),
            snapshot.grids.code.iter().map(ToString::to_string).collect(),
        )
    };
    for audience in ["public", "display", "worker:990101001001", "planner:990101001002", "auditor"] {
        let router = serving(district.clone(), audience);
        let mut listed = GapGrids::new();
        for item in json(&router, "/api/v1/gaps?limit=1000").await["items"].as_array().unwrap() {
            let (grid, rule) = (item["grid"].as_str().unwrap(), item["rule"].as_str().unwrap());
            for area in codes.iter().filter(|area| grid.starts_with(area.as_str())) {
                let count = listed.entry(format!("{area}-{rule}")).or_insert_with(|| 0.into());
                *count = (count.as_u64().unwrap() + 1).into();
            }
        }
        assert!(!listed.is_empty());
        let (mut carded, mut summed, mut added) = (GapGrids::new(), GapGrids::new(), GapGrids::new());
        for area in &codes {
            let card = json(&router, &format!("/api/v1/areas/{area}")).await;
            let rules = card["rules"].as_array().unwrap().iter();
            carded.extend(
                rules.map(|rule| (format!("{area}-{}", rule["rule"].as_str().unwrap()), rule["gap_grids"].clone())),
            );
        }
        for level in ["district", "street", "community"] {
            for item in json(&router, &format!("/api/v1/gaps/summary?level={level}")).await["items"].as_array().unwrap()
            {
                let (area, rules) = (item["code"].as_str().unwrap(), item["rules"].as_array().unwrap().iter());
                summed.extend(
                    rules.map(|rule| (format!("{area}-{}", rule["rule"].as_str().unwrap()), rule["gap_grids"].clone())),
                );
            }
            for item in
                json(&router, &format!("/api/v1/gaps?level={level}&limit=1000")).await["items"].as_array().unwrap()
            {
                // A place may have gap households and no blind spot.
                if item["gap_grids"] != 0 {
                    added.insert(item["id"].as_str().unwrap().to_owned(), item["gap_grids"].clone());
                }
            }
        }
        assert_eq!(carded, summed, "{audience}");
        assert_eq!(added, listed, "{audience}");
        carded.retain(|_, count| *count != 0);
        assert_eq!(carded, listed, "{audience}");
        let few = json(&router, &format!("/api/v1/grids/{}", grids[3])).await;
        let told = audience == "auditor" || audience.starts_with("planner");
        assert_eq!(few["verdicts"].as_array().unwrap().is_empty(), !told, "{audience}: {few}");
    }
}

#[tokio::test]
async fn a_communitys_worker_sees_the_facts_of_a_grid_with_a_wrong_code() {
    let mut records = Records::tiny();
    records.grids[3].code = spatial::places::GridCode::new("X1");
    records.serve_nothing();
    let district = records.district();
    let own = json(&serving(district.clone(), "worker:990101001002"), "/api/v1/grids/X1").await;
    let others = json(&serving(district, "worker:990101001001"), "/api/v1/grids/X1").await;
    let counts = |card: &Value| {
        let facts =
            card["verdicts"].as_array().unwrap().iter().flat_map(|verdict| verdict["facts"].as_array().unwrap());
        facts.filter(|fact| fact["name"] == "organisations").count()
    };
    assert!(counts(&own) > 0 && counts(&others) == 0, "{own} {others}");
}
