//! Where next: what is answered, and to whom.

use std::collections::BTreeSet;

use serde_json::Value;
use spatial::District;
use spatial::fixture::Records;

use crate::kit::{ask, json, serving};

/// The tiny district without a station.
fn without_stations() -> District {
    let mut records = Records::tiny();
    records.stations.clear();
    records.district()
}

fn list(answer: &Value, field: &str) -> Vec<Value> {
    answer[field].as_array().unwrap().clone()
}

#[tokio::test]
async fn sites_come_with_curve_bound_and_who_stays_uncovered() {
    let path = "/api/v1/siting?k=2&within_m=300";
    let answer = json(&serving(without_stations(), "worker"), path).await;
    insta::with_settings!({ description => path, omit_expression => true }, {
        insta::assert_json_snapshot!("siting", answer);
    });
}

#[tokio::test]
async fn the_curve_is_what_the_sites_add_and_never_above_its_bound() {
    let router = serving(without_stations(), "planner");
    for query in ["", "?k=50", "?kind=hub&k=3", "?area=990101001002", "?kind=hub&within_m=50&k=50&area=990101001"] {
        let answer = json(&router, &format!("/api/v1/siting{query}")).await;
        let mut covered = answer["before"]["persons"].as_u64().unwrap();
        let sites = list(&answer, "sites");
        assert!(!sites.is_empty(), "{query}");
        for (site, point) in sites.iter().zip(&list(&answer, "curve")[1..]) {
            covered += site["adds"]["persons"].as_u64().unwrap();
            assert_eq!(
                (site["covered"]["persons"].as_u64(), point["covered"].as_u64()),
                (Some(covered), Some(covered))
            );
        }
        let curve = list(&answer, "curve");
        assert_eq!(curve.len() as u64, answer["k"].as_u64().unwrap() + 1, "{query}");
        assert!(curve.iter().all(|point| point["covered"].as_u64() <= point["upper_bound"].as_u64()), "{answer}");
    }
}

#[tokio::test]
async fn everybody_is_counted_once_covered_left_or_unknown() {
    let district = without_stations();
    let all = district.sums.area(spatial::snapshot::Row(0), spatial::sums::Series::Households);
    for query in ["", "?kind=hub&k=2&within_m=100"] {
        let answer = json(&serving(district.clone(), "auditor"), &format!("/api/v1/siting{query}")).await;
        let of = |value: &Value| value["households"].as_u64().unwrap();
        let parts = ["/left/not_chosen", "/left/out_of_reach", "/unknown/no_position", "/unknown/off_network"];
        let apart: u64 = parts.iter().map(|part| of(answer.pointer(part).unwrap())).sum();
        let covered = of(&list(&answer, "sites").last().unwrap()["covered"]);
        assert_eq!(covered + apart + of(&answer["unknown"]["tenure"]), all, "{query}: {answer}");
    }
}

#[tokio::test]
async fn only_who_sees_the_exact_counts_of_an_area_is_told_where_sites_would_go() {
    let areas = ["", "990101", "990101001", "990101001001", "990101001002"];
    for (audience, told) in [
        ("public", vec![]),
        ("display", vec![]),
        ("auditor", areas.to_vec()),
        ("worker", areas.to_vec()),
        ("planner:990101001", areas[2..].to_vec()),
        ("worker:990101001002", vec!["990101001002"]),
    ] {
        let router = serving(without_stations(), audience);
        for area in areas {
            for kind in ["station", "hub"] {
                let asked = ask(&router, &format!("/api/v1/siting?kind={kind}&k=50&within_m=50&area={area}")).await;
                if told.contains(&area) {
                    assert_eq!(asked.status, 200, "{audience} {area}");
                    continue;
                }
                let problem = asked.json();
                assert_eq!((asked.status.as_u16(), &problem["code"]), (403, &"not_for_this_audience".into()));
                let allowed = list(&problem, "allowed");
                assert_eq!(allowed, told.first().map(|area| Value::from(*area)).into_iter().collect::<Vec<_>>());
            }
        }
    }
}

#[tokio::test]
async fn a_members_home_is_told_only_to_those_who_may_see_persons_there() {
    let path = "/api/v1/siting?kind=hub&k=50&within_m=50";
    let told = |answer: &Value| {
        let of = |spot: &Value| spot["position"].to_string();
        let sites = list(answer, "sites");
        let others = sites.iter().flat_map(|site| list(site, "alternatives"));
        others.chain(sites.iter().cloned()).map(|spot| of(&spot)).collect::<BTreeSet<String>>()
    };
    let worker = json(&serving(without_stations(), "worker"), path).await;
    assert!(list(&worker, "sites").iter().all(|site| site["precise"] == true), "{worker}");
    for audience in ["planner", "auditor"] {
        let district = without_stations();
        let served = server::live::Served::new(district.clone());
        let labels = district.snapshot.grids.label.iter().chain(&district.snapshot.areas.label);
        let labels: BTreeSet<String> = labels.map(|at| Value::from(served.degrees(*at).to_vec()).to_string()).collect();
        let answer = json(&serving(district, audience), path).await;
        assert!(told(&answer).is_subset(&labels), "{audience}: {answer}");
        assert!(told(&worker).is_disjoint(&labels));
        let adds = |answer: &Value| list(answer, "sites").iter().map(|site| site["adds"].clone()).collect::<Vec<_>>();
        assert_eq!(adds(&answer), adds(&worker), "sums are exact for a planner");
    }
}

#[tokio::test]
async fn the_fewest_sites_for_a_share_come_with_what_no_choice_needs_fewer_than() {
    let path = "/api/v1/siting/fewest?share=60&within_m=300";
    let router = serving(without_stations(), "planner");
    let answer = json(&router, path).await;
    insta::with_settings!({ description => path, omit_expression => true }, {
        insta::assert_json_snapshot!("siting_fewest", answer);
    });
    for query in
        ["", "?share=50&within_m=100", "?share=100&most=1&within_m=50", "?kind=hub&share=80", "?area=990101001002"]
    {
        let answer = json(&router, &format!("/api/v1/siting/fewest{query}")).await;
        let of = |field: &str| answer[field].as_u64().unwrap();
        let sites = list(&answer, "sites");
        assert_eq!(answer["reached"] == true, of("covered") >= of("wanted"), "{query}: {answer}");
        assert_eq!(of("wanted"), (of("persons") * of("share")).div_ceil(100), "{query}");
        assert!(sites.len() as u64 <= of("most"), "{query}");
        let reached = answer["reached"] == true;
        assert!(!reached || of("lower_bound") <= sites.len() as u64, "{query}: {answer}");
        if let (true, [.., before, _]) = (reached, &list(&answer, "curve")[..]) {
            assert!(before["covered"].as_u64().unwrap() < of("wanted"), "{query}: the last site is needed");
        }
    }
}

#[tokio::test]
async fn closing_a_station_leaves_those_whom_it_alone_reaches() {
    let district = Records::tiny().district();
    let stations = district.snapshot.stations.id.clone();
    let router = serving(district, "planner");
    let mut lost = 0;
    for station in &stations {
        for level in ["grid", "community", "street", "district"] {
            let path = format!("/api/v1/siting/closing?station={station}&level={level}");
            let answer = json(&router, &path).await;
            let items = list(&answer, "items");
            for of in ["households", "persons"] {
                let added: u64 = items.iter().map(|item| item["loses"][of].as_u64().unwrap()).sum();
                assert_eq!(answer["loses"][of].as_u64(), Some(added), "{path}");
            }
            assert!(items.iter().all(|item| item["level"] == level), "{path}: {answer}");
            lost += answer["loses"]["households"].as_u64().unwrap();
        }
    }
    assert!(lost > 0);
    let path = format!("/api/v1/siting/closing?station={}&within_m=300", stations[0]);
    let answer = json(&router, &path).await;
    insta::with_settings!({ description => path, omit_expression => true }, {
        insta::assert_json_snapshot!("siting_closing", answer);
    });
    let none = json(&router, "/api/v1/siting/closing").await;
    assert_eq!((&none["station"], &none["loses"]["persons"]), (&Value::Null, &0.into()));
}

#[tokio::test]
async fn what_a_closing_loses_is_counted_in_the_area_asked_about_for_those_who_see_it_exactly() {
    let district = Records::tiny().district();
    let station = district.snapshot.stations.id[0].clone();
    let whole = serving(district.clone(), "planner");
    let loses = async |area: &str| {
        let path = format!("/api/v1/siting/closing?station={station}&area={area}");
        json(&whole, &path).await["loses"]["households"].as_u64().unwrap()
    };
    assert_eq!(loses("").await, loses("990101001001").await + loses("990101001002").await);
    for (audience, area, told) in [
        ("public", "", false),
        ("worker:990101001001", "", false),
        ("worker:990101001001", "990101001002", false),
        ("worker:990101001001", "990101001001", true),
    ] {
        let router = serving(district.clone(), audience);
        for path in [format!("closing?station={station}&area={area}"), format!("fewest?area={area}")] {
            let asked = ask(&router, &format!("/api/v1/siting/{path}")).await;
            assert_eq!(asked.status.as_u16(), if told { 200 } else { 403 }, "{audience} {path}");
        }
    }
}
