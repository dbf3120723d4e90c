use std::ops::Range;

use super::edit::{Moves, Splice, splice};
use super::{Column, Row};

/// For each row of one table the rows of another, packed, in ascending order.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Adjacency {
    ends: Column<u32>,
    rows: Column<Row>,
}

impl Adjacency {
    /// Packs pairs `(row of this table, adjacent row)` in any order; pairs beyond `len` rows are left out.
    pub(crate) fn from_pairs(len: usize, pairs: impl IntoIterator<Item = (Row, Row)>) -> Self {
        let packed = |(from, to): (Row, Row)| (u64::from(from.0) << 32) | u64::from(to.0);
        let mut pairs: Vec<u64> = pairs.into_iter().filter(|(from, _)| from.index() < len).map(packed).collect();
        pairs.sort_unstable();
        let mut ends = vec![0; len];
        for pair in &pairs {
            ends[(pair >> 32) as usize] += 1;
        }
        let mut end = 0;
        for count in &mut ends {
            end += *count;
            *count = end;
        }
        Self { ends: ends.into(), rows: pairs.into_iter().map(|pair| Row(pair as u32)).collect() }
    }

    /// Packs pairs whose second rows ascend among those of each first one.
    pub(crate) fn from_ascending(len: usize, pairs: impl Iterator<Item = (Row, Row)> + Clone) -> Self {
        let mut ends = vec![0; len];
        let mut total = 0;
        pairs.clone().for_each(|(from, _)| ends[from.index()] += 1);
        for end in &mut ends {
            total += std::mem::replace(end, total);
        }
        let mut rows = vec![Row(0); total as usize];
        for (from, to) in pairs {
            rows[ends[from.index()] as usize] = to;
            ends[from.index()] += 1;
        }
        Self { ends: ends.into(), rows: rows.into() }
    }

    /// The same pairs with some more or less.
    pub(super) fn spliced(&self, splices: &[Splice], new: impl Iterator<Item = Row>) -> Self {
        Self { ends: splice::ends(&self.ends, splices).into(), rows: splice::members(&self.rows, splices, new).into() }
    }

    /// The same pairs of rows that moved, without those of removed ones; and which they were, where not all are left.
    pub(super) fn moved(&self, from: &Moves, to: &Moves) -> (Self, Option<Vec<usize>>) {
        match self.all_moved(from, to) {
            Some(moved) => (moved, None),
            None => self.some_moved(from, to),
        }
    }

    /// Where no pair is lost they stay in their order.
    fn all_moved(&self, from: &Moves, to: &Moves) -> Option<Self> {
        if from.removed().into_iter().any(|row| !self.of(row).is_empty()) {
            return None;
        }
        let mut moved = self.clone();
        if !to.is_still() {
            moved.rows = self.rows.iter().map(|row| to.now(*row)).collect::<Option<Vec<_>>>()?.into();
        }
        if !from.is_still() {
            let mut end = 0;
            let ends = (0..from.len(self.ends.len()) as u32).map(|row| {
                end = from.before(Row(row)).map_or(end, |before| self.ends[before.index()]);
                end
            });
            moved.ends = ends.collect();
        }
        Some(moved)
    }

    fn some_moved(&self, from: &Moves, to: &Moves) -> (Self, Option<Vec<usize>>) {
        let len = from.len(self.ends.len());
        let (mut ends, mut rows, mut kept) = (Vec::with_capacity(len), Vec::new(), Vec::new());
        for row in (0..len as u32).map(Row) {
            for position in from.before(row).map_or(0..0, |before| self.range(before)) {
                if let Some(to) = to.now(self.rows[position]) {
                    rows.push(to);
                    kept.push(position);
                }
            }
            ends.push(rows.len() as u32);
        }
        (Self { ends: ends.into(), rows: rows.into() }, Some(kept))
    }

    /// The rows adjacent to `row`; none where the row is not of this table.
    pub fn of(&self, row: Row) -> &[Row] {
        &self.rows[self.range(row)]
    }

    /// Where the rows adjacent to `row` stand among all pairs.
    pub(super) fn range(&self, row: Row) -> Range<usize> {
        let Some(&end) = self.ends.get(row.index()) else { return 0..0 };
        let start = if row.0 == 0 { 0 } else { self.ends[row.index() - 1] };
        start as usize..end as usize
    }

    /// Whether any pair leads to `row`.
    pub(super) fn leads_to(&self, row: Row) -> bool {
        self.rows.contains(&row)
    }

    /// How many pairs there are.
    pub fn pairs(&self) -> usize {
        self.rows.len()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_row_has_its_own_in_ascending_order() {
        let pairs = [(2, 7), (0, 3), (2, 1), (9, 9)].map(|(from, to)| (Row(from), Row(to)));
        let adjacency = Adjacency::from_pairs(3, pairs);
        assert_eq!(adjacency.of(Row(0)), [Row(3)]);
        assert_eq!(adjacency.of(Row(1)), []);
        assert_eq!(adjacency.of(Row(2)), [Row(1), Row(7)]);
        assert_eq!(adjacency.of(Row(9)), []);
        assert_eq!(adjacency.pairs(), 3);
    }
}
