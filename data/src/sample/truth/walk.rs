//! How far it is on foot: snap to the nearest road on the same bank, along the roads, and from the road to the station.

use std::cmp::Reverse;
use std::collections::{BinaryHeap, HashMap};

use spatial::places::RoadClass;

use crate::sample::files::shapes::SpotPolygon;
use crate::sample::ground::{Metres, Spot, blend, cross, distance, inside, minus, nearest_on};
use crate::sample::register::Register;

/// S1: no road within this many metres is no snap.
pub(in crate::sample) const SNAP_M: f64 = 100.0;
/// Alternatives this near the nearest could be the nearest to somebody else's arithmetic.
const TIE_M: f64 = 0.05;
const CELL_M: f64 = 120.0;

/// A stretch of road between two junctions or bends.
#[derive(Clone, Copy, Debug)]
struct Segment {
    from: usize,
    to: usize,
    length: f64,
}

/// A place on the network: the segment, metres from its beginning, metres from the point to it.
#[derive(Clone, Copy, Debug)]
pub(in crate::sample) struct Snap {
    segment: usize,
    along: f64,
    pub(in crate::sample) away: f64,
}

/// What one snap leads to.
#[derive(Clone, Copy, Debug)]
pub(in crate::sample) struct Walk {
    /// Metres from the point to the road.
    pub(in crate::sample) snap: f64,
    /// Metres to the nearest station in all; infinite where no station can be reached.
    pub(in crate::sample) whole: f64,
}

/// The walkable network, with every node's distance to the nearest station.
#[derive(Debug)]
pub(in crate::sample) struct Network {
    nodes: Vec<Metres>,
    segments: Vec<Segment>,
    near: Vec<Vec<(usize, f64)>>,
    cells: HashMap<(i64, i64), Vec<usize>>,
    banks: HashMap<(i64, i64), Vec<(Metres, Metres)>>,
    water: Vec<Water>,
    /// Metres from a node to the nearest station.
    to_station: Vec<f64>,
    /// Stations by the segment they stand at.
    at_segment: HashMap<usize, Vec<Snap>>,
}

impl Network {
    /// The network without stations.
    pub(in crate::sample) fn new(register: &Register) -> Self {
        let mut network = Self {
            nodes: Vec::new(),
            segments: Vec::new(),
            near: Vec::new(),
            cells: HashMap::new(),
            banks: HashMap::new(),
            water: register.water.iter().flat_map(|body| &body.shape).map(Water::new).collect(),
            to_station: Vec::new(),
            at_segment: HashMap::new(),
        };
        for ring in register.water.iter().flat_map(|body| &body.shape).flatten() {
            let points: Vec<Metres> = ring.iter().map(|spot| spot.metres()).collect();
            for (index, &from) in points.iter().enumerate() {
                let to = points[(index + 1) % points.len()];
                for cell in cells(from, to) {
                    network.banks.entry(cell).or_default().push((from, to));
                }
            }
        }
        let mut node_of: HashMap<Spot, usize> = HashMap::new();
        for road in &register.roads {
            if road.way.class == Some(RoadClass::Motorway) {
                continue;
            }
            let spots: Vec<Spot> = road.line.iter().map(|vertex| register.town.mesh.spots[*vertex as usize]).collect();
            for pair in spots.windows(2) {
                let ends = [pair[0], pair[1]].map(|spot| {
                    *node_of.entry(spot).or_insert_with(|| {
                        network.nodes.push(spot.metres());
                        network.nodes.len() - 1
                    })
                });
                network.add(ends, road.way.bridge);
            }
        }
        network
    }

    fn add(&mut self, [from, to]: [usize; 2], bridge: bool) {
        let (a, b) = (self.nodes[from], self.nodes[to]);
        if !bridge && self.crosses_water(a, b) {
            return;
        }
        self.near.resize(self.nodes.len(), Vec::new());
        let length = distance(a, b);
        self.near[from].push((to, length));
        self.near[to].push((from, length));
        for cell in cells(a, b) {
            self.cells.entry(cell).or_default().push(self.segments.len());
        }
        self.segments.push(Segment { from, to, length });
    }

    /// Opens the stations: one shortest-path search from all of them.
    pub(in crate::sample) fn open(&mut self, stations: &[Metres]) {
        self.near.resize(self.nodes.len(), Vec::new());
        self.to_station = vec![f64::INFINITY; self.nodes.len()];
        self.at_segment.clear();
        let mut queue: BinaryHeap<Reverse<(u64, usize)>> = BinaryHeap::new();
        for snap in stations.iter().filter_map(|at| self.snaps(*at).first().copied()).collect::<Vec<_>>() {
            if snap.away > SNAP_M {
                continue;
            }
            let Segment { from, to, length } = self.segments[snap.segment];
            self.at_segment.entry(snap.segment).or_default().push(snap);
            for (node, metres) in [(from, snap.away + snap.along), (to, snap.away + length - snap.along)] {
                if metres < self.to_station[node] {
                    self.to_station[node] = metres;
                    // The bits of a positive number are in the order of its size.
                    queue.push(Reverse((metres.to_bits(), node)));
                }
            }
        }
        while let Some(Reverse((bits, node))) = queue.pop() {
            if bits != self.to_station[node].to_bits() {
                continue;
            }
            for &(next, length) in &self.near[node] {
                let metres = f64::from_bits(bits) + length;
                if metres < self.to_station[next] {
                    self.to_station[next] = metres;
                    queue.push(Reverse((metres.to_bits(), next)));
                }
            }
        }
    }

    /// The walks from a point: by the nearest segment first, then by those that are as near within a tie.
    pub(in crate::sample) fn walks(&self, at: Metres) -> Vec<Walk> {
        self.snaps(at).into_iter().map(|snap| self.walk(snap)).collect()
    }

    /// The walk from a place on the network.
    pub(in crate::sample) fn walk(&self, snap: Snap) -> Walk {
        let Segment { from, to, length } = self.segments[snap.segment];
        let by_nodes = (self.to_station[from] + snap.along).min(self.to_station[to] + length - snap.along);
        let here = self.at_segment.get(&snap.segment).into_iter().flatten();
        let direct = here.map(|station| station.away + (station.along - snap.along).abs());
        Walk { snap: snap.away, whole: snap.away + direct.fold(by_nodes, f64::min) }
    }

    /// The nearest places on the network on the same bank: the nearest first, with its ties.
    pub(in crate::sample) fn snaps(&self, at: Metres) -> Vec<Snap> {
        let (x, y) = cell(at);
        let mut near: Vec<usize> = (x - 1..=x + 1)
            .flat_map(|x| (y - 1..=y + 1).map(move |y| (x, y)))
            .filter_map(|cell| self.cells.get(&cell))
            .flatten()
            .copied()
            .collect();
        near.sort_unstable();
        near.dedup();
        let mut all: Vec<(Snap, Metres)> = near
            .into_iter()
            .map(|segment| {
                let Segment { from, to, .. } = self.segments[segment];
                let (point, away) = nearest_on(at, self.nodes[from], self.nodes[to]);
                (Snap { segment, along: distance(self.nodes[from], point), away }, point)
            })
            .collect();
        all.sort_by(|a, b| a.0.away.total_cmp(&b.0.away));
        let mut all =
            all.into_iter().filter(|(_, point)| !self.crosses_water(at, *point)).map(|(snap, _)| snap).peekable();
        let Some(nearest) = all.peek().map(|snap| snap.away) else { return Vec::new() };
        all.take_while(|snap| snap.away <= nearest + TIE_M).collect()
    }

    /// How far the farthest of the tied snaps of a point lies from the first, metres.
    pub(in crate::sample) fn doubt(&self, at: Metres) -> f64 {
        let snaps = self.snaps(at);
        let point = |snap: &Snap| {
            let Segment { from, to, length } = self.segments[snap.segment];
            blend(self.nodes[from], self.nodes[to], snap.along / length.max(1e-9))
        };
        snaps.iter().map(|snap| distance(point(snap), point(&snaps[0]))).fold(0.0, f64::max)
    }

    /// Whether the straight line properly crosses a bank, or runs in the water from end to end.
    fn crosses_water(&self, from: Metres, to: Metres) -> bool {
        self.crosses_bank(from, to) || self.is_wet(blend(from, to, 0.5))
    }

    /// Whether a point lies in the water.
    pub(in crate::sample) fn is_wet(&self, at: Metres) -> bool {
        self.water.iter().any(|water| water.holds(at))
    }

    fn crosses_bank(&self, from: Metres, to: Metres) -> bool {
        let side = |a: Metres, b: Metres, at: Metres| cross(minus(b, a), minus(at, a));
        cells(from, to)
            .filter_map(|cell| self.banks.get(&cell))
            .flatten()
            .any(|&(a, b)| side(a, b, from) * side(a, b, to) < 0.0 && side(from, to, a) * side(from, to, b) < 0.0)
    }
}

/// A water body and the box around it.
#[derive(Debug)]
struct Water {
    rings: Vec<Vec<Metres>>,
    low: Metres,
    high: Metres,
}

impl Water {
    fn new(polygon: &SpotPolygon) -> Self {
        let rings: Vec<Vec<Metres>> =
            polygon.iter().map(|ring| ring.iter().map(|spot| spot.metres()).collect()).collect();
        let (mut low, mut high) = ([f64::INFINITY; 2], [f64::NEG_INFINITY; 2]);
        for point in rings.iter().flatten() {
            low = [low[0].min(point[0]), low[1].min(point[1])];
            high = [high[0].max(point[0]), high[1].max(point[1])];
        }
        Self { rings, low, high }
    }

    fn holds(&self, at: Metres) -> bool {
        let near = (0..2).all(|axis| (self.low[axis]..=self.high[axis]).contains(&at[axis]));
        near && self.rings.iter().filter(|ring| inside(at, ring)).count() % 2 == 1
    }
}

fn cell(at: Metres) -> (i64, i64) {
    ((at[0] / CELL_M).floor() as i64, (at[1] / CELL_M).floor() as i64)
}

/// The cells of a line's box.
fn cells(from: Metres, to: Metres) -> impl Iterator<Item = (i64, i64)> {
    let (a, b) = (cell(from), cell(to));
    (a.0.min(b.0)..=a.0.max(b.0)).flat_map(move |x| (a.1.min(b.1)..=a.1.max(b.1)).map(move |y| (x, y)))
}
