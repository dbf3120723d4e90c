//! Headers, tags, base paths, health.

use std::io::Read;
use std::sync::Arc;

use server::http::PublicAddress;
use server::live::Live;

use crate::kit::{ask, ask_with, json, over, tiny};

#[tokio::test]
async fn every_answer_is_hardened_and_has_an_id() {
    let router = tiny("public");
    for path in ["/", "/map.html", "/healthz", "/api/v1/district", "/api/v1/nothing", "/tiles/map/0/0/0", "/metrics"] {
        let asked = ask(&router, path).await;
        assert!(asked.header("content-security-policy").contains("default-src 'none'"), "{path}");
        assert!(!asked.header("content-security-policy").contains("unsafe"), "{path}");
        assert_eq!(asked.header("x-content-type-options"), "nosniff", "{path}");
        assert!(!asked.header("x-request-id").is_empty(), "{path}");
    }
    let kept = ask_with(&router, "/healthz", &[("x-request-id", "proxy-17")]).await;
    assert_eq!(kept.header("x-request-id"), "proxy-17");
    let hostile = ask_with(&router, "/healthz", &[("x-request-id", "a b<script>")]).await;
    assert!(!hostile.header("x-request-id").contains('<'));
}

#[tokio::test]
async fn an_unchanged_answer_travels_once() {
    let router = tiny("worker");
    for path in ["/api/v1/district", "/api/v1/gaps", "/tiles/map.json", "/openapi.json"] {
        let first = ask(&router, path).await;
        let tag = first.header("etag");
        assert!(tag.starts_with('"'), "a strong tag: {tag}");
        assert_eq!(first.header("cache-control"), "no-cache");
        let again = ask_with(&router, path, &[("if-none-match", tag)]).await;
        assert_eq!((again.status.as_u16(), again.body.len(), again.header("etag")), (304, 0, tag), "{path}");
        let other = ask_with(&router, path, &[("if-none-match", "\"x\"")]).await;
        assert_eq!(other.status, 200);
    }
    let tag = ask(&router, "/api/v1/district").await.header("etag").to_owned();
    let missing = ask_with(&router, "/api/v1/grids/0", &[("if-none-match", &tag)]).await;
    assert_eq!(missing.status, 404, "a tag does not make a missing grid unchanged");
}

#[tokio::test]
async fn root_leads_to_the_map_behind_any_prefix() {
    let root = ask(&tiny("public"), "/").await;
    assert_eq!((root.status.as_u16(), root.header("location")), (302, "/map.html"));
    let prefixed = ask_with(&tiny("public"), "/", &[("x-forwarded-prefix", "/gov")]).await;
    assert_eq!(prefixed.header("location"), "/gov/map.html");
}

#[tokio::test]
async fn a_base_path_holds_everything() {
    let live = Arc::new(Live::default());
    let router = over(live, "public", PublicAddress::new(None, "/yuntu").unwrap());
    for path in ["/yuntu", "/yuntu/"] {
        let root = ask(&router, path).await;
        assert_eq!((root.status.as_u16(), root.header("location")), (302, "/yuntu/map.html"), "{path}");
    }
    assert_eq!(ask(&router, "/yuntu/healthz").await.status, 200);
    assert_eq!(ask(&router, "/healthz").await.status, 404);
}

#[tokio::test]
async fn it_is_ready_when_the_register_has_been_read() {
    let router = over(Arc::new(Live::default()), "public", PublicAddress::default());
    assert_eq!(ask(&router, "/healthz").await.status, 200);
    for path in ["/readyz", "/api/v1/district", "/tiles/map.json", "/tiles/map/0/0/0"] {
        let asked = ask(&router, path).await;
        assert_eq!((asked.status.as_u16(), asked.header("retry-after")), (503, "1"), "{path}");
        assert_eq!(asked.json()["code"], "loading");
    }
    assert_eq!(ask(&tiny("public"), "/readyz").await.status, 200);
}

#[tokio::test]
async fn another_sites_name_for_this_machine_gets_nothing_that_is_not_public() {
    for (audience, host, status) in [
        ("worker", "evil.example:8080", 421),
        ("worker", "localhost:8080", 200),
        ("worker", "127.0.0.1:8080", 200),
        ("worker", "[::1]:8080", 200),
        ("public", "map.example.cn", 200),
    ] {
        let asked = ask_with(&tiny(audience), "/api/v1/district", &[("host", host)]).await;
        assert_eq!(asked.status.as_u16(), status, "{audience} {host}");
    }
    for (audience, status) in [("worker", 421), ("public", 200)] {
        let nameless = axum::http::Request::get("/api/v1/district").body(axum::body::Body::empty()).unwrap();
        assert_eq!(
            crate::kit::send(&tiny(audience), nameless).await.status.as_u16(),
            status,
            "{audience} without a host"
        );
    }
}

#[tokio::test]
async fn metrics_count_routes_and_not_addresses() {
    let router = tiny("public");
    ask(&router, "/api/v1/grids/990101001001001").await;
    ask(&router, "/some/strange/address").await;
    let text = String::from_utf8(ask(&router, "/metrics").await.body).unwrap();
    assert!(text.contains("route=\"/api/v1/grids/{code}\"") && text.contains("yuntu_request_seconds"), "{text}");
    assert!(!text.contains("strange") && !text.contains("990101001001001"), "{text}");
}

#[tokio::test]
async fn tile_addresses_are_those_the_asker_can_use() {
    let headers = [("host", "10.0.0.1:1"), ("x-forwarded-host", "map.example.cn"), ("x-forwarded-proto", "https")];
    let asked = ask_with(&tiny("public"), "/tiles/map.json", &headers).await;
    assert_eq!(asked.json()["tiles"][0], "https://map.example.cn/tiles/map/{z}/{x}/{y}");
    assert!(asked.header("vary").contains("X-Forwarded-Host"));
    let document = json(&tiny("public"), "/openapi.json").await;
    assert_eq!(document["openapi"], "3.1.0");
}

#[tokio::test]
async fn a_long_answer_comes_packed_as_the_asker_takes_it() {
    let router = tiny("worker");
    let path = "/api/v1/gaps";
    let plain = ask(&router, path).await;
    assert_eq!((plain.header("content-encoding"), plain.header("vary")), ("", "Accept-Encoding"));
    let mut tags = vec![plain.header("etag").to_owned()];
    for (accept, name) in [("gzip", "gzip"), ("gzip, br", "br")] {
        let packed = ask_with(&router, path, &[("accept-encoding", accept)]).await;
        assert_eq!(packed.header("content-encoding"), name);
        assert!(packed.body.len() * 2 < plain.body.len(), "{} of {}", packed.body.len(), plain.body.len());
        let mut body = Vec::new();
        match name {
            "gzip" => flate2::read::GzDecoder::new(&packed.body[..]).read_to_end(&mut body).unwrap(),
            _ => brotli::Decompressor::new(&packed.body[..], 4096).read_to_end(&mut body).unwrap(),
        };
        assert!(body == plain.body);
        let tag = packed.header("etag").to_owned();
        let again = ask_with(&router, path, &[("accept-encoding", accept), ("if-none-match", &tag)]).await;
        assert_eq!((again.status.as_u16(), again.body.len(), again.header("vary")), (304, 0, "Accept-Encoding"));
        tags.push(tag);
    }
    assert!(tags[0] != tags[1] && tags[1] != tags[2] && tags[0] != tags[2], "{tags:?}");
    let short = ask_with(&router, "/api/v1/search?q=x", &[("accept-encoding", "br")]).await;
    assert_eq!(short.header("content-encoding"), "");
}
