//! Stepping onto the network: the nearest edge on the same bank.

use rstar::RTree;

use super::graph::Graph;
use super::stretch::{Position, Stretch, distance, position};
use super::water::Shores;
use crate::shape::Point;

/// Where a place stands on the network.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Snap {
    /// Index of the edge.
    pub(super) edge: u32,
    /// From the edge's `from` to the foot of the place, micrometres.
    pub(super) along_um: u64,
    /// From the place to its foot, micrometres.
    pub(super) away_um: u64,
}

/// How many edges are tried where no distance limits the search: from an island without a road none can be reached dry-shod,
/// and nobody should wait until all have been tried.
const TRIES: usize = 100;

/// Finds the nearest edge that can be reached dry-shod.
///
/// An R-tree, for a far vertex of one bad road must not make every cell of a uniform grid huge: 33,000 snaps onto 50,000
/// edges take it about 90 ms.
#[derive(Clone, Debug, Default)]
pub(super) struct Snapper {
    edges: RTree<Stretch>,
    shores: Shores,
}

impl Snapper {
    pub(super) fn of(graph: &Graph, shores: Shores) -> Self {
        let stretch = |(index, edge): (usize, &super::graph::Edge)| {
            Stretch::new(graph.node(edge.from), graph.node(edge.to), index as u32)
        };
        Self { edges: RTree::bulk_load(graph.edges().iter().enumerate().map(stretch).collect()), shores }
    }

    /// The nearest point on any edge whose straight connection to `at` does not cross water, no further than `limit_dm`
    /// (inclusive; without a limit one of the 100 nearest). Of equally near ones any: they meet there, or the register is ambiguous.
    pub(super) fn snap(&self, graph: &Graph, at: Point, limit_dm: Option<u32>) -> Option<Snap> {
        let from = position(at);
        let reach_mm = limit_dm.map_or(f64::INFINITY, |limit| f64::from(limit) * 100.0);
        let within = |stretch: &&Stretch| distance(from, stretch.at(stretch.nearest(from))) <= reach_mm;
        let dry = |stretch: &Stretch| !self.shores.crossed_by(from, stretch.at(stretch.nearest(from)));
        let first = self.edges.nearest_neighbor(from).filter(within)?;
        if dry(first) {
            return Some(step(graph, first, from));
        }
        let tries = if limit_dm.is_some() { usize::MAX } else { TRIES };
        let mut rest = self.edges.nearest_neighbor_iter(from).take_while(within).take(tries);
        rest.find(|stretch| dry(stretch)).map(|stretch| step(graph, stretch, from))
    }
}

fn step(graph: &Graph, stretch: &Stretch, from: Position) -> Snap {
    let share = stretch.nearest(from);
    let length_um = graph.edges()[stretch.owner as usize].length_um;
    let along_um = ((share * length_um as f64).round() as u64).min(length_um);
    let away_um = (distance(from, stretch.at(share)) * 1000.0).round() as u64;
    Snap { edge: stretch.owner, along_um, away_um }
}
