//! The tiles endpoint.

use std::io::Read;

use crate::kit::{ask, ask_with, json, tiny};

/// The tile of a zoom that holds the middle of the tiny district.
async fn middle(router: &axum::Router, zoom: u32) -> String {
    let center = json(router, "/api/v1/district").await["center"].clone();
    let (lon, lat) = (center[0].as_f64().unwrap(), center[1].as_f64().unwrap().to_radians());
    let size = f64::from(1_u32 << zoom);
    let x = (lon + 180.0) / 360.0 * size;
    let y = (1.0 - lat.tan().asinh() / std::f64::consts::PI) / 2.0 * size;
    format!("/tiles/map/{zoom}/{}/{}", x as u32, y as u32)
}

#[tokio::test]
async fn a_tile_comes_packed_as_the_asker_takes_it() {
    let router = tiny("worker");
    let path = middle(&router, 14).await;
    let plain = ask(&router, &path).await;
    assert_eq!((plain.status.as_u16(), plain.header("content-encoding")), (200, ""));
    assert_eq!(plain.header("content-type"), "application/vnd.mapbox-vector-tile");
    assert_eq!(plain.header("vary"), "Accept, Accept-Encoding");
    let gzip = ask_with(&router, &path, &[("accept-encoding", "gzip")]).await;
    let br = ask_with(&router, &path, &[("accept-encoding", "gzip, br")]).await;
    let (mut from_gzip, mut from_br) = (Vec::new(), Vec::new());
    flate2::read::GzDecoder::new(&gzip.body[..]).read_to_end(&mut from_gzip).unwrap();
    brotli::Decompressor::new(&br.body[..], 4096).read_to_end(&mut from_br).unwrap();
    assert_eq!((gzip.header("content-encoding"), br.header("content-encoding")), ("gzip", "br"));
    assert!(from_gzip == plain.body && from_br == plain.body);
    let tags = [&plain, &gzip, &br].map(|asked| asked.header("etag").to_owned());
    assert!(tags[0] != tags[1] && tags[1] != tags[2] && tags[0] != tags[2], "{tags:?}");
    for suffix in [".mvt", ".pbf"] {
        assert!(ask(&router, &format!("{path}{suffix}")).await.body == plain.body);
    }
}

#[tokio::test]
async fn mlt_is_for_those_who_ask_for_it() {
    let router = tiny("worker");
    let path = middle(&router, 14).await;
    let mvt = ask(&router, &path).await;
    for kind in ["application/vnd.maplibre-tile", "application/vnd.maplibre-vector-tile"] {
        let mlt = ask_with(&router, &path, &[("accept", kind)]).await;
        assert_eq!((mlt.status.as_u16(), mlt.header("content-type")), (200, "application/vnd.maplibre-tile"));
        assert!(mlt.body != mvt.body && mlt.header("etag") != mvt.header("etag"));
    }
}

#[tokio::test]
async fn an_empty_tile_is_204_and_an_unchanged_one_304() {
    let router = tiny("public");
    let empty = ask(&router, "/tiles/map/14/0/0").await;
    assert_eq!((empty.status.as_u16(), empty.body.len()), (204, 0));
    let path = middle(&router, 12).await;
    let first = ask(&router, &path).await;
    assert_eq!((first.status.as_u16(), first.header("cache-control")), (200, "no-cache"));
    let again = ask_with(&router, &path, &[("if-none-match", first.header("etag"))]).await;
    assert_eq!((again.status.as_u16(), again.body.len()), (304, 0));
    assert_eq!(again.header("vary"), "Accept, Accept-Encoding");
}

#[tokio::test]
async fn one_rules_blind_spots_are_a_set_of_their_own() {
    let router = tiny("public");
    let document = json(&router, "/tiles/gap.O10.json").await;
    assert!(document["tiles"][0].as_str().unwrap().ends_with("/tiles/gap.O10/{z}/{x}/{y}"), "{document}");
    let fields = document["vector_layers"][0]["fields"].as_object().unwrap();
    assert!(fields.contains_key("O10") && !fields.contains_key("S1"), "{document}");
    let path = middle(&router, 9).await.replace("/map/", "/gap.O10/");
    let tile = ask(&router, &path).await;
    assert_eq!(tile.status, 200);
    let whole = ask(&router, &path.replace("gap.O10", "gap")).await;
    assert!(tile.body.len() < whole.body.len() && tile.header("etag") != whole.header("etag"));
    for set in ["gap.X9", "gap_area.G1", "grid.S1"] {
        let problem = ask(&router, &format!("/tiles/{set}.json")).await.json();
        assert_eq!(problem["code"], "no_such_layer_set", "{set}");
        let allowed = problem["allowed"].as_array().unwrap();
        assert!(allowed.contains(&"gap.G6".into()) && allowed.contains(&"gap_area.S1".into()), "{problem}");
    }
}

#[tokio::test]
async fn tiles_are_judged_by_another_rule_set_or_day_for_those_who_see_exact_counts() {
    let router = tiny("worker");
    let path = middle(&router, 12).await;
    let plain = ask(&router, &path).await;
    let query = "rules=rural&as_of=2026-09-30";
    let judged = ask(&router, &format!("{path}?v=1&{query}")).await;
    assert_eq!((plain.status.as_u16(), judged.status.as_u16()), (200, 200));
    assert!(plain.header("etag") != judged.header("etag") && plain.body != judged.body);
    let named = ask(&router, &format!("{path}?rules=national")).await;
    assert!(named.body == plain.body && named.header("etag") == plain.header("etag"));
    let document = json(&router, &format!("/tiles/map.json?{query}")).await;
    let tiles = document["tiles"][0].as_str().unwrap();
    assert!(tiles.ends_with("/tiles/map/{z}/{x}/{y}?rules=rural&as_of=2026-09-30"), "{tiles}");
    for (audience, wrong, status) in [
        ("public", query, 403),
        ("worker:990101001", query, 403),
        ("worker", "rules=urban", 404),
        ("worker", "as_of=Friday", 422),
        ("worker", "rules=rural&rules=rural", 400),
    ] {
        let router = tiny(audience);
        for address in [format!("{path}?{wrong}"), format!("/tiles/map.json?{wrong}")] {
            assert_eq!(ask(&router, &address).await.status.as_u16(), status, "{audience} {address}");
        }
    }
}
