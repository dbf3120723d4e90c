use super::decoded::{self, Layer, Value};
use super::{audience, tiles_of, tiny};
use crate::{Format, LayerSet, tile};

/// Properties in the order of their keys, numbers as text: what a column of text makes of suppressed counts.
fn normal(layers: Vec<Layer>) -> Vec<Layer> {
    let mut layers = layers;
    for feature in layers.iter_mut().flat_map(|layer| &mut layer.features) {
        for (_, value) in &mut feature.properties {
            if let Value::Number(number) = value {
                *value = Value::Text(number.to_string());
            }
        }
        feature.properties.sort_by(|a, b| a.0.cmp(&b.0));
    }
    layers
}

#[test]
fn both_formats_say_the_same() {
    let source = tiny();
    for word in ["public", "worker", "planner", "auditor"] {
        let audience = audience(word);
        let layers = LayerSet::named("map", &audience).unwrap();
        for coord in (0..=16).flat_map(|zoom| tiles_of(&source, zoom)) {
            let [mvt, mlt] = [Format::Mvt, Format::Mlt].map(|format| tile(&source, &layers, coord, &audience, format));
            assert_eq!(normal(decoded::mlt(&mlt)), normal(decoded::mvt(&mvt)), "{coord:?}");
        }
    }
}
