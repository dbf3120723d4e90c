use super::crossing::{Crossing, Frame};
use super::mend::mended;
use super::outlines::Outline;
use super::rings::{Rings, clean, surrounds};
use crate::index::Rect;
use crate::world::Position;

/// The part of an outline inside a box, valid, shifted so that `origin` becomes 0, 0.
pub(crate) fn clip_polygon(outline: Outline<'_>, area: Rect, origin: Position, out: &mut Rings) {
    let frame = Frame::around(area);
    let mut cut = Cut::new(frame);
    let mut parts = Rings::default();
    for (ring, exterior) in outline.iter() {
        if exterior {
            cut.finish(&mut parts);
        }
        cut.add(ring);
    }
    cut.finish(&mut parts);
    let parts = mended(parts);
    out.points.extend(parts.points.iter().map(|at| Position { x: at.x - origin.x, y: at.y - origin.y }));
    let base = (out.points.len() - parts.points.len()) as u32;
    out.ends.extend(parts.ends.iter().map(|&(end, exterior)| (base + end, exterior)));
}

/// One polygon being cut (Weiler and Atherton, against a box): the inside is on the left-hand side of every ring and of
/// the walk around the frame alike, so a piece goes along a ring until it leaves and then along the frame to where the
/// next one enters.
struct Cut {
    frame: Frame,
    chains: Vec<Chain>,
    /// Rings that lie inside altogether, the first of them an exterior one if that is inside.
    whole: Vec<Vec<Position>>,
    whole_exterior: bool,
    rings: usize,
    /// Whether the frame's first corner is inside an odd number of rings.
    covered: bool,
}

struct Chain {
    enter: Crossing,
    points: Vec<Position>,
    leave: Crossing,
}

impl Cut {
    fn new(frame: Frame) -> Self {
        Self { frame, chains: Vec::new(), whole: Vec::new(), whole_exterior: false, rings: 0, covered: false }
    }

    fn add(&mut self, ring: &[Position]) {
        self.rings += 1;
        let Some(outside) = ring.iter().position(|&at| !self.frame.holds(at)) else {
            self.whole_exterior |= self.rings == 1;
            self.whole.push(ring.to_vec());
            return;
        };
        self.covered ^= surrounds(ring, self.frame.corners()[0]);
        let mut open: Option<(Crossing, Vec<Position>)> = None;
        for step in 0..ring.len() {
            let (from, to) = (ring[(outside + step) % ring.len()], ring[(outside + step + 1) % ring.len()]);
            let Some((enter, leave)) = self.frame.pass(from, to) else { continue };
            if let Some(enter) = enter {
                open = Some((enter, vec![enter.at]));
            }
            let Some((enter, mut points)) = open.take() else { continue };
            if let Some(leave) = leave {
                points.push(leave.at);
                self.chains.push(Chain { enter, points, leave });
            } else {
                points.push(to);
                open = Some((enter, points));
            }
        }
    }

    fn finish(&mut self, out: &mut Rings) {
        let chains = std::mem::take(&mut self.chains);
        let mut exteriors: Vec<Vec<Position>> = Vec::new();
        if self.whole_exterior {
            exteriors.push(self.whole.remove(0));
        } else if !chains.is_empty() {
            exteriors = self.join(&chains);
        } else if self.covered {
            exteriors.push(self.frame.corners().to_vec());
        }
        let holes = std::mem::take(&mut self.whole);
        (self.whole_exterior, self.rings, self.covered) = (false, 0, false);
        put(exteriors, holes, out);
    }

    fn join(&self, chains: &[Chain]) -> Vec<Vec<Position>> {
        let mut order: Vec<usize> = (0..chains.len()).collect();
        order.sort_by(|&a, &b| chains[a].enter.cmp(&chains[b].enter));
        let corners = self.frame.corners();
        let mut used = vec![false; chains.len()];
        let mut joined = Vec::new();
        for start in 0..chains.len() {
            let mut ring = Vec::new();
            let mut at = start;
            while !used[at] {
                used[at] = true;
                ring.extend_from_slice(&chains[at].points);
                let leave = &chains[at].leave;
                let next = order.partition_point(|&other| chains[other].enter.cmp(leave).is_lt()) % order.len();
                at = order[next];
                ring.extend(leave.corners_to(&chains[at].enter).map(|corner| corners[corner]));
            }
            joined.push(ring);
        }
        joined
    }
}

/// Each exterior ring with the holes inside it.
fn put(exteriors: Vec<Vec<Position>>, mut holes: Vec<Vec<Position>>, out: &mut Rings) {
    let alone = exteriors.len() == 1;
    for mut exterior in exteriors {
        clean(&mut exterior);
        if exterior.is_empty() {
            continue;
        }
        let (inside, others) =
            holes.into_iter().partition(|hole| alone || hole.iter().any(|&at| surrounds(&exterior, at)));
        holes = others;
        out.push(exterior, true);
        for mut hole in inside {
            clean(&mut hole);
            out.push(hole, false);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::geometry::Outlines;
    use crate::geometry::rings::doubled_area;

    fn clipped(polygon: &[&[(i32, i32)]]) -> Vec<(Vec<(i32, i32)>, bool)> {
        let area = Rect { low: Position { x: 0, y: 0 }, high: Position { x: 100, y: 100 } };
        let rings = polygon.iter().map(|ring| ring.iter().map(|&(x, y)| Position { x, y }).collect()).collect();
        let mut outlines = Outlines::default();
        outlines.push(std::iter::once(rings), None);
        let mut out = Rings::default();
        clip_polygon(outlines.row(0), area, Position { x: 0, y: 0 }, &mut out);
        out.iter().map(|(ring, exterior)| (ring.iter().map(|at| (at.x, at.y)).collect(), exterior)).collect()
    }

    fn areas(parts: &[(Vec<(i32, i32)>, bool)]) -> Vec<i64> {
        let area =
            |ring: &[(i32, i32)]| doubled_area(&ring.iter().map(|&(x, y)| Position { x, y }).collect::<Vec<_>>()) / 2;
        parts.iter().map(|(ring, _)| area(ring)).collect()
    }

    #[test]
    fn a_polygon_around_the_box_covers_it_whole() {
        assert_eq!(areas(&clipped(&[&[(-50, -50), (150, -50), (150, 150), (-50, 150)]])), [10_000]);
    }

    #[test]
    fn a_polygon_beside_the_box_leaves_nothing() {
        assert!(clipped(&[&[(200, 0), (300, 0), (300, 100)]]).is_empty());
        // Its box covers ours, it does not.
        assert!(clipped(&[&[(-50, -50), (-20, -50), (-20, 120), (150, 120), (150, 150), (-50, 150)]]).is_empty());
    }

    #[test]
    fn a_polygon_inside_stays_as_it_is() {
        assert_eq!(areas(&clipped(&[&[(10, 10), (20, 10), (20, 20), (10, 20)]])), [100]);
    }

    #[test]
    fn a_comb_becomes_its_teeth() {
        let comb: &[(i32, i32)] = &[
            (10, 10),
            (200, 10),
            (200, 20),
            (150, 20),
            (150, 30),
            (200, 30),
            (200, 90),
            (10, 90),
            (10, 50),
            (150, 50),
            (150, 40),
            (10, 40),
        ];
        let parts = clipped(&[comb]);
        assert_eq!(areas(&parts), [90 * 40, 90 * 30]);
    }

    #[test]
    fn a_hole_stays_where_it_is_whole_and_opens_where_it_is_cut() {
        let outer: &[(i32, i32)] = &[(-50, -50), (150, -50), (150, 150), (-50, 150)];
        let inside = clipped(&[outer, &[(40, 40), (40, 60), (60, 60), (60, 40)]]);
        assert_eq!(areas(&inside), [10_000, -400]);
        assert!(!inside[1].1);
        let open = clipped(&[outer, &[(40, 40), (40, 160), (60, 160), (60, 40)]]);
        assert_eq!(areas(&open), [10_000 - 20 * 60]);
        let gone = clipped(&[outer, &[(-20, -20), (-20, 120), (120, 120), (120, -20)]]);
        assert!(gone.is_empty());
    }

    #[test]
    fn a_hole_goes_with_the_piece_around_it() {
        // A U whose base is outside: two pieces, the hole in the second.
        let outer: &[(i32, i32)] =
            &[(10, -50), (40, -50), (40, 200), (60, 200), (60, -50), (90, -50), (90, 300), (10, 300)];
        let parts = clipped(&[outer, &[(70, 40), (70, 60), (80, 60), (80, 40)]]);
        assert_eq!(parts.iter().map(|(_, exterior)| *exterior).collect::<Vec<_>>(), [true, true, false]);
        assert!(parts[1].0.iter().all(|&(x, _)| x >= 60));
    }

    #[test]
    fn a_corner_cut_off_is_a_corner() {
        assert_eq!(areas(&clipped(&[&[(-60, 40), (40, -60), (40, 40)]])), [40 * 40]);
        assert!(clipped(&[&[(-60, 59), (59, -60), (-60, -60)]]).is_empty());
    }
}
