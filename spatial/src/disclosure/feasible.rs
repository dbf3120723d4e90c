//! The attacker: what every cell may be, given all that is published and the sums that hold between the cells.
//!
//! The sums form a tree, and a sum of ranges of whole numbers is a range. So one pass from the leaves and one from the root
//! give each cell's exact range, over all equations at once: no linear combination of published numbers tells more.

use super::tree::Tree;

/// The values a cell may have, both ends among them.
pub(super) type Range = (i64, i64);

/// Larger than any sum, and small enough that a hundred thousand of them can be added.
pub(super) const UNBOUNDED: i64 = 1 << 40;

/// Narrows what is said of each cell alone to what all of it together leaves.
pub(super) fn feasible(tree: &Tree, alone: &[Range]) -> Vec<Range> {
    let mut below = alone.to_vec();
    for area in tree.areas().rev() {
        below[area] = common(alone[area], total(tree, area, &below));
    }
    let mut above = alone.to_vec();
    for area in tree.areas() {
        let (low, high) = total(tree, area, &below);
        for &child in tree.children(area) {
            let others = (low - below[child].0, high - below[child].1);
            let left = (above[area].0 - others.1, above[area].1 - others.0);
            above[child] = common(alone[child], left);
        }
    }
    below.into_iter().zip(above).map(|(below, above)| common(below, above)).collect()
}

fn total(tree: &Tree, area: usize, ranges: &[Range]) -> Range {
    let ranges = tree.children(area).iter().map(|child| ranges[*child]);
    ranges.fold((0, 0), |(low, high), range| (low + range.0, high + range.1))
}

fn common(a: Range, b: Range) -> Range {
    (a.0.max(b.0), a.1.min(b.1))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Every assignment of small whole numbers that keeps the sums: the ranges as they are.
    fn by_trying(tree: &Tree, alone: &[Range]) -> Vec<Option<Range>> {
        let leaves: Vec<usize> = (0..tree.len()).filter(|node| tree.children(*node).is_empty()).collect();
        let mut values = vec![0; tree.len()];
        let mut seen = vec![None; tree.len()];
        try_leaves(tree, alone, &leaves, &mut values, &mut seen);
        seen
    }

    fn try_leaves(
        tree: &Tree,
        alone: &[Range],
        leaves: &[usize],
        values: &mut Vec<i64>,
        seen: &mut Vec<Option<Range>>,
    ) {
        let Some((leaf, rest)) = leaves.split_first() else {
            for area in tree.areas().rev() {
                values[area] = tree.children(area).iter().map(|child| values[*child]).sum();
            }
            if values.iter().zip(alone).all(|(value, range)| (range.0..=range.1).contains(value)) {
                for (seen, value) in seen.iter_mut().zip(values.iter()) {
                    *seen =
                        Some(seen.map_or((*value, *value), |range: Range| (range.0.min(*value), range.1.max(*value))));
                }
            }
            return;
        };
        for value in alone[*leaf].0..=alone[*leaf].1.min(7) {
            values[*leaf] = value;
            try_leaves(tree, alone, rest, values, seen);
        }
    }

    proptest! {
        #[test]
        fn finds_the_ranges_that_trying_everything_finds(
            truth in prop::collection::vec(0_i64..6, 6),
            slack in prop::collection::vec((0_i64..3, 0_i64..3), 9),
        ) {
            // A root over two areas with one and two grids.
            let tree = Tree::new(vec![None, Some(0), Some(0)], [Some(1), Some(2), Some(2)]);
            let mut values = [0; 9];
            values[3..].copy_from_slice(&truth);
            for area in tree.areas().rev() {
                values[area] = tree.children(area).iter().map(|child| values[*child]).sum();
            }
            let alone: Vec<Range> =
                values.iter().zip(&slack).map(|(value, (down, up))| ((value - down).max(0), value + up)).collect();
            let ranges = feasible(&tree, &alone);
            for (range, expected) in ranges.into_iter().zip(by_trying(&tree, &alone)) {
                prop_assert_eq!(Some(range), expected);
            }
        }
    }
}
