use super::{Bounds, Point, Polygon};

/// Twice the signed area of a ring, square millimetres: positive when it runs counter-clockwise.
pub fn ring_area2_mm2(ring: &[Point]) -> i128 {
    let Some(&origin) = ring.first() else { return 0 };
    ring.windows(2).map(|edge| turn(origin, edge[0], edge[1])).sum()
}

/// The area of a polygon, its holes taken off, square millimetres.
pub fn polygon_area_mm2(polygon: &Polygon) -> f64 {
    let ring_mm2 = |ring: &[Point]| ring_area2_mm2(ring).unsigned_abs() as f64 / 2.0;
    let holes: f64 = polygon.holes.iter().map(|hole| ring_mm2(hole)).sum();
    (ring_mm2(&polygon.exterior) - holes).max(0.0)
}

/// The area of a shape, square millimetres.
pub fn area_mm2(shape: &[Polygon]) -> f64 {
    shape.iter().map(polygon_area_mm2).sum()
}

/// The box around a shape; `None` where it has no point.
pub fn bounds(shape: &[Polygon]) -> Option<Bounds> {
    Bounds::of(shape.iter().flat_map(|polygon| polygon.exterior.iter().copied()))
}

/// Whether `a → b → c` turns left (positive), right (negative) or not at all: twice the triangle's area.
pub fn turn(a: Point, b: Point, c: Point) -> i128 {
    let (bx, by) = difference(a, b);
    let (cx, cy) = difference(a, c);
    // Differences have 33 bits, products 66: nothing can wrap, and the checked form is several times slower.
    i128::from(bx).wrapping_mul(i128::from(cy)) - i128::from(by).wrapping_mul(i128::from(cx))
}

/// The squared distance of two points, square millimetres.
pub fn distance2_mm2(a: Point, b: Point) -> i128 {
    let (dx, dy) = difference(a, b);
    i128::from(dx).wrapping_mul(i128::from(dx)) + i128::from(dy).wrapping_mul(i128::from(dy))
}

pub(super) fn difference(from: Point, to: Point) -> (i64, i64) {
    (i64::from(to.x) - i64::from(from.x), i64::from(to.y) - i64::from(from.y))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ring(points: &[(i32, i32)]) -> Vec<Point> {
        points.iter().map(|&(x, y)| Point { x, y }).collect()
    }

    #[test]
    fn the_sign_of_the_area_is_the_sense_of_the_ring() {
        let square = ring(&[(0, 0), (10, 0), (10, 10), (0, 10)]);
        assert_eq!(ring_area2_mm2(&square), 200);
        let reversed: Vec<_> = square.into_iter().rev().collect();
        assert_eq!(ring_area2_mm2(&reversed), -200);
    }

    #[test]
    fn degenerate_rings_have_no_area() {
        for points in [&[][..], &[(1, 1)], &[(0, 0), (9, 9)], &[(0, 0), (5, 5), (9, 9)]] {
            assert_eq!(ring_area2_mm2(&ring(points)), 0, "{points:?}");
        }
    }

    #[test]
    fn the_corners_of_the_lattice_do_not_wrap() {
        let (low, high) = (i32::MIN, i32::MAX);
        let whole = ring(&[(low, low), (high, low), (high, high), (low, high)]);
        let side = i128::from(u32::MAX);
        assert_eq!(ring_area2_mm2(&whole), 2 * side * side);
        assert_eq!(distance2_mm2(whole[0], whole[2]), 2 * side * side);
    }

    #[test]
    fn holes_are_taken_off() {
        let polygon = Polygon {
            exterior: ring(&[(0, 0), (10, 0), (10, 10), (0, 10)]),
            holes: vec![ring(&[(2, 2), (2, 4), (4, 4), (4, 2)])],
        };
        assert!((polygon_area_mm2(&polygon) - 96.0).abs() < f64::EPSILON);
        assert_eq!(bounds(&[polygon]), Bounds::of(ring(&[(0, 0), (10, 10)])));
        assert_eq!(bounds(&[]), None);
    }
}
