//! Whether there are members enough: numbers that add up, for those who see exact counts.

use serde_json::Value;

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
async fn only_who_sees_the_exact_counts_of_an_area_is_told_its_capacity() {
    for (audience, area, told) in [
        ("public", "", false),
        ("display", "990101001001", false),
        ("worker:990101001001", "", false),
        ("worker:990101001001", "990101001002", false),
        ("worker:990101001001", "990101001001", true),
        ("auditor", "", true),
    ] {
        let asked = ask(&tiny(audience), &format!("/api/v1/capacity?area={area}")).await;
        assert_eq!(asked.status.as_u16(), if told { 200 } else { 403 }, "{audience} {area}");
    }
}
