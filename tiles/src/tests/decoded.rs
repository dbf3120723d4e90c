//! Tiles as their readers see them, in one form for all decoders.

use fast_mvt::{MvtReaderRef, MvtValueRef};
use geo_types::Geometry;

#[derive(Clone, Debug, PartialEq)]
pub(super) struct Layer {
    pub(super) name: String,
    pub(super) features: Vec<Feature>,
}

#[derive(Clone, Debug, PartialEq)]
pub(super) struct Feature {
    pub(super) id: Option<u64>,
    pub(super) geometry: Geometry<i32>,
    pub(super) properties: Vec<(String, Value)>,
}

#[derive(Clone, Debug, PartialEq)]
pub(super) enum Value {
    Text(String),
    Number(u64),
    Flag(bool),
}

impl Feature {
    pub(super) fn get(&self, key: &str) -> Option<&Value> {
        self.properties.iter().find(|(name, _)| name == key).map(|(_, value)| value)
    }

    pub(super) fn number(&self, key: &str) -> u64 {
        match self.get(key) {
            Some(Value::Number(number)) => *number,
            None => 0,
            other => panic!("{key} is {other:?}"),
        }
    }

    pub(super) fn is_point(&self) -> bool {
        matches!(self.geometry, Geometry::Point(_))
    }
}

/// By fast-mvt's reader.
pub(super) fn mvt(bytes: &[u8]) -> Vec<Layer> {
    let reader = MvtReaderRef::new(bytes).unwrap();
    let value = |value: MvtValueRef<'_>| match value {
        MvtValueRef::String(text) => Value::Text(text.to_owned()),
        MvtValueRef::UInt(number) => Value::Number(number),
        MvtValueRef::Bool(flag) => Value::Flag(flag),
        other => panic!("{other:?}"),
    };
    let layers = reader.layers().map(|layer| {
        assert_eq!((layer.version(), layer.extent()), (2, 4096));
        let features = layer.features().map(|feature| Feature {
            id: feature.id(),
            geometry: feature.geometry().unwrap(),
            properties: feature
                .properties()
                .map(|property| property.map(|(key, of)| (key.to_owned(), value(of))).unwrap())
                .collect(),
        });
        Layer { name: layer.name().to_owned(), features: features.collect() }
    });
    layers.collect()
}

/// By mvt-reader, which shares no code with fast-mvt: protobuf by prost, polygons by the winding of their rings. Properties
/// come in the order of their keys.
pub(super) fn other_mvt(bytes: &[u8]) -> Vec<Layer> {
    use mvt_reader::feature::Value as Other;
    let reader = mvt_reader::Reader::new(bytes.to_vec()).unwrap();
    let value = |value: Other| match value {
        Other::String(text) => Value::Text(text),
        Other::UInt(number) => Value::Number(number),
        Other::Bool(flag) => Value::Flag(flag),
        other => panic!("{other:?}"),
    };
    let layers = reader.get_layer_metadata().unwrap().into_iter().map(|layer| {
        assert_eq!((layer.version, layer.extent), (2, 4096));
        let features = reader.get_features_as::<i32>(layer.layer_index).unwrap().into_iter().map(|feature| {
            let mut properties: Vec<_> =
                feature.properties.unwrap_or_default().into_iter().map(|(key, of)| (key, value(of))).collect();
            properties.sort_by(|a, b| a.0.cmp(&b.0));
            Feature { id: feature.id, geometry: single(feature.geometry), properties }
        });
        Layer { name: layer.name, features: features.collect() }
    });
    layers.collect()
}

/// A collection of one as that one.
fn single(geometry: Geometry<i32>) -> Geometry<i32> {
    match geometry {
        Geometry::MultiPoint(mut points) if points.0.len() == 1 => points.0.remove(0).into(),
        Geometry::MultiPolygon(mut polygons) if polygons.0.len() == 1 => polygons.0.remove(0).into(),
        other => other,
    }
}

/// By mlt-core's reader.
pub(super) fn mlt(bytes: &[u8]) -> Vec<Layer> {
    use mlt_core::{Decoder, Parser, PropValue};
    let mut decoder = Decoder::default();
    let layers = Parser::default().parse_layers(bytes).unwrap();
    let layers = layers.into_iter().map(|layer| {
        let layer = layer.into_layer01().unwrap().into_tile(&mut decoder).unwrap();
        let names = layer.property_names().to_vec();
        let value = |value: &PropValue| match value {
            PropValue::Str(text) => text.clone().map(Value::Text),
            PropValue::U32(number) => number.map(|number| Value::Number(u64::from(number))),
            PropValue::Bool(flag) => flag.map(Value::Flag),
            other => panic!("{other:?}"),
        };
        let features = layer.features().iter().map(|feature| Feature {
            id: feature.id(),
            geometry: feature.geometry().clone(),
            properties: names
                .iter()
                .zip(feature.properties())
                .filter_map(|(name, of)| Some((name.clone(), value(of)?)))
                .collect(),
        });
        Layer { name: layer.name().to_owned(), features: features.collect() }
    });
    layers.collect()
}
