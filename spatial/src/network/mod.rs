//! The walking network: how far it is on foot from any place to its nearest station.
//!
//! The walk of a place is its way to the network, the way along it, and the way from it to the station:
//!
//! * **Network.** Nodes are the vertices that roads share exactly, edges the segments between them. Motorways are no edges,
//!   nor are segments that cross water without a bridge ([`graph`]).
//! * **Snap.** A place steps onto the nearest edge that it reaches in a straight line without crossing water ([`snap`]),
//!   within a limit.
//! * **Nearest.** One shortest path from all stations at once labels every node with its nearest station; a place on an
//!   edge takes the better end, or goes straight along the edge to a station on it ([`nearest`]).
//! * **Within.** The other way round, the homes from which a place that is no station yet would be near enough ([`within`]).
//!
//! Where the register has no road to walk on, the straight line times 1.32 stands in, and [`Network::method`] says so.
//! Lengths are whole micrometres, so that a sum does not depend on the order in which it was added up; only the result is
//! rounded, half up, to decimetres.

mod edited;
mod graph;
mod homes;
mod nearest;
mod snap;
mod stretch;
mod water;
mod within;

#[cfg(test)]
mod reference;

pub use homes::Homes;

use std::panic::resume_unwind;
use std::sync::Arc;
use std::thread;

use graph::Graph;
use nearest::Nearest;
use snap::{Snap, Snapper};
use water::Shores;

use crate::shape::Point;
use crate::snapshot::{Column, Row, Snapshot};

/// How much longer a walk is than the straight line where no network says it: the usual detour of a street network.
const DETOUR: f64 = 1.32;

/// The walkable part of a snapshot's roads, with the walk of every home to its nearest station.
#[derive(Clone, Debug, Default)]
pub struct Network {
    graph: Arc<Graph>,
    snapper: Arc<Snapper>,
    nearest: Nearest,
    /// Every station with a position; asked only where there is no network.
    stations: Column<(Row, Point)>,
    homes: Arc<Homes>,
    /// By home where it steps onto the network.
    snaps: Column<Option<Snap>>,
    /// By home.
    walks: Column<Reach>,
}

/// How a walk was measured.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Method {
    /// Along the roads.
    Network,
    /// 1.32 × the straight line, because the register has no road.
    Straight,
}

/// What the network knows of a place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reach {
    /// No road within the snap limit on the same bank.
    OffNetwork,
    /// On the network, but no station can be walked to.
    CutOff,
    /// Its nearest station (the lowest row of several equally near) and the walk there in decimetres.
    Walk {
        /// The station's row.
        station: Row,
        /// Decimetres, rounded half up.
        dm: u32,
    },
}

impl Network {
    /// Builds the graph from the roads and water of a snapshot, and walks every home to its nearest station. A station or
    /// home further than `snap_limit_dm` from every edge is not on the network.
    pub fn build(snapshot: &Snapshot, snap_limit_dm: u32) -> Self {
        let shores = Shores::of(&snapshot.water);
        let graph = Graph::of(&snapshot.roads, &shores);
        let snapper = Snapper::of(&graph, shores);
        let stations = stations(snapshot);
        let stops =
            stations.iter().filter_map(|&(row, at)| Some((row, snapper.snap(&graph, at, Some(snap_limit_dm))?)));
        let nearest = Nearest::of(&graph, stops);
        let homes = Homes::of(&snapshot.households);
        let snaps = in_two_halves(homes.points(), |at| snapper.snap(&graph, *at, Some(snap_limit_dm)));
        let mut network = Self {
            graph: graph.into(),
            snapper: snapper.into(),
            nearest,
            stations,
            homes: homes.into(),
            snaps: snaps.into(),
            walks: Column::default(),
        };
        network.walks = (0..network.snaps.len()).map(|home| network.walk(home)).collect();
        network
    }

    /// The walk of a home.
    fn walk(&self, home: usize) -> Reach {
        match (self.method(), self.snaps[home]) {
            (Method::Straight, _) => self.straight(self.homes.points()[home]),
            (Method::Network, None) => Reach::OffNetwork,
            (Method::Network, Some(snap)) => self.from(&snap),
        }
    }

    fn from(&self, snap: &Snap) -> Reach {
        match self.nearest.from(&self.graph, snap) {
            Some((um, station)) => Reach::Walk { station, dm: decimetres(um) },
            None => Reach::CutOff,
        }
    }

    /// Along roads, or straight because there are none.
    pub fn method(&self) -> Method {
        if self.graph.is_empty() { Method::Straight } else { Method::Network }
    }

    /// The walk of a household; `None` where it has no position.
    pub fn walk_of(&self, household: Row) -> Option<Reach> {
        Some(self.walks[self.homes.home_of(household)?])
    }

    /// The walk of each of [`Homes::points`].
    pub fn walks(&self) -> &[Reach] {
        &self.walks
    }

    /// The walk from any point, snapped no further than `snap_limit_dm` (`None`: as far as it takes).
    pub fn reach(&self, at: Point, snap_limit_dm: Option<u32>) -> Reach {
        if self.method() == Method::Straight {
            return self.straight(at);
        }
        self.snapper.snap(&self.graph, at, snap_limit_dm).map_or(Reach::OffNetwork, |snap| self.from(&snap))
    }

    /// The distinct positions of households.
    pub fn homes(&self) -> &Homes {
        &self.homes
    }

    fn straight(&self, at: Point) -> Reach {
        let walks = self.stations.iter().map(|&(station, to)| ((straight_um(at, to) * DETOUR).round() as u64, station));
        walks.min().map_or(Reach::CutOff, |(um, station)| Reach::Walk { station, dm: decimetres(um) })
    }
}

/// Every station with a position.
fn stations(snapshot: &Snapshot) -> Column<(Row, Point)> {
    (0..).map(Row).zip(&snapshot.stations.position).filter_map(|(row, at)| Some((row, (*at)?))).collect()
}

/// Fewer than this are worked out on one thread: starting another takes as long.
const WORTH_A_THREAD: usize = 2_000;

fn in_two_halves<T: Sync, U: Send>(items: &[T], work: impl Fn(&T) -> U + Sync) -> Vec<U> {
    let all = |items: &[T]| -> Vec<U> { items.iter().map(&work).collect() };
    if items.len() < WORTH_A_THREAD {
        return all(items);
    }
    let (first, second) = items.split_at(items.len() / 2);
    thread::scope(|scope| {
        let other = scope.spawn(|| all(second));
        let mut done = all(first);
        done.extend(other.join().unwrap_or_else(|panic| resume_unwind(panic)));
        done
    })
}

/// The straight line between two points of the lattice, micrometres.
fn straight_um(a: Point, b: Point) -> f64 {
    (f64::from(a.x) - f64::from(b.x)).hypot(f64::from(a.y) - f64::from(b.y)) * 1000.0
}

fn decimetres(um: u64) -> u32 {
    u32::try_from((um + 50_000) / 100_000).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::places::RoadClass;
    use crate::town::{Dwelling, Town, at};

    /// The walk in metres from a home at `home` to the nearest station, `None` where there is none.
    fn walk(town: &mut Town, home: Point) -> Option<f64> {
        let row = town.household(&Dwelling { position: Some(home), ..Dwelling::default() });
        match Network::build(&town.snapshot(), 1_000).walk_of(row)? {
            Reach::Walk { dm, .. } => Some(f64::from(dm) / 10.0),
            Reach::OffNetwork | Reach::CutOff => None,
        }
    }

    fn street(line: &[Point]) -> Town {
        let mut town = Town::new();
        town.road(RoadClass::Street, false, line);
        town
    }

    #[test]
    fn a_walk_is_both_steps_and_the_way_between() {
        let mut town = street(&[at(0, 0), at(400, 0), at(400, 300)]);
        town.station(Some(at(430, 300)));
        assert_eq!(walk(&mut town, at(0, 20)), Some(20.0 + 400.0 + 300.0 + 30.0));
    }

    #[test]
    fn neighbours_on_one_edge_do_not_walk_to_its_end_and_back() {
        let mut town = street(&[at(0, 0), at(1000, 0)]);
        town.station(Some(at(520, 10)));
        assert_eq!(walk(&mut town, at(480, -10)), Some(10.0 + 40.0 + 10.0));
    }

    #[test]
    fn roads_that_cross_without_a_common_vertex_do_not_meet() {
        let mut town = street(&[at(0, 0), at(200, 0)]);
        town.road(RoadClass::Street, false, &[at(100, -500), at(100, 500)]);
        town.station(Some(at(100, 450)));
        assert_eq!(walk(&mut town, at(10, 0)), None);
    }

    #[test]
    fn two_roads_drawn_over_each_other_are_one() {
        let mut town = street(&[at(0, 0), at(1000, 0)]);
        town.road(RoadClass::Lane, false, &[at(1000, 0), at(0, 0)]);
        town.station(Some(at(500, 5)));
        assert_eq!(walk(&mut town, at(510, 5)), Some(20.0));
    }

    /// Two streets along a river from y = 40 to y = 60, on which a stretch at x = 300 leads across.
    fn river(bridge: bool) -> Town {
        let mut town = street(&[at(0, 0), at(300, 0), at(600, 0)]);
        town.road(RoadClass::Street, false, &[at(0, 100), at(300, 100), at(600, 100)]);
        town.road(RoadClass::Street, bridge, &[at(300, 0), at(300, 100)]);
        town.water(&[at(-50, 40), at(650, 40), at(650, 60), at(-50, 60)], &[]);
        town.station(Some(at(0, 100)));
        town
    }

    #[test]
    fn a_river_is_crossed_on_a_bridge_or_not_at_all() {
        assert_eq!(walk(&mut river(true), at(100, 0)), Some(200.0 + 100.0 + 300.0));
        assert_eq!(walk(&mut river(false), at(100, 0)), None);
    }

    #[test]
    fn a_home_steps_onto_its_own_bank_even_when_the_other_is_nearer() {
        let mut town = river(true);
        // A river wall: the home at y = 39 has the street of its bank 39 m behind it, one across the water 22 m before it.
        town.road(RoadClass::Path, false, &[at(0, 61), at(0, 100)]);
        town.road(RoadClass::Path, false, &[at(0, 61), at(200, 61)]);
        assert_eq!(walk(&mut town, at(100, 39)), Some(39.0 + 200.0 + 100.0 + 300.0));
    }

    #[test]
    fn a_quay_along_the_shore_can_be_walked_and_one_in_the_water_cannot() {
        let mut town = street(&[at(0, 40), at(600, 40)]);
        town.road(RoadClass::Path, false, &[at(0, 45), at(600, 45)]);
        town.water(&[at(-50, 40), at(650, 40), at(650, 60), at(-50, 60)], &[]);
        town.station(Some(at(600, 40)));
        assert_eq!(walk(&mut town, at(0, 40)), Some(600.0));
        town.station(Some(at(0, 45)));
        assert_eq!(walk(&mut town, at(0, 40)), Some(600.0), "a station in the water serves nobody");
    }

    #[test]
    fn an_island_is_dry() {
        let mut town = street(&[at(0, 0), at(100, 0)]);
        let lake = [at(-500, -500), at(500, -500), at(500, 500), at(-500, 500)];
        town.water(&lake, &[&[at(-200, -200), at(-200, 200), at(200, 200), at(200, -200)]]);
        town.station(Some(at(0, 0)));
        assert_eq!(walk(&mut town, at(100, 50)), Some(150.0));
    }

    #[test]
    fn where_two_waters_overlap_it_is_still_wet() {
        let mut town = street(&[at(0, 0), at(0, 10)]);
        let lake = [at(-90, 20), at(90, 20), at(90, 60), at(-90, 60)];
        town.water(&lake, &[]).water(&lake, &[]);
        town.station(Some(at(0, 0)));
        assert_eq!(walk(&mut town, at(0, 80)), None);
    }

    #[test]
    fn of_two_stations_equally_near_the_first_is_named() {
        let mut town = street(&[at(0, 0), at(500, 0), at(1000, 0)]);
        let stations = [town.station(Some(at(1000, 0))), town.station(Some(at(0, 0)))];
        let network = Network::build(&town.snapshot(), 1_000);
        assert_eq!(network.reach(at(500, 0), Some(0)), Reach::Walk { station: stations[0], dm: 5_000 });
    }

    #[test]
    fn a_half_decimetre_is_rounded_up() {
        let mut town = street(&[at(0, 0), at(500, 0)]);
        town.station(Some(at(0, 0)));
        assert_eq!(walk(&mut town, Point { x: 100_049, y: 0 }), Some(100.0));
        assert_eq!(walk(&mut town, Point { x: 100_050, y: 0 }), Some(100.1));
    }

    #[test]
    fn a_register_without_roads_is_measured_straight_and_one_without_anything_reaches_nothing() {
        let mut town = Town::new();
        assert_eq!(walk(&mut town, at(0, 0)), None);
        town.station(Some(at(100, 0)));
        assert_eq!(walk(&mut town, at(0, 0)), Some(132.0));
    }

    #[test]
    fn households_at_one_position_are_one_home() {
        let mut town = street(&[at(0, 0), at(500, 0)]);
        for x_m in [5, 7, 5] {
            town.household(&Dwelling { position: Some(at(x_m, 0)), ..Dwelling::default() });
        }
        let nowhere = town.household(&Dwelling { position: None, ..Dwelling::default() });
        let network = Network::build(&town.snapshot(), 1_000);
        assert_eq!(network.homes().points(), [at(5, 0), at(7, 0)]);
        assert_eq!(network.homes().home_of(Row(2)), Some(0));
        assert_eq!(network.homes().home_of(nowhere), None);
        assert_eq!(network.walk_of(nowhere), None);
    }
}
