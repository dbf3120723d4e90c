use proptest::prelude::*;

use super::feasible::{Range, UNBOUNDED, feasible};
use super::*;
use crate::audience::{Areas, Audience};
use crate::fixture::{COMMUNITIES, Records, at, code};
use crate::{District, Row};

/// What somebody who reads all that an audience is shown of a series knows of every cell.
fn known(district: &District, audience: &Audience, series: Series) -> Vec<(Range, Shown, u64)> {
    let (tree, sums) = (&district.disclosure().tree, &district.sums);
    let values = tree.values(sums, series);
    let shown: Vec<Shown> = (0..tree.len())
        .map(|node| match tree.kind(node) {
            Node::Area(area) => district.shown_area(audience, area, series),
            Node::Grid(grid) => district.shown_grid(audience, grid, series),
            // Nobody publishes it; to think that it is told where it is not withheld makes the attacker stronger.
            Node::Own(area) if district.knows(audience, Node::Area(area)) => Shown::Exact(values[node]),
            Node::Own(_) => district.disclosure().shown(node, values[node], series),
        })
        .collect();
    let alone: Vec<Range> = shown
        .iter()
        .map(|shown| match shown {
            Shown::Exact(value) => (*value as i64, *value as i64),
            Shown::Below(bound) => (1, *bound as i64 - 1),
            Shown::Hidden => (0, UNBOUNDED),
        })
        .collect();
    let ranges = feasible(tree, &alone);
    ranges.into_iter().zip(shown).zip(values).map(|((range, shown), value)| (range, shown, value)).collect()
}

fn withheld() -> impl Iterator<Item = Series> {
    // What follows from a verdict on a whole grid is shown where that is: see the attacker.
    let household_rules = RuleId::ALL.into_iter().filter(|rule| !judges_whole_grids(*rule));
    [Series::Households, Series::Persons, Series::Members]
        .into_iter()
        .chain(household_rules.flat_map(|rule| [Series::Gap(rule), Series::GapPersons(rule)]))
}

/// A tiny district with its households and members anywhere in it, some of them twice, some of them gone.
fn shuffled(moves: &[(usize, f64, f64)], dropped: usize) -> District {
    let mut records = Records::tiny();
    for (household, x, y) in moves {
        records.households[*household].position = Some(at(*x, *y));
    }
    records.households.drain(..dropped);
    records.district()
}

#[test]
fn an_empty_register_withholds_nothing_and_breaks_nothing() {
    assert_eq!(Records::empty().district().disclosure().tree.len(), 0);
}

#[test]
fn what_is_not_for_the_public_is_hidden_whatever_its_size() {
    let district = Records::tiny().district();
    for series in
        [Series::FullMembers, Series::EligibleMembers, Series::Covered(RuleId::S1), Series::Unknown(RuleId::V1)]
    {
        assert_eq!(district.shown_area(&Audience::Public, Row(0), series), Shown::Hidden, "{series:?}");
    }
}

#[test]
fn small_counts_of_places_are_no_secret() {
    let district = Records::tiny().district();
    assert_eq!(district.shown_area(&Audience::Public, Row(0), Series::Stations), Shown::Exact(2));
    assert_eq!(district.shown_grid(&Audience::Public, Row(0), Series::Buildings), Shown::Exact(1));
}

#[test]
fn residents_are_withheld_with_their_few_households() {
    let mut records = Records::tiny();
    // Four households stay in the first grid, with ten residents.
    (4..15).for_each(|number| records.households[number].position = Some(at(100.0, -100.0)));
    let district = records.district();
    assert_eq!(district.sums.grid(Row(0), Series::Persons), 10);
    assert_eq!(district.shown_grid(&Audience::Public, Row(0), Series::Households), Shown::Below(5));
    assert_eq!(district.shown_grid(&Audience::Public, Row(0), Series::Persons), Shown::Hidden);
}

#[test]
fn residents_of_gaps_are_withheld_wherever_the_gap_is() {
    let district = shuffled(&[(0, 100.0, -100.0), (1, -500.0, 0.0), (20, 100.0, 300.0)], 3);
    for rule in RuleId::ALL {
        for grid in (0..4).map(Row) {
            let gap = district.shown_grid(&Audience::Public, grid, Series::Gap(rule));
            let persons = district.shown_grid(&Audience::Public, grid, Series::GapPersons(rule));
            let exact = |shown| matches!(shown, Shown::Exact(_));
            assert!(exact(gap) || !exact(persons), "{rule:?} {grid:?}: {gap:?} {persons:?}");
        }
    }
}

#[test]
fn gaps_of_whole_grids_are_shown_as_their_verdicts_and_households_are() {
    let mut records = Records::tiny();
    (4..15).for_each(|number| records.households[number].position = Some(at(100.0, -100.0)));
    let district = records.district();
    let shown = |grid, series| district.shown_grid(&Audience::Public, Row(grid), series);
    let households = [0, 1, 2, 3].map(|grid| shown(grid, Series::Households));
    // Four, and the next smallest to cover them.
    assert_eq!(households, [Shown::Below(5), Shown::Hidden, Shown::Exact(26), Shown::Exact(15)]);
    let gap = |rule| [0, 1, 2, 3].map(|grid| shown(grid, Series::Gap(rule)));
    // Whether 300 to 500 live there bounds how many do.
    assert_eq!(gap(RuleId::G1), [Shown::Hidden, Shown::Hidden, Shown::Exact(26), Shown::Exact(15)]);
    // Whether a branch serves it does not.
    assert_eq!(gap(RuleId::O10), [Shown::Hidden, Shown::Exact(0), Shown::Exact(26), Shown::Exact(15)]);
    let all = |series| district.shown_area(&Audience::Public, Row(0), series);
    assert_eq!(all(Series::Gap(RuleId::G1)), Shown::Exact(26 + 15));
    assert_eq!(all(Series::GapGrids(RuleId::G1)), Shown::Exact(2));
    let exact = district.shown_area(&Audience::Auditor, Row(0), Series::GapGrids(RuleId::G1));
    assert_eq!(exact, Shown::Exact(4));
}

#[test]
fn a_worker_cannot_subtract_their_own_community_from_the_sums_around_it() {
    let mut records = Records::tiny();
    // The east keeps three households: the public sees neither community, and the street's sum.
    records.households.truncate(33);
    let district = records.district();
    let street = district.snapshot.area_row("990101001").unwrap();
    let [west, east] = COMMUNITIES.map(|code| district.snapshot.area_row(code).unwrap());
    let worker = Audience::Worker(Areas::Listed(vec![code(COMMUNITIES[0])]));
    let shown = |audience: &Audience, area| district.shown_area(audience, area, Series::Households);
    assert_eq!(shown(&Audience::Public, street), Shown::Exact(33));
    assert_eq!([shown(&Audience::Public, west), shown(&Audience::Public, east)], [Shown::Hidden, Shown::Below(5)]);
    assert_eq!([shown(&worker, west), shown(&worker, east)], [Shown::Exact(30), Shown::Below(5)]);
    assert_eq!([shown(&worker, street), shown(&worker, Row(0))], [Shown::Hidden, Shown::Hidden]);
    assert_eq!(shown(&Audience::Auditor, street), Shown::Exact(33));
}

proptest! {
    #[test]
    fn nobody_learns_a_small_count_from_all_that_is_shown(
        moves in prop::collection::vec((0_usize..60, -600.0..600.0, -600.0..600.0), 0..60),
        dropped in 0_usize..55,
        role in 0_usize..4,
    ) {
        let district = shuffled(&moves, dropped);
        let audience = match role {
            0 | 1 => Audience::Public,
            2 => Audience::Worker(Areas::Listed(vec![code(COMMUNITIES[0])])),
            _ => Audience::Planner(Areas::Listed(vec![code(COMMUNITIES[1]), code("990101777")])),
        };
        let knows = |node| district.knows(&audience, node);
        for series in withheld() {
            for (node, (range, shown, value)) in known(&district, &audience, series).into_iter().enumerate() {
                prop_assert!(range.0 <= value as i64 && value as i64 <= range.1, "{series:?}: {value} is not in {range:?}");
                match shown {
                    Shown::Exact(shown) => prop_assert_eq!(shown, value),
                    // A sum of what is their own and of what everybody sees is no secret.
                    _ if district.disclosure().knows_within(node, &knows) => {}
                    _ => prop_assert!(range.0 < range.1, "{:?}: {} told to {:?}", series, value, audience),
                }
            }
        }
    }
}
