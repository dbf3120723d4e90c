use std::cmp::Reverse;
use std::collections::{BinaryHeap, HashSet};

use super::topology::Chain;
use super::triangle::doubled_area;
use super::vertices::Vertices;
use crate::shape::Point;

/// A vertex that never leaves.
pub(super) const ALWAYS: u8 = u8::MAX;

/// For each vertex the first level at which it is gone, [`ALWAYS`] where it stays.
///
/// `doubled_areas` are the levels' tolerances, rising. At each level vertices leave until none is left whose triangle is
/// smaller than the tolerance and may go; what was in the way at one level is asked again at the next.
pub(super) fn weigh(points: Vec<Point>, chains: &[Chain], doubled_areas: &[u128]) -> (Vec<Point>, Vec<u8>) {
    let mut line = Line::new(points, chains);
    for (level, &tolerance) in doubled_areas.iter().enumerate().take(usize::from(ALWAYS)) {
        line.thin(level as u8, tolerance);
    }
    (line.vertices.into_points(), line.gone_at)
}

struct Line {
    vertices: Vertices,
    /// Neighbours along the chain; only those of inner vertices mean anything.
    before: Vec<u32>,
    after: Vec<u32>,
    /// Vertices inside a chain; its ends stay.
    inner: Vec<bool>,
    /// Chains that end where they begin, by inner vertex: they keep two inner vertices.
    loop_of: Vec<Option<u32>>,
    loop_size: Vec<u32>,
    /// Edges straight from one end of a chain to the other; a second one would make an area vanish.
    straight: HashSet<(u32, u32)>,
    gone_at: Vec<u8>,
}

impl Line {
    fn new(points: Vec<Point>, chains: &[Chain]) -> Self {
        let count = points.len();
        let mut line = Self {
            vertices: Vertices::new(points),
            before: vec![0; count],
            after: vec![0; count],
            inner: vec![false; count],
            loop_of: vec![None; count],
            loop_size: vec![0; chains.len()],
            straight: HashSet::new(),
            gone_at: vec![ALWAYS; count],
        };
        for (arc, chain) in chains.iter().enumerate() {
            line.add(arc as u32, chain);
        }
        line
    }

    fn add(&mut self, arc: u32, chain: &Chain) {
        if let [a, b] = chain[..] {
            self.straight.insert((a.min(b), a.max(b)));
        }
        let closed = chain.first() == chain.last();
        for inner in chain.windows(3) {
            let at = inner[1] as usize;
            (self.before[at], self.after[at], self.inner[at]) = (inner[0], inner[2], true);
            if closed {
                self.loop_of[at] = Some(arc);
                self.loop_size[arc as usize] += 1;
            }
        }
    }

    fn thin(&mut self, level: u8, tolerance: u128) {
        let mut queue = BinaryHeap::new();
        let mut asked_again = true;
        while asked_again {
            asked_again = false;
            queue.extend((0..self.inner.len() as u32).filter_map(|id| self.candidate(id, tolerance)));
            while let Some(Reverse((area, id))) = queue.pop() {
                // An entry is stale when the vertex left or its neighbours changed.
                if self.candidate(id, tolerance) != Some(Reverse((area, id))) || !self.may_go(id) {
                    continue;
                }
                let neighbours = self.remove(id, level);
                queue.extend(neighbours.into_iter().filter_map(|id| self.candidate(id, tolerance)));
                asked_again = true;
            }
        }
    }

    fn candidate(&self, id: u32, tolerance: u128) -> Option<Reverse<(u128, u32)>> {
        let at = id as usize;
        if !self.inner[at] || !self.vertices.is_alive(id) {
            return None;
        }
        let [before, here, after] = [self.before[at], id, self.after[at]].map(|id| self.vertices.point(id));
        let area = doubled_area(before, here, after).unsigned_abs();
        (area <= tolerance).then_some(Reverse((area, id)))
    }

    fn may_go(&self, id: u32) -> bool {
        let (before, after) = (self.before[id as usize], self.after[id as usize]);
        let loop_stays = self.loop_of[id as usize].is_none_or(|arc| self.loop_size[arc as usize] > 2);
        loop_stays
            && !self.straight.contains(&(before.min(after), before.max(after)))
            && !self.vertices.any_in([before, id, after])
    }

    fn remove(&mut self, id: u32, level: u8) -> [u32; 2] {
        let (before, after) = (self.before[id as usize], self.after[id as usize]);
        self.vertices.remove(id);
        self.gone_at[id as usize] = level;
        if let Some(arc) = self.loop_of[id as usize] {
            self.loop_size[arc as usize] -= 1;
        }
        if self.inner[before as usize] {
            self.after[before as usize] = after;
        }
        if self.inner[after as usize] {
            self.before[after as usize] = before;
        }
        if !self.inner[before as usize] && !self.inner[after as usize] {
            self.straight.insert((before.min(after), before.max(after)));
        }
        [before, after]
    }
}
