use i_overlay::core::fill_rule::FillRule;
use i_overlay::core::overlay::IntOverlayOptions;
use i_overlay::core::simplify::Simplify;
use i_overlay::i_float::int::point::IntPoint;

use super::rings::{Rings, clean};
use super::valid::is_valid;
use crate::world::Position;

/// Rings as they may be sent: as they are where they are simple, else with their overlaps resolved; what has no inside on
/// this lattice is gone.
pub(crate) fn mended(rings: Rings) -> Rings {
    if is_valid(&rings) { rings } else { resolved(&rings) }
}

/// What the rings enclose clockwise, as polygons that OGC calls valid.
fn resolved(rings: &Rings) -> Rings {
    let contours: Vec<Vec<IntPoint<i32>>> =
        rings.iter().map(|(ring, _)| ring.iter().map(|at| IntPoint::new(at.x, at.y)).collect()).collect();
    let shapes = contours.simplify(FillRule::Positive, IntOverlayOptions::ogc());
    let mut resolved = Rings::default();
    for shape in shapes {
        for (number, contour) in shape.into_iter().enumerate() {
            let mut ring: Vec<Position> = contour.into_iter().map(|at| Position { x: at.x, y: at.y }).collect();
            clean(&mut ring);
            if number == 0 && ring.is_empty() {
                break;
            }
            resolved.push(ring, number == 0);
        }
    }
    resolved
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::geometry::rings::doubled_area;

    fn one(points: &[(i32, i32)]) -> Rings {
        let mut rings = Rings::default();
        rings.push(points.iter().map(|&(x, y)| Position { x, y }), true);
        rings
    }

    #[test]
    fn a_simple_ring_is_left_alone() {
        let square = one(&[(0, 0), (10, 0), (10, 10), (0, 10)]);
        assert_eq!(mended(square.clone()), square);
    }

    #[test]
    fn a_bow_tie_keeps_what_is_wound_right() {
        let mended = mended(one(&[(0, 0), (100, 100), (100, 0), (0, 90)]));
        assert!(is_valid(&mended) && !mended.is_empty());
        assert!(mended.iter().all(|(ring, exterior)| exterior && doubled_area(ring) > 0));
    }

    #[test]
    fn two_lobes_that_touch_become_two_polygons() {
        let mended = mended(one(&[(0, 0), (10, 10), (0, 20), (20, 20), (10, 10), (20, 0)]));
        let areas: Vec<_> = mended.iter().map(|(ring, _)| doubled_area(ring).abs()).collect();
        assert_eq!(areas, [200, 200]);
    }
}
