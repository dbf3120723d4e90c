use super::measure::{difference, distance2_mm2, turn};
use super::{Point, Polygon};

/// Whether a point lies in a shape or within `tolerance_mm` of its border.
pub fn contains(shape: &[Polygon], point: Point, tolerance_mm: u32) -> bool {
    shape.iter().any(|polygon| {
        let near = || polygon.rings().flat_map(|ring| edges(ring)).any(|(a, b)| on_segment(a, b, point, tolerance_mm));
        let inside = polygon.rings().fold(false, |inside, ring| inside != ring_contains(ring, point));
        inside || near()
    })
}

/// Whether a point lies inside a ring by the even-odd rule; on the border either answer may come.
pub fn ring_contains(ring: &[Point], point: Point) -> bool {
    edges(ring).filter(|&(a, b)| crosses_ray(a, b, point)).count() % 2 == 1
}

/// Whether a point lies within `tolerance_mm` of the segment `a b`, exactly.
pub fn on_segment(a: Point, b: Point, point: Point, tolerance_mm: u32) -> bool {
    let tolerance = i64::from(tolerance_mm);
    let outside = |value: i32, one: i32, other: i32| {
        i64::from(value) < i64::from(one.min(other)) - tolerance
            || i64::from(value) > i64::from(one.max(other)) + tolerance
    };
    if outside(point.x, a.x, b.x) || outside(point.y, a.y, b.y) {
        return false;
    }
    let tolerance2 = i128::from(tolerance) * i128::from(tolerance);
    let (dx, dy) = difference(a, b);
    let (px, py) = difference(a, point);
    let along = i128::from(dx) * i128::from(px) + i128::from(dy) * i128::from(py);
    let length2 = distance2_mm2(a, b);
    if along <= 0 {
        distance2_mm2(a, point) <= tolerance2
    } else if along >= length2 {
        distance2_mm2(b, point) <= tolerance2
    } else {
        // Compared as 64-bit floats only where the exact product would not fit; the lattice of a district always fits.
        let across = turn(a, b, point).unsigned_abs();
        match (across.checked_mul(across), length2.checked_mul(tolerance2)) {
            (Some(left), Some(right)) => left <= right.unsigned_abs(),
            _ => across as f64 <= (length2 as f64).sqrt() * f64::from(tolerance_mm),
        }
    }
}

/// Whether the edge `a b` crosses the ray from the point to the east.
pub(crate) fn crosses_ray(a: Point, b: Point, point: Point) -> bool {
    if (a.y > point.y) == (b.y > point.y) {
        return false;
    }
    // Clear cases first: they spare most edges the product.
    if a.x.max(b.x) < point.x {
        return false;
    }
    if a.x.min(b.x) > point.x {
        return true;
    }
    let (low, high) = if a.y < b.y { (a, b) } else { (b, a) };
    turn(low, high, point) > 0
}

/// The edges of a ring, the closing one last.
pub(crate) fn edges(ring: &[Point]) -> impl Iterator<Item = (Point, Point)> + '_ {
    let closing = ring.last().copied().zip(ring.first().copied());
    ring.windows(2).map(|pair| (pair[0], pair[1])).chain(closing)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const fn at(x: i32, y: i32) -> Point {
        Point { x, y }
    }

    fn holed_square() -> Vec<Polygon> {
        vec![Polygon {
            exterior: vec![at(0, 0), at(1000, 0), at(1000, 1000), at(0, 1000)],
            holes: vec![vec![at(400, 400), at(400, 600), at(600, 600), at(600, 400)]],
        }]
    }

    #[test]
    fn the_tolerance_reaches_over_every_border() {
        let shape = holed_square();
        for (point, tolerance, expected) in [
            (at(200, 200), 0, true),
            (at(500, 500), 0, false),
            (at(500, 500), 100, true),
            (at(0, 500), 0, true),
            (at(-10, 500), 10, true),
            (at(-11, 500), 10, false),
            (at(1008, 1006), 10, true),
            (at(1008, 1007), 10, false),
        ] {
            assert_eq!(contains(&shape, point, tolerance), expected, "{point:?} within {tolerance}");
        }
    }

    #[test]
    fn nothing_lies_in_a_degenerate_shape() {
        for exterior in [vec![], vec![at(0, 0)], vec![at(0, 0), at(10, 10)]] {
            let shape = vec![Polygon { exterior: exterior.clone(), holes: vec![vec![]] }];
            assert!(!contains(&shape, at(3, 4), 0), "{exterior:?}");
        }
    }

    #[test]
    fn the_corners_of_the_lattice_do_not_wrap() {
        let (low, high) = (i32::MIN, i32::MAX);
        let whole =
            vec![Polygon { exterior: vec![at(low, low), at(high, low), at(high, high), at(low, high)], holes: vec![] }];
        assert!(contains(&whole, at(0, 0), 10));
        assert!(on_segment(at(low, low), at(high, high), at(5, 5), 10));
        assert!(!on_segment(at(low, low), at(high, high), at(5, 5000), 10));
    }

    proptest! {
        #[test]
        fn a_point_lies_in_one_of_two_halves_or_on_the_cut(x in 1..999, y in 1..999, left in 1..999, right in 1..999) {
            let below = vec![at(0, 0), at(1000, 0), at(1000, right), at(0, left)];
            let above = vec![at(0, left), at(1000, right), at(1000, 1000), at(0, 1000)];
            prop_assume!(turn(at(0, left), at(1000, right), at(x, y)) != 0);
            prop_assert!(ring_contains(&below, at(x, y)) != ring_contains(&above, at(x, y)));
        }
    }
}
