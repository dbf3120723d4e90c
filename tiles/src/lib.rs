//! Tiles: pure functions from one [`spatial::District`] to bytes. No name of a person and no phone ever enters this crate,
//! because no snapshot holds one; nothing here does I/O.
#![cfg_attr(test, allow(clippy::unwrap_used, clippy::panic))]

mod coord;
mod cut;
mod encode;
mod format;
mod geometry;
mod index;
mod layers;
mod source;
#[cfg(test)]
mod tests;
mod tilejson;
mod world;

pub use coord::{MAX_ZOOM, TileCoord};
pub use format::Format;
pub use layers::{LayerId, LayerSet};
pub use source::{Ground, TileSource};
pub use tilejson::tile_json;

use cut::Cut;
use encode::Writer;
use spatial::Audience;

/// One tile of a layer set as an audience may see it, uncompressed; empty where the tile holds nothing.
pub fn tile(source: &TileSource, layers: &LayerSet, coord: TileCoord, audience: &Audience, format: Format) -> Vec<u8> {
    let mut cut = Cut::new(source.district(), audience, coord, Writer::new(format));
    for layer in layers.layers() {
        layer.write(source, &mut cut, layers.rule());
    }
    cut.finish()
}
