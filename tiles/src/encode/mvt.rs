use fast_mvt::{MvtCoord, MvtFeatureBuilder, MvtGeomType, MvtLayerBuilder, MvtResult, MvtValueRef};

use super::{Geometry, Properties, Value};
use crate::world::Position;

/// Writes MVT 2.1.
#[derive(Debug, Default)]
pub(crate) struct MvtWriter {
    /// Finished layers; layers may simply follow each other.
    bytes: Vec<u8>,
    name: &'static str,
    /// The layer begun, once it has a feature.
    layer: Option<MvtLayerBuilder>,
}

impl MvtWriter {
    pub(super) fn layer(&mut self, name: &'static str) {
        self.end_layer();
        self.name = name;
    }

    pub(super) fn feature(&mut self, id: Option<u64>, geometry: Geometry<'_>, properties: &Properties<'_>) {
        let layer = self.layer.take().or_else(|| MvtLayerBuilder::new(self.name).ok());
        let Some(layer) = layer else { return };
        let mut feature = layer.feature_of(kind(geometry));
        feature.id(id);
        // The builder refuses empty lines and rings, and more than 2^29 points or values; neither ever comes here.
        let written = put_geometry(&mut feature, geometry).and_then(|()| put_properties(&mut feature, properties));
        debug_assert!(written.is_ok(), "layer {}: {written:?}", self.name);
        self.layer = Some(feature.end());
    }

    pub(super) fn finish(mut self) -> Vec<u8> {
        self.end_layer();
        self.bytes
    }

    fn end_layer(&mut self) {
        let Some(layer) = self.layer.take() else { return };
        let layer = layer.encode();
        if self.bytes.is_empty() {
            self.bytes = layer;
        } else {
            self.bytes.extend_from_slice(&layer);
        }
    }
}

fn kind(geometry: Geometry<'_>) -> MvtGeomType {
    match geometry {
        Geometry::Point(_) => MvtGeomType::Point,
        Geometry::Lines(_) => MvtGeomType::LineString,
        Geometry::Polygons(_) => MvtGeomType::Polygon,
    }
}

fn put_geometry(feature: &mut MvtFeatureBuilder, geometry: Geometry<'_>) -> MvtResult<()> {
    let coord = |at: &Position| MvtCoord { x: at.x, y: at.y };
    match geometry {
        Geometry::Point(at) => {
            feature.points([coord(&at)])?;
        }
        Geometry::Lines(lines) => {
            for line in lines.iter() {
                feature.line(line.iter().map(coord))?;
            }
        }
        Geometry::Polygons(rings) => {
            for (ring, exterior) in rings.iter() {
                feature.ring(ring.iter().map(coord), exterior)?;
            }
        }
    }
    Ok(())
}

fn put_properties(feature: &mut MvtFeatureBuilder, properties: &Properties<'_>) -> MvtResult<()> {
    for (key, value) in properties.iter() {
        match value {
            Value::Text(text) => feature.tag_ref(key, MvtValueRef::String(text))?,
            Value::Number(number) => feature.tag_ref(key, MvtValueRef::UInt(number))?,
            Value::Below(5) => feature.tag_ref(key, MvtValueRef::String("<5"))?,
            Value::Below(limit) => feature.tag_ref(key, MvtValueRef::String(&format!("<{limit}")))?,
            Value::Flag(flag) => feature.tag_ref(key, MvtValueRef::Bool(flag))?,
        };
    }
    Ok(())
}
