//! The nearest station of every node, by one shortest path from all stations at once.

use std::cmp::Reverse;
use std::collections::{BinaryHeap, HashMap, HashSet};

use super::graph::Graph;
use super::snap::Snap;
use crate::snapshot::{Column, Moves, Row, Shared};

/// How far a station is, and which: compared in this order, so that ties fall to the lowest row.
type Label = (u64, Row);

const NOWHERE: Label = (u64::MAX, Row(u32::MAX));

/// By edge the stations that stand on it, in the order of their rows.
type Stops = HashMap<u32, Vec<(Row, Snap)>>;

/// Every node labelled with its nearest station, and the stations that stand on each edge.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Nearest {
    labels: Column<Label>,
    stops: Shared<Stops>,
}

/// The stations that an edit moved on the network, or took from it or brought to it.
pub(super) struct Moved<'a> {
    /// The rows of stations where they are now.
    pub(super) rows: &'a Moves,
    /// Those that stand no more where they stood, by their rows before.
    pub(super) gone: &'a [Row],
    /// Those that stand elsewhere or are new, by their rows now.
    pub(super) come: &'a [(Row, Snap)],
}

/// Where walks may lead elsewhere than before.
pub(super) struct Changed {
    /// By node.
    pub(super) nodes: Vec<bool>,
    /// Edges on which stations come or go.
    pub(super) edges: HashSet<u32>,
}

impl Nearest {
    /// Labels every node of the graph from the stations' snaps.
    pub(super) fn of(graph: &Graph, stations: impl Iterator<Item = (Row, Snap)>) -> Self {
        let mut stops: Stops = HashMap::new();
        let mut search = Search::over(vec![NOWHERE; graph.node_count()]);
        for (station, snap) in stations {
            search.stop(graph, station, &snap);
            stops.entry(snap.edge).or_default().push((station, snap));
        }
        search.run(graph);
        Self { labels: search.labels.into(), stops: stops.into() }
    }

    /// The labels after stations moved, equal to those of [`Nearest::of`]: what pointed to one that is gone is blank, and filled
    /// from its rim and from the stations in it; those that come spread as far as they are the nearest.
    pub(super) fn edited(&self, graph: &Graph, moved: &Moved) -> (Self, Changed) {
        let mut search = Search::over(self.labels.to_vec());
        for label in &mut search.labels {
            let is_gone = moved.gone.binary_search(&label.1).is_ok();
            let row = if is_gone || *label == NOWHERE { None } else { moved.rows.now(label.1) };
            *label = row.map_or(NOWHERE, |row| (label.0, row));
        }
        let was_labelled = |node: &u32| self.labels[*node as usize] != NOWHERE;
        let is_blank = |node: &u32| search.labels[*node as usize] == NOWHERE;
        let blank: Vec<u32> =
            (0..self.labels.len() as u32).filter(|node| was_labelled(node) && is_blank(node)).collect();
        let rim = blank.iter().flat_map(|node| graph.ways(*node)).map(|way| way.to).filter(|node| !is_blank(node));
        for node in rim.collect::<Vec<_>>() {
            search.queue.push(Reverse((search.labels[node as usize], node)));
        }
        for node in &blank {
            search.changed[*node as usize] = true;
        }
        let (stops, edges) = self.stops_after(moved);
        for (station, snap) in stops.values().flatten() {
            search.stop(graph, *station, snap);
        }
        search.run(graph);
        let changed = Changed { nodes: search.changed, edges };
        (Self { labels: search.labels.into(), stops: stops.into() }, changed)
    }

    /// The stops after stations moved, and the edges where they did.
    fn stops_after(&self, moved: &Moved) -> (Stops, HashSet<u32>) {
        let (mut stops, mut edges): (Stops, _) = (HashMap::new(), HashSet::new());
        for (edge, on_edge) in &*self.stops {
            for (station, snap) in on_edge {
                match moved.rows.now(*station).filter(|_| moved.gone.binary_search(station).is_err()) {
                    Some(row) => stops.entry(*edge).or_default().push((row, *snap)),
                    None => drop(edges.insert(*edge)),
                }
            }
        }
        for (station, snap) in moved.come {
            stops.entry(snap.edge).or_default().push((*station, *snap));
            edges.insert(snap.edge);
        }
        for edge in &edges {
            if let Some(on_edge) = stops.get_mut(edge) {
                on_edge.sort_unstable_by_key(|(row, _)| *row);
            }
        }
        (stops, edges)
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
    /// Whether a node was labelled otherwise than at the beginning.
    changed: Vec<bool>,
    queue: BinaryHeap<Reverse<(Label, u32)>>,
}

impl Search {
    fn over(labels: Vec<Label>) -> Self {
        Self { changed: vec![false; labels.len()], labels, queue: BinaryHeap::new() }
    }

    /// Offers a station to both ends of its edge.
    fn stop(&mut self, graph: &Graph, station: Row, snap: &Snap) {
        let edge = graph.edges()[snap.edge as usize];
        self.offer(edge.from, (snap.away_um + snap.along_um, station));
        self.offer(edge.to, (snap.away_um + edge.length_um - snap.along_um, station));
    }

    fn offer(&mut self, node: u32, label: Label) {
        if label < self.labels[node as usize] {
            self.labels[node as usize] = label;
            self.changed[node as usize] = true;
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
