//! Two readers without a line in common see the same in every tile.

use std::sync::Arc;

use geo_types::{Geometry, LineString, MultiPolygon, Polygon};
use spatial::fixture::{Records, line};

use super::{audience, decoded, tiles_of};
use crate::{Format, LayerSet, TileSource, tile};

/// The tiny district with an area of two parts, one of them with two holes.
fn holed() -> TileSource {
    let ring = |x: f64, y: f64, side: f64| -> LineString<f64> {
        line(&[(x, y), (x + side, y), (x + side, y + side), (x, y + side), (x, y)])
    };
    let holes = vec![ring(-600.0, -600.0, 200.0), ring(100.0, 100.0, 300.0)];
    let mut records = Records::tiny();
    records.areas[0].shape = MultiPolygon(vec![
        Polygon::new(ring(-1000.0, -1000.0, 2000.0), holes),
        Polygon::new(ring(1500.0, -300.0, 700.0), Vec::new()),
    ]);
    TileSource::new(Arc::new(records.district()))
}

#[test]
fn they_see_the_same_features_rings_and_attributes() {
    let source = holed();
    let (mut holes, mut parts) = (0, 0);
    for who in ["public", "worker"].map(audience) {
        let layers = LayerSet::named("map", &who).unwrap();
        for coord in (0..=16).flat_map(|zoom| tiles_of(&source, zoom)) {
            let bytes = tile(&source, &layers, coord, &who, Format::Mvt);
            let mut one = decoded::mvt(&bytes);
            for feature in one.iter_mut().flat_map(|layer| &mut layer.features) {
                feature.properties.sort_by(|a, b| a.0.cmp(&b.0));
                let polygons = match &feature.geometry {
                    Geometry::Polygon(polygon) => vec![polygon.clone()],
                    Geometry::MultiPolygon(polygons) => polygons.0.clone(),
                    _ => Vec::new(),
                };
                holes = holes.max(polygons.iter().map(|polygon| polygon.interiors().len()).sum());
                parts = parts.max(polygons.len());
            }
            assert_eq!(decoded::other_mvt(&bytes), one, "{coord:?} for {who:?}");
        }
    }
    assert_eq!((holes, parts), (2, 2), "the tiles had holes and parts to disagree about");
}
