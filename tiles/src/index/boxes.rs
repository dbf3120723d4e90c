use super::morton;
use crate::world::Position;

/// How many children a node has.
const FAN: usize = 16;

/// An axis-parallel box, both corners inside.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Rect {
    pub(crate) low: Position,
    pub(crate) high: Position,
}

impl Rect {
    /// The box around points; `None` around none.
    pub(crate) fn around(points: impl IntoIterator<Item = Position>) -> Option<Self> {
        points.into_iter().map(|at| Self { low: at, high: at }).reduce(Self::joined)
    }

    /// The box around both.
    pub(crate) fn joined(self, other: Self) -> Self {
        Self {
            low: Position { x: self.low.x.min(other.low.x), y: self.low.y.min(other.low.y) },
            high: Position { x: self.high.x.max(other.high.x), y: self.high.y.max(other.high.y) },
        }
    }

    /// Whether the two touch.
    pub(crate) fn touches(self, other: Self) -> bool {
        self.low.x <= other.high.x
            && self.high.x >= other.low.x
            && self.low.y <= other.high.y
            && self.high.y >= other.low.y
    }

    /// Whether `other` lies inside.
    pub(crate) fn holds(self, other: Self) -> bool {
        self.low.x <= other.low.x
            && self.high.x >= other.high.x
            && self.low.y <= other.low.y
            && self.high.y >= other.high.y
    }
}

/// Boxes packed into a tree by the Morton order of their centres; never changed after it is made.
#[derive(Debug, Default)]
pub(crate) struct Boxes {
    rows: Vec<u32>,
    /// The boxes themselves first, then level upon level.
    levels: Vec<Vec<Rect>>,
}

impl Boxes {
    /// Packs boxes, each with its row.
    pub(crate) fn new(boxes: impl Iterator<Item = (Rect, u32)>) -> Self {
        let mut leaves: Vec<(Rect, u32)> = boxes.collect();
        let middle = |low: i32, high: i32| i32::midpoint(low, high).max(0) as u32;
        leaves.sort_by_cached_key(|&(Rect { low, high }, row)| {
            (morton(middle(low.x, high.x), middle(low.y, high.y)), row)
        });
        let rows = leaves.iter().map(|&(_, row)| row).collect();
        let mut levels: Vec<Vec<Rect>> = vec![leaves.into_iter().map(|(rect, _)| rect).collect()];
        while let Some(below) = levels.last().filter(|below| below.len() > FAN) {
            let above = below.chunks(FAN).filter_map(|nodes| nodes.iter().copied().reduce(Rect::joined)).collect();
            levels.push(above);
        }
        Self { rows, levels }
    }

    /// The rows whose boxes touch `area`, rising, into `found`.
    pub(crate) fn query(&self, area: Rect, found: &mut Vec<u32>) {
        found.clear();
        if let Some(top) = self.levels.len().checked_sub(1) {
            self.descend(top, 0..self.levels[top].len(), area, found);
        }
        found.sort_unstable();
    }

    fn descend(&self, level: usize, nodes: std::ops::Range<usize>, area: Rect, found: &mut Vec<u32>) {
        for at in nodes {
            if !self.levels[level][at].touches(area) {
                continue;
            }
            if level == 0 {
                found.push(self.rows[at]);
            } else {
                let end = ((at + 1) * FAN).min(self.levels[level - 1].len());
                self.descend(level - 1, at * FAN..end, area, found);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rect(x: i32, y: i32, size: i32) -> Rect {
        Rect { low: Position { x, y }, high: Position { x: x + size, y: y + size } }
    }

    #[test]
    fn it_finds_what_a_scan_finds() {
        for count in [0_u32, 1, 15, 16, 17, 300, 5000] {
            let boxes: Vec<_> = (0..count)
                .map(|at| (rect((at * 7919 % 10_007) as i32, (at * 104_729 % 10_007) as i32, (at % 97) as i32), at))
                .collect();
            let tree = Boxes::new(boxes.iter().copied());
            for area in [rect(0, 0, 20_000), rect(500, 700, 900), rect(9000, 9000, 1), rect(-50, -50, 10)] {
                let mut found = vec![99];
                tree.query(area, &mut found);
                let expected: Vec<u32> =
                    boxes.iter().filter(|(rect, _)| rect.touches(area)).map(|&(_, row)| row).collect();
                assert_eq!(found, expected);
            }
        }
    }
}
