//! Points by the square they lie in.

use std::collections::BTreeMap;

use crate::shape::Point;

/// Items in squares of one size.
pub(super) struct Cells {
    side_mm: i32,
    items: BTreeMap<(i32, i32), Vec<(Point, u32)>>,
}

impl Cells {
    /// Squares with a side of so many decimetres, at least a metre.
    pub(super) fn new(side_dm: u32, items: impl Iterator<Item = (Point, u32)>) -> Self {
        let mut cells = Self { side_mm: side_mm(side_dm), items: BTreeMap::new() };
        for (at, item) in items {
            cells.items.entry(cell(at, cells.side_mm)).or_default().push((at, item));
        }
        cells
    }

    /// The items in the square of a point and the eight around it: all that are no further than a side, and others.
    pub(super) fn around(&self, at: Point) -> impl Iterator<Item = (Point, u32)> {
        let (x, y) = cell(at, self.side_mm);
        let cells = (x - 1..=x + 1).flat_map(move |x| (y - 1..=y + 1).map(move |y| (x, y)));
        cells.filter_map(|cell| self.items.get(&cell)).flatten().copied()
    }
}

pub(super) fn side_mm(side_dm: u32) -> i32 {
    i32::try_from(side_dm).unwrap_or(i32::MAX).saturating_mul(100).max(1_000)
}

pub(super) fn cell(at: Point, side_mm: i32) -> (i32, i32) {
    (at.x.div_euclid(side_mm), at.y.div_euclid(side_mm))
}
