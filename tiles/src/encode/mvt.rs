use super::commands::put_commands;
use super::values::Values;
use super::wire::{length_of, put_bytes, put_varint};
use super::{Geometry, Properties};
use crate::world::EXTENT;

/// A protobuf key of a field with a length.
const fn sized(field: u8) -> u8 {
    field << 3 | 2
}

/// A protobuf key of a number.
const fn number(field: u8) -> u8 {
    field << 3
}

/// Writes MVT 2.1, straight into its bytes: tiles of thousands of features with twenty properties each leave no time for
/// anything between.
#[derive(Debug, Default)]
pub(crate) struct MvtWriter {
    /// Finished layers; layers may simply follow each other.
    bytes: Vec<u8>,
    /// The layer begun.
    name: &'static str,
    features: Vec<u8>,
    keys: Vec<&'static str>,
    values: Values,
    /// The parts of the feature written last.
    tags: Vec<u8>,
    geometry: Vec<u8>,
}

impl MvtWriter {
    pub(super) fn layer(&mut self, name: &'static str) {
        self.end_layer();
        self.name = name;
    }

    pub(super) fn feature(&mut self, id: Option<u64>, geometry: Geometry<'_>, properties: &Properties<'_>) {
        self.put_tags(properties);
        self.again(id, geometry);
    }

    /// Adds a feature with the properties of the one before.
    pub(super) fn again(&mut self, id: Option<u64>, geometry: Geometry<'_>) {
        self.geometry.clear();
        put_commands(&mut self.geometry, geometry);
        let kind = match geometry {
            Geometry::Point(_) => 1,
            Geometry::Lines(_) => 2,
            Geometry::Polygons(_) => 3,
        };
        let sized_length = |content: &[u8]| 1 + length_of(content.len() as u64) + content.len();
        let id_length = id.map_or(0, |id| 1 + length_of(id));
        let length = id_length + sized_length(&self.tags) + 2 + sized_length(&self.geometry);
        let out = &mut self.features;
        out.push(sized(2));
        put_varint(out, length as u64);
        if let Some(id) = id {
            out.push(number(1));
            put_varint(out, id);
        }
        put_bytes(out, sized(2), &self.tags);
        out.extend([number(3), kind]);
        put_bytes(out, sized(4), &self.geometry);
    }

    pub(super) fn finish(mut self) -> Vec<u8> {
        self.end_layer();
        self.bytes
    }

    fn put_tags(&mut self, properties: &Properties<'_>) {
        self.tags.clear();
        // Features of a layer have much the same keys in the same order.
        let mut next = 0;
        for (key, value) in properties.iter() {
            let at = self.key(key, next);
            next = at + 1;
            put_varint(&mut self.tags, at as u64);
            put_varint(&mut self.tags, u64::from(self.values.number(value)));
        }
    }

    /// The number of a key, found at once where it is the expected one.
    fn key(&mut self, key: &'static str, expected: usize) -> usize {
        if self.keys.get(expected).is_some_and(|known| std::ptr::eq(*known, key)) {
            return expected;
        }
        let same = self.keys.iter().position(|known| std::ptr::eq(*known, key));
        same.or_else(|| self.keys.iter().position(|known| *known == key)).unwrap_or_else(|| {
            self.keys.push(key);
            self.keys.len() - 1
        })
    }

    fn end_layer(&mut self) {
        if !self.features.is_empty() {
            let (mut head, mut tail) = (Vec::new(), Vec::new());
            put_bytes(&mut head, sized(1), self.name.as_bytes());
            self.keys.iter().for_each(|key| put_bytes(&mut head, sized(3), key.as_bytes()));
            tail.push(number(5));
            put_varint(&mut tail, EXTENT as u64);
            tail.extend([number(15), 2]);
            let parts = [&head, &self.features, &self.values.bytes, &tail];
            self.bytes.push(sized(3));
            put_varint(&mut self.bytes, parts.iter().map(|part| part.len() as u64).sum());
            for part in parts {
                self.bytes.extend_from_slice(part);
            }
        }
        self.features.clear();
        self.keys.clear();
        self.values.clear();
    }
}
