//! What is withheld: first of members, households and residents, then of every rule's part of households and residents.

use super::joint::{Published, Split, withhold_what_tells};
use super::suppress::{Cells, State, is_small, suppress};
use super::tree::Tree;
use super::{Disclosure, of_households};
use crate::rules::RuleId;
use crate::sums::{Series, Sums};

/// What was decided before an edit over the same tree, and from what.
pub(super) struct Earlier<'a> {
    pub(super) disclosure: &'a Disclosure,
    pub(super) sums: &'a Sums,
}

/// Decides what is withheld; what follows from the same sums as `earlier` is taken from it.
pub(super) fn decide(tree: Tree, sums: &Sums, earlier: Option<&Earlier>) -> Disclosure {
    let values = |series| tree.values(sums, series);
    let stays = |all: &[Series]| {
        let is_same = |earlier: &Earlier, series| values(series) == tree.values(earlier.sums, series);
        earlier.is_some_and(|earlier| earlier.disclosure.apart && all.iter().all(|series| is_same(earlier, *series)))
    };
    let (households, persons) = (values(Series::Households), values(Series::Persons));
    let few: Vec<bool> = (0..tree.len()).map(|node| is_small(households[node]) && persons[node] > 0).collect();
    let homes = Published::alone(&tree, Cells::small(households));
    let residents = Published::alone(&tree, Cells::small(persons).sensitive_where(|node| few[node]));
    let mut states: States = vec![None; Series::COUNT];
    states[Series::Members.index()] = Some(suppress(&tree, &Cells::small(values(Series::Members))));

    let (same_homes, same_residents) = (stays(&[Series::Households]), stays(&[Series::Households, Series::Persons]));
    let of_homes =
        Stage { tree: &tree, whole: &homes, earlier, parts: |rule| vec![Series::Gap(rule), Series::Covered(rule)] };
    let is_kept = |rule: RuleId, _: &States| same_homes && stays(&[Series::Gap(rule), Series::Covered(rule)]);
    let split =
        |rule: RuleId, _: &States| split_homes(&tree, &homes, values(Series::Gap(rule)), values(Series::Covered(rule)));
    let mut apart = of_homes.decide(&mut states, is_kept, split);

    let of_residents = Stage { tree: &tree, whole: &residents, earlier, parts: |rule| vec![Series::GapPersons(rule)] };
    let is_kept = |rule: RuleId, states: &States| {
        let gap = Series::Gap(rule).index();
        let same_gaps = earlier.is_some_and(|earlier| earlier.disclosure.states[gap] == states[gap]);
        same_residents && same_gaps && stays(&[Series::GapPersons(rule)])
    };
    let split = |rule: RuleId, states: &States| {
        let gaps = states[Series::Gap(rule).index()].as_ref();
        let withheld = |node: usize| gaps.is_some_and(|gaps| gaps[node] != State::Exact);
        Split { parts: vec![Published::part(&tree, &residents, values(Series::GapPersons(rule)), withheld)] }
    };
    apart &= of_residents.decide(&mut states, is_kept, split);

    if earlier.is_some() && !apart {
        // What was taken may tell of what was not.
        return decide(tree, sums, None);
    }
    states[Series::Households.index()] = Some(homes.states);
    states[Series::Persons.index()] = Some(residents.states);
    Disclosure { tree, states, apart }
}

/// By the series' index, by node.
type States = Vec<Option<Vec<State>>>;

/// A whole that every rule splits.
struct Stage<'a> {
    tree: &'a Tree,
    whole: &'a Published,
    earlier: Option<&'a Earlier<'a>>,
    /// The series of a rule's parts.
    parts: fn(RuleId) -> Vec<Series>,
}

impl Stage<'_> {
    /// Decides of every rule's parts, but for those that are kept. Whether the others tell nothing of each other.
    fn decide(
        &self,
        states: &mut States,
        is_kept: impl Fn(RuleId, &States) -> bool,
        split: impl Fn(RuleId, &States) -> Split,
    ) -> bool {
        let (kept, anew): (Vec<_>, Vec<_>) = of_households().partition(|rule| is_kept(*rule, states));
        let mut splits = anew.iter().map(|rule| split(*rule, states)).collect();
        let apart = withhold_what_tells(self.tree, self.whole, &mut splits);
        for (rule, split) in anew.into_iter().zip(splits) {
            for (series, part) in (self.parts)(rule).into_iter().zip(split.parts) {
                states[series.index()] = Some(part.states);
            }
        }
        for series in kept.into_iter().flat_map(self.parts) {
            states[series.index()] = self.earlier.and_then(|earlier| earlier.disclosure.states[series.index()].clone());
        }
        apart
    }
}

/// Gap and covered households of one rule.
pub(super) fn split_homes(tree: &Tree, homes: &Published, gap: Vec<u64>, covered: Vec<u64>) -> Split {
    let households = &homes.cells.values;
    let judged: Vec<u64> = gap.iter().zip(&covered).map(|(gap, covered)| gap + covered).collect();
    let gap = Published::part(tree, homes, gap, |_| false);
    // With its gaps a rate tells the covered, and with both the households that are neither.
    let tells = |node: usize| gap.states[node] != State::Exact || is_small(households[node] - judged[node]);
    let covered = Published::part(tree, homes, covered, tells);
    Split { parts: vec![gap, covered] }
}

impl Published {
    /// A part of the whole: withheld where `also` says so, where the whole is, and where few would be left of it.
    pub(super) fn part(tree: &Tree, whole: &Published, part: Vec<u64>, also: impl Fn(usize) -> bool) -> Self {
        let tells = |node: usize| {
            // Nothing is no part: all that is left of it is the whole.
            let withheld = whole.states[node] != State::Exact || is_small(whole.cells.values[node] - part[node]);
            withheld && part[node] > 0
        };
        let mut sensitive: Vec<bool> = (0..part.len()).map(tells).collect();
        for area in tree.areas().rev() {
            // Where no part tells of a few, what is left of all is what the whole alone tells.
            sensitive[area] &= tree.children(area).iter().any(|child| sensitive[*child]);
        }
        let within = Cells::small(part).within(&whole.cells.values, &whole.states);
        let cells = within.sensitive_where(|node| sensitive[node] || also(node));
        Self::alone(tree, cells)
    }

    pub(super) fn alone(tree: &Tree, cells: Cells) -> Self {
        let states = suppress(tree, &cells);
        Self { cells, states }
    }
}
