//! How it was and how it will be: the totals of each month, for those who see exact counts.

use chrono::Days;
use serde_json::Value;
use spatial::District;
use spatial::fixture::Records;

use crate::kit::{ask, json, serving, tiny};

/// The tiny district with a visit to each household, every one on another day.
fn visited() -> District {
    let mut records = Records::tiny();
    records.visits.clear();
    for (nth, household) in records.households.iter().enumerate() {
        let day = records.data_date.checked_sub_days(Days::new(nth as u64 * 7)).unwrap();
        records.visits.push((household.id.clone(), day));
    }
    for household in &mut records.households {
        household.last_visit = None;
    }
    records.district()
}

#[tokio::test]
async fn the_last_month_is_what_the_cards_say_and_more_are_overdue_in_time() {
    let router = serving(visited(), "planner");
    let answer = json(&router, "/api/v1/timeline?months=3").await;
    insta::with_settings!({ description => "/api/v1/timeline?months=3", omit_expression => true }, {
        insta::assert_json_snapshot!("timeline", answer);
    });
    let summary = json(&router, "/api/v1/gaps/summary").await;
    let rules = summary["items"][0]["rules"].as_array().unwrap();
    let v1 = rules.iter().find(|rule| rule["rule"] == "V1").unwrap();
    let last = answer["items"].as_array().unwrap().last().unwrap();
    assert_eq!((&last["gap"], &last["gap_persons"]), (&v1["gap_households"], &v1["gap_persons"]));
    let more = |answer: Value| answer["due"]["more_households"].as_u64().unwrap();
    let later = more(json(&router, "/api/v1/timeline?months=1&due=2026-12-31").await);
    assert!(later > more(answer), "{later}");
}

#[tokio::test]
async fn the_communities_months_add_up_to_the_districts_and_the_grids_to_theirs() {
    let router = serving(visited(), "auditor");
    let gaps = |answer: &Value| -> Vec<u64> {
        answer["items"].as_array().unwrap().iter().map(|month| month["gap"].as_u64().unwrap()).collect()
    };
    for rule in ["L1", "V1"] {
        let of = async |area: &str| gaps(&json(&router, &format!("/api/v1/timeline?rule={rule}&area={area}")).await);
        let added = |a: &[u64], b: &[u64]| a.iter().zip(b).map(|(a, b)| a + b).collect::<Vec<_>>();
        let (west, east) = (of("990101001001").await, of("990101001002").await);
        assert_eq!(of("").await, added(&west, &east), "{rule}");
        assert_eq!(west, added(&of("990101001001001").await, &of("990101001001002").await), "{rule}");
        assert_eq!(west.len(), 24);
    }
}

#[tokio::test]
async fn only_who_sees_the_exact_counts_of_a_place_is_told_its_months() {
    for (audience, area, told) in [
        ("public", "", false),
        ("display", "990101001001001", false),
        ("worker:990101001001", "990101001", false),
        ("worker:990101001001", "990101001002001", false),
        ("worker:990101001001", "990101001001002", true),
        ("planner:990101001", "990101001001", true),
    ] {
        let asked = ask(&tiny(audience), &format!("/api/v1/timeline?months=2&area={area}")).await;
        assert_eq!(asked.status.as_u16(), if told { 200 } else { 403 }, "{audience} {area}");
    }
    let empty = serving(Records::empty().district(), "auditor");
    assert_eq!(json(&empty, "/api/v1/timeline?months=1").await["items"][0]["gap"], 0);
}
