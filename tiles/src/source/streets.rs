use std::collections::{BTreeMap, HashMap};
use std::sync::OnceLock;

use spatial::places::RoadClass;
use spatial::snapshot::Roads;

use crate::MAX_ZOOM;
use crate::geometry::{Lines, thinned};
use crate::index::{Boxes, Rect};
use crate::world::{Position, Projection, to_zoom};

const ZOOMS: usize = MAX_ZOOM as usize + 1;

/// Roads as people name them: stretches of one class, name and bridge joined end to end.
#[derive(Debug)]
pub(crate) struct Streets {
    pub(crate) boxes: Boxes,
    /// By line, the road it is part of; lines of one road follow each other.
    pub(crate) roads: Vec<Road>,
    lines: Lines,
    zooms: [OnceLock<Lines>; ZOOMS],
}

/// What a line is part of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Road {
    /// The same for all lines of one class, name and bridge.
    pub(crate) number: u32,
    /// A stretch of it, to read its name from.
    pub(crate) stretch: u32,
    pub(crate) class: RoadClass,
}

impl Streets {
    pub(crate) fn new(roads: &Roads, projection: &Projection) -> Self {
        let mut named: BTreeMap<(RoadClass, &str, bool), Vec<u32>> = BTreeMap::new();
        for row in 0..roads.id.len() {
            let key = (roads.class[row], &*roads.name[row], roads.bridge[row]);
            named.entry(key).or_default().push(row as u32);
        }
        let (mut lines, mut of) = (Lines::default(), Vec::new());
        for (number, ((class, ..), stretches)) in named.into_iter().enumerate() {
            let place = |row: &u32| roads.line[*row as usize].iter().map(|at| projection.position(*at)).collect();
            let joined = join(&stretches.iter().map(place).collect::<Vec<_>>());
            for line in joined {
                lines.push(line);
            }
            of.resize(lines.ends.len(), Road { number: number as u32, stretch: stretches[0], class });
        }
        let boxes =
            lines.iter().enumerate().filter_map(|(row, line)| Some((Rect::around(line.iter().copied())?, row as u32)));
        Self { boxes: Boxes::new(boxes), roads: of, lines, zooms: std::array::from_fn(|_| OnceLock::new()) }
    }

    /// The line of a row at a zoom, simplified; it keeps its ends and two points at least.
    pub(crate) fn line(&self, zoom: u8, row: u32) -> &[Position] {
        let lines = self.zooms[usize::from(zoom)].get_or_init(|| {
            let mut lines = Lines::default();
            let tolerance = if zoom == MAX_ZOOM { 1 } else { 2 };
            for line in self.lines.iter() {
                let quantised: Vec<Position> = line.iter().map(|at| to_zoom(*at, zoom)).collect();
                lines.push_always(thinned(&quantised, tolerance));
            }
            lines
        });
        lines.line(row as usize)
    }
}

/// Joins lines where exactly two ends meet.
fn join(lines: &[Vec<Position>]) -> Vec<Vec<Position>> {
    let mut ends: HashMap<Position, Vec<usize>> = HashMap::new();
    for (number, line) in lines.iter().enumerate() {
        for end in [line.first(), line.last()].into_iter().flatten() {
            ends.entry(*end).or_default().push(number);
        }
    }
    let next = |at: Position, from: usize| match ends.get(&at).map(Vec::as_slice) {
        Some(&[a, b]) if a != b => Some(if a == from { b } else { a }),
        _ => None,
    };
    let mut used = vec![false; lines.len()];
    let mut joined = Vec::new();
    for start in 0..lines.len() {
        if std::mem::replace(&mut used[start], true) || lines[start].is_empty() {
            continue;
        }
        let mut line = lines[start].clone();
        // Forwards from its end, then, turned around, from its beginning.
        for _ in 0..2 {
            let mut last = start;
            while let Some((number, at)) = line.last().and_then(|at| Some((next(*at, last)?, *at))) {
                if std::mem::replace(&mut used[number], true) {
                    break;
                }
                let more = &lines[number];
                if more.first() == Some(&at) {
                    line.extend(&more[1..]);
                } else {
                    line.extend(more.iter().rev().skip(1));
                }
                last = number;
            }
            line.reverse();
        }
        joined.push(line);
    }
    joined
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(points: &[(i32, i32)]) -> Vec<Position> {
        points.iter().map(|&(x, y)| Position { x, y }).collect()
    }

    #[test]
    fn stretches_become_one_line_whatever_way_they_run() {
        let joined = join(&[
            line(&[(10, 0), (20, 0)]),
            line(&[(0, 0), (10, 0)]),
            line(&[(30, 5), (20, 0)]),
            line(&[(90, 90), (91, 91)]),
        ]);
        assert_eq!(joined.len(), 2);
        let mut long = joined[0].clone();
        if long[0].x != 0 {
            long.reverse();
        }
        assert_eq!(long, line(&[(0, 0), (10, 0), (20, 0), (30, 5)]));
    }

    #[test]
    fn a_crossing_joins_nothing_and_a_ring_ends() {
        let cross = vec![line(&[(0, 0), (5, 5)]), line(&[(5, 5), (9, 9)]), line(&[(5, 5), (9, 0)])];
        assert_eq!(join(&cross).len(), 3);
        let ring = vec![line(&[(0, 0), (5, 0)]), line(&[(5, 0), (5, 5)]), line(&[(5, 5), (0, 0)])];
        assert_eq!(join(&ring).iter().map(Vec::len).collect::<Vec<_>>(), [4]);
    }
}
