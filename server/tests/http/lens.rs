//! The same register by other rules and as of other days, for one question.

use serde_json::Value;
use spatial::District;
use spatial::fixture::Records;
use spatial::rules::{RuleId, RuleSet};

use crate::kit::{ask, ask_with, json, serving, tiny};

/// Every endpoint that judges, asked so that it answers.
const JUDGING: [&str; 13] = [
    "/api/v1/district?",
    "/api/v1/areas?",
    "/api/v1/areas/990101001?",
    "/api/v1/grids/990101001001001?",
    "/api/v1/gaps?",
    "/api/v1/gaps/areas?",
    "/api/v1/gaps/summary?",
    "/api/v1/timeline?months=2",
    "/api/v1/siting?k=2",
    "/api/v1/siting/fewest?share=100",
    "/api/v1/siting/closing?",
    "/api/v1/capacity?",
    "/api/v1/capacity/buildings?",
];

fn rural() -> RuleSet {
    data::rules::named("rural").unwrap()
}

/// What a worker of the whole district is told by a server that was started with these rules and this day.
async fn started(rules: RuleSet, as_of: Option<&str>, path: &str) -> Value {
    let as_of = as_of.map(|day| day.parse().unwrap());
    json(&serving(District::assess(Records::tiny().snapshot(), rules, as_of), "worker"), path).await
}

fn without_program_state(mut answer: Value) -> Value {
    // Whether L8 has been worked out yet is nobody's promise.
    if let Some(card) = answer.as_object_mut() {
        card.remove("capacity");
    }
    answer
}

#[tokio::test]
async fn a_question_by_other_rules_is_answered_as_by_a_server_started_with_them() {
    let router = serving(Records::tiny().district(), "worker");
    let mut changed = 0;
    for path in JUDGING {
        let asked = without_program_state(json(&router, &format!("{path}&rules=rural")).await);
        assert_eq!(asked, without_program_state(started(rural(), None, path).await), "{path}");
        changed += usize::from(asked != without_program_state(json(&router, path).await));
    }
    assert!(changed > 3, "{changed}");
}

#[tokio::test]
async fn a_question_as_of_another_day_is_answered_as_by_a_server_started_with_it() {
    let router = serving(Records::tiny().district(), "worker");
    let day = "2027-06-30";
    for path in JUDGING {
        let asked = without_program_state(json(&router, &format!("{path}&as_of={day}")).await);
        assert_eq!(asked, without_program_state(started(RuleSet::default(), Some(day), path).await), "{path}");
    }
    let both = json(&router, &format!("/api/v1/district?rules=rural&as_of={day}")).await;
    assert_eq!((&both["as_of"], &both["rule_set"]["name"]), (&day.into(), &"rural".into()));
    assert_eq!(both, started(rural(), Some(day), "/api/v1/district").await);
}

#[tokio::test]
async fn the_set_of_the_start_has_its_name_too() {
    let mut rules = RuleSet::default();
    rules.name = "河口".into();
    rules.set(RuleId::S1, "reach_dm", 10).unwrap();
    let router = serving(District::assess(Records::tiny().snapshot(), rules, None), "worker");
    let named = percent_encoding::utf8_percent_encode("河口", percent_encoding::NON_ALPHANUMERIC).to_string();
    let own = json(&router, &format!("/api/v1/gaps?rules={named}")).await;
    assert_eq!(own, json(&router, "/api/v1/gaps").await);
    assert_ne!(own, json(&router, "/api/v1/gaps?rules=national").await);
    assert_eq!(json(&router, "/api/v1/rules").await["rule_sets"], serde_json::json!(["河口", "national", "rural"]));
    let problem = ask(&router, "/api/v1/gaps?rules=urban").await;
    assert_eq!(
        (problem.status.as_u16(), &problem.json()["allowed"]),
        (404, &serde_json::json!(["河口", "national", "rural"]))
    );
}

#[tokio::test]
async fn the_rules_of_a_set_are_public_and_the_difference_of_two_judgements_is_not() {
    let rural = json(&tiny("public"), "/api/v1/rules?rules=rural").await;
    assert_eq!(rural["rule_set"]["name"], "rural");
    for (audience, path, told) in [
        ("public", "/api/v1/gaps?rules=national", true),
        ("public", "/api/v1/gaps?as_of=2026-10-31", true),
        ("public", "/api/v1/gaps?rules=rural", false),
        ("public", "/api/v1/gaps?as_of=2026-10-30", false),
        ("display", "/api/v1/grids/990101001001001?rules=rural", false),
        ("worker:990101001001", "/api/v1/gaps?rules=rural", false),
        ("worker:990101001001", "/api/v1/gaps?rules=rural&area=990101001001", true),
        ("worker:990101001001", "/api/v1/areas/990101001001?rules=rural", true),
        ("worker:990101001001", "/api/v1/grids/990101001002001?rules=rural", false),
        ("planner", "/api/v1/district?rules=rural", true),
    ] {
        let asked = ask(&tiny(audience), path).await;
        assert_eq!(asked.status.as_u16(), if told { 200 } else { 403 }, "{audience} {path}");
        assert!(told || asked.json()["code"] == "not_for_this_audience");
    }
}

#[tokio::test]
async fn each_judgement_has_a_tag_of_its_own() {
    let router = tiny("worker");
    let queries = ["", "?rules=rural", "?as_of=2026-09-30", "?rules=rural&as_of=2026-09-30"];
    let mut tags = std::collections::BTreeSet::new();
    for query in queries {
        let path = format!("/api/v1/district{query}");
        let tag = ask(&router, &path).await.header("etag").to_owned();
        let again = ask_with(&router, &path, &[("if-none-match", &tag)]).await;
        // Once only while L8 is being worked out beside it.
        assert!(again.status == 304 || !again.header("etag").contains("pending"), "{query}");
        tags.insert(tag);
    }
    assert_eq!(tags.len(), queries.len(), "{tags:?}");
    let (default, named) = (ask(&router, "/api/v1/gaps").await, ask(&router, "/api/v1/gaps?rules=national").await);
    assert_eq!(default.header("etag"), named.header("etag"), "the same judgement");
}

#[tokio::test]
async fn a_card_says_that_the_capacity_is_pending_and_has_another_tag_when_it_is_done() {
    let router = tiny("worker");
    let path = "/api/v1/grids/990101001001001";
    let before = ask(&router, path).await;
    assert_eq!(before.json()["capacity"], serde_json::json!({ "state": "pending", "households": null }));
    json(&router, "/api/v1/capacity").await;
    let after = ask_with(&router, path, &[("if-none-match", before.header("etag"))]).await;
    assert_eq!((after.status.as_u16(), &after.json()["capacity"]["state"]), (200, &"done".into()));
    let tally = &after.json()["capacity"]["households"];
    assert!(tally["linked"].as_u64().unwrap() + tally["unassigned"].as_u64().unwrap() > 0, "{tally}");
    assert_eq!(json(&tiny("public"), path).await["capacity"], Value::Null);
}
