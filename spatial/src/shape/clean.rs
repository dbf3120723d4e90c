use super::measure::ring_area2_mm2;
use super::{Point, Polygon, Ring};

/// A ring without repeated neighbours and without a closing point; `None` where no area is left.
pub fn clean_ring(mut ring: Ring) -> Option<Ring> {
    ring.dedup();
    while ring.len() > 1 && ring.first() == ring.last() {
        ring.pop();
    }
    (ring.len() >= 3 && ring_area2_mm2(&ring) != 0).then_some(ring)
}

/// A polygon of cleaned rings with the senses of [`Ring`]; `None` where its exterior has no area. Holes without area are
/// left out.
pub fn polygon(exterior: Ring, holes: impl IntoIterator<Item = Ring>) -> Option<Polygon> {
    let exterior = oriented(clean_ring(exterior)?, true);
    let holes = holes.into_iter().filter_map(clean_ring).map(|hole| oriented(hole, false)).collect();
    Some(Polygon { exterior, holes })
}

fn oriented(mut ring: Vec<Point>, counter_clockwise: bool) -> Ring {
    if (ring_area2_mm2(&ring) > 0) != counter_clockwise {
        ring.reverse();
    }
    ring.shrink_to_fit();
    ring
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ring(points: &[(i32, i32)]) -> Ring {
        points.iter().map(|&(x, y)| Point { x, y }).collect()
    }

    #[test]
    fn repeated_and_closing_points_go() {
        let raw = ring(&[(0, 0), (0, 0), (10, 0), (10, 0), (10, 10), (0, 0), (0, 0)]);
        assert_eq!(clean_ring(raw), Some(ring(&[(0, 0), (10, 0), (10, 10)])));
    }

    #[test]
    fn what_has_no_area_is_no_ring() {
        for points in
            [&[][..], &[(3, 3)], &[(3, 3), (3, 3), (3, 3)], &[(0, 0), (9, 9)], &[(0, 0), (5, 0), (9, 0), (0, 0)]]
        {
            assert_eq!(clean_ring(ring(points)), None, "{points:?}");
        }
    }

    #[test]
    fn rings_get_their_senses() {
        let clockwise = ring(&[(0, 0), (0, 10), (10, 10), (10, 0)]);
        let counter_clockwise = ring(&[(2, 2), (4, 2), (4, 4), (2, 4)]);
        let made = polygon(clockwise, [counter_clockwise, ring(&[(5, 5), (6, 6)])]).unwrap();
        assert!(ring_area2_mm2(&made.exterior) > 0);
        assert_eq!(made.holes.len(), 1);
        assert!(ring_area2_mm2(&made.holes[0]) < 0);
    }
}
