//! Siting against instances with known optima, where the folder `../shared/oracles` stands beside the project.
//!
//! `pmed/`: the OR-Library's p-median graphs 1–20. `san-francisco/`: census tracts and stores with network distances.

#![expect(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on panics: that is its way to fail")]

use std::path::{Path, PathBuf};

use geo::{Distance, Haversine};
use spatial::siting::{Distances, Effort, Question, fewest_sites, most_covered, p_center, p_median, set_cover};

/// The folder of the instances; says on standard output that the test is skipped where there is none.
fn oracles(name: &str) -> Option<PathBuf> {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../shared/oracles").join(name);
    if folder.is_dir() {
        return Some(folder);
    }
    println!("skipped: {} is not there", folder.display());
    None
}

fn read(path: &Path) -> String {
    std::fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// A graph of the OR-Library with its optima.
struct Pmed {
    name: String,
    distances: Distances,
    p: usize,
    median: u64,
    radius: u32,
}

/// All twenty, in order; none where the folder is not there.
fn pmed() -> Vec<Pmed> {
    let Some(folder) = oracles("pmed") else { return Vec::new() };
    let optima = read(&folder.join("optima.csv"));
    let all = optima.lines().skip(1).map(|line| {
        let fields: Vec<&str> = line.split(',').collect();
        let name = fields[0].to_owned();
        let (distances, p) = graph(&read(&folder.join(format!("{name}.txt"))));
        Pmed { name, distances, p, median: fields[1].parse().unwrap(), radius: fields[2].parse().unwrap() }
    });
    let all: Vec<_> = all.collect();
    assert_eq!(all.len(), 20);
    all
}

/// Shortest ways between all nodes, each client and site, and p. A repeated edge replaces the earlier one.
fn graph(text: &str) -> (Distances, usize) {
    let numbers: Vec<u32> = text.split_whitespace().map(|number| number.parse().unwrap()).collect();
    let (nodes, p) = (numbers[0] as usize, numbers[2] as usize);
    let mut far = vec![1_000_000; nodes * nodes];
    for edge in numbers[3..].chunks(3) {
        let (a, b) = (edge[0] as usize - 1, edge[1] as usize - 1);
        far[a * nodes + b] = edge[2];
        far[b * nodes + a] = edge[2];
    }
    (0..nodes).for_each(|node| far[node * nodes + node] = 0);
    for over in 0..nodes {
        for from in 0..nodes {
            for to in 0..nodes {
                far[from * nodes + to] = far[from * nodes + to].min(far[from * nodes + over] + far[over * nodes + to]);
            }
        }
    }
    (Distances::new(nodes, far, vec![1; nodes]).unwrap(), p)
}

/// Ten times the usual effort, for a proof: about a second for the hardest of the instances.
const FOR_A_PROOF: Effort = Effort { pairs: 3_500_000_000, nodes: 20_000 };

/// The largest weight that k sites cover within a radius, and the bound on it.
fn covered(distances: &Distances, radius: u32, k: usize) -> (u64, u64) {
    let catchments = distances.within(radius);
    let question = Question { catchments: &catchments, weights: distances.weights(), covered: &[] };
    let cover = most_covered(&question, k, FOR_A_PROOF);
    assert_eq!(cover.proven, cover.upper_bound[k - 1] == cover.covered());
    (cover.covered(), cover.upper_bound[k - 1])
}

/// The p-median of every fourth graph: the four tests run beside each other.
fn check_medians(first: usize) {
    for pmed in pmed().into_iter().skip(first).step_by(4) {
        let median = p_median(&pmed.distances, pmed.p).unwrap();
        println!("{}: {median:?}, best {}", pmed.name, pmed.median);
        assert!(median.lower_bound <= pmed.median, "{}: bound {}", pmed.name, median.lower_bound);
        assert!(median.cost >= pmed.median, "{}: {} is below the optimum", pmed.name, median.cost);
        assert!(median.cost * 1000 <= pmed.median * 1002, "{}: {} is over 0.2 % away", pmed.name, median.cost);
        assert!(!median.proven || median.cost == pmed.median, "{}", pmed.name);
    }
}

#[test]
fn medians_of_the_or_library_first_quarter() {
    check_medians(0);
}

#[test]
fn medians_of_the_or_library_second_quarter() {
    check_medians(1);
}

#[test]
fn medians_of_the_or_library_third_quarter() {
    check_medians(2);
}

#[test]
fn medians_of_the_or_library_fourth_quarter() {
    check_medians(3);
}

#[test]
fn centers_of_the_or_library_are_the_known_ones_and_proven() {
    for pmed in pmed() {
        let center = p_center(&pmed.distances, pmed.p).unwrap();
        assert_eq!(
            (center.radius, center.lower_bound, center.proven),
            (pmed.radius, pmed.radius, true),
            "{}",
            pmed.name
        );
        assert!(center.sites.len() <= pmed.p, "{}", pmed.name);
    }
}

#[test]
fn covering_everybody_takes_p_sites_at_the_radius_of_the_center_and_more_just_below() {
    for pmed in pmed() {
        let at = set_cover(&pmed.distances.within(pmed.radius));
        assert!(at.proven && at.sites.len() <= pmed.p, "{}: {at:?}", pmed.name);
        let below = set_cover(&pmed.distances.within(pmed.radius - 1));
        assert!(below.proven && below.lower_bound > pmed.p, "{}: {below:?}", pmed.name);
    }
}

#[test]
fn p_sites_cover_everybody_at_the_radius_of_the_center_and_not_just_below() {
    for pmed in pmed() {
        let all = pmed.distances.clients() as u64;
        assert_eq!(covered(&pmed.distances, pmed.radius, pmed.p), (all, all), "{}", pmed.name);
        let (below, bound) = covered(&pmed.distances, pmed.radius - 1, pmed.p);
        assert!(bound < all, "{}: {below} of at most {bound}", pmed.name);
        assert_eq!(below, bound, "{}: the most that {} sites cover is proven", pmed.name, pmed.p);
    }
}

/// San Francisco: metres by store and tract, and people by tract.
struct City {
    metres: Vec<Vec<f64>>,
    people: Vec<u32>,
    /// From each tract to the nearest store as the crow flies.
    straight: Vec<f64>,
}

/// `None` where the folder is not there.
fn san_francisco() -> Option<City> {
    let folder = oracles("san-francisco")?;
    let text = read(&folder.join("SF_network_distance_candidateStore_16_censusTract_205_new.csv"));
    let (mut stores, mut tracts, mut metres, mut people) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
    for line in text.lines().skip(1) {
        let fields: Vec<&str> = line.split(',').collect();
        let number = |names: &mut Vec<String>, name: &str| {
            names.iter().position(|known| known == name).unwrap_or_else(|| {
                names.push(name.to_owned());
                names.len() - 1
            })
        };
        let (store, tract) = (number(&mut stores, fields[1]), number(&mut tracts, fields[2]));
        metres.resize(stores.len(), Vec::new());
        metres[store].resize(205, f64::NAN);
        metres[store][tract] = fields[0].parse().unwrap();
        people.resize(205, 0);
        people[tract] = fields[3].trim().parse().unwrap();
    }
    assert_eq!((stores.len(), tracts.len(), people.iter().sum::<u32>()), (16, 205, 955_113));
    assert!(metres.iter().flatten().all(|metres| metres.is_finite()));
    let straight = straight(&folder, &tracts);
    Some(City { metres, people, straight })
}

impl City {
    /// In millimetres.
    fn distances(&self) -> Distances {
        let table = self.metres.iter().flatten().map(|metres| (metres * 1000.0).round() as u32).collect();
        Distances::new(16, table, self.people.clone()).unwrap()
    }

    /// How far each tract is from the nearest of some stores, metres.
    fn nearest(&self, stores: &[u32]) -> impl Iterator<Item = f64> {
        (0..205)
            .map(|tract| stores.iter().map(|store| self.metres[*store as usize][tract]).fold(f64::INFINITY, f64::min))
    }
}

#[test]
fn most_people_within_five_kilometres_of_one_to_six_stores() {
    let Some(city) = san_francisco() else { return };
    let known = [448_255, 671_938, 791_499, 875_247, 927_402, 941_462];
    for (k, people) in (1..).zip(known) {
        assert_eq!(covered(&city.distances(), 5_000_000, k), (people, people), "{k} stores");
    }
}

#[test]
fn everybody_within_five_kilometres_takes_eight_stores() {
    let Some(city) = san_francisco() else { return };
    let catchments = city.distances().within(5_000_000);
    let cover = set_cover(&catchments);
    assert_eq!((cover.sites.len(), cover.proven), (8, true));
    let question = Question { catchments: &catchments, weights: &city.people, covered: &[] };
    let fewest = fewest_sites(&question, 1000, 16, Effort::default());
    assert_eq!((fewest.cover.sites.len(), fewest.lower_bound, fewest.reached, fewest.proven), (8, 8, true, true));
}

#[test]
fn four_stores_with_the_shortest_ways() {
    let Some(city) = san_francisco() else { return };
    let median = p_median(&city.distances(), 4).unwrap();
    assert!(median.proven, "{median:?}");
    let metres: f64 = city.nearest(&median.sites).zip(&city.people).map(|(far, people)| far * f64::from(*people)).sum();
    assert!((metres - 2_848_268_129.714_5).abs() < 0.000_1, "{metres}");
}

#[test]
fn four_stores_with_the_shortest_longest_way() {
    let Some(city) = san_francisco() else { return };
    let center = p_center(&city.distances(), 4).unwrap();
    assert!(center.proven, "{center:?}");
    let metres = city.nearest(&center.sites).fold(0.0, f64::max);
    assert!((metres - 7_403.063_81).abs() < 0.000_01, "{metres}");
}

/// Per cent of the people who are nearer to a store than this.
fn share(city: &City, far: impl Iterator<Item = f64>, reach_m: f64) -> f64 {
    let near = far.zip(&city.people).filter(|(far, _)| *far <= reach_m);
    f64::from(near.map(|(_, people)| *people).sum::<u32>()) / 9_551.13
}

#[test]
fn the_network_covers_fewer_people_than_the_circles_claim() {
    let Some(city) = san_francisco() else { return };
    let all: Vec<u32> = (0..16).collect();
    let known =
        [(500.0, 6.6, 9.4), (1000.0, 22.1, 31.3), (1500.0, 44.0, 60.4), (2000.0, 66.4, 81.7), (3000.0, 85.0, 98.0)];
    for (reach_m, on_foot, in_circles) in known {
        let network = share(&city, city.nearest(&all), reach_m);
        assert!((network - on_foot).abs() <= 0.05, "{reach_m} m on foot: {network} %");
        let circles = share(&city, city.straight.iter().copied(), reach_m);
        assert!((circles - in_circles).abs() <= 0.05, "{reach_m} m straight: {circles} %");
    }
}

/// From each tract straight to the nearest store, metres, by the names of the tracts.
fn straight(folder: &Path, tracts: &[String]) -> Vec<f64> {
    let points = |file: &str| {
        let text = read(&folder.join(file));
        let lines = text.lines().skip(1).map(|line| {
            let fields: Vec<&str> = line.split(',').map(|field| field.trim_matches('"')).collect();
            let [.., lon, lat] = fields[..] else { panic!("{file}: {line}") };
            (fields.get(3).map(|name| (*name).to_owned()), geo::Point::new(lon.parse().unwrap(), lat.parse().unwrap()))
        });
        lines.collect::<Vec<(Option<String>, geo::Point<f64>)>>()
    };
    let stores = points("SF_store_site_16_longlat.csv");
    let demand = points("SF_demand_205_centroid_uniform_weight.csv");
    let nearest = |tract: &String| {
        let (_, at) = demand.iter().find(|(name, _)| name.as_ref() == Some(tract)).unwrap();
        stores.iter().map(|(_, store)| Haversine.distance(*at, *store)).fold(f64::INFINITY, f64::min)
    };
    tracts.iter().map(nearest).collect()
}
