use i_overlay::core::fill_rule::FillRule;
use i_overlay::core::overlay::{Overlay, ShapeType};
use i_overlay::core::overlay_rule::OverlayRule;
use i_overlay::i_float::int::point::IntPoint;

use super::{Bounds, Polygon, ring_area2_mm2};

/// Coordinates beyond this (536 km from the frame's origin) would overflow the products of the overlay.
const FARTHEST: u32 = 1 << 29;

/// What two shapes share, square millimetres; overlapping parts of one shape count once.
///
/// Where borders cross, the crossing is moved to the nearest point of the lattice: a hundred metres of border turn by less
/// than a millimetre. `None` where a shape lies too far from the frame's origin.
pub fn shared_mm2(a: &[Polygon], b: &[Polygon]) -> Option<u128> {
    area(a, b, OverlayRule::Intersect)
}

/// What of `a` is left when `b` is taken away, square millimetres; the rest as in [`shared_mm2`].
pub fn left_mm2(a: &[Polygon], b: &[Polygon]) -> Option<u128> {
    area(a, b, OverlayRule::Difference)
}

fn area(a: &[Polygon], b: &[Polygon], rule: OverlayRule) -> Option<u128> {
    let mut overlay = Overlay::new(vertices(a) + vertices(b));
    for (shape, role) in [(a, ShapeType::Subject), (b, ShapeType::Clip)] {
        for ring in shape.iter().flat_map(Polygon::rings) {
            let around = Bounds::of(ring.iter().copied())?;
            if [around.min, around.max].iter().any(|p| p.x.unsigned_abs() > FARTHEST || p.y.unsigned_abs() > FARTHEST) {
                return None;
            }
            overlay.add_path_iter(ring.iter().map(|point| IntPoint::new(point.x, point.y)), role);
        }
    }
    let shapes = overlay.overlay(rule, FillRule::NonZero);
    let doubled = |ring: &Vec<IntPoint<i32>>| {
        let points: Vec<_> = ring.iter().map(|point| super::Point { x: point.x, y: point.y }).collect();
        ring_area2_mm2(&points).unsigned_abs()
    };
    let of_shape = |rings: &Vec<Vec<IntPoint<i32>>>| {
        let holes: u128 = rings.iter().skip(1).map(doubled).sum();
        rings.first().map_or(0, doubled).saturating_sub(holes)
    };
    Some(shapes.iter().map(of_shape).sum::<u128>() / 2)
}

fn vertices(shape: &[Polygon]) -> usize {
    shape.iter().flat_map(Polygon::rings).map(Vec::len).sum()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::shape::{Point, Shape, area_mm2};

    fn square(x: i32, y: i32, side: i32) -> Shape {
        let at = |x, y| Point { x, y };
        let exterior = vec![at(x, y), at(x + side, y), at(x + side, y + side), at(x, y + side)];
        vec![Polygon { exterior, holes: vec![] }]
    }

    #[test]
    fn neighbours_share_a_border_and_no_area() {
        assert_eq!(shared_mm2(&square(0, 0, 1000), &square(1000, 0, 1000)), Some(0));
        assert_eq!(shared_mm2(&square(0, 0, 1000), &square(990, 0, 1000)), Some(10_000));
    }

    #[test]
    fn what_is_left_has_holes_and_a_hole_may_be_filled() {
        assert_eq!(left_mm2(&square(0, 0, 1000), &square(100, 100, 10)), Some(1_000_000 - 100));
        let mut holed = square(0, 0, 1000);
        holed[0].holes.push(vec![
            Point { x: 1, y: 1 },
            Point { x: 1, y: 2 },
            Point { x: 2, y: 2 },
            Point { x: 2, y: 1 },
        ]);
        let filled: Shape = holed.into_iter().chain(square(1, 1, 1)).collect();
        assert_eq!(left_mm2(&square(0, 0, 1000), &filled), Some(0));
        assert_eq!(left_mm2(&square(0, 0, 1000), &[]), Some(1_000_000));
    }

    #[test]
    fn what_lies_beyond_the_frame_is_not_measured() {
        assert_eq!(shared_mm2(&square(i32::MIN, 0, 1000), &square(0, 0, 1000)), None);
    }

    proptest! {
        #[test]
        fn what_is_shared_and_what_is_left_make_up_the_whole(
            (x, y, side) in (-500..500, -500..500, 1..900), (u, v, other) in (-500..500, -500..500, 1..900),
        ) {
            let (a, b) = (square(x, y, side), square(u, v, other));
            let overlap = |p: i32, s: i32, q: i32, t: i32| ((p + s).min(q + t) - p.max(q)).max(0) as u128;
            let expected = overlap(x, side, u, other) * overlap(y, side, v, other);
            prop_assert_eq!(shared_mm2(&a, &b), Some(expected));
            prop_assert_eq!(left_mm2(&a, &b), Some(area_mm2(&a) as u128 - expected));
        }
    }
}
