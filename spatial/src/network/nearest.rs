//! The nearest station of every node, by one shortest path from all stations at once.

use std::cmp::Reverse;
use std::collections::{BinaryHeap, HashMap};

use super::graph::Graph;
use super::snap::Snap;
use crate::snapshot::Row;

/// How far a station is, and which: compared in this order, so that ties fall to the lowest row.
type Label = (u64, Row);

const NOWHERE: Label = (u64::MAX, Row(u32::MAX));

/// Every node labelled with its nearest station, and the stations that stand on each edge.
#[derive(Clone, Debug, Default)]
pub(super) struct Nearest {
    labels: Vec<Label>,
    stops: HashMap<u32, Vec<(Row, Snap)>>,
}

impl Nearest {
    /// Labels every node of the graph from the stations' snaps.
    pub(super) fn of(graph: &Graph, stations: impl Iterator<Item = (Row, Snap)>) -> Self {
        let mut stops: HashMap<u32, Vec<(Row, Snap)>> = HashMap::new();
        let mut search = Search { labels: vec![NOWHERE; graph.node_count()], queue: BinaryHeap::new() };
        for (station, snap) in stations {
            let edge = graph.edges()[snap.edge as usize];
            search.offer(edge.from, (snap.away_um + snap.along_um, station));
            search.offer(edge.to, (snap.away_um + edge.length_um - snap.along_um, station));
            stops.entry(snap.edge).or_default().push((station, snap));
        }
        search.run(graph);
        Self { labels: search.labels, stops }
    }

    /// From a place on the network to its nearest station: micrometres with both steps off the network, and the station;
    /// `None` where none can be walked to.
    pub(super) fn from(&self, graph: &Graph, place: &Snap) -> Option<Label> {
        let edge = graph.edges()[place.edge as usize];
        let by_node = |node: u32, um: u64| {
            let (further, station) = self.labels[node as usize];
            (further.saturating_add(um), station)
        };
        let by_ends = [by_node(edge.from, place.along_um), by_node(edge.to, edge.length_um - place.along_um)];
        let on_edge = self.stops.get(&place.edge).into_iter().flatten();
        let direct = on_edge.map(|(station, stop)| (stop.along_um.abs_diff(place.along_um) + stop.away_um, *station));
        let (um, station) = by_ends.into_iter().chain(direct).min()?;
        (um < u64::MAX).then(|| (um + place.away_um, station))
    }
}

struct Search {
    labels: Vec<Label>,
    queue: BinaryHeap<Reverse<(Label, u32)>>,
}

impl Search {
    fn offer(&mut self, node: u32, label: Label) {
        if label < self.labels[node as usize] {
            self.labels[node as usize] = label;
            self.queue.push(Reverse((label, node)));
        }
    }

    fn run(&mut self, graph: &Graph) {
        while let Some(Reverse((label, node))) = self.queue.pop() {
            if label == self.labels[node as usize] {
                graph.ways(node).iter().for_each(|way| self.offer(way.to, (label.0 + way.length_um, label.1)));
            }
        }
    }
}
