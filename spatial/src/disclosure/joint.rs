//! The attacker who holds several series against each other: gaps are a part of the households, and what is left of them
//! can be counted too.

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

/// Ends also where nothing else is left to withhold; a round withholds at least one cell.
pub(super) fn withhold_what_tells(tree: &Tree, whole: &Published, splits: &mut [Split]) {
    while withhold_more(tree, whole, splits) {}
}

fn withhold_more(tree: &Tree, whole: &Published, splits: &mut [Split]) -> bool {
    let (wholes, known) = conclude(tree, whole, splits);
    let all = whole.told(&wholes);
    let mut found = false;
    for (split, known) in splits.iter_mut().zip(&known) {
        let mut told = all.clone();
        let mut left = whole.cells.values.clone();
        for ((part, ranges), rests) in split.parts.iter().zip(&known.parts).zip(&known.rests) {
            left.iter_mut().zip(&part.cells.values).for_each(|(left, part)| *left -= part);
            told.extend(part.told(ranges));
            told.extend((0..left.len()).filter(|node| is_small(left[*node]) && is_one(rests[*node])));
        }
        for node in told {
            let covers = split.parts.iter_mut().find_map(|part| {
                let cover = cover(tree, &part.cells, &part.states, node)?;
                part.states[cover] = State::Hidden;
                Some(())
            });
            found |= covers.is_some();
        }
    }
    found
}

/// More rounds of narrowing than any chain of conclusions through the levels needs; two ranges could chase each other one by
/// one for much longer.
const ROUNDS: usize = 64;

/// Everything that follows, by narrowing until nothing narrows any more.
fn conclude(tree: &Tree, whole: &Published, splits: &[Split]) -> (Vec<Range>, Vec<Known>) {
    let mut wholes = feasible(tree, &whole.bounds());
    let unknown = vec![(0, UNBOUNDED); tree.len()];
    let known = splits.iter().map(|split| Known {
        parts: split.parts.iter().map(Published::bounds).collect(),
        rests: vec![unknown.clone(); split.parts.len()],
    });
    let mut known: Vec<Known> = known.collect();
    for _ in 0..ROUNDS {
        let before = wholes.clone();
        let mut narrowed = false;
        for split in &mut known {
            narrowed |= narrow_split(tree, &mut wholes, split);
        }
        wholes = feasible(tree, &wholes);
        if !narrowed && wholes == before {
            break;
        }
    }
    (wholes, known)
}

fn narrow_split(tree: &Tree, wholes: &mut [Range], split: &mut Known) -> bool {
    let mut narrowed = false;
    for at in 0..split.parts.len() {
        let (earlier, rest) = split.rests.split_at_mut(at);
        let (part, rest) = (&mut split.parts[at], &mut rest[0]);
        let before = (part.clone(), rest.clone());
        let whole = earlier.last_mut().map_or(&mut *wholes, Vec::as_mut_slice);
        for node in 0..tree.len() {
            add_up(&mut whole[node], &mut part[node], &mut rest[node]);
        }
        (*part, *rest) = (feasible(tree, part), feasible(tree, rest));
        narrowed |= before != (part.clone(), rest.clone());
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
