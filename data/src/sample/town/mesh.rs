//! A planar network as four-sided faces with shared vertices.
//!
//! A face is split by a chord between two opposite sides. Splitting an edge is remembered in one table and unrolled when a
//! side is read, so a neighbour that was made earlier sees the new vertex too: borders never drift apart.

use std::collections::HashMap;

use spatial::places::RoadClass;

use crate::sample::ground::{Metres, Spot, blend, distance, plus};

/// A vertex of the mesh.
pub(in crate::sample) type Vertex = u32;

/// What an edge of the mesh is on the ground.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(in crate::sample) struct Way {
    /// `None`: no road, only a border (a river bank, the edge of the district).
    pub(in crate::sample) class: Option<RoadClass>,
    pub(in crate::sample) name: u32,
    pub(in crate::sample) bridge: bool,
}

/// What a face is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::sample) enum Ground {
    Urban,
    Rural,
    /// The green strip between the riverside road and the bank.
    Bank,
    River,
    /// A lake and the park around it.
    Lake,
}

/// A face: four sides, counter-clockwise, each a chain of vertices from corner to corner.
#[derive(Clone, Debug)]
pub(in crate::sample) struct Quad {
    pub(in crate::sample) sides: [Vec<Vertex>; 4],
    pub(in crate::sample) ground: Ground,
    /// What arterials enclose; the atom of streets.
    pub(in crate::sample) superblock: u32,
    /// What streets enclose; the atom of communities.
    pub(in crate::sample) midblock: u32,
    /// Whether the ring road runs around it; where there is none, everything is inside.
    pub(in crate::sample) inside_ring: bool,
}

/// Vertices, edges and the splits of edges.
#[derive(Debug, Default)]
pub(in crate::sample) struct Mesh {
    pub(in crate::sample) spots: Vec<Spot>,
    pub(in crate::sample) at: Vec<Metres>,
    pub(in crate::sample) near: Vec<Vec<Vertex>>,
    pub(in crate::sample) ways: HashMap<(Vertex, Vertex), Way>,
    splits: HashMap<(Vertex, Vertex), Vertex>,
}

/// The key of an edge, whichever way it is walked.
pub(in crate::sample) fn key(a: Vertex, b: Vertex) -> (Vertex, Vertex) {
    (a.min(b), a.max(b))
}

impl Way {
    /// An edge that is only a border.
    pub(in crate::sample) const NONE: Self = Self { class: None, name: 0, bridge: false };
}

impl Mesh {
    /// A new vertex at the nearest position that a file can hold.
    pub(in crate::sample) fn vertex(&mut self, at: Metres) -> Vertex {
        let spot = Spot::near(at);
        self.spots.push(spot);
        self.at.push(spot.metres());
        self.near.push(Vec::new());
        self.spots.len() as Vertex - 1
    }

    /// Joins two vertices.
    pub(in crate::sample) fn edge(&mut self, a: Vertex, b: Vertex, way: Way) {
        if self.ways.insert(key(a, b), way).is_none() {
            self.near[a as usize].push(b);
            self.near[b as usize].push(a);
        }
    }

    /// Joins the vertices of a chain.
    pub(in crate::sample) fn chain(&mut self, chain: &[Vertex], way: Way) {
        for pair in chain.windows(2) {
            self.edge(pair[0], pair[1], way);
        }
    }

    /// A chain with every vertex that was put on it since.
    pub(in crate::sample) fn unrolled(&self, chain: &[Vertex]) -> Vec<Vertex> {
        let mut all: Vec<Vertex> = chain.first().copied().into_iter().collect();
        for pair in chain.windows(2) {
            self.unroll(pair[0], pair[1], &mut all);
        }
        all
    }

    fn unroll(&self, from: Vertex, to: Vertex, all: &mut Vec<Vertex>) {
        if let Some(&between) = self.splits.get(&key(from, to)) {
            self.unroll(from, between, all);
            self.unroll(between, to, all);
        } else {
            all.push(to);
        }
    }

    /// The face's ring, counter-clockwise, unclosed.
    pub(in crate::sample) fn ring(&self, quad: &Quad) -> Vec<Vertex> {
        let mut ring = Vec::new();
        for side in &quad.sides {
            let side = self.unrolled(side);
            ring.extend_from_slice(&side[..side.len() - 1]);
        }
        ring
    }

    /// The positions of vertices.
    pub(in crate::sample) fn points(&self, vertices: &[Vertex]) -> Vec<Metres> {
        vertices.iter().map(|vertex| self.at[*vertex as usize]).collect()
    }

    /// How many edges meet here.
    pub(in crate::sample) fn degree(&self, vertex: Vertex) -> usize {
        self.near[vertex as usize].len()
    }

    /// The vertex at share `t` of a side. A junction within `reach` metres is taken as it stands, so that roads cross
    /// instead of meeting side by side.
    fn on_side(&mut self, side: &[Vertex], t: f64, reach: f64) -> (Vec<Vertex>, usize) {
        let mut side = self.unrolled(side);
        let along = lengths(&self.points(&side));
        let want = t * along[along.len() - 1];
        let inner = 1..side.len().saturating_sub(1);
        let off = |index: &usize| (along[*index] - want).abs();
        let junction = inner.clone().filter(|index| self.degree(side[*index]) > 2 && off(index) < reach);
        if let Some(index) = junction.min_by(|a, b| off(a).total_cmp(&off(b))) {
            return (side, index);
        }
        if let Some(index) = inner.filter(|index| off(index) < 9.0).min_by(|a, b| off(a).total_cmp(&off(b))) {
            return (side, index);
        }
        let index = along.iter().position(|length| *length > want).unwrap_or(along.len() - 1).max(1);
        let (a, b) = (side[index - 1], side[index]);
        let share = (want - along[index - 1]) / (along[index] - along[index - 1]).max(1e-9);
        let vertex = self.split_edge(a, b, share);
        side.insert(index, vertex);
        (side, index)
    }

    fn split_edge(&mut self, a: Vertex, b: Vertex, share: f64) -> Vertex {
        let vertex = self.vertex(blend(self.at[a as usize], self.at[b as usize], share));
        self.splits.insert(key(a, b), vertex);
        let way = self.ways.remove(&key(a, b)).unwrap_or(Way::NONE);
        self.near[a as usize].retain(|other| *other != b);
        self.near[b as usize].retain(|other| *other != a);
        self.edge(a, vertex, way);
        self.edge(vertex, b, way);
        vertex
    }

    /// Splits a face by a chord from side `from` (at share `t`) to the side opposite. `way` is asked for the chord's road
    /// once its first vertex is known. The first half keeps the corner where side `from` begins.
    pub(in crate::sample) fn split(
        &mut self,
        quad: &Quad,
        from: usize,
        t: f64,
        reach: f64,
        way: impl FnOnce(&Self, Vertex) -> Way,
    ) -> (Quad, Quad) {
        let side = |turn: usize| &quad.sides[(from + turn) % 4];
        let (first, p) = self.on_side(side(0), t, reach);
        let (third, q) = self.on_side(side(2), 1.0 - t, reach);
        let left: Vec<Vertex> = self.unrolled(side(3)).into_iter().rev().collect();
        let right = self.unrolled(side(1));
        let way = way(self, first[p]);
        let chord = self.chord(first[p], third[q], [&left, &right], t, way);
        let back: Vec<Vertex> = chord.iter().rev().copied().collect();
        let make = |sides: [Vec<Vertex>; 4]| {
            let mut quad = Quad { sides, ..quad.clone() };
            quad.sides.rotate_right(from);
            quad
        };
        let one = make([first[..=p].to_vec(), chord, third[q..].to_vec(), side(3).clone()]);
        let two = make([first[p..].to_vec(), side(1).clone(), third[..=q].to_vec(), back]);
        (one, two)
    }

    /// A line between two vertices that bends as the sides to its left and right do.
    fn chord(&mut self, from: Vertex, to: Vertex, sides: [&[Vertex]; 2], t: f64, way: Way) -> Vec<Vertex> {
        let (start, end) = (self.at[from as usize], self.at[to as usize]);
        let [left, right] = sides.map(|side| self.points(side));
        let guide = |s: f64| blend(at_share(&left, s), at_share(&right, s), t);
        let (off_start, off_end) = (plus(start, -1.0, guide(0.0)), plus(end, -1.0, guide(1.0)));
        let pieces = ((distance(start, end) / 110.0).round() as usize).max(1);
        let mut chord = vec![from];
        for piece in 1..pieces {
            let s = piece as f64 / pieces as f64;
            let at = plus(plus(guide(s), 1.0 - s, off_start), s, off_end);
            chord.push(self.vertex(at));
        }
        chord.push(to);
        self.chain(&chord, way);
        chord
    }
}

/// Metres from the first point to each point of a line.
pub(in crate::sample) fn lengths(line: &[Metres]) -> Vec<f64> {
    let mut sum = 0.0;
    let mut lengths = vec![0.0];
    for pair in line.windows(2) {
        sum += distance(pair[0], pair[1]);
        lengths.push(sum);
    }
    lengths
}

/// The point at share `s` of a line's length.
pub(in crate::sample) fn at_share(line: &[Metres], s: f64) -> Metres {
    let along = lengths(line);
    let want = s * along[along.len() - 1];
    let index = along.iter().position(|length| *length >= want).unwrap_or(along.len() - 1).max(1).min(line.len() - 1);
    let step = (along[index] - along[index - 1]).max(1e-9);
    blend(line[index - 1], line[index], ((want - along[index - 1]) / step).clamp(0.0, 1.0))
}
