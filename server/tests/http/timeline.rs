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
    let item = &answer["items"][0];
    assert_eq!((&item["gap"][2], &item["gap_persons"][2]), (&v1["gap_households"], &v1["gap_persons"]));
    let more = |answer: Value| answer["items"][0]["due"]["more_households"].as_u64().unwrap();
    let later = more(json(&router, "/api/v1/timeline?months=1&due=2026-12-31").await);
    assert!(later > more(answer), "{later}");
}

#[tokio::test]
async fn the_communities_months_add_up_to_the_districts_and_the_grids_to_theirs() {
    let router = serving(visited(), "auditor");
    let gaps = |answer: &Value| -> Vec<u64> {
        answer["items"][0]["gap"].as_array().unwrap().iter().map(|gap| gap.as_u64().unwrap()).collect()
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
    let answer = json(&empty, "/api/v1/timeline?months=1").await;
    assert_eq!((&answer["items"], &answer["months"][0]), (&Value::Array(vec![]), &"2026-10-31".into()));
}

#[tokio::test]
async fn the_places_of_a_level_are_listed_with_the_months_that_each_has_alone() {
    let router = serving(visited(), "auditor");
    for (level, area, places) in [
        ("district", "", 1),
        ("street", "", 1),
        ("community", "990101001", 2),
        ("grid", "", 4),
        ("grid", "990101001001", 2),
        ("grid", "990101001001002", 1),
    ] {
        let answer = json(&router, &format!("/api/v1/timeline?level={level}&area={area}")).await;
        let items = answer["items"].as_array().unwrap();
        assert_eq!(
            (&answer["level"], items.len(), answer["months"].as_array().unwrap().len()),
            (&level.into(), places, 24)
        );
        for item in items {
            let alone = json(&router, &format!("/api/v1/timeline?area={}", item["code"].as_str().unwrap())).await;
            assert_eq!(&alone["items"][0], item, "{level} {area}");
        }
    }
    let paged = json(&router, "/api/v1/timeline?level=grid&months=1&limit=3").await;
    let rest = format!("/api/v1/timeline?level=grid&months=1&cursor={}", paged["next"].as_str().unwrap());
    assert_eq!(json(&router, &rest).await["items"].as_array().unwrap().len(), 1);
}

#[tokio::test]
async fn a_timeline_in_a_spreadsheet_has_a_line_for_each_place_and_month() {
    let router = serving(visited(), "auditor");
    let file = ask(&router, "/api/v1/timeline?level=grid&months=2&format=csv").await;
    let text = String::from_utf8(file.body).unwrap();
    assert_eq!(text.lines().count(), 1 + 4 * 2, "{text}");
    let answer = json(&router, "/api/v1/timeline?level=grid&months=2").await;
    let item = &answer["items"][3];
    let last = format!(
        "{},{},grid,2026-10-31,{},",
        item["code"].as_str().unwrap(),
        item["name"].as_str().unwrap(),
        item["covered"][1]
    );
    assert!(text.lines().last().unwrap().starts_with(&last), "{text}\n{last}");
}
