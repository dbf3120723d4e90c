use proptest::prelude::*;

use super::*;

/// A root over streets, each over communities with grids; `counts[street][community]` are the grids' values, the last
/// number of each community and street what it counts itself.
struct Town {
    tree: Tree,
    values: Vec<u64>,
}

fn town(streets: &[Vec<Vec<u64>>]) -> Town {
    let (mut parents, mut grids, mut own) = (vec![None], Vec::new(), vec![0]);
    let mut values: Vec<u64> = Vec::new();
    for street in streets {
        let street_node = parents.len();
        parents.push(Some(0));
        own.push(0);
        for community in street {
            grids.extend(community[1..].iter().map(|_| Some(parents.len())));
            values.extend(&community[1..]);
            parents.push(Some(street_node));
            own.push(community[0]);
        }
    }
    let areas = parents.len();
    let tree = Tree::new(parents, grids);
    let mut all = vec![0; areas];
    all.extend(own);
    all.extend(values);
    for area in tree.areas().rev() {
        all[area] = tree.children(area).iter().map(|child| all[*child]).sum();
    }
    Town { tree, values: all }
}

impl Town {
    fn states(&self) -> Vec<State> {
        suppress(&self.tree, &Cells::small(self.values.clone()))
    }

    fn grids(&self) -> Vec<State> {
        self.states()[2 * self.tree.areas().len()..].to_vec()
    }

    fn areas(&self) -> Vec<State> {
        self.states()[self.tree.areas()].to_vec()
    }
}

use State::{Below, Exact, Hidden};

#[test]
fn without_small_cells_everything_is_published_and_zero_is_no_secret() {
    let town = town(&[vec![vec![0, 5, 9, 0], vec![7, 0, 100]]]);
    assert!(town.states().iter().all(|state| *state == Exact));
}

#[test]
fn a_single_small_grid_takes_the_next_smallest_with_it() {
    assert_eq!(town(&[vec![vec![0, 3, 9, 400, 8]]]).grids(), [Below, Exact, Exact, Hidden]);
}

#[test]
fn what_an_area_counts_itself_can_be_the_cover() {
    let town = town(&[vec![vec![6, 3, 9, 400]]]);
    assert_eq!(town.grids(), [Below, Exact, Exact]);
    assert_eq!(town.states()[town.tree.own(2)], Hidden);
}

#[test]
fn what_an_area_counts_itself_can_be_small() {
    let town = town(&[vec![vec![2, 30, 9, 400]]]);
    assert_eq!(town.states()[town.tree.own(2)], Below);
    assert_eq!(town.grids(), [Exact, Hidden, Exact]);
}

#[test]
fn two_small_ones_cover_each_other_unless_both_are_one_or_both_are_four() {
    assert_eq!(town(&[vec![vec![0, 1, 2, 400]]]).grids(), [Below, Below, Exact]);
    assert_eq!(town(&[vec![vec![0, 1, 1, 400]]]).grids(), [Below, Below, Hidden]);
    assert_eq!(town(&[vec![vec![0, 4, 4, 400]]]).grids(), [Below, Below, Hidden]);
}

#[test]
fn a_cover_of_just_five_beside_a_one_needs_another() {
    assert_eq!(town(&[vec![vec![0, 1, 5, 400]]]).grids(), [Below, Hidden, Hidden]);
}

#[test]
fn a_grid_without_a_sibling_takes_its_community_and_that_another_community() {
    let town = town(&[vec![vec![0, 3, 0, 0], vec![0, 40, 50], vec![0, 60, 70]]]);
    assert_eq!(town.grids()[0], Below);
    // District, street, then the communities: of one grid's number, of 90, of 130.
    assert_eq!(town.areas(), [Exact, Exact, Below, Hidden, Exact]);
    // The withheld community's grids must not add it up again.
    assert_eq!(town.grids()[3..], [Hidden, Exact, Exact, Exact]);
}

#[test]
fn a_district_of_one_grid_is_withheld_to_the_top() {
    assert_eq!(town(&[vec![vec![0, 3]]]).areas(), [Below, Below, Below]);
}

#[test]
fn four_ones_in_a_small_district_hide_its_sum() {
    let town = town(&[vec![vec![0, 1, 1], vec![0, 1, 1]]]);
    assert_eq!(town.areas(), [Hidden, Hidden, Below, Below]);
    assert_eq!(town.grids(), [Below; 4]);
}

#[test]
fn what_is_bounded_by_the_households_around_it_is_no_cover() {
    let tree = Tree::new(vec![None], [Some(0), Some(0), Some(0)]);
    let gaps = Cells::small(vec![48, 0, 3, 5, 40]);
    let households = [455, 0, 50, 5, 400];
    let states = suppress(&tree, &gaps.within(&households, &[Exact; 5]));
    // The five of five can be told from the households: the forty are withheld instead.
    assert_eq!(states[2..], [Below, Exact, Hidden]);
}

proptest! {
    #[test]
    fn no_withheld_cell_is_told_by_any_combination_of_published_ones(
        counts in prop::collection::vec(
            prop::collection::vec(prop::collection::vec(prop_oneof![3 => Just(0), 4 => 1_u64..7, 3 => 5_u64..500], 1..7), 1..4),
            1..4,
        ),
    ) {
        let town = town(&counts);
        let cells = Cells::small(town.values.clone());
        let states = suppress(&town.tree, &cells);
        let alone: Vec<Range> = states.iter().enumerate().map(|(node, state)| cells.range(node, *state)).collect();
        let known = feasible(&town.tree, &alone);
        for node in 0..town.tree.len() {
            let (value, state) = (town.values[node] as i64, states[node]);
            prop_assert!(state != Exact || !is_small(town.values[node]));
            prop_assert!(state != Below || is_small(town.values[node]));
            prop_assert!(known[node].0 <= value && value <= known[node].1);
            if state != Exact {
                prop_assert!(known[node].0 < known[node].1, "node {} of {:?} is told: {:?}", node, town.values, states);
            }
        }
    }
}
