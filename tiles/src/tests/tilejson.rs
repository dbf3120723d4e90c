use std::sync::Arc;

use spatial::Audience;
use spatial::fixture::Records;
use spatial::places::LonLat;

use super::{audience, decoded, empty, tiles_of, tiny};
use crate::{LayerSet, TileSource, tile_json};

#[test]
fn it_names_every_field_that_occurs() {
    let source = tiny();
    for word in ["public", "worker", "planner"] {
        let audience = audience(word);
        let set = LayerSet::named("map", &audience).unwrap();
        let document = tile_json(&source, &set, &audience, "http://localhost/tiles/map/{z}/{x}/{y}");
        let layers = document["vector_layers"].as_array().unwrap();
        assert_eq!(layers.len(), set.layers().len());
        for coord in (0..=16).flat_map(|zoom| tiles_of(&source, zoom)) {
            for layer in decoded(&source, "map", coord, &audience) {
                let described = layers.iter().find(|described| described["id"] == layer.name.as_str()).unwrap();
                let zooms = described["minzoom"].as_u64().unwrap()..=described["maxzoom"].as_u64().unwrap();
                assert!(zooms.contains(&u64::from(coord.z())));
                for (key, _) in layer.features.iter().flat_map(|feature| &feature.properties) {
                    assert!(described["fields"].get(key).is_some(), "{word}: {} {key}", layer.name);
                }
            }
        }
    }
}

#[test]
fn only_exact_audiences_learn_what_is_not_on_the_map() {
    let source = tiny();
    let document =
        |audience: &Audience| tile_json(&source, &LayerSet::named("map", audience).unwrap(), audience, "x/{z}/{x}/{y}");
    assert!(document(&Audience::Public).get("unplaced").is_none());
    let worker = document(&audience("worker"));
    assert_eq!(worker["tilejson"], "3.0.0");
    assert!(worker["unplaced"]["household"].is_u64() && worker["outside_grids"]["member"].is_u64());
    let bounds: Vec<f64> = worker["bounds"].as_array().unwrap().iter().map(|at| at.as_f64().unwrap()).collect();
    assert!(bounds[0] < bounds[2] && bounds[1] < bounds[3] && (113.0..115.0).contains(&bounds[0]));
}

#[test]
fn who_may_see_persons_is_shown_where_those_outside_the_district_are_and_nobody_else() {
    let bounds = |source: &TileSource, word: &str| -> Vec<f64> {
        let audience = audience(word);
        let document = tile_json(source, &LayerSet::named("map", &audience).unwrap(), &audience, "x/{z}/{x}/{y}");
        document["bounds"].as_array().unwrap().iter().map(|at| at.as_f64().unwrap()).collect()
    };
    let usual = bounds(&tiny(), "public");
    let there = LonLat { lon: usual[2] + 0.2, lat: usual[1] - 0.1 };
    let mut records = Records::tiny();
    records.households[0].position = Some(there);
    let astray = TileSource::new(Arc::new(records.district()));
    let worker = bounds(&astray, "worker");
    assert!(worker[2] >= there.lon && worker[1] <= there.lat, "{worker:?}");
    assert!(worker[2] < there.lon + 0.01 && worker[1] > there.lat - 0.01, "and no further: {worker:?}");
    for word in ["public", "display", "planner", "worker:990101001001"] {
        assert_eq!(bounds(&astray, word), usual, "{word}");
    }
}

#[test]
fn an_empty_register_has_no_bounds() {
    let set = LayerSet::named("grid", &Audience::Public).unwrap();
    let document = tile_json(&empty(), &set, &Audience::Public, "x/{z}/{x}/{y}");
    assert!(document.get("bounds").is_none() && document.get("center").is_none());
    assert_eq!(document["vector_layers"][0]["id"], "grid");
}
