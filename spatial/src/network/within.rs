//! Who can walk to a place: from each of many places one shortest path that ends at a limit.

use std::cmp::Reverse;
use std::collections::{BinaryHeap, HashMap};
use std::panic::resume_unwind;
use std::thread;

use super::graph::Graph;
use super::snap::Snap;
use super::{DETOUR, Method, Network, decimetres, straight_um};
use crate::shape::Point;

/// Places are shared out among so many threads; the answer does not depend on it.
const THREADS: usize = 4;

/// The longest walk that still rounds to so many decimetres, micrometres.
fn longest_um(dm: u32) -> u64 {
    u64::from(dm) * 100_000 + 49_999
}

impl Network {
    /// For each place the homes (indices into [`super::Homes::points`], ascending) from which it is at most `within_dm` on foot, by
    /// the definition of [`Network::reach`]. A place or home further than `snap_limit_dm` from every edge is not on the network.
    pub fn homes_within(&self, places: &[Point], within_dm: u32, snap_limit_dm: u32) -> Vec<Vec<u32>> {
        let doors = Doors::of(self, snap_limit_dm);
        let share = places.len().div_ceil(THREADS).max(1);
        thread::scope(|scope| {
            let doors = &doors;
            let walk = |part: &[Point]| {
                let mut search = Search::new(self, doors);
                part.iter().map(|place| search.from(*place, within_dm, snap_limit_dm)).collect::<Vec<_>>()
            };
            let threads: Vec<_> = places.chunks(share).map(|part| scope.spawn(move || walk(part))).collect();
            threads.into_iter().flat_map(|thread| thread.join().unwrap_or_else(|panic| resume_unwind(panic))).collect()
        })
    }

    /// Where walkable roads meet, bend or end.
    pub fn crossings(&self) -> &[Point] {
        self.graph.nodes()
    }
}

/// Where the homes stand on the network.
struct Doors {
    /// By node the homes on its edges: how far from the node, and which; nearest first.
    by_node: Vec<Vec<(u64, u32)>>,
    /// By edge the homes on it.
    by_edge: HashMap<u32, Vec<(Snap, u32)>>,
}

impl Doors {
    fn of(network: &Network, snap_limit_dm: u32) -> Self {
        let graph = &network.graph;
        let mut doors = Self { by_node: vec![Vec::new(); graph.node_count()], by_edge: HashMap::new() };
        if network.method() == Method::Straight {
            return doors;
        }
        for (home, at) in network.homes.points().iter().enumerate() {
            let Some(snap) = network.snapper.snap(graph, *at, Some(snap_limit_dm)) else { continue };
            let edge = graph.edges()[snap.edge as usize];
            let (home, away) = (home as u32, snap.away_um);
            doors.by_node[edge.from as usize].push((away + snap.along_um, home));
            doors.by_node[edge.to as usize].push((away + edge.length_um - snap.along_um, home));
            doors.by_edge.entry(snap.edge).or_default().push((snap, home));
        }
        doors.by_node.iter_mut().for_each(|list| list.sort_unstable());
        doors
    }
}

/// One thread's search: what it writes is undone after each place, so that a place costs what it reaches.
struct Search<'a> {
    network: &'a Network,
    doors: &'a Doors,
    labels: Vec<u64>,
    touched: Vec<u32>,
    queue: BinaryHeap<Reverse<(u64, u32)>>,
    limit_um: u64,
}

impl<'a> Search<'a> {
    fn new(network: &'a Network, doors: &'a Doors) -> Self {
        let labels = vec![u64::MAX; network.graph.node_count()];
        Self { network, doors, labels, touched: Vec::new(), queue: BinaryHeap::new(), limit_um: 0 }
    }

    fn from(&mut self, place: Point, within_dm: u32, snap_limit_dm: u32) -> Vec<u32> {
        if self.network.method() == Method::Straight {
            return self.straight(place, within_dm);
        }
        self.limit_um = longest_um(within_dm);
        let graph = &self.network.graph;
        let Some(snap) = self.network.snapper.snap(graph, place, Some(snap_limit_dm)) else { return Vec::new() };
        let mut homes = self.along_edge(&snap);
        let edge = graph.edges()[snap.edge as usize];
        self.offer(edge.from, snap.away_um + snap.along_um);
        self.offer(edge.to, snap.away_um + edge.length_um - snap.along_um);
        self.run(graph, &mut homes);
        homes.sort_unstable();
        homes.dedup();
        homes
    }

    /// The homes on the place's own edge that are reached straight along it.
    fn along_edge(&self, place: &Snap) -> Vec<u32> {
        let on_edge = self.doors.by_edge.get(&place.edge).into_iter().flatten();
        let near = on_edge
            .filter(|(home, _)| home.along_um.abs_diff(place.along_um) + home.away_um + place.away_um <= self.limit_um);
        near.map(|(_, home)| *home).collect()
    }

    fn run(&mut self, graph: &Graph, homes: &mut Vec<u32>) {
        while let Some(Reverse((um, node))) = self.queue.pop() {
            if um > self.labels[node as usize] {
                continue;
            }
            let doors = &self.doors.by_node[node as usize];
            homes.extend(doors.iter().take_while(|(away, _)| um + away <= self.limit_um).map(|(_, home)| *home));
            graph.ways(node).iter().for_each(|way| self.offer(way.to, um + way.length_um));
        }
        self.touched.drain(..).for_each(|node| self.labels[node as usize] = u64::MAX);
    }

    fn offer(&mut self, node: u32, um: u64) {
        let label = &mut self.labels[node as usize];
        if um <= self.limit_um && um < *label {
            if *label == u64::MAX {
                self.touched.push(node);
            }
            *label = um;
            self.queue.push(Reverse((um, node)));
        }
    }

    fn straight(&self, place: Point, within_dm: u32) -> Vec<u32> {
        let near = |home: &Point| decimetres((straight_um(*home, place) * DETOUR).round() as u64) <= within_dm;
        let homes = self.network.homes.points().iter().enumerate();
        homes.filter(|(_, home)| near(home)).map(|(home, _)| home as u32).collect()
    }
}
