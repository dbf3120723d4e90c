//! The assignment by trying every pair, one household and one place at a time, and the cut by leaving households out.

use proptest::prelude::*;

use super::assignment::{Assignment, Counts};
use super::cut::Cut;
use super::graph::Graph;
use super::spots::{Spot, Spots};
use crate::shape::{Point, distance2_mm2};

/// A place and how many households are there, or places members there have.
type Count = (Spot, u32);

/// A made-up district: homes, members and how far they may be apart.
#[derive(Clone, Debug)]
struct Case {
    homes: Vec<Count>,
    members: Vec<Count>,
    reach_mm: i64,
}

/// What the code under test makes of a case.
struct Found {
    flow: u64,
    /// By home of the case: whether it is short.
    short: Vec<bool>,
    /// By distinct home and member spot.
    counts: Counts,
    cut: Cut,
}

fn solve(case: &Case) -> Found {
    let (graph, counts, home_of) = built(case);
    let assignment = Assignment::maximum(&graph, &counts);
    check_links(&assignment, &counts);
    let cut = Cut::of(&assignment, &counts);
    let short = home_of.iter().map(|home| cut.part[*home as usize].is_some()).collect();
    Found { flow: assignment.flow(), short, counts, cut }
}

fn built(case: &Case) -> (Graph, Counts, Vec<u32>) {
    let side = |counts: &[Count]| {
        let (spots, which) = Spots::new(&counts.iter().map(|(spot, _)| *spot).collect::<Vec<_>>(), case.reach_mm);
        let mut sums = vec![0; spots.len()];
        counts.iter().zip(&which).for_each(|((_, count), spot)| sums[*spot as usize] += count);
        (spots, sums, which)
    };
    let ((homes, households, home_of), (members, places, _)) = (side(&case.homes), side(&case.members));
    let heads = places.iter().map(|places| u32::from(*places > 0)).collect();
    (Graph::new(homes, members, case.reach_mm), Counts { households, members: heads, places }, home_of)
}

/// Every link is between near ones, and nobody takes or is taken more than there are.
fn check_links(assignment: &Assignment, counts: &Counts) {
    let (graph, mut used) = (assignment.graph, vec![0; counts.places.len()]);
    for (home, taken) in assignment.taken.iter().enumerate() {
        for taken in taken {
            let (spot, member) = (graph.homes.get(home as u32), graph.members.get(taken.member));
            assert!(taken.count > 0 && near(spot, member, graph.reach_mm), "{spot:?} {member:?}");
            used[taken.member as usize] += taken.count;
        }
        let served: u32 = taken.iter().map(|taken| taken.count).sum();
        assert_eq!(served + assignment.waiting[home], counts.households[home]);
    }
    for (member, used) in used.into_iter().enumerate() {
        assert_eq!(used + assignment.spare[member], counts.places[member]);
    }
}

fn near(a: &Spot, b: &Spot, reach_mm: i64) -> bool {
    let same = a.micro_grid.is_some() && a.micro_grid == b.micro_grid;
    same || distance2_mm2(a.at, b.at) <= (reach_mm * reach_mm).into()
}

/// The most households that can be linked: augmenting paths between single households and single places.
fn plain_flow(case: &Case) -> u64 {
    let units = |counts: &[Count]| -> Vec<Spot> {
        counts.iter().flat_map(|(spot, count)| vec![*spot; *count as usize]).collect()
    };
    let (households, places) = (units(&case.homes), units(&case.members));
    let mut household_of: Vec<Option<usize>> = vec![None; places.len()];
    let free = |household: usize, household_of: &mut Vec<Option<usize>>| {
        place(household, &households, &places, case.reach_mm, household_of, &mut vec![false; places.len()])
    };
    (0..households.len()).filter(|household| free(*household, &mut household_of)).count() as u64
}

fn place(
    household: usize,
    households: &[Spot],
    places: &[Spot],
    reach_mm: i64,
    household_of: &mut Vec<Option<usize>>,
    seen: &mut Vec<bool>,
) -> bool {
    for at in 0..places.len() {
        if seen[at] || !near(&households[household], &places[at], reach_mm) {
            continue;
        }
        seen[at] = true;
        let other = household_of[at];
        if other.is_none_or(|other| place(other, households, places, reach_mm, household_of, seen)) {
            household_of[at] = Some(household);
            return true;
        }
    }
    false
}

/// Whether some maximum assignment leaves a household of this home waiting: then one household less links as many.
fn plainly_short(case: &Case, home: usize) -> bool {
    let mut less = case.clone();
    if less.homes[home].1 == 0 {
        return false;
    }
    less.homes[home].1 -= 1;
    plain_flow(&less) == plain_flow(case)
}

fn counts(side: i32, micro_grids: u32, most: u32, len: usize) -> impl Strategy<Value = Vec<Count>> {
    let spot = (0..side, 0..side, prop::option::weighted(0.3, 0..micro_grids));
    let spot = spot.prop_map(|(x, y, micro_grid)| Spot { at: Point { x, y }, micro_grid });
    prop::collection::vec((spot, 0..=most), 0..len)
}

fn case() -> impl Strategy<Value = Case> {
    (counts(60, 4, 4, 14), counts(60, 4, 5, 9), 0..30_i64).prop_map(|(homes, members, reach_mm)| Case {
        homes,
        members,
        reach_mm,
    })
}

/// A long road: paths of many steps.
fn road() -> impl Strategy<Value = Case> {
    (prop::collection::vec(1..3_u32, 40..80), prop::collection::vec(0..3_u32, 40..80)).prop_map(|(homes, members)| {
        let along = |counts: Vec<u32>, from: i32| {
            let spot = |at: usize| Spot { at: Point { x: from + 10 * at as i32, y: 0 }, micro_grid: None };
            counts.into_iter().enumerate().map(|(at, count)| (spot(at), count)).collect()
        };
        Case { homes: along(homes, 0), members: along(members, 5), reach_mm: 15 }
    })
}

fn config(cases: u32) -> ProptestConfig {
    ProptestConfig { cases, failure_persistence: None, ..ProptestConfig::default() }
}

proptest! {
    #![proptest_config(config(2_000))]

    #[test]
    fn as_many_are_linked_as_by_trying_every_pair(case in case()) {
        let found = solve(&case);
        prop_assert_eq!(found.flow, plain_flow(&case));
        let waiting = found.counts.households.iter().map(|count| u64::from(*count)).sum::<u64>() - found.flow;
        prop_assert_eq!(found.cut.parts.iter().map(|part| part.households - part.places).sum::<u64>(), waiting);
        prop_assert!(found.cut.parts.iter().all(|part| part.households > part.places));
    }

    #[test]
    fn a_home_is_short_exactly_where_some_best_assignment_leaves_a_household_waiting(case in case()) {
        let found = solve(&case);
        for (home, (_, households)) in case.homes.iter().enumerate() {
            // A record of no households says nothing of the others at its place.
            if *households > 0 {
                prop_assert_eq!(found.short[home], plainly_short(&case, home), "home {}", home);
            }
        }
    }
}

proptest! {
    #![proptest_config(config(300))]

    #[test]
    fn long_alternating_paths_are_found(case in road()) {
        prop_assert_eq!(solve(&case).flow, plain_flow(&case));
    }

    #[test]
    fn the_order_of_the_rows_changes_nothing(case in case(), by in 0..14_usize) {
        let mut turned = case.clone();
        turned.homes.reverse();
        turned.homes.rotate_left(by.min(case.homes.len()));
        turned.members.reverse();
        let (found, again) = (solve(&case), solve(&turned));
        prop_assert_eq!(found.flow, again.flow);
        prop_assert_eq!(found.counts, again.counts);
        prop_assert_eq!(found.cut, again.cut);
    }

    #[test]
    fn one_building_or_two_at_its_place_are_the_same(case in case(), more in 0..4_u32) {
        let (mut one, mut two) = (case.clone(), case);
        if let Some((spot, count)) = one.homes.first_mut() {
            *count += more;
            two.homes.push((*spot, more));
        }
        let (one, two) = (solve(&one), solve(&two));
        prop_assert_eq!((one.flow, one.cut), (two.flow, two.cut));
    }

    #[test]
    fn another_member_or_a_larger_reach_never_links_fewer(case in case(), member in counts(60, 4, 5, 2), further in 0..20) {
        let flow = solve(&case).flow;
        let mut more = case.clone();
        more.members.extend(member);
        prop_assert!(solve(&more).flow >= flow);
        let wider = Case { reach_mm: case.reach_mm + i64::from(further), ..case };
        prop_assert!(solve(&wider).flow >= flow);
    }
}
