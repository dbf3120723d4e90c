//! What of a sum an audience may be shown: exact, `<5`, or nothing; the same in tile, API and report.
//!
//! * **Withheld**: counts of one to four households or members are `<5`; so are the residents of one to four households,
//!   and residents who are fewer than five. Residents of gap households are withheld wherever the gap is.
//! * **Complement**: then further cells are withheld until nobody can work a withheld one out: not by subtracting siblings
//!   and what an area counts itself from their parent, not across levels, not from knowing that `<5` lies in 1–4, that a
//!   withheld larger cell is at least 5, and that gaps are no more than the households around them. [`feasible`] is that
//!   attacker, exactly; [`suppress`] withholds the next smallest cell until it learns no cell's value.
//! * **Derived**: most rules judge no household and make gaps of whole grids (G1, O10) or of none; their sums are shown
//!   where those of every grid in them are.

mod feasible;
mod suppress;
mod tree;

pub(crate) use tree::Node;

use crate::rules::{Affects, RuleId};
use crate::snapshot::{Row, Snapshot};
use crate::sums::{Series, Sums};
use suppress::{Cells, State, is_small, suppress};
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
#[derive(Clone, Debug, Default)]
pub(crate) struct Disclosure {
    tree: Tree,
    /// By the series' index, by node; `None` for a series that has nothing to withhold or is not published.
    states: Vec<Option<Vec<State>>>,
}

impl Disclosure {
    /// Decides what is withheld.
    pub(crate) fn of(snapshot: &Snapshot, sums: &Sums) -> Self {
        let tree = Tree::of(snapshot);
        let mut states = vec![None; Series::COUNT];
        let values = |series| tree.values(sums, series);

        let (households, persons) = (values(Series::Households), values(Series::Persons));
        let of_households = suppress(&tree, &Cells::small(households.clone()));
        let few = |node: usize| is_small(households[node]) && persons[node] > 0;
        let of_persons = suppress(&tree, &Cells::small(persons.clone()).sensitive_where(few));
        states[Series::Members.index()] = Some(suppress(&tree, &Cells::small(values(Series::Members))));
        for rule in RuleId::ALL {
            let (gap, gap_persons) = (Series::Gap(rule), Series::GapPersons(rule));
            let (of_gap, of_gap_persons) = if rule.definition().affects != Affects::Households {
                (derived(&tree, &values(gap), &of_households), derived(&tree, &values(gap_persons), &of_persons))
            } else {
                let of_gap = suppress(&tree, &Cells::small(values(gap)).within(&households, &of_households));
                let residents = Cells::small(values(gap_persons)).within(&persons, &of_persons);
                let of_residents = suppress(&tree, &residents.sensitive_where(|node| of_gap[node] != State::Exact));
                (of_gap, of_residents)
            };
            states[gap.index()] = Some(of_gap);
            states[gap_persons.index()] = Some(of_gap_persons);
        }
        states[Series::Households.index()] = Some(of_households);
        states[Series::Persons.index()] = Some(of_persons);
        Self { tree, states }
    }

    /// A grid's sum as those see it who see no exact counts.
    pub(crate) fn grid(&self, grid: Row, value: u64, series: Series) -> Shown {
        self.shown(self.tree.grid(grid), value, series)
    }

    /// An area's sum as those see it who see no exact counts.
    pub(crate) fn area(&self, area: Row, value: u64, series: Series) -> Shown {
        self.shown(Tree::area(area), value, series)
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

/// The states of a series that at each grid is nothing or the whole of another: as that is published, so is it; an area's sum
/// is published where those of all its parts are, and then tells nothing new.
fn derived(tree: &Tree, values: &[u64], whole: &[State]) -> Vec<State> {
    let mut states: Vec<State> =
        values.iter().zip(whole).map(|(value, whole)| if *value == 0 { State::Exact } else { *whole }).collect();
    for area in tree.areas().rev() {
        let open = tree.children(area).iter().all(|child| states[*child] == State::Exact);
        states[area] = if open { State::Exact } else { State::Hidden };
    }
    states
}

#[cfg(test)]
mod tests;
