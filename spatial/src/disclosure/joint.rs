//! The attacker who holds several series against each other: gaps are a part of the households, and what is left of them
//! can be counted too.

use std::slice;

use super::feasible::{Range, UNBOUNDED, feasible};
use super::suppress::{Cells, State, cover, is_small};
use super::tree::Tree;

/// A series that is published, with what is withheld of it.
#[derive(Clone, Debug)]
pub(super) struct Published {
    pub(super) cells: Cells,
    pub(super) states: Vec<State>,
}

/// A part of a whole, and perhaps a part of what it leaves: gap and covered households, residents of gaps.
#[derive(Clone, Debug)]
pub(super) struct Split {
    pub(super) parts: Vec<Published>,
}

/// What is known of a split's parts and of what each leaves.
struct Known {
    parts: Vec<Vec<Range>>,
    rests: Vec<Vec<Range>>,
}

/// Withholds of each split what it, the other splits and the whole tell together. Whether the splits tell nothing of each
/// other: each was worked out without the others then.
pub(super) fn withhold_what_tells(tree: &Tree, whole: &Published, splits: &mut Vec<Split>) -> bool {
    let wholes = feasible(tree, &whole.bounds());
    let apart: Option<Vec<Split>> = splits.iter().map(|split| withheld_apart(tree, whole, &wholes, split)).collect();
    let Some(apart) = apart else {
        withhold_together(tree, whole, splits);
        return false;
    };
    *splits = apart;
    true
}

/// What is withheld of a split that tells nothing of the whole, and so nothing of other splits; `None` for another.
fn withheld_apart(tree: &Tree, whole: &Published, wholes: &[Range], split: &Split) -> Option<Split> {
    let mut split = split.clone();
    loop {
        let (known_wholes, known) = conclude(tree, wholes, slice::from_ref(&split));
        if known_wholes != wholes {
            return None;
        }
        if !withhold_more(tree, whole, (wholes, &known[0]), &mut split) {
            return Some(split);
        }
    }
}

/// Ends also where nothing else is left to withhold; a round withholds at least one cell.
fn withhold_together(tree: &Tree, whole: &Published, splits: &mut [Split]) {
    let alone = feasible(tree, &whole.bounds());
    let mut found = true;
    while found {
        let (wholes, known) = conclude(tree, &alone, splits);
        found = false;
        for (split, known) in splits.iter_mut().zip(&known) {
            found |= withhold_more(tree, whole, (&wholes, known), split);
        }
    }
}

/// Withholds a cell more for each that is told, where one can be found.
fn withhold_more(tree: &Tree, whole: &Published, (wholes, known): (&[Range], &Known), split: &mut Split) -> bool {
    let mut told = whole.told(wholes);
    let mut left = whole.cells.values.clone();
    for ((part, ranges), rests) in split.parts.iter().zip(&known.parts).zip(&known.rests) {
        left.iter_mut().zip(&part.cells.values).for_each(|(left, part)| *left -= part);
        told.extend(part.told(ranges));
        told.extend((0..left.len()).filter(|node| is_small(left[*node]) && is_one(rests[*node])));
    }
    let mut found = false;
    for node in told {
        let covers = split.parts.iter_mut().find_map(|part| {
            let cover = cover(tree, &part.cells, &part.states, node)?;
            part.states[cover] = State::Hidden;
            Some(())
        });
        found |= covers.is_some();
    }
    found
}

/// More rounds of narrowing than any chain of conclusions through the levels needs; two ranges could chase each other one by
/// one for much longer.
const ROUNDS: usize = 64;

/// Everything that follows, by narrowing until nothing narrows any more, from what the whole alone tells.
fn conclude(tree: &Tree, wholes: &[Range], splits: &[Split]) -> (Vec<Range>, Vec<Known>) {
    let mut wholes = wholes.to_vec();
    let unknown = vec![(0, UNBOUNDED); tree.len()];
    let known = splits.iter().map(|split| Known {
        parts: split.parts.iter().map(|part| feasible(tree, &part.bounds())).collect(),
        rests: vec![unknown.clone(); split.parts.len()],
    });
    let mut known: Vec<Known> = known.collect();
    for _ in 0..ROUNDS {
        let mut narrowed = false;
        for split in &mut known {
            narrowed |= narrow_split(tree, &mut wholes, split);
        }
        if !narrowed {
            break;
        }
    }
    (wholes, known)
}

/// Whether anything became narrower; all is feasible before and after.
fn narrow_split(tree: &Tree, wholes: &mut Vec<Range>, split: &mut Known) -> bool {
    let mut narrowed = false;
    for at in 0..split.parts.len() {
        let (earlier, rest) = split.rests.split_at_mut(at);
        let whole = earlier.last_mut().unwrap_or(&mut *wholes);
        let (part, rest) = (&mut split.parts[at], &mut rest[0]);
        let mut is_narrower = [false; 3];
        for ((whole, part), rest) in whole.iter_mut().zip(part.iter_mut()).zip(rest.iter_mut()) {
            let before = [*whole, *part, *rest];
            add_up(whole, part, rest);
            is_narrower.iter_mut().zip(before).zip([*whole, *part, *rest]).for_each(|((is, a), b)| *is |= a != b);
        }
        for (ranges, is_narrower) in [whole, part, rest].into_iter().zip(is_narrower) {
            if is_narrower {
                *ranges = feasible(tree, ranges);
                narrowed = true;
            }
        }
    }
    narrowed
}

/// A whole and its two parts.
pub(super) fn add_up(whole: &mut Range, a: &mut Range, b: &mut Range) {
    narrow(whole, (a.0 + b.0, a.1 + b.1));
    narrow(a, ((whole.0 - b.1).max(0), whole.1 - b.0));
    narrow(b, ((whole.0 - a.1).max(0), whole.1 - a.0));
}

pub(super) fn narrow(range: &mut Range, to: Range) {
    *range = (range.0.max(to.0), range.1.min(to.1));
}

impl Published {
    fn bounds(&self) -> Vec<Range> {
        self.states.iter().enumerate().map(|(node, state)| self.cells.range(node, *state)).collect()
    }

    /// The withheld cells of which only one value is left.
    fn told(&self, known: &[Range]) -> Vec<usize> {
        let told = |node: &usize| self.states[*node] != State::Exact && is_one(known[*node]);
        (0..known.len()).filter(told).collect()
    }
}

fn is_one(range: Range) -> bool {
    range.0 == range.1
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::decide::split_homes;
    use super::*;

    /// Gap and covered households of two rules, and the rest.
    type Leaf = (u64, u64, u64, u64, u64);

    proptest! {
        #[test]
        fn splits_that_tell_nothing_of_each_other_are_withheld_as_all_together(
            cells in prop::collection::vec((0_u64..20, 0_u64..20, 0_u64..9, 0_u64..9, 0_u64..30), 6),
        ) {
            // A root over two areas with one and two grids, and what each area counts itself.
            let tree = Tree::new(vec![None, Some(0), Some(0)], [Some(1), Some(2), Some(2)]);
            let add_up = |leaf: &dyn Fn(&Leaf) -> u64| {
                let mut values = vec![0; 3];
                values.extend(cells.iter().map(leaf));
                for area in tree.areas().rev() {
                    values[area] = tree.children(area).iter().map(|child| values[*child]).sum();
                }
                values
            };
            let homes = Published::alone(&tree, Cells::small(add_up(&|(a, b, c, d, rest)| a + b + c + d + rest)));
            let mut apart = vec![
                split_homes(&tree, &homes, add_up(&|cell| cell.0), add_up(&|cell| cell.1)),
                split_homes(&tree, &homes, add_up(&|cell| cell.2), add_up(&|cell| cell.3)),
            ];
            let mut together = apart.clone();
            withhold_what_tells(&tree, &homes, &mut apart);
            withhold_together(&tree, &homes, &mut together);
            for (apart, together) in apart.iter().zip(&together) {
                for (apart, together) in apart.parts.iter().zip(&together.parts) {
                    prop_assert_eq!(&apart.states, &together.states);
                }
            }
        }
    }
}
