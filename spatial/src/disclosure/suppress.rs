//! Chooses which cells to withhold beside the small ones.

use super::SMALLEST_SHOWN;
use super::feasible::{Range, UNBOUNDED, feasible};
use super::tree::Tree;

/// What is done with a cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum State {
    /// Published.
    Exact,
    /// Published as `<5`.
    Below,
    /// Withheld.
    Hidden,
}

/// One series over the tree.
#[derive(Clone, Debug)]
pub(super) struct Cells {
    pub(super) values: Vec<u64>,
    /// What is known of each cell from elsewhere: it is at most this.
    pub(super) at_most: Vec<i64>,
    /// Whether it must be withheld for itself.
    pub(super) sensitive: Vec<bool>,
}

impl Cells {
    /// Cells of which only the values are known; those of one to four are sensitive.
    pub(super) fn small(values: Vec<u64>) -> Self {
        let sensitive = values.iter().map(|value| is_small(*value)).collect();
        Self { at_most: vec![UNBOUNDED; values.len()], values, sensitive }
    }

    /// No cell is more than the published cell of another series.
    pub(super) fn within(mut self, values: &[u64], states: &[State]) -> Self {
        for (node, bound) in self.at_most.iter_mut().enumerate() {
            *bound = match states[node] {
                State::Exact => values[node] as i64,
                State::Below => SMALLEST_SHOWN as i64 - 1,
                State::Hidden => UNBOUNDED,
            };
        }
        self
    }

    /// Cells that are sensitive because of another series.
    pub(super) fn sensitive_where(mut self, also: impl Fn(usize) -> bool) -> Self {
        self.sensitive.iter_mut().enumerate().for_each(|(node, sensitive)| *sensitive |= also(node));
        self
    }

    /// What is known of a cell alone.
    pub(super) fn range(&self, node: usize, state: State) -> Range {
        let value = self.values[node] as i64;
        match state {
            State::Exact => (value, value),
            State::Below => (1, self.at_most[node].min(SMALLEST_SHOWN as i64 - 1)),
            // Only residents can be withheld at less than five; to think that they are more makes the attacker stronger.
            State::Hidden => {
                (if value < SMALLEST_SHOWN as i64 { 0 } else { SMALLEST_SHOWN as i64 }, self.at_most[node])
            }
        }
    }

    /// Whether withholding the cell would hide it: its bounds leave it room, and so do those of one of its parts.
    fn can_hide(&self, tree: &Tree, states: &[State], node: usize) -> bool {
        let (low, high) = self.range(node, State::Hidden);
        let hides = |part: &usize| states[*part] != State::Exact || self.can_hide(tree, states, *part);
        let parts = tree.children(node);
        self.values[node] > 0 && low < high && (parts.is_empty() || parts.iter().any(hides))
    }
}

/// Whether a count is small enough to tell of somebody.
pub(super) fn is_small(value: u64) -> bool {
    (1..SMALLEST_SHOWN).contains(&value)
}

/// Withholds the sensitive cells, then the next smallest ones, until no withheld cell has only one value left.
///
/// Where there is nothing left to withhold, `<5` itself says too much (four times `<5` in a `<5` is four times one): then
/// cells above become hidden instead. Ends because every round withholds a cell or hides one.
pub(super) fn suppress(tree: &Tree, cells: &Cells) -> Vec<State> {
    let first = |node: usize| match cells.sensitive[node] {
        false => State::Exact,
        true if is_small(cells.values[node]) => State::Below,
        true => State::Hidden,
    };
    let mut states: Vec<State> = (0..tree.len()).map(first).collect();
    while withhold_more(tree, cells, &mut states) {}
    states
}

/// One round: for each withheld cell that the attacker knows, one more in an equation that tells it.
fn withhold_more(tree: &Tree, cells: &Cells, states: &mut [State]) -> bool {
    let alone: Vec<Range> = (0..tree.len()).map(|node| cells.range(node, states[node])).collect();
    let known = feasible(tree, &alone);
    let told = |node: &usize| states[*node] != State::Exact && is_one(known[*node]) && !is_one(alone[*node]);
    let told: Vec<usize> = (0..tree.len()).filter(told).collect();
    // What its own parts tell comes first: its neighbours may be told by it alone.
    let by_parts = told.iter().filter(|node| told_by_parts(tree, &known, **node));
    let mut more: Vec<usize> =
        by_parts.filter_map(|node| smallest(tree, tree.children(*node), cells, states)).collect();
    if more.is_empty() {
        more = told.iter().filter_map(|node| cover_for(tree, cells, states, *node)).collect();
    }
    if more.is_empty() {
        more = told.iter().filter_map(|node| highest_below(tree, states, *node)).collect();
    }
    for node in &more {
        states[*node] = State::Hidden;
    }
    !more.is_empty()
}

fn is_one(range: Range) -> bool {
    range.0 == range.1
}

fn told_by_parts(tree: &Tree, known: &[Range], node: usize) -> bool {
    let parts = tree.children(node);
    !parts.is_empty() && parts.iter().all(|part| is_one(known[*part]))
}

/// The smallest cell among these that can be withheld.
fn smallest(tree: &Tree, among: &[usize], cells: &Cells, states: &[State]) -> Option<usize> {
    let open =
        among.iter().copied().filter(|node| states[*node] == State::Exact && cells.can_hide(tree, states, *node));
    open.min_by_key(|node| (cells.values[*node], *node))
}

/// The cell to withhold so that `node` is told no more: beside it, else above it, else beside what is above it.
fn cover_for(tree: &Tree, cells: &Cells, states: &[State], node: usize) -> Option<usize> {
    let lineage = std::iter::successors(tree.parent(node), |node| tree.parent(*node));
    lineage.into_iter().find_map(|parent| {
        let beside = smallest(tree, tree.children(parent), cells, states);
        beside.or_else(|| smallest(tree, &[parent], cells, states))
    })
}

/// The next cell to withhold where `node` is told by more than its own series: see [`cover_for`], else a part of it, else what
/// says `<5` above it.
pub(super) fn cover(tree: &Tree, cells: &Cells, states: &[State], node: usize) -> Option<usize> {
    let itself = || smallest(tree, &[node], cells, states);
    let part = || smallest(tree, tree.children(node), cells, states);
    cover_for(tree, cells, states, node).or_else(itself).or_else(part).or_else(|| highest_below(tree, states, node))
}

/// The cell nearest to the root, above `node` or itself, that still says `<5`.
fn highest_below(tree: &Tree, states: &[State], node: usize) -> Option<usize> {
    std::iter::successors(Some(node), |node| tree.parent(*node)).filter(|node| states[*node] == State::Below).last()
}

#[cfg(test)]
mod tests;
