use super::rings::{Rings, side, surrounds};
use crate::world::Position;

#[derive(Clone, Copy)]
struct Edge {
    from: Position,
    to: Position,
    ring: u32,
    at: u32,
    /// How many edges its ring has.
    of: u32,
}

/// Whether the rings may be sent as they are. Stricter than OGC, which lets rings touch at a point.
pub(super) fn is_valid(rings: &Rings) -> bool {
    is_simple(rings) && is_nested(rings)
}

/// Whether each hole lies in one exterior ring and each exterior ring in none, of rings that do not meet.
fn is_nested(rings: &Rings) -> bool {
    let depth = |at: Position, of: usize| -> i32 {
        let others = rings.iter().enumerate().filter(|&(number, (ring, _))| number != of && surrounds(ring, at));
        others.map(|(_, (_, exterior))| if exterior { 1 } else { -1 }).sum()
    };
    let mut all = rings.iter().enumerate();
    rings.ends.len() < 2 || all.all(|(number, (ring, exterior))| depth(ring[0], number) == i32::from(!exterior))
}

/// Whether no two edges meet but neighbours at their common end.
fn is_simple(rings: &Rings) -> bool {
    let mut edges: Vec<Edge> = Vec::with_capacity(rings.points.len());
    for (number, (ring, _)) in rings.iter().enumerate() {
        let next = ring.iter().cycle().skip(1);
        edges.extend(ring.iter().zip(next).enumerate().map(|(at, (&from, &to))| Edge {
            from,
            to,
            ring: number as u32,
            at: at as u32,
            of: ring.len() as u32,
        }));
    }
    edges.sort_unstable_by_key(|edge| edge.from.x.min(edge.to.x));
    edges.iter().enumerate().all(|(at, &edge)| {
        let right = edge.from.x.max(edge.to.x);
        let near = edges[at + 1..].iter().take_while(|other| other.from.x.min(other.to.x) <= right);
        near.into_iter().all(|&other| apart(edge, other))
    })
}

fn apart(one: Edge, other: Edge) -> bool {
    let (low, high) = (one.from.y.min(one.to.y), one.from.y.max(one.to.y));
    if other.from.y.min(other.to.y) > high || other.from.y.max(other.to.y) < low {
        return true;
    }
    if one.ring == other.ring && (one.at + 1) % one.of == other.at {
        return !folds_back(one, other);
    }
    if one.ring == other.ring && (other.at + 1) % other.of == one.at {
        return !folds_back(other, one);
    }
    !meet(one, other)
}

/// Whether the second edge runs back over the first, whose end it begins at.
fn folds_back(first: Edge, second: Edge) -> bool {
    if side(first.from, first.to, second.to) != 0 {
        return false;
    }
    let (ax, ay) = (i64::from(first.to.x - first.from.x), i64::from(first.to.y - first.from.y));
    let (bx, by) = (i64::from(second.to.x - second.from.x), i64::from(second.to.y - second.from.y));
    ax * bx + ay * by < 0
}

fn meet(one: Edge, other: Edge) -> bool {
    let (a, b) = (side(one.from, one.to, other.from), side(one.from, one.to, other.to));
    let (c, d) = (side(other.from, other.to, one.from), side(other.from, other.to, one.to));
    // In one line the boxes decide; that of `y` was checked, that of `x` follows from the sweep.
    a * b <= 0 && c * d <= 0
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rings(all: &[&[(i32, i32)]]) -> Rings {
        let mut rings = Rings::default();
        for (number, ring) in all.iter().enumerate() {
            rings.push(ring.iter().map(|&(x, y)| Position { x, y }), number == 0);
        }
        rings
    }

    #[test]
    fn simple_rings_are_simple() {
        assert!(is_simple(&rings(&[&[(0, 0), (10, 0), (10, 10), (0, 10)], &[(2, 2), (4, 2), (4, 4)]])));
        assert!(is_simple(&rings(&[&[(0, 0), (5, 1), (0, 2)]])));
        assert!(is_simple(&Rings::default()));
    }

    #[test]
    fn a_hole_outside_its_polygon_is_not_nested() {
        assert!(is_valid(&rings(&[&[(0, 0), (10, 0), (10, 10), (0, 10)], &[(2, 2), (4, 2), (4, 4)]])));
        assert!(!is_valid(&rings(&[&[(0, 0), (10, 0), (10, 10), (0, 10)], &[(22, 2), (24, 2), (24, 4)]])));
    }

    #[test]
    fn crossing_touching_and_folding_rings_are_not() {
        for bad in [
            &[&[(0, 0), (10, 10), (10, 0), (0, 9)][..]][..],
            &[&[(0, 0), (10, 0), (10, 10), (5, 0), (0, 10)]],
            &[&[(0, 0), (10, 0), (4, 0), (4, 10)]],
            &[&[(0, 0), (10, 0), (10, 10), (0, 10)], &[(0, 2), (4, 2), (4, 4)]],
            &[&[(0, 0), (10, 0), (10, 10), (0, 10)], &[(8, 8), (12, 8), (12, 12)]],
        ] {
            assert!(!is_simple(&rings(bad)), "{bad:?}");
        }
    }
}
