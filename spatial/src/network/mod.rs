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
//!
//! Where the register has no road to walk on, the straight line times 1.32 stands in, and [`Network::method`] says so.
//! Lengths are whole micrometres, so that a sum does not depend on the order in which it was added up; only the result is
//! rounded, half up, to decimetres.

mod graph;
mod homes;
mod nearest;
mod snap;
mod stretch;
mod water;

#[cfg(test)]
mod reference;

pub use homes::Homes;

use graph::Graph;
use nearest::Nearest;
use snap::Snapper;
use water::Shores;

use crate::shape::Point;
use crate::snapshot::{Row, Snapshot};

/// How much longer a walk is than the straight line where no network says it: the usual detour of a street network.
const DETOUR: f64 = 1.32;

/// The walkable part of a snapshot's roads, with the walk of every home to its nearest station.
#[derive(Clone, Debug, Default)]
pub struct Network {
    graph: Graph,
    snapper: Snapper,
    nearest: Nearest,
    /// Every station with a position; asked only where there is no network.
    stations: Vec<(Row, Point)>,
    homes: Homes,
    /// By home.
    walks: Vec<Reach>,
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
        let positions = snapshot.stations.position.iter().enumerate();
        let stations: Vec<_> = positions.filter_map(|(row, at)| Some((Row(row as u32), (*at)?))).collect();
        let stops =
            stations.iter().filter_map(|&(row, at)| Some((row, snapper.snap(&graph, at, Some(snap_limit_dm))?)));
        let nearest = Nearest::of(&graph, stops);
        let homes = Homes::of(&snapshot.households);
        let mut network = Self { graph, snapper, nearest, stations, homes, walks: Vec::new() };
        network.walks = network.homes.points().iter().map(|&at| network.reach(at, Some(snap_limit_dm))).collect();
        network
    }

    /// Along roads, or straight because there are none.
    pub fn method(&self) -> Method {
        if self.graph.is_empty() { Method::Straight } else { Method::Network }
    }

    /// The walk of a household; `None` where it has no position.
    pub fn walk_of(&self, household: Row) -> Option<Reach> {
        Some(self.walks[self.homes.home_of(household)?])
    }

    /// The walk from any point, snapped no further than `snap_limit_dm` (`None`: as far as it takes).
    pub fn reach(&self, at: Point, snap_limit_dm: Option<u32>) -> Reach {
        if self.method() == Method::Straight {
            return self.straight(at);
        }
        let Some(snap) = self.snapper.snap(&self.graph, at, snap_limit_dm) else { return Reach::OffNetwork };
        match self.nearest.from(&self.graph, &snap) {
            Some((um, station)) => Reach::Walk { station, dm: decimetres(um) },
            None => Reach::CutOff,
        }
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

/// The straight line between two points of the lattice, micrometres.
fn straight_um(a: Point, b: Point) -> f64 {
    (f64::from(a.x) - f64::from(b.x)).hypot(f64::from(a.y) - f64::from(b.y)) * 1000.0
}

fn decimetres(um: u64) -> u32 {
    u32::try_from((um + 50_000) / 100_000).unwrap_or(u32::MAX)
}
