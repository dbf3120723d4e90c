//! The walkable roads as a graph.

use std::collections::{HashMap, HashSet};

use super::straight_um;
use super::stretch::position;
use super::water::Shores;
use crate::places::RoadClass;
use crate::shape::Point;
use crate::snapshot::Roads;

/// Nodes where road vertices coincide to the millimetre, edges where people may walk from one to the next.
#[derive(Clone, Debug, Default)]
pub(super) struct Graph {
    nodes: Vec<Point>,
    edges: Vec<Edge>,
    /// For each node where its ways end in `ways`.
    ends: Vec<u32>,
    ways: Vec<Way>,
}

/// A walkable segment.
#[derive(Clone, Copy, Debug)]
pub(super) struct Edge {
    pub(super) from: u32,
    pub(super) to: u32,
    pub(super) length_um: u64,
}

/// A step from a node to a neighbour.
#[derive(Clone, Copy, Debug)]
pub(super) struct Way {
    pub(super) to: u32,
    pub(super) length_um: u64,
}

impl Graph {
    /// The graph of all roads but motorways, without the segments that cross water and are no bridge.
    pub(super) fn of(roads: &Roads, shores: &Shores) -> Self {
        let mut gathering = Gathering::default();
        for (row, line) in roads.line.iter().enumerate() {
            if roads.class[row] == RoadClass::Motorway {
                continue;
            }
            for pair in line.windows(2) {
                if roads.bridge[row] || !shores.crossed_by(position(pair[0]), position(pair[1])) {
                    gathering.edge(pair[0], pair[1]);
                }
            }
        }
        let (ends, ways) = ways(gathering.nodes.len(), &gathering.edges);
        Self { nodes: gathering.nodes, edges: gathering.edges, ends, ways }
    }

    /// Whether nobody can walk anywhere.
    pub(super) fn is_empty(&self) -> bool {
        self.edges.is_empty()
    }

    pub(super) fn node_count(&self) -> usize {
        self.nodes.len()
    }

    pub(super) fn nodes(&self) -> &[Point] {
        &self.nodes
    }

    pub(super) fn node(&self, node: u32) -> Point {
        self.nodes[node as usize]
    }

    pub(super) fn edges(&self) -> &[Edge] {
        &self.edges
    }

    /// The steps from a node.
    pub(super) fn ways(&self, node: u32) -> &[Way] {
        let start = if node == 0 { 0 } else { self.ends[node as usize - 1] };
        &self.ways[start as usize..self.ends[node as usize] as usize]
    }
}

#[derive(Default)]
struct Gathering {
    rows: HashMap<Point, u32>,
    nodes: Vec<Point>,
    seen: HashSet<(u32, u32)>,
    edges: Vec<Edge>,
}

impl Gathering {
    /// Adds an edge, unless it has no length or two roads draw the same one: a walk along it is one walk.
    fn edge(&mut self, a: Point, b: Point) {
        let (from, to) = (self.node(a), self.node(b));
        if from != to && self.seen.insert((from.min(to), from.max(to))) {
            self.edges.push(Edge { from, to, length_um: straight_um(a, b).round() as u64 });
        }
    }

    fn node(&mut self, at: Point) -> u32 {
        *self.rows.entry(at).or_insert_with(|| {
            self.nodes.push(at);
            self.nodes.len() as u32 - 1
        })
    }
}

/// The ways of all nodes, packed: both directions of every edge.
fn ways(nodes: usize, edges: &[Edge]) -> (Vec<u32>, Vec<Way>) {
    let both =
        || edges.iter().flat_map(|edge| [(edge.from, edge.to, edge.length_um), (edge.to, edge.from, edge.length_um)]);
    let mut ends = vec![0; nodes];
    for (from, ..) in both() {
        ends[from as usize] += 1;
    }
    let mut total = 0;
    for end in &mut ends {
        total += *end;
        *end = total;
    }
    let mut free = ends.clone();
    let mut ways = vec![Way { to: 0, length_um: 0 }; edges.len() * 2];
    for (from, to, length_um) in both() {
        free[from as usize] -= 1;
        ways[free[from as usize] as usize] = Way { to, length_um };
    }
    (ends, ways)
}
