//! The network against a plain reference on small random towns: every snap by trying all segments, every water crossing by
//! clipping against the three sides of a lake, every walk by Bellman–Ford over a graph in which places and stations are nodes of their own.

use std::collections::BTreeSet;

use proptest::prelude::*;

use super::{Network, Reach};
use crate::places::RoadClass;
use crate::shape::Point;
use crate::snapshot::{Row, Snapshot};
use crate::town::{Dwelling, Town};

const LIMIT_DM: u32 = 3_000;

/// A random town: roads by indices into `vertices`, so that they share some.
#[derive(Clone, Debug)]
struct Plan {
    vertices: Vec<Point>,
    roads: Vec<(Vec<Row>, RoadClass, bool)>,
    lakes: Vec<[Point; 3]>,
    stations: Vec<Point>,
    homes: Vec<Point>,
}

fn plan() -> impl Strategy<Value = Plan> {
    let point = || (0..1_000_000, 0..1_000_000).prop_map(|(x, y)| Point { x, y });
    let class = prop::sample::select(RoadClass::ALL.to_vec());
    let road = (prop::collection::vec(any::<prop::sample::Index>(), 2..5), class, prop::bool::weighted(0.2));
    let lake = [point(), point(), point()].prop_filter("a lake has an inside", |[a, b, c]| {
        let (x, y) = ((f64::from(b.x - a.x), f64::from(b.y - a.y)), (f64::from(c.x - a.x), f64::from(c.y - a.y)));
        (x.0 * y.1 - x.1 * y.0).abs() > 1e9
    });
    let parts = (
        prop::collection::vec(point(), 3..14),
        prop::collection::vec(road, 1..12),
        prop::collection::vec(lake, 0..3),
        prop::collection::vec(point(), 0..5),
        prop::collection::vec(point(), 1..8),
    );
    parts.prop_map(|(vertices, roads, lakes, stations, homes)| {
        let row = |index: prop::sample::Index| Row(index.index(vertices.len()) as u32);
        let road = |(line, class, bridge): (Vec<_>, _, _)| (line.into_iter().map(row).collect(), class, bridge);
        Plan { roads: roads.into_iter().map(road).collect(), vertices, lakes, stations, homes }
    })
}

impl Plan {
    fn snapshot(&self) -> Snapshot {
        let mut town = Town::new();
        for (line, class, bridge) in &self.roads {
            let line: Vec<_> = line.iter().map(|vertex| self.vertices[vertex.index()]).collect();
            town.road(*class, *bridge, &line);
        }
        for lake in &self.lakes {
            town.water(lake, &[]);
        }
        for at in &self.stations {
            town.station(Some(*at));
        }
        for at in &self.homes {
            town.household(&Dwelling { position: Some(*at), ..Dwelling::default() });
        }
        town.snapshot()
    }

    fn walks(&self) -> Vec<Reach> {
        let network = Network::build(&self.snapshot(), LIMIT_DM);
        (0..self.homes.len()).map(|home| network.walk_of(Row(home as u32)).unwrap()).collect()
    }

    /// As [`super::water`] writes it: wet where more than a millimetre of the line lies in a lake and the middle of that is
    /// more than a millimetre off the shore.
    fn is_wet(&self, a: [f64; 2], b: [f64; 2]) -> bool {
        self.lakes.iter().any(|lake| {
            let [first, second, third] = lake.map(plane);
            let around = [(first, second), (second, third), (third, first)];
            let left_turning = side(first, second, third) > 0.0;
            let sides = if left_turning { around } else { around.map(|(from, to)| (to, from)) };
            // Millimetres inside each side: a lake is where all three are positive, and its depth the least of them.
            let depth = |at| sides.map(|(from, to)| side(from, to, at) / (metres(from, to) * 1000.0));
            let (mut enters, mut leaves) = (0.0_f64, 1.0_f64);
            for (at_a, at_b) in depth(a).into_iter().zip(depth(b)) {
                let meets = at_a / (at_a - at_b);
                match (at_a > 0.0, at_b > 0.0) {
                    (true, true) => {}
                    (false, false) => return false,
                    (false, true) => enters = enters.max(meets),
                    (true, false) => leaves = leaves.min(meets),
                }
            }
            let middle = f64::midpoint(enters, leaves);
            let middle = [a[0] + (b[0] - a[0]) * middle, a[1] + (b[1] - a[1]) * middle];
            let off_shore = depth(middle).into_iter().fold(f64::INFINITY, f64::min);
            (leaves - enters) * metres(a, b) > 0.001 && off_shore > 1.0
        })
    }

    /// The walkable segments, each once.
    fn segments(&self) -> Vec<(Point, Point)> {
        let mut segments = BTreeSet::new();
        for (line, class, bridge) in &self.roads {
            for pair in line.windows(2) {
                let (a, b) = (self.vertices[pair[0].index()], self.vertices[pair[1].index()]);
                if *class != RoadClass::Motorway && a != b && (*bridge || !self.is_wet(plane(a), plane(b))) {
                    segments.insert((a.min(b), a.max(b)));
                }
            }
        }
        segments.into_iter().collect()
    }

    /// The nearest dry foot of a place: segment, share along it, metres away.
    fn foot(&self, segments: &[(Point, Point)], place: Point) -> Option<(usize, f64, f64)> {
        let from = plane(place);
        let feet = segments.iter().enumerate().map(|(index, (a, b))| {
            let (a, b) = (plane(*a), plane(*b));
            let (dx, dy) = (b[0] - a[0], b[1] - a[1]);
            let share = ((from[0] - a[0]) * dx + (from[1] - a[1]) * dy) / (dx * dx + dy * dy);
            let share = share.clamp(0.0, 1.0);
            (index, share, [a[0] + dx * share, a[1] + dy * share])
        });
        let dry = feet.filter(|(_, _, foot)| metres(from, *foot) < 0.001 || !self.is_wet(from, *foot));
        let nearest = dry.map(|(index, share, foot)| (index, share, metres(from, foot)));
        let nearest = nearest.min_by(|a, b| a.2.total_cmp(&b.2))?;
        (nearest.2 <= f64::from(LIMIT_DM) / 10.0).then_some(nearest)
    }

    /// Metres from a home to its nearest station; infinite where it is cut off, `None` where it is off the network.
    fn walk(&self, home: Point) -> Option<f64> {
        let segments = self.segments();
        let (index, share, away) = self.foot(&segments, home)?;
        let stations: Vec<_> = self.stations.iter().filter_map(|at| self.foot(&segments, *at)).collect();
        let vertices: Vec<_> =
            segments.iter().flat_map(|(a, b)| [*a, *b]).collect::<BTreeSet<_>>().into_iter().collect();
        let node = |point: &Point| vertices.iter().position(|vertex| vertex == point).unwrap();
        // Nodes: the vertices, then the home's foot, then the stations' feet.
        let feet: Vec<_> =
            std::iter::once((index, share)).chain(stations.iter().map(|foot| (foot.0, foot.1))).collect();
        let mut ways = Vec::new();
        for (index, (a, b)) in segments.iter().enumerate() {
            let here = feet.iter().enumerate().filter(|(_, foot)| foot.0 == index);
            let mut stops: Vec<_> = here.map(|(foot, (_, share))| (*share, vertices.len() + foot)).collect();
            stops.extend([(0.0, node(a)), (1.0, node(b))]);
            stops.sort_by(|a, b| a.0.total_cmp(&b.0));
            let length = metres(plane(*a), plane(*b));
            ways.extend(stops.windows(2).map(|pair| (pair[0].1, pair[1].1, (pair[1].0 - pair[0].0) * length)));
        }
        let mut far = vec![f64::INFINITY; vertices.len() + feet.len()];
        far[vertices.len()] = 0.0;
        for _ in 0..far.len() {
            for &(from, to, length) in &ways {
                far[to] = far[to].min(far[from] + length);
                far[from] = far[from].min(far[to] + length);
            }
        }
        let ends = stations.iter().enumerate().map(|(station, foot)| far[vertices.len() + 1 + station] + foot.2);
        Some(away + ends.fold(f64::INFINITY, f64::min))
    }
}

/// Twice the area of a triangle, positive where it turns left.
fn side(a: [f64; 2], b: [f64; 2], c: [f64; 2]) -> f64 {
    (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])
}

impl Plan {
    /// Every home has the walk that the reference finds.
    fn agrees(&self) {
        for (reach, home) in self.walks().into_iter().zip(&self.homes) {
            match (reach, self.walk(*home)) {
                (Reach::OffNetwork, None) => {}
                (Reach::CutOff, Some(metres)) => assert!(metres.is_infinite(), "{home:?}: {metres} m"),
                (Reach::Walk { dm, .. }, Some(metres)) => {
                    assert!((f64::from(dm) - metres * 10.0).abs() <= 0.51, "{home:?}: {dm} dm, {metres} m");
                }
                other => panic!("{home:?}: {other:?}"),
            }
        }
    }
}

#[test]
fn a_bridge_is_stepped_onto_from_the_shore_to_the_millimetre() {
    // The foot lies on a bridge, 1.7 mm into the lake: that is where the bridge meets the shore.
    let point = |(x, y)| Point { x, y };
    let plan = Plan {
        vertices: [(31_022, 167_433), (646_880, 962_552)].map(point).into(),
        roads: vec![([0, 1].map(Row).into(), RoadClass::Arterial, true)],
        lakes: vec![[(787_800, 341_839), (0, 0), (496_587, 950_478)].map(point)],
        stations: Vec::new(),
        homes: vec![point((760_581, 675_203))],
    };
    assert_eq!(plan.walks(), [Reach::CutOff]);
    plan.agrees();
}

fn plane(point: Point) -> [f64; 2] {
    [f64::from(point.x), f64::from(point.y)]
}

fn metres(a: [f64; 2], b: [f64; 2]) -> f64 {
    (a[0] - b[0]).hypot(a[1] - b[1]) / 1000.0
}

/// Decimetres; far beyond any for a home that is cut off.
fn length(reach: Reach) -> Option<u32> {
    match reach {
        Reach::OffNetwork => None,
        Reach::CutOff => Some(u32::MAX),
        Reach::Walk { dm, .. } => Some(dm),
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 1_024, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_walk_is_the_one_bellman_and_ford_find(plan in plan()) {
        prop_assume!(!plan.segments().is_empty());
        plan.agrees();
    }

    #[test]
    fn a_place_is_within_reach_of_the_homes_that_would_walk_to_a_station_there(plan in plan(), within_dm in 0..15_000_u32) {
        let network = Network::build(&plan.snapshot(), LIMIT_DM);
        let homes = network.homes_within(&plan.stations, within_dm, LIMIT_DM);
        for (place, homes) in plan.stations.iter().zip(homes) {
            let alone = Plan { stations: vec![*place], ..plan.clone() };
            let walks = Network::build(&alone.snapshot(), LIMIT_DM);
            let near = (0..network.homes().points().len()).filter(|home| {
                matches!(walks.reach(network.homes().points()[*home], Some(LIMIT_DM)), Reach::Walk { dm, .. } if dm <= within_dm)
            });
            prop_assert_eq!(homes, near.map(|home| home as u32).collect::<Vec<_>>(), "{:?}", place);
        }
    }

    #[test]
    fn a_new_station_never_makes_a_walk_longer(plan in plan(), x in 0..1_000_000, y in 0..1_000_000) {
        let mut more = plan.clone();
        more.stations.push(Point { x, y });
        for (before, after) in plan.walks().into_iter().zip(more.walks()) {
            prop_assert!(length(after) <= length(before), "{before:?} became {after:?}");
        }
    }

    #[test]
    fn the_order_of_stations_and_roads_changes_no_walk(plan in plan()) {
        let mut turned = plan.clone();
        turned.stations.reverse();
        turned.roads.reverse();
        turned.roads.iter_mut().for_each(|(line, ..)| line.reverse());
        let lengths = |plan: &Plan| plan.walks().into_iter().map(length).collect::<Vec<_>>();
        prop_assert_eq!(lengths(&plan), lengths(&turned));
    }

    #[test]
    fn no_walk_is_shorter_than_the_straight_line_to_its_station(plan in plan()) {
        for (reach, home) in plan.walks().into_iter().zip(&plan.homes) {
            if let Reach::Walk { station, dm } = reach {
                let straight = metres(plane(*home), plane(plan.stations[station.index()])) * 10.0;
                prop_assert!(f64::from(dm) >= straight - 0.51, "{home:?}: {dm} dm on foot, {straight} straight");
            }
        }
    }
}
