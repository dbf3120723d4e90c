//! The coarse lattice: country and city roads a couple of kilometres apart, and the river's strips between two rows.

use std::collections::{BTreeMap, BTreeSet};

use spatial::places::RoadClass;

use super::mesh::{Ground, Mesh, Quad, Vertex, Way};
use super::naming::Namer;
use super::warp::{Across, Warp};
use crate::sample::chance::Dice;
use crate::sample::ground::{Metres, distance, plus};
use crate::sample::scale::Scale;

/// The first faces of a town.
pub(super) struct Lattice<'a> {
    scale: Scale,
    warp: &'a Warp,
    mesh: &'a mut Mesh,
    dice: Dice,
    kept: BTreeSet<(usize, usize)>,
    nodes: BTreeMap<(usize, Line), Vertex>,
    lines: BTreeMap<(Vertex, Vertex), Vec<Vertex>>,
    names: BTreeMap<Line, u32>,
    columns: Vec<u32>,
    ring_name: u32,
}

/// A line west to east: a row of the lattice or one along the river.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Line {
    Row(usize),
    River(Across),
}

impl<'a> Lattice<'a> {
    pub(super) fn new(scale: Scale, warp: &'a Warp, mesh: &'a mut Mesh, namer: &mut Namer, seed: u64) -> Self {
        let dice = Dice::new(seed, "lattice");
        let mut rows: BTreeMap<Line, u32> = (0..=scale.rows).map(|row| (Line::Row(row), namer.arterial())).collect();
        rows.insert(Line::River(Across::SouthRoad), namer.named("滨江南路"));
        rows.insert(Line::River(Across::NorthRoad), namer.named("滨江北路"));
        let columns = (0..=scale.columns).map(|_| namer.arterial()).collect();
        let ring_name = namer.named("环城大道");
        let kept = (0..scale.columns).flat_map(|i| (0..scale.rows).map(move |j| (i, j))).collect();
        let (nodes, lines) = (BTreeMap::new(), BTreeMap::new());
        Self { scale, warp, mesh, dice, kept, nodes, lines, names: rows, columns, ring_name }
    }

    /// The faces: cells of land, then the strips of the river, each strip cut at the columns.
    pub(super) fn faces(mut self) -> Vec<Quad> {
        self.drop_corners();
        let cells: Vec<(usize, usize)> = self.kept.iter().copied().collect();
        let mut faces = Vec::new();
        for (index, (i, j)) in cells.into_iter().enumerate() {
            let (south, north) = (self.line_of(j, true), self.line_of(j + 1, false));
            let ground = if self.is_urban(i, j) { Ground::Urban } else { Ground::Rural };
            faces.push(self.face(i, south, north, ground, index as u32));
        }
        for i in 0..self.scale.columns {
            let lines = [Across::SouthRoad, Across::SouthBank, Across::Middle, Across::NorthBank, Across::NorthRoad];
            for pair in lines.windows(2) {
                let bank = matches!(pair[0], Across::SouthRoad | Across::NorthBank);
                let ground = if bank { Ground::Bank } else { Ground::River };
                faces.push(self.face(i, Line::River(pair[0]), Line::River(pair[1]), ground, u32::MAX));
            }
        }
        faces
    }

    /// Whether the town reaches into a cell; which of its superblocks are town is decided when it is divided.
    fn is_urban(&self, i: usize, j: usize) -> bool {
        let (columns, river) = (self.scale.columns as f64, self.scale.river_row as f64);
        let (x, y) = (i as f64 + 0.5 - columns / 2.0, j as f64 + 0.5 - river - 0.45);
        let nearest = (x.abs() - 0.5).max(0.0).hypot((y.abs() - 0.5).max(0.0) * 1.12);
        if self.scale.columns < 5 {
            x.hypot(y * 1.12) < self.scale.urban_cells
        } else {
            nearest < self.scale.urban_cells - 0.2
        }
    }

    /// Leaves out cells at the corners, so that the district is not a rectangle; rows along the river stay whole.
    fn drop_corners(&mut self) {
        if self.scale.columns < 5 {
            return;
        }
        let (half_x, half_y) = (self.scale.columns as f64 / 2.0, self.scale.rows as f64 / 2.0);
        let river = self.scale.river_row;
        let mut dice = self.dice.clone();
        self.kept.retain(|(i, j)| {
            let (a, b) = ((*i as f64 + 0.5 - half_x) / half_x, (*j as f64 + 0.5 - half_y) / half_y);
            let far = a * a + b * b + dice.between(-0.12, 0.12);
            *j == river || *j + 1 == river || far < 1.2
        });
    }

    /// The line below (`upper` false: above) row boundary `j`: along the river there are two.
    fn line_of(&self, j: usize, upper: bool) -> Line {
        match (j == self.scale.river_row, upper) {
            (true, true) => Line::River(Across::NorthRoad),
            (true, false) => Line::River(Across::SouthRoad),
            _ => Line::Row(j),
        }
    }

    fn face(&mut self, i: usize, south: Line, north: Line, ground: Ground, block: u32) -> Quad {
        let corners = [self.node(i, south), self.node(i + 1, south), self.node(i + 1, north), self.node(i, north)];
        let sides = [
            self.along(i, south, corners[0], corners[1]),
            self.upward(i + 1, south, north, corners[1], corners[2]),
            reversed(self.along(i, north, corners[3], corners[2])),
            reversed(self.upward(i, south, north, corners[0], corners[3])),
        ];
        let row = match south {
            Line::Row(row) => row,
            Line::River(_) => self.scale.river_row,
        };
        let inside_ring = self
            .scale
            .ring()
            .is_none_or(|[west, east, south, north]| (west..east).contains(&i) && (south..north).contains(&row));
        Quad { sides, ground, superblock: block, midblock: block, inside_ring }
    }

    /// The road west to east along `line` in column `i`.
    fn road_along(&self, i: usize, line: Line) -> Way {
        let name = self.names.get(&line).copied().unwrap_or(0);
        let class = match line {
            Line::Row(1) if self.scale.rows > 4 => Some(RoadClass::Motorway),
            Line::Row(_) | Line::River(Across::SouthRoad | Across::NorthRoad) => Some(RoadClass::Arterial),
            Line::River(_) => None,
        };
        let way = Way { class, name, bridge: false };
        let (Some([west, east, south, north]), Some(RoadClass::Arterial)) = (self.scale.ring(), class) else {
            return way;
        };
        let within = (west..east).contains(&i);
        match line {
            Line::Row(row) if within && (row == south || row == north) => Way { name: self.ring_name, ..way },
            Line::Row(row) if within && (south..north).contains(&row) => way,
            Line::River(_) if within => way,
            _ => Way { class: Some(RoadClass::Street), ..way },
        }
    }

    /// The road northward along column `i` in row `row`.
    fn road_upward(&self, i: usize, row: usize, bridge: bool) -> Way {
        let way = Way { class: Some(RoadClass::Arterial), name: self.columns[i], bridge };
        let Some([west, east, south, north]) = self.scale.ring() else { return way };
        match (south..north).contains(&row) && (west..=east).contains(&i) {
            true if i == west || i == east => Way { name: self.ring_name, ..way },
            true => way,
            false => Way { class: Some(RoadClass::Street), ..way },
        }
    }

    fn node(&mut self, i: usize, line: Line) -> Vertex {
        if let Some(&vertex) = self.nodes.get(&(i, line)) {
            return vertex;
        }
        let vertex = self.mesh.vertex(self.at(i as f64, line));
        self.nodes.insert((i, line), vertex);
        vertex
    }

    fn at(&self, u: f64, line: Line) -> Metres {
        match line {
            Line::Row(j) => self.warp.land(u, j as f64),
            Line::River(across) => self.warp.river(u, across),
        }
    }

    /// The line from column `i` to the next, west to east.
    fn along(&mut self, i: usize, line: Line, from: Vertex, to: Vertex) -> Vec<Vertex> {
        if let Some(line) = self.lines.get(&(from, to)) {
            return line.clone();
        }
        let outer = match line {
            Line::Row(j) => !(j > 0 && self.kept.contains(&(i, j - 1)) && self.kept.contains(&(i, j))),
            Line::River(_) => false,
        };
        let way = if outer { Way::NONE } else { self.road_along(i, line) };
        let place = |lattice: &Self, s: f64| lattice.at(i as f64 + s, line);
        self.line(from, to, way, outer, place)
    }

    /// The line up column `i` from one line to the next, south to north.
    fn upward(&mut self, i: usize, south: Line, north: Line, from: Vertex, to: Vertex) -> Vec<Vertex> {
        if let Some(line) = self.lines.get(&(from, to)) {
            return line.clone();
        }
        let Line::River(Across::SouthRoad | Across::SouthBank | Across::Middle | Across::NorthBank) = south else {
            let row = match south {
                Line::Row(j) => j,
                Line::River(_) => self.scale.river_row,
            };
            let outer = !(i > 0 && self.kept.contains(&(i - 1, row)) && self.kept.contains(&(i, row)));
            let way = self.road_upward(i, row, false);
            let place = |lattice: &Self, s: f64| lattice.warp.land(i as f64, lift(row as f64, s));
            return self.line(from, to, if outer { Way::NONE } else { way }, outer, place);
        };
        let _ = north;
        let edge = i == 0 || i == self.scale.columns;
        let way = self.road_upward(i, self.scale.river_row, true);
        let chain = vec![from, to];
        self.mesh.chain(&chain, if edge { Way::NONE } else { way });
        self.lines.insert((from, to), chain.clone());
        chain
    }

    fn line(
        &mut self,
        from: Vertex,
        to: Vertex,
        way: Way,
        outer: bool,
        place: impl Fn(&Self, f64) -> Metres,
    ) -> Vec<Vertex> {
        let (start, end) = (self.mesh.at[from as usize], self.mesh.at[to as usize]);
        let pieces = ((distance(start, end) / if outer { 90.0 } else { 120.0 }).round() as usize).max(2);
        let (mut chain, mut drift) = (vec![from], 0.0);
        let across = {
            let length = distance(start, end).max(1.0);
            [-(end[1] - start[1]) / length, (end[0] - start[0]) / length]
        };
        for piece in 1..pieces {
            let s = piece as f64 / pieces as f64;
            // The edge of the district follows ridges and ditches: a tethered random walk.
            drift = if outer { drift * 0.86 + self.dice.normal() * 26.0 } else { 0.0 };
            let at = plus(place(self, s), drift * (std::f64::consts::PI * s).sin().sqrt(), across);
            chain.push(self.mesh.vertex(at));
        }
        chain.push(to);
        self.mesh.chain(&chain, way);
        self.lines.insert((from, to), chain.clone());
        chain
    }
}

/// A row position a hair above its lower line, so that the riverside row starts on the right bank.
fn lift(row: f64, s: f64) -> f64 {
    row + s.clamp(1e-9, 1.0 - 1e-9)
}

fn reversed(mut chain: Vec<Vertex>) -> Vec<Vertex> {
    chain.reverse();
    chain
}
