//! What of a sum an audience may be shown: exact, `<5`, or nothing; the same in tile, API and report.
//!
//! * **Withheld**: counts of one to four households or members are `<5`; so are the residents of one to four households,
//!   and residents who are fewer than five. Residents of gap households are withheld wherever the gap is.
//! * **Rest**: a gap is withheld too where what it leaves of its households (or residents) is one to four of them, and
//!   where those themselves are withheld: a published part is a bound on the whole.
//! * **Complement**: then further cells are withheld until nobody can work a withheld one out: not by subtracting siblings
//!   and what an area counts itself from their parent, not across levels, not from knowing that `<5` lies in 1–4, that a
//!   withheld larger cell is at least 5, and that gaps are no more than the households around them. [`feasible`] is that
//!   attacker, exactly; [`suppress`] withholds the next smallest cell until it learns no cell's value.
//! * **Rates** tell the covered households to whoever knows the gaps, so they are withheld like a series of counts.
//! * **Verdicts** bound the counts that they come from, so they are told where those are: [`Disclosure::tells_verdict`].

mod decide;
mod feasible;
mod joint;
mod rate;
mod suppress;
mod tree;

pub use rate::{Judged, SMALLEST_RATED};
pub(crate) use tree::Node;

use std::sync::Arc;

use crate::rules::{Affects, RuleId, TellsOf};
use crate::snapshot::{Row, Snapshot};
use crate::sums::{Series, Sums};
use decide::{Earlier, decide};
use suppress::{State, is_small};
use tree::Tree;

/// Counts below this are not shown, zero apart.
pub const SMALLEST_SHOWN: u64 = 5;

/// A count as an audience may see it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shown {
    /// The number.
    Exact(u64),
    /// Fewer than this many, and more than none.
    Below(u64),
    /// Withheld, because it or a difference with it would tell of a few persons.
    Hidden,
}

/// What is withheld from those who see no exact counts, for one snapshot and its sums.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Disclosure {
    tree: Tree,
    /// By the series' index, by node; `None` for a series that has nothing to withhold or is not published.
    states: Vec<Option<Vec<State>>>,
    /// Whether no rule's sums tell anything of another's, so that each could be decided alone.
    apart: bool,
}

impl Disclosure {
    /// Decides what is withheld.
    pub(crate) fn of(snapshot: &Snapshot, sums: &Sums) -> Self {
        decide(Tree::of(snapshot), sums, None)
    }

    /// What is withheld after an edit, equal to [`Self::of`]: it follows from who is summed into whom and from a few of the
    /// sums, and only what follows from those that changed is worked out anew.
    pub(crate) fn edited(self: &Arc<Self>, snapshot: &Snapshot, before: &Sums, after: &Sums) -> Arc<Self> {
        let tree = Tree::of(snapshot);
        if tree != self.tree {
            return decide(tree, after, None).into();
        }
        let is_same = |series| tree.values(before, series) == tree.values(after, series);
        if decisive().all(is_same) {
            return Arc::clone(self);
        }
        decide(tree, after, Some(&Earlier { disclosure: self, sums: before })).into()
    }

    /// A grid's sum as those see it who see no exact counts.
    pub(crate) fn grid(&self, grid: Row, value: u64, series: Series) -> Shown {
        self.shown(self.tree.grid(grid), value, series)
    }

    /// An area's sum as those see it who see no exact counts.
    pub(crate) fn area(&self, area: Row, value: u64, series: Series) -> Shown {
        self.shown(Tree::area(area), value, series)
    }

    /// Whether a grid's verdict tells those who see no exact counts nothing of a few persons: a cell of enough households, and
    /// the counts that the verdict bounds published (or of nobody).
    pub(crate) fn tells_verdict(&self, sums: &Sums, grid: Row, rule: RuleId) -> bool {
        let households = sums.grid(grid, Series::Households);
        let open = |series| self.is_open(Node::Grid(grid), series);
        let from = match rule.definition().tells_of {
            TellsOf::Nobody => true,
            TellsOf::Households => open(Series::Households),
            // Few full members among many others would be bounded too.
            TellsOf::Members => open(Series::Members) && !is_small(sums.grid(grid, Series::FullMembers)),
            TellsOf::Gaps => open(Series::Gap(rule)),
        };
        from && !(1..SMALLEST_RATED).contains(&households)
    }

    /// Whether nothing of a cell is withheld.
    pub(crate) fn is_open(&self, node: Node, series: Series) -> bool {
        let states = self.states[series.index()].as_ref();
        states.is_none_or(|states| states[self.tree.node(node)] == State::Exact)
    }

    /// The grids summed into an area.
    pub(crate) fn grids_in(&self, area: Row) -> Vec<Row> {
        let mut grids = Vec::new();
        let mut open = vec![Tree::area(area)];
        while let Some(node) = open.pop() {
            match self.tree.kind(node) {
                Node::Grid(grid) => grids.push(grid),
                Node::Area(_) => open.extend(self.tree.children(node)),
                Node::Own(_) => {}
            }
        }
        grids
    }

    /// Whether an audience that `knows` some cells of an area could subtract them from the area's published sum and learn a
    /// cell that is withheld from it.
    pub(crate) fn would_tell(&self, area: Row, series: Series, knows: &impl Fn(Node) -> bool) -> bool {
        let Some(states) = &self.states[series.index()] else { return false };
        let area = Tree::area(area);
        self.knows_within(area, knows) && self.withholds(states, area, knows)
    }

    fn shown(&self, node: usize, value: u64, series: Series) -> Shown {
        if !is_public(series) {
            return Shown::Hidden;
        }
        match self.states[series.index()].as_ref().map_or(State::Exact, |states| states[node]) {
            State::Exact => Shown::Exact(value),
            State::Below => Shown::Below(SMALLEST_SHOWN),
            State::Hidden => Shown::Hidden,
        }
    }

    fn knows_within(&self, area: usize, knows: &impl Fn(Node) -> bool) -> bool {
        self.tree.children(area).iter().any(|child| knows(self.tree.kind(*child)) || self.knows_within(*child, knows))
    }

    /// Whether a cell stays withheld in the sums of an area of which some cells are known.
    fn withholds(&self, states: &[State], area: usize, knows: &impl Fn(Node) -> bool) -> bool {
        self.tree.children(area).iter().filter(|child| !knows(self.tree.kind(**child))).any(|child| {
            if self.knows_within(*child, knows) {
                self.withholds(states, *child, knows)
            } else {
                states[*child] != State::Exact
            }
        })
    }
}

/// Whether those who see no exact counts may see the series at all.
pub(crate) fn is_public(series: Series) -> bool {
    match series {
        Series::Households
        | Series::Persons
        | Series::Members
        | Series::Units
        | Series::Organisations
        | Series::Stations
        | Series::Buildings
        | Series::Gap(_)
        | Series::GapPersons(_)
        | Series::GapGrids(_) => true,
        Series::PersonsUnknown
        | Series::FullMembers
        | Series::EligibleMembers
        | Series::Covered(_)
        | Series::Unknown(_) => false,
    }
}

/// Rules whose gap households are all households of the grids that are gaps: who is told the verdicts knows them.
pub(crate) fn judges_whole_grids(rule: RuleId) -> bool {
    rule.definition().affects != Affects::Households
}

/// The rules of which single households are gaps or covered.
fn of_households() -> impl Iterator<Item = RuleId> {
    RuleId::ALL.into_iter().filter(|rule| !judges_whole_grids(*rule))
}

/// The series from which all that is withheld follows.
fn decisive() -> impl Iterator<Item = Series> {
    let of_rule = |rule| [Series::Gap(rule), Series::Covered(rule), Series::GapPersons(rule)];
    [Series::Households, Series::Persons, Series::Members].into_iter().chain(of_households().flat_map(of_rule))
}

#[cfg(test)]
mod attacker;
#[cfg(test)]
mod tests;
