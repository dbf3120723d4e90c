use serde_json::{Value, json};
use spatial::Audience;

use crate::{LayerSet, MAX_ZOOM, TileSource};

/// The `TileJSON` 3.0.0 document of a layer set; `tiles_url` is the address template with `{z}`, `{x}` and `{y}`.
pub fn tile_json(source: &TileSource, layers: &LayerSet, audience: &Audience, tiles_url: &str) -> Value {
    let _ = (source, audience);
    json!({ "tilejson": "3.0.0", "name": layers.name(), "tiles": [tiles_url], "minzoom": 0, "maxzoom": MAX_ZOOM })
}
