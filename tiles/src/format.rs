/// How a tile is written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Format {
    /// Mapbox Vector Tile 2.1.
    #[default]
    Mvt,
    /// MapLibre Tile.
    Mlt,
}

impl Format {
    /// The media type.
    pub fn media_type(self) -> &'static str {
        match self {
            Self::Mvt => "application/vnd.mapbox-vector-tile",
            Self::Mlt => "application/vnd.maplibre-tile",
        }
    }
}
