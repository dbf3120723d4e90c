use crate::shape::Point;

/// Twice the signed area of the triangle, mm²; positive where it turns left.
pub(super) fn doubled_area(a: Point, b: Point, c: Point) -> i128 {
    let (abx, aby) = (i128::from(b.x) - i128::from(a.x), i128::from(b.y) - i128::from(a.y));
    let (acx, acy) = (i128::from(c.x) - i128::from(a.x), i128::from(c.y) - i128::from(a.y));
    abx * acy - aby * acx
}

/// Whether `p` lies in the triangle or on its border.
pub(super) fn holds([a, b, c]: [Point; 3], p: Point) -> bool {
    let (first, second, third) = (doubled_area(a, b, p), doubled_area(b, c, p), doubled_area(c, a, p));
    let left = first >= 0 && second >= 0 && third >= 0;
    let right = first <= 0 && second <= 0 && third <= 0;
    if !(left || right) {
        return false;
    }
    // Three points in a line hold only what lies between them.
    let (low_x, high_x) = (a.x.min(b.x).min(c.x), a.x.max(b.x).max(c.x));
    let (low_y, high_y) = (a.y.min(b.y).min(c.y), a.y.max(b.y).max(c.y));
    (low_x..=high_x).contains(&p.x) && (low_y..=high_y).contains(&p.y)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn p(x: i32, y: i32) -> Point {
        Point { x, y }
    }

    #[test]
    fn a_triangle_holds_its_inside_and_its_border() {
        for triangle in [[p(0, 0), p(10, 0), p(0, 10)], [p(0, 0), p(0, 10), p(10, 0)]] {
            for (point, inside) in [
                (p(1, 1), true),
                (p(5, 5), true),
                (p(0, 0), true),
                (p(6, 6), false),
                (p(-1, 0), false),
                (p(11, 0), false),
            ] {
                assert_eq!(holds(triangle, point), inside, "{point:?}");
            }
        }
    }

    #[test]
    fn a_flat_triangle_holds_only_what_lies_between() {
        let flat = [p(0, 0), p(5, 5), p(10, 10)];
        assert!(holds(flat, p(7, 7)));
        assert!(!holds(flat, p(11, 11)));
        assert!(!holds(flat, p(7, 8)));
    }

    #[test]
    fn the_widest_lattice_does_not_overflow() {
        let (low, high) = (i32::MIN, i32::MAX);
        assert!(doubled_area(p(low, low), p(high, low), p(high, high)) > 0);
    }
}
