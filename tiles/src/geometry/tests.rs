//! What holds for every cut.

use geo::Validation;
use proptest::prelude::*;

use super::rings::doubled_area;
use super::{Outlines, Rings, clip_polygon};
use crate::index::Rect;
use crate::world::Position;

/// A ring around (0, 0): rising angles, any radii, so that it is simple.
fn star() -> impl Strategy<Value = Vec<Position>> {
    prop::collection::vec((20..400_i32, 0..100_i32), 3..60).prop_map(|spokes| {
        let count = spokes.len() as f64;
        let spoke = |(at, (radius, jitter)): (usize, (i32, i32))| {
            let angle = (at as f64 + f64::from(jitter) / 110.0) / count * std::f64::consts::TAU;
            let (sin, cos) = angle.sin_cos();
            Position { x: (cos * f64::from(radius)).round() as i32, y: (sin * f64::from(radius)).round() as i32 }
        };
        spokes.into_iter().enumerate().map(spoke).collect()
    })
}

pub(crate) fn polygons(rings: &Rings) -> Vec<geo_types::Polygon<f64>> {
    let mut polygons: Vec<geo_types::Polygon<f64>> = Vec::new();
    for (ring, exterior) in rings.iter() {
        let line: geo_types::LineString<f64> = ring.iter().map(|at| (f64::from(at.x), f64::from(at.y))).collect();
        match polygons.last_mut() {
            Some(last) if !exterior => last.interiors_push(line),
            _ => polygons.push(geo_types::Polygon::new(line, Vec::new())),
        }
    }
    polygons
}

fn clipped(rings: &[Vec<Position>], area: Rect) -> (i64, Rings) {
    let mut outlines = Outlines::default();
    outlines.push(std::iter::once(rings.to_vec()), None);
    let mut out = Rings::default();
    clip_polygon(outlines.row(0), area, Position { x: 0, y: 0 }, &mut out);
    (out.iter().map(|(ring, _)| doubled_area(ring)).sum(), out)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(600))]

    #[test]
    fn a_piece_is_valid_inside_the_box_and_wound_right(
        outer in star(), inner in star(), x in -300..100_i32, y in -300..100_i32, size in 5..400_i32,
    ) {
        let area = Rect { low: Position { x, y }, high: Position { x: x + size, y: y + size } };
        let hole: Vec<_> = inner.iter().map(|at| Position { x: at.x / 40, y: at.y / 40 }).collect();
        let (_, out) = clipped(&[outer, hole], area);
        for (ring, exterior) in out.iter() {
            prop_assert!(ring.len() >= 3);
            prop_assert!((doubled_area(ring) > 0) == exterior && doubled_area(ring) != 0);
            prop_assert!(ring.iter().all(|at| (x..=x + size).contains(&at.x) && (y..=y + size).contains(&at.y)));
        }
        let multi = geo_types::MultiPolygon(polygons(&out));
        prop_assert!(multi.is_valid(), "{:?}", multi.validation_errors());
    }

    #[test]
    fn pieces_add_up_to_the_whole(outer in star(), cut in -200..200_i32) {
        // Cut through by a line that both halves keep: each half rounds its crossings to the same places.
        let low = Position { x: -500, y: -500 };
        let high = Position { x: 500, y: 500 };
        let (whole, _) = clipped(std::slice::from_ref(&outer), Rect { low, high });
        let (west, _) = clipped(std::slice::from_ref(&outer), Rect { low, high: Position { x: cut, y: 500 } });
        let (east, _) = clipped(std::slice::from_ref(&outer), Rect { low: Position { x: cut, y: -500 }, high });
        // Half a unit on each side of the cut, and the rounding of its crossings.
        prop_assert!((west + east - whole).abs() <= 2 * 800, "{west} + {east} = {} ≠ {whole}", west + east);
    }
}
