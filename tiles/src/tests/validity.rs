use std::sync::Arc;

use geo::{Area, Validation};
use geo_types::Geometry;
use spatial::Audience;
use spatial::fixture::{Records, block};

use super::{audience, bare, decoded, tiles_of, tiny};
use crate::TileSource;

#[test]
fn no_ring_is_invalid_flat_or_wound_wrong() {
    for district in [tiny, bare] {
        let source = district();
        for coord in (0..=16).flat_map(|zoom| tiles_of(&source, zoom)) {
            for layer in decoded(&source, "map", coord, &audience("worker")) {
                for feature in &layer.features {
                    check(&feature.geometry, &format!("{coord:?} {} {:?}", layer.name, feature.id));
                }
            }
        }
    }
}

fn check(geometry: &Geometry<i32>, what: &str) {
    let polygons = match geometry {
        Geometry::Polygon(polygon) => vec![polygon.clone()],
        Geometry::MultiPolygon(polygons) => polygons.0.clone(),
        _ => return,
    };
    for polygon in polygons {
        let polygon =
            geo::MapCoords::map_coords(&polygon, |at| geo_types::coord! { x: f64::from(at.x), y: f64::from(at.y) });
        assert!(polygon.is_valid(), "{what}: {:?}", polygon.validation_errors());
        // Clockwise on the screen, where y runs down, is a positive area by the formula.
        let ring = |ring: &geo_types::LineString<f64>| geo_types::Polygon::new(ring.clone(), Vec::new()).signed_area();
        assert!(ring(polygon.exterior()) > 0.0, "{what}");
        assert!(polygon.interiors().iter().all(|hole| ring(hole) < 0.0), "{what}");
    }
}

#[test]
fn a_tile_in_the_middle_of_an_area_is_whole() {
    let mut records = Records::tiny();
    for area in &mut records.areas {
        area.shape = block(-3000.0, -3000.0, 3000.0, 3000.0);
    }
    let source = TileSource::new(Arc::new(records.district()));
    let full = |coord| {
        let area = decoded(&source, "area", coord, &Audience::Public).into_iter().flat_map(|layer| layer.features);
        area.into_iter().any(|feature| match feature.geometry {
            Geometry::Polygon(polygon) => {
                polygon.exterior().0.len() == 5
                    && polygon.exterior().0.iter().all(|at| [-64, 4160].contains(&at.x) && [-64, 4160].contains(&at.y))
            }
            _ => false,
        })
    };
    assert!(tiles_of(&source, 16).into_iter().any(full));
}
