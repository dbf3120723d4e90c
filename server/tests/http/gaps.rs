//! Blind spots beyond the grid: what areas are themselves, who could join whom, and households by all their reasons.

use std::collections::BTreeSet;

use serde_json::Value;
use spatial::fixture::Records;
use spatial::places::{MemberKind, StationKind};

use crate::kit::{ask, json, serving, tiny};

#[tokio::test]
async fn a_household_is_counted_once_under_the_exact_set_of_its_rules_at_every_level() {
    let router = tiny("planner");
    let whole = json(&router, "/api/v1/gaps/reasons").await["items"][0].clone();
    let sets = whole["sets"].as_array().unwrap();
    let sum = |of: &dyn Fn(&Value) -> bool| -> u64 {
        sets.iter().filter(|set| of(&set["rules"])).map(|set| set["households"].as_u64().unwrap()).sum()
    };
    assert!(sets.iter().any(|set| set["rules"].as_array().unwrap().len() > 1), "some overlap: {whole}");
    assert_eq!(whole["any_households"], sum(&|_| true));
    let rules = json(&router, "/api/v1/gaps/summary").await["items"][0]["rules"].clone();
    for rule in ["L1", "S1", "V1"] {
        let of_rule = rules.as_array().unwrap().iter().find(|other| other["rule"] == rule).unwrap();
        let with = |rules: &Value| rules.as_array().unwrap().iter().any(|other| other == rule);
        assert_eq!(of_rule["gap_households"], sum(&with), "{rule}");
    }
    let parts = json(&router, "/api/v1/gaps/reasons?level=grid").await;
    let parts = parts["items"].as_array().unwrap().iter().map(|part| part["any_households"].as_u64().unwrap());
    assert_eq!(whole["any_households"], parts.sum::<u64>(), "every household of the tiny district is in a grid");
    assert_eq!(ask(&tiny("public"), "/api/v1/gaps/reasons").await.status, 403);
}

#[tokio::test]
async fn a_community_without_a_station_is_a_gap_itself_in_its_card_and_in_the_list_of_its_level() {
    let mut records = Records::tiny();
    records.stations[1].kind = StationKind::Grid;
    let router = serving(records.district(), "public");
    let card = json(&router, "/api/v1/areas/990101001002").await;
    let s2 = card["verdicts"].as_array().unwrap().iter().find(|item| item["rule"] == "S2").unwrap();
    assert_eq!((s2["verdict"].as_str(), s2["cause"].as_str()), (Some("gap"), Some("place")), "{card}");
    assert_eq!(s2["facts"][0]["value"], 0);
    let list = json(&router, "/api/v1/gaps?rule=S2&level=community").await;
    let codes: Vec<_> = list["items"].as_array().unwrap().iter().map(|item| item["code"].as_str().unwrap()).collect();
    assert_eq!(codes, ["990101001002"]);
    assert_eq!(list["items"][0]["cause"], "place");
}

#[tokio::test]
async fn a_rule_that_is_off_is_refused_with_those_that_are_on_and_not_said_to_find_nothing() {
    let answer = ask(&tiny("planner"), "/api/v1/gaps?rule=O8a").await;
    assert_eq!(answer.status, 422);
    let problem = answer.json();
    assert_eq!(problem["parameter"], "rule", "{problem}");
    let allowed = problem["allowed"].as_array().unwrap();
    assert!(allowed.iter().any(|rule| rule == "S1") && allowed.iter().all(|rule| rule != "O8a"), "{problem}");
}

#[tokio::test]
async fn a_list_that_was_never_handed_over_leaves_unknown_and_the_card_says_which() {
    let mut records = Records::tiny();
    records.links.clear();
    let router = serving(records.district(), "planner");
    let card = json(&router, "/api/v1/grids/990101001001001").await;
    let l1 = card["verdicts"].as_array().unwrap().iter().find(|item| item["rule"] == "L1").unwrap();
    assert_eq!(l1["verdict"], "unknown", "{l1}");
    let missing = l1["facts"].as_array().unwrap().iter().find(|fact| fact["name"] == "missing_list").unwrap();
    assert_eq!(missing["value"], "links");
    let rules = json(&router, "/api/v1/rules").await;
    let l1 = rules["items"].as_array().unwrap().iter().find(|rule| rule["id"] == "L1").unwrap();
    assert_eq!(l1["needs"], serde_json::json!(["members", "links"]));
}

#[tokio::test]
async fn places_with_gap_households_are_listed_though_every_grid_tolerates_its_few() {
    let mut records = Records::tiny();
    // One of fifteen households in no grid.
    records.households[14].position = Some(spatial::fixture::at(-5_000.0, 0.0));
    let router = serving(records.district(), "planner");
    let list = json(&router, "/api/v1/gaps?rule=G11&level=district").await;
    assert_eq!(list["items"][0]["households"], 1, "{list}");
    assert_eq!(json(&router, "/api/v1/gaps?rule=G11").await["items"], Value::Array(Vec::new()));
}

#[tokio::test]
async fn grids_with_too_few_members_are_proposed_as_a_joint_branch() {
    let mut records = Records::tiny();
    for organisation in &mut records.organisations {
        organisation.serves_grids.clear();
    }
    // One full member in each grid; a grid has fifteen households in a row.
    let homes: Vec<_> = records.households.iter().map(|household| household.id.clone()).collect();
    let mut seen = BTreeSet::new();
    records.members.retain_mut(|member| {
        member.unit = None;
        member.kind = Some(MemberKind::Full);
        let home = member.household.as_ref().and_then(|home| homes.iter().position(|id| id == home));
        home.is_some_and(|home| seen.insert(home / 15))
    });
    assert!(seen.len() >= 3, "{seen:?}");
    let router = serving(records.district(), "planner");
    let groups = json(&router, "/api/v1/joint-branches").await;
    let group = &groups["items"][0];
    assert_eq!((group["kind"].as_str(), group["members"].as_u64()), (Some("grid"), Some(3)), "{groups}");
    let subjects: Vec<_> = group["subjects"].as_array().unwrap().iter().map(|one| one["code"].clone()).collect();
    assert_eq!((subjects.len(), &subjects[0]), (3, &group["id"]));
    let card = json(&router, &format!("/api/v1/grids/{}", group["id"].as_str().unwrap())).await;
    let o2 = card["verdicts"].as_array().unwrap().iter().find(|item| item["rule"] == "O2").unwrap();
    let facts: Vec<_> = o2["facts"].as_array().unwrap().iter().map(|fact| fact["name"].as_str().unwrap()).collect();
    assert!(facts.contains(&"group_members"), "{facts:?}");
    let sheet = ask(&router, "/api/v1/joint-branches?format=csv").await;
    assert_eq!(String::from_utf8(sheet.body).unwrap().lines().count(), 1 + 3, "a line for each grid of the group");
    assert_eq!(ask(&tiny("public"), "/api/v1/joint-branches").await.status, 403);
}

#[tokio::test]
async fn a_level_above_the_area_is_refused_with_those_below_it() {
    for list in ["gaps", "gaps/summary", "gaps/reasons", "timeline"] {
        let asked = ask(&tiny("planner"), &format!("/api/v1/{list}?level=street&area=990101001001")).await;
        assert_eq!(
            (asked.status.as_u16(), &asked.json()["allowed"]),
            (422, &serde_json::json!(["community", "grid"])),
            "{list}"
        );
    }
}
