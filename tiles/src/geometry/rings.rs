use crate::world::Position;

/// The rings of one or more polygons, packed; each exterior ring is followed by its holes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Rings {
    pub(crate) points: Vec<Position>,
    /// Where each ring ends in `points`, and whether it is an exterior one.
    pub(crate) ends: Vec<(u32, bool)>,
}

impl Rings {
    pub(crate) fn clear(&mut self) {
        self.points.clear();
        self.ends.clear();
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.ends.is_empty()
    }

    /// Adds a ring, wound as its role asks; a ring without an inside is left out.
    pub(crate) fn push(&mut self, ring: impl IntoIterator<Item = Position>, exterior: bool) {
        let start = self.points.len();
        self.points.extend(ring);
        let area = doubled_area(&self.points[start..]);
        if area == 0 {
            self.points.truncate(start);
            return;
        }
        if (area > 0) != exterior {
            self.points[start..].reverse();
        }
        self.ends.push((self.points.len() as u32, exterior));
    }

    /// Each ring with whether it is an exterior one.
    pub(crate) fn iter(&self) -> impl Iterator<Item = (&[Position], bool)> {
        let starts = std::iter::once(0).chain(self.ends.iter().map(|&(end, _)| end as usize));
        starts.zip(&self.ends).map(|(start, &(end, exterior))| (&self.points[start..end as usize], exterior))
    }
}

/// Twice the area of a ring, positive where it runs clockwise on the screen.
pub(crate) fn doubled_area(ring: &[Position]) -> i64 {
    let Some(&last) = ring.last() else { return 0 };
    let mut before = last;
    let mut sum = 0;
    for &at in ring {
        // Relative to the last point, so that the products stay small.
        let (ax, ay) = (i64::from(before.x - last.x), i64::from(before.y - last.y));
        let (bx, by) = (i64::from(at.x - last.x), i64::from(at.y - last.y));
        sum += ax * by - bx * ay;
        before = at;
    }
    sum
}

/// Which side of the line from `a` to `b` the point `c` is on.
pub(crate) fn side(a: Position, b: Position, c: Position) -> i64 {
    let (abx, aby) = (i64::from(b.x - a.x), i64::from(b.y - a.y));
    let (acx, acy) = (i64::from(c.x - a.x), i64::from(c.y - a.y));
    (abx * acy - aby * acx).signum()
}

/// Takes out of a ring what quantising and cutting leave behind: repeated points, points in a straight line, spikes.
pub(crate) fn clean(ring: &mut Vec<Position>) {
    let mut kept: Vec<Position> = Vec::with_capacity(ring.len());
    for &at in ring.iter() {
        push_cleanly(&mut kept, at);
    }
    // The seam: the same at the point where the ring closes.
    let mut start = 0;
    loop {
        let open = &kept[start..];
        if open.len() < 3 {
            kept.clear();
            break;
        }
        let (first, second) = (open[0], open[1]);
        let (last, before) = (open[open.len() - 1], open[open.len() - 2]);
        if first == last || side(before, last, first) == 0 {
            kept.pop();
        } else if side(last, first, second) == 0 {
            start += 1;
        } else {
            break;
        }
    }
    kept.drain(..start.min(kept.len()));
    std::mem::swap(ring, &mut kept);
}

fn push_cleanly(kept: &mut Vec<Position>, at: Position) {
    loop {
        match kept[..] {
            [.., last] if last == at => return,
            [.., before, last] if side(before, last, at) == 0 => {
                kept.pop();
            }
            _ => break,
        }
    }
    kept.push(at);
}

/// Whether a ring goes around a point, by the parity of what a ray eastward meets; the ray runs a quarter of a unit north
/// and west of the point, where no vertex is.
pub(crate) fn surrounds(ring: &[Position], at: Position) -> bool {
    let (px, py) = (i64::from(at.x) * 4 - 1, i64::from(at.y) * 4 - 1);
    let mut inside = false;
    for (a, b) in ring.iter().zip(ring.iter().cycle().skip(1)) {
        let (ax, ay, bx, by) = (i64::from(a.x) * 4, i64::from(a.y) * 4, i64::from(b.x) * 4, i64::from(b.y) * 4);
        if (ay > py) != (by > py) {
            // The sign of (crossing − point) · (by − ay).
            let right = (bx - ax) * (py - ay) - (px - ax) * (by - ay);
            inside ^= (right > 0) == (by > ay);
        }
    }
    inside
}

#[cfg(test)]
mod tests {
    use super::*;

    pub(crate) fn ring(points: &[(i32, i32)]) -> Vec<Position> {
        points.iter().map(|&(x, y)| Position { x, y }).collect()
    }

    #[test]
    fn cleaning_leaves_the_corners() {
        let square = ring(&[(0, 0), (10, 0), (10, 10), (0, 10)]);
        for dirty in [
            ring(&[(0, 0), (0, 0), (5, 0), (10, 0), (10, 10), (0, 10), (0, 0)]),
            ring(&[(0, 0), (10, 0), (20, 0), (10, 0), (10, 10), (0, 10)]),
            ring(&[(5, 0), (10, 0), (10, 10), (0, 10), (0, 0)]),
            ring(&[(0, 0), (10, 0), (10, 10), (0, 10), (-5, 10), (0, 10), (0, 5)]),
        ] {
            let mut cleaned = dirty.clone();
            clean(&mut cleaned);
            assert_eq!(cleaned.len(), 4, "{dirty:?} → {cleaned:?}");
            assert!(cleaned.iter().all(|corner| square.contains(corner)), "{dirty:?} → {cleaned:?}");
        }
    }

    #[test]
    fn nothing_is_left_of_a_flat_ring() {
        for flat in [&[(0, 0), (5, 5), (9, 9)][..], &[(0, 0), (4, 0)], &[(1, 1), (1, 1), (1, 1)], &[]] {
            let mut cleaned = ring(flat);
            clean(&mut cleaned);
            assert!(cleaned.is_empty(), "{flat:?} → {cleaned:?}");
        }
    }

    #[test]
    fn rings_are_wound_by_their_role() {
        let mut rings = Rings::default();
        let square = ring(&[(0, 0), (0, 10), (10, 10), (10, 0)]);
        rings.push(square.clone(), true);
        rings.push(square, false);
        rings.push(ring(&[(0, 0), (5, 5), (9, 9)]), true);
        let areas: Vec<_> = rings.iter().map(|(ring, exterior)| (doubled_area(ring), exterior)).collect();
        assert_eq!(areas, [(200, true), (-200, false)]);
    }
}
