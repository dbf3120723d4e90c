//! Whether there are members enough: numbers that add up, for those who see exact counts.

use serde_json::Value;
use spatial::fixture::Records;

use crate::kit::{ask, json, tiny};

#[tokio::test]
async fn the_capacity_of_a_district_is_that_of_its_communities() {
    let router = tiny("planner");
    let whole = json(&router, "/api/v1/capacity").await;
    insta::with_settings!({ description => "/api/v1/capacity", omit_expression => true }, {
        insta::assert_json_snapshot!("capacity", whole);
    });
    let mut parts = Vec::new();
    for area in ["990101001001", "990101001002"] {
        let part = json(&router, &format!("/api/v1/capacity?area={area}")).await;
        assert_eq!(part["totals"], Value::Null);
        parts.push(part["households"].clone());
    }
    for (field, sum) in whole["households"].as_object().unwrap() {
        let added: u64 = parts.iter().map(|part| part[field].as_u64().unwrap()).sum();
        assert_eq!(sum.as_u64(), Some(added), "{field}");
    }
    let households = whole["households"].as_object().unwrap();
    assert!(households["linked"].as_u64() > Some(0) && households["unassigned"].as_u64() > Some(0), "{whole}");
}

#[tokio::test]
async fn every_household_in_a_building_is_in_its_tally_and_the_building_says_its_verdict() {
    let router = tiny("planner");
    let answer = json(&router, "/api/v1/capacity/buildings?limit=2").await;
    insta::with_settings!({ description => "/api/v1/capacity/buildings?limit=2", omit_expression => true }, {
        insta::assert_json_snapshot!("capacity_buildings", answer);
    });
    let all = json(&router, "/api/v1/capacity/buildings?limit=1000").await;
    let items = all["items"].as_array().unwrap();
    let standings = ["linked", "unassigned", "unreachable_by_capacity", "unknown"];
    let tallied =
        items.iter().flat_map(|item| standings.map(|standing| item["households"][standing].as_u64().unwrap()));
    let in_buildings = Records::tiny().households.iter().filter(|household| household.building.is_some()).count();
    assert_eq!(tallied.sum::<u64>(), in_buildings as u64);
    let mut waiting = Vec::new();
    for standing in ["linked", "unassigned", "unreachable_by_capacity", "unknown", "not_applicable"] {
        let found = json(&router, &format!("/api/v1/capacity/buildings?limit=1000&standing={standing}")).await;
        let found = found["items"].as_array().unwrap().clone();
        assert!(found.iter().all(|item| item["standing"] == standing), "{standing}");
        waiting.push(found.len());
    }
    assert_eq!(waiting.iter().take(4).sum::<usize>(), items.len());
    let east = json(&router, "/api/v1/capacity/buildings?limit=1000&area=990101001002").await;
    let east = east["items"].as_array().unwrap();
    assert!(!east.is_empty() && east.len() < items.len());
    assert!(east.iter().all(|item| item["grid"]["code"].as_str().unwrap().starts_with("990101001002")));
}

#[tokio::test]
async fn every_proposed_link_is_of_a_household_that_waits_and_of_a_member_with_room() {
    let router = tiny("worker");
    let answer = json(&router, "/api/v1/capacity/proposals?limit=2").await;
    insta::with_settings!({ description => "/api/v1/capacity/proposals?limit=2", omit_expression => true }, {
        insta::assert_json_snapshot!("capacity_proposals", answer);
    });
    let all = json(&router, "/api/v1/capacity/proposals?limit=1000").await;
    let items = all["items"].as_array().unwrap();
    let whole = json(&router, "/api/v1/capacity").await;
    assert_eq!(whole["totals"]["closable"].as_u64(), Some(items.len() as u64));
    assert!(items.iter().all(|item| item["metres"].as_f64().unwrap() <= whole["terms"]["reach_m"].as_f64().unwrap()));
    let households: std::collections::BTreeSet<_> = items.iter().map(|item| item["household"].to_string()).collect();
    assert_eq!(households.len(), items.len(), "one proposal a household");
    for (audience, area, told) in [
        ("planner", "", false),
        ("auditor", "990101001001", false),
        ("worker:990101001001", "", false),
        ("worker:990101001001", "990101001001", true),
    ] {
        let asked = ask(&tiny(audience), &format!("/api/v1/capacity/proposals?area={area}")).await;
        assert_eq!(asked.status.as_u16(), if told { 200 } else { 403 }, "{audience} {area}");
    }
}

#[tokio::test]
async fn only_who_sees_the_exact_counts_of_an_area_is_told_its_capacity() {
    for (audience, area, told) in [
        ("public", "", false),
        ("display", "990101001001", false),
        ("worker:990101001001", "", false),
        ("worker:990101001001", "990101001002", false),
        ("worker:990101001001", "990101001001", true),
        ("auditor", "", true),
    ] {
        for list in ["", "/buildings"] {
            let asked = ask(&tiny(audience), &format!("/api/v1/capacity{list}?area={area}")).await;
            assert_eq!(asked.status.as_u16(), if told { 200 } else { 403 }, "{audience} {area}");
        }
    }
}
