//! Every question against trying all choices, on small random instances.

use proptest::prelude::*;

use super::*;

/// Every choice of at most `k` of `sites` sites.
fn choices(sites: usize, k: usize) -> impl Iterator<Item = Vec<u32>> {
    let members = move |set: u32| (0..sites as u32).filter(move |site| set & (1 << site) != 0).collect::<Vec<_>>();
    (0..1_u32 << sites).filter(move |set| set.count_ones() as usize <= k).map(members)
}

/// Sites with their rows, weights, what is covered already, and k.
#[derive(Clone, Debug)]
struct Small {
    catchments: Catchments,
    weights: Vec<u32>,
    covered: Vec<bool>,
    k: usize,
}

impl Small {
    fn question(&self) -> Question<'_> {
        Question { catchments: &self.catchments, weights: &self.weights, covered: &self.covered }
    }

    fn weight(&self, sites: &[u32]) -> u64 {
        let reached = |row: u32| sites.iter().any(|site| self.catchments.of(*site).contains(&row));
        let rows = (0..self.weights.len()).filter(|row| !self.covered[*row] && reached(*row as u32));
        rows.map(|row| u64::from(self.weights[row])).sum()
    }

    fn best(&self, k: usize) -> u64 {
        choices(self.catchments.sites(), k).map(|sites| self.weight(&sites)).max().unwrap_or(0)
    }
}

fn small() -> impl Strategy<Value = Small> {
    let sizes = (1..9_usize, 1..16_usize);
    let parts = |(sites, rows): (usize, usize)| {
        let catchment = prop::collection::vec(0..rows as u32, 0..6);
        let weights = prop::collection::vec(0..9_u32, rows);
        let covered = prop::collection::vec(prop::bool::weighted(0.2), rows);
        (prop::collection::vec(catchment, sites), weights, covered, 1..6_usize)
    };
    sizes.prop_flat_map(parts).prop_map(|(lists, weights, covered, k)| {
        let catchments = Catchments::new(weights.len(), lists);
        Small { catchments, weights, covered, k }
    })
}

/// Sites and clients on a line, with weights, and p.
fn table() -> impl Strategy<Value = (Distances, usize)> {
    let places =
        (prop::collection::vec(0..60_u32, 1..9), prop::collection::vec((0..60_u32, 0..5_u32), 1..14), 1..5_usize);
    places.prop_map(|(sites, clients, p)| {
        let from = |site: &u32| clients.iter().map(|(client, _)| client.abs_diff(*site)).collect::<Vec<_>>();
        let table = sites.iter().flat_map(from).collect();
        let weights = clients.iter().map(|(_, weight)| *weight).collect();
        (Distances::new(sites.len(), table, weights).unwrap(), p)
    })
}

fn nearest(distances: &Distances, sites: &[u32]) -> Vec<u32> {
    let nearest = |client: usize| sites.iter().map(|site| distances.from(*site)[client]).min().unwrap();
    (0..distances.clients()).map(nearest).collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_most_covered_is_what_trying_all_choices_finds(small in small()) {
        let cover = most_covered(&small.question(), small.k, Effort::default());
        let sites: Vec<_> = cover.sites.iter().map(|chosen| chosen.site).collect();
        prop_assert!(sites.len() <= small.k);
        prop_assert_eq!(cover.covered(), small.weight(&sites), "what the sites add is what they cover");
        prop_assert_eq!((cover.covered(), cover.proven), (small.best(small.k), true));
    }

    #[test]
    fn no_bound_is_passed_and_no_swap_makes_it_worse_than_greedy(small in small()) {
        for effort in [Effort::SITES, Effort { pairs: 50, nodes: 0 }, Effort::default()] {
            let cover = most_covered(&small.question(), small.k, effort);
            for (k, bound) in (1..).zip(&cover.upper_bound) {
                prop_assert!(*bound >= small.best(k), "{k} sites: {bound} with {effort:?}");
            }
            let (mut greedy, mut sites) = (0, Vec::new());
            for _ in 0..small.k {
                let with = |site: u32| small.weight(&[&sites[..], &[site]].concat());
                let site = (0..small.catchments.sites() as u32).max_by_key(|site| with(*site)).unwrap();
                sites.push(site);
                greedy = small.weight(&sites);
            }
            // Two greedy choices may differ in a tie; half of one is the least that any other covers.
            prop_assert!(cover.covered() * 2 >= greedy, "{} with {effort:?}, greedy {greedy}", cover.covered());
        }
    }

    #[test]
    fn one_more_site_never_covers_less_and_each_adds_no_more_than_the_one_before(small in small()) {
        let covered: Vec<u64> =
            (1..6).map(|k| most_covered(&small.question(), k, Effort::default()).covered()).collect();
        prop_assert!(covered.is_sorted(), "{covered:?}");
        let cover = most_covered(&small.question(), small.k, Effort::default());
        prop_assert!(cover.sites.is_sorted_by(|a, b| a.adds >= b.adds), "{cover:?}");
    }

    #[test]
    fn an_alternative_loses_what_it_says(small in small()) {
        let cover = most_covered(&small.question(), small.k, Effort::default());
        let sites: Vec<_> = cover.sites.iter().map(|chosen| chosen.site).collect();
        for (place, chosen) in cover.sites.iter().enumerate() {
            for alternative in &chosen.alternatives {
                let mut other = sites.clone();
                other[place] = alternative.site;
                prop_assert_eq!(small.weight(&other), cover.covered() - alternative.loses);
            }
        }
    }

    #[test]
    fn other_numbers_for_sites_and_rows_change_no_figure(small in small()) {
        let rows = small.weights.len() as u32;
        let lists: Vec<Vec<u32>> =
            small.catchments.iter().map(|list| list.iter().map(|row| rows - 1 - row).collect()).rev().collect();
        let mut turned = Small { catchments: Catchments::new(rows as usize, lists), ..small.clone() };
        turned.weights.reverse();
        turned.covered.reverse();
        let figures = |small: &Small| {
            let cover = most_covered(&small.question(), small.k, Effort::default());
            (cover.covered(), cover.proven)
        };
        prop_assert_eq!(figures(&small), figures(&turned));
    }

    #[test]
    fn the_fewest_sites_are_what_trying_all_choices_finds(small in small(), permille in 0..1_001_u32) {
        let all: u64 = small.weights.iter().map(|weight| u64::from(*weight)).sum();
        let open: u64 = small.weights.iter().zip(&small.covered).filter(|(_, covered)| !**covered).map(|(weight, _)| u64::from(*weight)).sum();
        let fewest = fewest_sites(&small.question(), permille, 8, Effort::default());
        let enough = |k: usize| (all - open + small.best(k)) * 1000 >= all * u64::from(permille);
        match (0..=8).find(|k| enough(*k)) {
            Some(k) => prop_assert!(
                fewest.reached && fewest.cover.sites.len() == k && fewest.lower_bound <= k,
                "{k}: {fewest:?}"
            ),
            None => prop_assert!(!fewest.reached, "{fewest:?}"),
        }
    }

    #[test]
    fn the_smallest_set_cover_is_what_trying_all_choices_finds(small in small()) {
        let cover = set_cover(&small.catchments);
        let reached = |sites: &[u32]| {
            (0..small.weights.len() as u32).filter(|row| sites.iter().any(|site| small.catchments.of(*site).contains(row))).count()
        };
        let reachable = small.weights.len() - cover.unreachable.len();
        prop_assert_eq!(reached(&cover.sites), reachable);
        let fewest = choices(small.catchments.sites(), 9).filter(|sites| reached(sites) == reachable).map(|sites| sites.len()).min();
        prop_assert_eq!((cover.proven, cover.lower_bound, Some(cover.sites.len())), (true, fewest.unwrap(), fewest));
    }

    #[test]
    fn the_smallest_radius_is_what_trying_all_choices_finds((distances, p) in table()) {
        let center = p_center(&distances, p).unwrap();
        let radius = |sites: &[u32]| *nearest(&distances, sites).iter().max().unwrap();
        prop_assert_eq!(radius(&center.sites), center.radius);
        prop_assert!(center.sites.len() <= p);
        let best = choices(distances.sites(), p).filter(|sites| !sites.is_empty()).map(|sites| radius(&sites)).min();
        prop_assert_eq!((center.proven, center.lower_bound, Some(center.radius)), (true, center.radius, best));
    }

    #[test]
    fn the_shortest_ways_are_what_trying_all_choices_finds((distances, p) in table()) {
        let median = p_median(&distances, p).unwrap();
        let cost = |sites: &[u32]| {
            let ways = nearest(&distances, sites).into_iter().zip(distances.weights());
            ways.map(|(far, weight)| u64::from(far) * u64::from(*weight)).sum::<u64>()
        };
        prop_assert_eq!(cost(&median.sites), median.cost);
        let best = choices(distances.sites(), p).filter(|sites| !sites.is_empty()).map(|sites| cost(&sites)).min();
        prop_assert_eq!((median.proven, median.lower_bound, Some(median.cost)), (true, median.cost, best));
    }
}

#[test]
fn without_sites_or_people_the_answer_is_empty_and_proven() {
    for catchments in [Catchments::new(0, []), Catchments::new(3, []), Catchments::new(0, [vec![]])] {
        let weights = vec![1; catchments.demand()];
        let question = Question { catchments: &catchments, weights: &weights, covered: &[] };
        let cover = most_covered(&question, 2, Effort::default());
        assert_eq!((cover.sites, cover.upper_bound, cover.proven), (vec![], vec![0, 0], true));
        assert_eq!(set_cover(&catchments).sites, []);
        assert!(fewest_sites(&question, 0, 5, Effort::default()).reached);
    }
    let nobody = Distances::new(0, vec![], vec![]).unwrap();
    assert_eq!((p_median(&nobody, 1), p_center(&nobody, 1)), (None, None));
}
