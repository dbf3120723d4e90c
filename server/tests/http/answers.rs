//! Every endpoint's answer about the tiny district, as it stands.

use serde_json::Value;

use crate::kit::{json, serving, tiny};

const GRID: &str = "990101001001001";

async fn snapshot(name: &str, path: &str) {
    let answer = json(&tiny("worker"), path).await;
    insta::with_settings!({ description => path, omit_expression => true }, {
        insta::assert_json_snapshot!(name, answer);
    });
}

#[tokio::test]
async fn district() {
    snapshot("district", "/api/v1/district").await;
}

#[tokio::test]
async fn areas() {
    snapshot("areas", "/api/v1/areas").await;
}

#[tokio::test]
async fn area() {
    snapshot("area", "/api/v1/areas/990101001001").await;
}

#[tokio::test]
async fn grid() {
    snapshot("grid", &format!("/api/v1/grids/{GRID}")).await;
}

#[tokio::test]
async fn a_card_tells_from_when_to_when_its_version_is_valid() {
    let mut records = spatial::fixture::Records::tiny();
    records.grids[0].valid_to = Some("2027-01-01".parse().unwrap());
    let router = serving(records.district(), "public");
    let card = json(&router, &format!("/api/v1/grids/{GRID}")).await;
    assert_eq!((card["valid_from"].is_string(), &card["valid_to"]), (true, &"2027-01-01".into()));
    assert_eq!(json(&router, "/api/v1/grids/990101001001002").await["valid_to"], Value::Null);
}

#[tokio::test]
async fn gaps() {
    snapshot("gaps", "/api/v1/gaps?limit=3").await;
}

#[tokio::test]
async fn gaps_by_community() {
    snapshot("gaps_by_community", "/api/v1/gaps?level=community&rule=O10").await;
}

#[tokio::test]
async fn gaps_summary() {
    snapshot("gaps_summary", "/api/v1/gaps/summary").await;
}

#[tokio::test]
async fn responsible() {
    snapshot("responsible", "/api/v1/responsible?lon=113.5985&lat=30.1985").await;
}

#[tokio::test]
async fn an_empty_register_answers_everything() {
    let empty = serving(spatial::fixture::Records::empty().district(), "worker");
    let district = json(&empty, "/api/v1/district").await;
    assert_eq!((&district["code"], &district["counts"]["households"]), (&"990101".into(), &0.into()));
    for path in ["areas", "gaps", "gaps?level=street", "gaps/summary", "search?q=x"] {
        let list = json(&empty, &format!("/api/v1/{path}")).await;
        assert_eq!((&list["items"], &list["next"]), (&Value::Array(vec![]), &Value::Null), "{path}");
    }
    assert_eq!(json(&empty, "/api/v1/responsible").await["grid"], Value::Null);
    assert_eq!(json(&empty, "/tiles/map.json").await["tilejson"], "3.0.0");
    assert_eq!(crate::kit::ask(&empty, "/tiles/map/3/6/3").await.status, 204);
}

#[tokio::test]
async fn pages_hold_every_item_once() {
    let router = tiny("worker");
    for path in ["/api/v1/gaps?limit=2", "/api/v1/areas?level=grid&limit=3", "/api/v1/gaps/summary?level=grid&limit=1"]
    {
        let whole = json(
            &router,
            &path.replace("limit=2", "limit=99").replace("limit=3", "limit=99").replace("limit=1", "limit=99"),
        )
        .await;
        let mut ids = Vec::new();
        let mut page = json(&router, path).await;
        loop {
            ids.extend(page["items"].as_array().unwrap().iter().map(|item| item["id"].clone()));
            let Some(next) = page["next"].as_str() else { break };
            page = json(&router, &format!("{path}&cursor={next}")).await;
        }
        let expected: Vec<_> = whole["items"].as_array().unwrap().iter().map(|item| item["id"].clone()).collect();
        assert!(expected.len() > 1, "{path}");
        assert_eq!(ids, expected, "{path}");
    }
}

#[tokio::test]
async fn a_place_is_found_by_name_code_and_initials() {
    let router = tiny("worker");
    let name = json(&router, &format!("/api/v1/grids/{GRID}")).await["name"].as_str().unwrap().to_owned();
    for query in [GRID, &name] {
        let query = percent_encoding::utf8_percent_encode(query, percent_encoding::NON_ALPHANUMERIC);
        let found = json(&router, &format!("/api/v1/search?q={query}")).await;
        assert_eq!(found["items"][0]["code"], GRID, "{query}");
    }
}

#[tokio::test]
async fn rules_are_listed_off_ones_too() {
    let rules = json(&tiny("public"), "/api/v1/rules").await;
    let items = rules["items"].as_array().unwrap();
    assert!(items.iter().any(|rule| rule["id"] == "S1" && rule["on"] == true), "{rules}");
    assert!(items.iter().any(|rule| rule["on"] == false), "{rules}");
    let l8 = items.iter().position(|rule| rule["id"] == "L8").expect("it judges too, if later");
    assert_eq!((&items[l8 - 1]["id"], &items[l8 + 1]["id"]), (&"L7".into(), &"S1".into()), "{rules}");
    assert_eq!(items[l8]["parameters"]["households_per_member"], 10);
}

/// The tiny district with its stations nowhere: nobody can walk to one.
fn without_stations() -> spatial::District {
    let mut records = spatial::fixture::Records::tiny();
    records.lose_stations();
    records.district()
}

#[tokio::test]
async fn gap_areas() {
    let areas = json(&serving(without_stations(), "worker"), "/api/v1/gaps/areas?limit=1").await;
    insta::with_settings!({ description => "/api/v1/gaps/areas?limit=1", omit_expression => true }, {
        insta::assert_json_snapshot!("gap_areas", areas);
    });
}

#[tokio::test]
async fn the_public_sees_where_a_blind_spot_area_is_and_no_number_of_it() {
    let (worker, public) = (serving(without_stations(), "worker"), serving(without_stations(), "public"));
    let (worker, public) = (json(&worker, "/api/v1/gaps/areas").await, json(&public, "/api/v1/gaps/areas").await);
    let of = |answer: &Value| answer["items"].as_array().unwrap().clone();
    assert!(!of(&public).is_empty());
    for area in of(&public) {
        let known = of(&worker).into_iter().find(|other| other["id"] == area["id"]).expect("one id for all");
        assert!(known["households"].as_u64().unwrap() >= 10, "{known}");
        for number in ["households", "persons", "overdue", "grids"] {
            assert_eq!(area[number], Value::Null, "{number}");
        }
    }
    assert_eq!((&public["scattered"], &public["without_position"]), (&Value::Null, &Value::Null));
    assert!(worker["scattered"].is_u64());
}
