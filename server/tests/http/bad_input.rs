//! Bad input gets a problem that names the parameter and what is allowed; nothing crashes.

use axum::body::Body;
use axum::http::Request;

use crate::kit::{Asked, ask, ask_with, json, send, tiny};

fn is_problem(asked: &Asked, path: &str) -> serde_json::Value {
    assert!(asked.status.is_client_error(), "{path}: {}", asked.status);
    assert_eq!(asked.header("content-type"), "application/problem+json", "{path}");
    let problem = asked.json();
    assert_eq!(problem["status"], asked.status.as_u16(), "{path}");
    for field in ["type", "title", "code", "detail"] {
        assert!(problem[field].as_str().is_some_and(|text| !text.is_empty()), "{path}: {problem}");
    }
    problem
}

#[tokio::test]
async fn each_refusal_names_the_parameter_and_what_is_allowed() {
    let router = tiny("public");
    for (path, code, parameter, allowed) in [
        ("/api/v1/gaps?rule=X9", "bad_parameter", "rule", "S1"),
        ("/api/v1/gaps?level=planet", "bad_parameter", "level", "community"),
        ("/api/v1/gaps?cause=fate", "bad_parameter", "cause", "capacity"),
        ("/api/v1/gaps?limit=0", "bad_parameter", "limit", "1..1000"),
        ("/api/v1/gaps?cursor=zz", "bad_parameter", "cursor", "the `next` of the page before"),
        ("/api/v1/gaps?cursor=%00%ff", "bad_encoding", "cursor", ""),
        ("/api/v1/gaps?area=12", "bad_parameter", "area", "6, 9 or 12 digits"),
        ("/api/v1/gaps?colour=red", "unknown_parameter", "colour", "rule"),
        ("/api/v1/gaps?rule=S1&rule=L1", "doubled_parameter", "rule", ""),
        ("/api/v1/responsible?lon=1e400&lat=30", "bad_parameter", "lon", "-180..180"),
        ("/api/v1/responsible?lon=NaN&lat=30", "bad_parameter", "lon", "-180..180"),
        ("/api/v1/responsible?lat=30", "bad_parameter", "lon", "-180..180 together with lat"),
        ("/api/v1/gaps/areas?rule=G1", "bad_parameter", "rule", "S1"),
        ("/api/v1/gaps/areas?limit=501", "bad_parameter", "limit", "1..500"),
        ("/api/v1/capacity?area=12", "bad_parameter", "area", "6, 9 or 12 digits"),
        ("/api/v1/capacity", "not_for_this_audience", "area", ""),
        ("/api/v1/gaps?format=xlsx", "bad_parameter", "format", "csv"),
        ("/api/v1/timeline?rule=S1", "bad_parameter", "rule", "V1"),
        ("/api/v1/timeline?months=61", "bad_parameter", "months", "1..60"),
        ("/api/v1/timeline?months=0", "bad_parameter", "months", "1..60"),
        ("/api/v1/timeline?due=2026-10-31", "bad_parameter", "due", "2026-11-01..2027-11-01"),
        ("/api/v1/timeline?due=Friday", "bad_parameter", "due", "2026-11-01..2027-11-01"),
        ("/api/v1/timeline", "not_for_this_audience", "area", ""),
        ("/api/v1/siting?kind=church", "bad_parameter", "kind", "hub"),
        ("/api/v1/siting?k=0", "bad_parameter", "k", "1..50"),
        ("/api/v1/siting?k=51", "bad_parameter", "k", "1..50"),
        ("/api/v1/siting?within_m=3001", "bad_parameter", "within_m", "50..3000"),
        ("/api/v1/siting?within_m=49", "bad_parameter", "within_m", "50..3000"),
        ("/api/v1/siting?within_m=1e3", "bad_parameter", "within_m", "50..3000"),
        ("/api/v1/siting?area=12", "bad_parameter", "area", "6, 9 or 12 digits"),
        ("/api/v1/siting/fewest?share=0", "bad_parameter", "share", "1..100"),
        ("/api/v1/siting/fewest?share=101", "bad_parameter", "share", "1..100"),
        ("/api/v1/siting/fewest?share=95%25", "bad_parameter", "share", "1..100"),
        ("/api/v1/siting/fewest?most=201", "bad_parameter", "most", "1..200"),
        ("/api/v1/siting/fewest?kind=church", "bad_parameter", "kind", "station"),
        ("/api/v1/siting/closing?level=planet", "bad_parameter", "level", "community"),
        ("/api/v1/siting/closing", "not_for_this_audience", "area", ""),
        ("/api/v1/timeline?level=planet", "bad_parameter", "level", "street"),
        ("/api/v1/timeline?limit=1001", "bad_parameter", "limit", "1..1000"),
        ("/api/v1/timeline?cursor=zz", "bad_parameter", "cursor", "the `next` of the page before"),
        ("/api/v1/capacity/buildings?standing=tall", "bad_parameter", "standing", "unreachable_by_capacity"),
        ("/api/v1/capacity/buildings?limit=0", "bad_parameter", "limit", "1..1000"),
        ("/api/v1/capacity/proposals", "not_for_this_audience", "area", ""),
        ("/api/v1/gaps?as_of=2016-10-30", "bad_parameter", "as_of", "2016-10-31..2027-11-01"),
        ("/api/v1/gaps?as_of=2027-11-02", "bad_parameter", "as_of", "2016-10-31..2027-11-01"),
        ("/api/v1/grids/990101001001001?as_of=yesterday", "bad_parameter", "as_of", "2016-10-31..2027-11-01"),
        ("/api/v1/district?as_of=2026-02-30", "bad_parameter", "as_of", "2016-10-31..2027-11-01"),
        ("/api/v1/gaps?rules=urban", "no_such_rule_set", "rules", "rural"),
        ("/api/v1/rules?rules=../../etc/passwd", "no_such_rule_set", "rules", "national"),
        ("/api/v1/rules?as_of=2026-10-31", "unknown_parameter", "as_of", "rules"),
        ("/api/v1/rules?format=geojson", "bad_parameter", "format", "csv"),
        ("/api/v1/gaps/summary?format=geojson", "bad_parameter", "format", "csv"),
        ("/api/v1/areas?format=xlsx", "bad_parameter", "format", "geojson"),
        ("/api/v1/district?format=csv", "unknown_parameter", "format", "as_of"),
        ("/api/v1/district?x=1", "unknown_parameter", "x", ""),
    ] {
        let asked = ask(&router, path).await;
        let problem = is_problem(&asked, path);
        assert_eq!(asked.status == 422, code == "bad_parameter", "{path}");
        assert_eq!((problem["code"].as_str(), problem["parameter"].as_str()), (Some(code), Some(parameter)), "{path}");
        let list = problem["allowed"].as_array().cloned().unwrap_or_default();
        assert!(allowed.is_empty() || list.iter().any(|word| word == allowed), "{path}: {problem}");
    }
}

#[tokio::test]
async fn what_is_not_there_is_a_problem_too() {
    let router = tiny("public");
    for (path, code) in [
        ("/api/v1/areas/42", "no_such_area"),
        ("/api/v1/areas/990101999", "no_such_area"),
        ("/api/v1/gaps?area=990101999", "no_such_area"),
        ("/api/v1/gaps?area=990101001001999", "no_such_grid"),
        ("/api/v1/siting?area=990101999", "no_such_area"),
        ("/api/v1/timeline?area=990101999", "no_such_area"),
        ("/api/v1/capacity/buildings?area=990101999", "no_such_area"),
        ("/api/v1/gaps/areas?area=990101001001999", "no_such_grid"),
        ("/api/v1/gaps/summary?rules=urban", "no_such_rule_set"),
        ("/api/v1/grids/999999999999999", "no_such_grid"),
        ("/api/v1/grids/%F0%9F%92%A5", "no_such_grid"),
        ("/api/v1/nothing", "no_such_address"),
        ("/etc/passwd", "no_such_address"),
        ("/../../etc/passwd", "no_such_address"),
        ("/assets/%2e%2e%2f%2e%2e%2fCargo.toml", "no_such_address"),
        ("/tiles/map", "no_such_address"),
        ("/tiles/unknown.json", "no_such_layer_set"),
        ("/tiles/household.json", "no_such_layer_set"),
        ("/tiles/household/14/1/1", "no_such_layer_set"),
        ("/tiles/map/40/0/0", "no_such_tile"),
        ("/tiles/map/3/8/0", "no_such_tile"),
        ("/tiles/map/3/-1/0", "no_such_tile"),
        ("/tiles/map/3/1/%FF", "no_such_tile"),
    ] {
        let asked = ask(&router, path).await;
        assert_eq!(asked.status, 404, "{path}");
        assert_eq!(is_problem(&asked, path)["code"], code, "{path}");
    }
    assert_eq!(ask(&router, "/api/v1/grids/%FF").await.status, 400);
}

#[tokio::test]
async fn a_station_that_is_not_there_is_a_problem_for_those_who_may_ask() {
    let asked = ask(&tiny("planner"), "/api/v1/siting/closing?station=%E4%B8%8D").await;
    let problem = is_problem(&asked, "closing");
    assert_eq!(
        (asked.status.as_u16(), &problem["code"], &problem["parameter"]),
        (404, &"no_such_station".into(), &"station".into())
    );
}

#[tokio::test]
async fn methods_and_bodies_are_refused() {
    let router = tiny("public");
    for (method, path) in
        [("POST", "/api/v1/district"), ("DELETE", "/tiles/map/0/0/0"), ("PUT", "/map.html"), ("BREW", "/")]
    {
        let request = Request::builder().method(method).uri(path).body(Body::empty()).unwrap();
        let asked = send(&router, request).await;
        assert_eq!((asked.status.as_u16(), &is_problem(&asked, path)["code"]), (405, &"method_not_allowed".into()));
        assert!(asked.header("allow").contains("GET"), "{method} {path}");
    }
    let nowhere = Request::post("/no/such/address").body(Body::empty()).unwrap();
    assert_eq!(is_problem(&send(&router, nowhere).await, "nowhere")["code"], "no_such_address");
    let large = ask_with(&router, "/api/v1/district", &[("content-length", "99999999999")]).await;
    assert_eq!(is_problem(&large, "large")["code"], "body_too_large");
}

#[tokio::test]
async fn nested_and_endless_queries_are_refused_before_anything_is_read() {
    let router = tiny("public");
    let nested = format!("/api/v1/search?q={}", "%5B".repeat(20_000));
    assert_eq!(is_problem(&ask(&router, &nested).await, "nested")["code"], "query_too_long");
    let long = format!("/api/v1/search?q={}", "a".repeat(200));
    assert_eq!(is_problem(&ask(&router, &long).await, "long")["parameter"], "q");
    assert_eq!(is_problem(&ask(&router, "/api/v1/search?q=%ED%A0%80").await, "surrogate")["code"], "bad_encoding");
}

#[tokio::test]
async fn the_document_lists_exactly_the_parameters_that_are_taken() {
    let router = tiny("public");
    let document = json(&router, "/openapi.json").await;
    for (path, verbs) in document["paths"].as_object().unwrap() {
        let written: Vec<_> = verbs["get"]["parameters"].as_array().into_iter().flatten().collect();
        let written: Vec<_> =
            written.iter().filter(|one| one["in"] == "query").map(|one| one["name"].clone()).collect();
        let path = path.replace("{code}", "990101");
        let problem = ask(&router, &format!("{path}?no_such_parameter=1")).await.json();
        assert_eq!(problem["allowed"].as_array().unwrap(), &written, "{path}");
    }
}
