use std::ops::Range;

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
