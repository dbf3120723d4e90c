//! Superblocks become blocks: arterials first, then streets, then lanes; denser in the middle, sparse in the country.

use spatial::places::RoadClass;

use super::mesh::{Ground, Mesh, Quad, Vertex, Way, key};
use super::naming::Namer;
use crate::sample::chance::Dice;
use crate::sample::ground::{Metres, area, cross, distance, middle, minus, plus};
use crate::sample::scale::Scale;

/// A hamlet's houses stand within about this many metres of its middle.
const HAMLET_M: f64 = 210.0;

/// Cuts faces until they are blocks.
pub(super) struct Division<'a> {
    pub(super) scale: Scale,
    pub(super) mesh: &'a mut Mesh,
    pub(super) namer: &'a mut Namer,
    pub(super) dice: Dice,
    pub(super) centre: Metres,
    superblocks: u32,
    midblocks: u32,
    hamlet: Option<Metres>,
}

impl<'a> Division<'a> {
    pub(super) fn new(scale: Scale, mesh: &'a mut Mesh, namer: &'a mut Namer, seed: u64, centre: Metres) -> Self {
        let dice = Dice::new(seed, "division");
        Self { scale, mesh, namer, dice, centre, superblocks: 0, midblocks: 0, hamlet: None }
    }

    /// The blocks of the land, then the strips along the river cut to match them.
    pub(super) fn blocks(mut self, faces: Vec<Quad>) -> Vec<Quad> {
        let (land, strips): (Vec<Quad>, Vec<Quad>) =
            faces.into_iter().partition(|face| matches!(face.ground, Ground::Urban | Ground::Rural));
        let mut superblocks = Vec::new();
        for face in land {
            match face.ground {
                Ground::Urban => self.thirds(&face, &mut superblocks),
                _ => self.quarters(&face, &mut superblocks),
            }
        }
        let mut blocks = Vec::new();
        let wobble = [self.dice.between(0.0, 6.0), self.dice.between(0.0, 6.0)];
        for face in &mut superblocks {
            if face.ground == Ground::Urban && !self.is_town(face, wobble) {
                face.ground = Ground::Rural;
            }
        }
        self.lakes(&mut superblocks);
        for mut face in superblocks {
            self.superblocks += 1;
            face.superblock = self.superblocks;
            self.hamlet = (face.ground == Ground::Rural && self.dice.chance(0.62)).then(|| self.hamlet_in(&face));
            self.divide(face, 0, &mut blocks);
        }
        self.strips(&strips, &mut blocks);
        blocks
    }

    /// Whether a superblock is town: the town is round, with bays and tongues.
    fn is_town(&self, face: &Quad, wobble: [f64; 2]) -> bool {
        if self.scale.columns < 5 {
            return true;
        }
        let off = minus(middle(&self.mesh.points(&self.mesh.ring(face))), self.centre);
        let angle = off[1].atan2(off[0]);
        let reach = 1.0 + 0.07 * (2.0 * angle + wobble[0]).sin() + 0.06 * (5.0 * angle + wobble[1]).sin();
        off[0].hypot(off[1] * 1.1) < reach * self.scale.urban_cells * self.scale.cell_m
    }

    /// Turns superblocks into lakes: one half way out of the town, the next in the country, all of them away from the river.
    fn lakes(&mut self, superblocks: &mut [Quad]) {
        let edge_m = self.scale.urban_cells * self.scale.cell_m;
        for (nth, (ground, out)) in [(Ground::Urban, 0.55), (Ground::Rural, 1.45)].into_iter().enumerate() {
            if nth >= self.scale.lakes() {
                return;
            }
            let angle = self.dice.between(0.3, 0.6) * std::f64::consts::PI + nth as f64 * std::f64::consts::PI;
            let wanted = plus(self.centre, out * edge_m, [angle.cos(), angle.sin()]);
            let off = |face: &Quad| distance(middle(&self.mesh.points(&self.mesh.ring(face))), wanted);
            let dry = superblocks.iter_mut().filter(|face| face.ground == ground);
            if let Some(face) = dry.min_by(|a, b| off(a).total_cmp(&off(b))) {
                face.ground = Ground::Lake;
            }
        }
    }

    /// Three by three superblocks; beyond the ring road nothing is an arterial.
    fn thirds(&mut self, face: &Quad, out: &mut Vec<Quad>) {
        let class = Some(if face.inside_ring { RoadClass::Arterial } else { RoadClass::Street });
        let (a, rest) = self.cut(face, 0, 1.0 / 3.0, class, 60.0);
        let (b, c) = self.cut(&rest, 0, 0.5, class, 60.0);
        for column in [a, b, c] {
            let (low, rest) = self.cut(&column, 1, 1.0 / 3.0, class, 90.0);
            let (mid, high) = self.cut(&rest, 1, 0.5, class, 90.0);
            out.extend([low, mid, high]);
        }
    }

    /// Two by two pieces of countryside.
    fn quarters(&mut self, face: &Quad, out: &mut Vec<Quad>) {
        let t = self.dice.between(0.42, 0.58);
        let (a, b) = self.cut(face, 0, t, Some(RoadClass::Street), 260.0);
        for half in [a, b] {
            let t = self.dice.between(0.42, 0.58);
            let (low, high) = self.cut(&half, 1, t, Some(RoadClass::Street), 200.0);
            out.extend([low, high]);
        }
    }

    fn hamlet_in(&mut self, face: &Quad) -> Metres {
        let ring = self.mesh.points(&self.mesh.ring(face));
        let middle = middle(&ring);
        [middle[0] + self.dice.between(-170.0, 170.0), middle[1] + self.dice.between(-170.0, 170.0)]
    }

    fn divide(&mut self, mut face: Quad, depth: u32, out: &mut Vec<Quad>) {
        if face.ground == Ground::Lake {
            out.push(face);
            return;
        }
        let ring = self.mesh.points(&self.mesh.ring(&face));
        let size = area(&ring);
        let street = size > 150_000.0;
        if !street && face.midblock != self.midblocks || depth == 0 {
            self.midblocks += 1;
            face.midblock = self.midblocks;
        }
        if !self.is_divisible(&face, &ring, size) || depth > 12 {
            out.push(face);
            return;
        }
        let long = |side: usize| chain_m(&self.mesh.points(&face.sides[side]));
        let from = usize::from(long(1) + long(3) > long(0) + long(2));
        let t = self.dice.between(0.41, 0.59);
        let reach = if self.dice.chance(0.75) { size.sqrt() * 0.13 } else { 14.0 };
        let class = match face.ground {
            Ground::Urban if street => RoadClass::Street,
            _ => RoadClass::Lane,
        };
        let (one, two) = self.cut(&face, from, t, Some(class), reach);
        if street {
            self.divide_anew(one, depth, out);
            self.divide_anew(two, depth, out);
        } else {
            self.keep_midblock(one, depth, out);
            self.keep_midblock(two, depth, out);
        }
    }

    fn divide_anew(&mut self, mut face: Quad, depth: u32, out: &mut Vec<Quad>) {
        self.midblocks += 1;
        face.midblock = self.midblocks;
        self.divide(face, depth + 1, out);
    }

    fn keep_midblock(&mut self, face: Quad, depth: u32, out: &mut Vec<Quad>) {
        let kept = face.midblock;
        let start = out.len();
        self.divide(face, depth + 1, out);
        for block in &mut out[start..] {
            block.midblock = kept;
        }
    }

    fn is_divisible(&mut self, face: &Quad, ring: &[Metres], size: f64) -> bool {
        if face.ground == Ground::Urban {
            let far = distance(middle(ring), self.centre) / (self.scale.urban_cells * self.scale.cell_m);
            let [small, large] = self.scale.block_m2;
            let target = (small + (large - small) * far.min(1.2)) * self.dice.between(0.85, 1.5);
            // Now and then a block stays whole: a park, a campus, a mall.
            return size > target * 1.5 && !(size < 75_000.0 && self.dice.chance(0.035));
        }
        let Some(hamlet) = self.hamlet else { return false };
        let reach = ring.iter().map(|point| distance(*point, middle(ring))).fold(0.0, f64::max);
        size > 22_000.0 && distance(middle(ring), hamlet) < HAMLET_M + reach * 0.55
    }

    fn cut(&mut self, face: &Quad, from: usize, t: f64, class: Option<RoadClass>, reach: f64) -> (Quad, Quad) {
        let northward = from.is_multiple_of(2);
        let namer = &mut *self.namer;
        let opposite = face.sides[(from + 2) % 4][0];
        self.mesh.split(face, from, t, reach, |mesh, start| {
            let name = continued(mesh, start, opposite, class).unwrap_or_else(|| match class {
                None => 0,
                Some(RoadClass::Arterial) => namer.arterial(),
                Some(RoadClass::Street) => namer.street(northward),
                Some(_) => namer.lane(),
            });
            Way { class, name, bridge: false }
        })
    }

    /// Cuts the strips along the river at every junction of the riverside roads; city arterials get bridges.
    fn strips(&mut self, strips: &[Quad], out: &mut Vec<Quad>) {
        for columns in strips.chunks(4).map(<[Quad]>::to_vec) {
            let pieces = self.bridges(columns);
            // From the land to the middle of the river, so that each cut finds the junctions of the one before.
            for (layer, side) in [(0, 0), (1, 0), (3, 2), (2, 2)] {
                for strip in &pieces[layer] {
                    self.slices(strip, side, out);
                }
            }
        }
    }

    /// Bridges near the thirds of a column, where the town's arterials arrive: one cut through the four strips.
    fn bridges(&mut self, mut strips: Vec<Quad>) -> [Vec<Quad>; 4] {
        let mut pieces: [Vec<Quad>; 4] = Default::default();
        for share in [1.0 / 3.0, 0.5] {
            let road = self.mesh.unrolled(&strips[0].sides[0]);
            let along = super::mesh::lengths(&self.mesh.points(&road));
            let total = along[along.len() - 1];
            let junction = (1..road.len() - 1)
                .filter(|index| (along[*index] - share * total).abs() < 120.0 && self.is_crossing(road[*index]))
                .min_by(|a, b| (along[*a] - share * total).abs().total_cmp(&(along[*b] - share * total).abs()));
            let Some(index) = junction else { continue };
            let name = continued(self.mesh, road[index], road[index], Some(RoadClass::Arterial)).unwrap_or(0);
            let way = Way { class: Some(RoadClass::Arterial), name, bridge: true };
            for (layer, strip) in strips.iter_mut().enumerate() {
                let reach = if layer == 3 { 130.0 } else { 60.0 };
                let (west, east) = self.mesh.split(strip, 0, along[index] / total, reach, |_, _| way);
                pieces[layer].push(west);
                *strip = east;
            }
        }
        for (layer, strip) in strips.into_iter().enumerate() {
            pieces[layer].push(strip);
        }
        pieces
    }

    /// Whether an arterial arrives here at another one.
    fn is_crossing(&self, vertex: Vertex) -> bool {
        let arterial = |other: &&Vertex| {
            self.mesh.ways.get(&key(vertex, **other)).is_some_and(|way| way.class == Some(RoadClass::Arterial))
        };
        self.mesh.near[vertex as usize].iter().filter(arterial).count() > 2
    }

    /// Cuts one strip at every junction on side `side`, the one towards the land.
    fn slices(&mut self, strip: &Quad, side: usize, out: &mut Vec<Quad>) {
        let mut rest = strip.clone();
        loop {
            let line = self.mesh.unrolled(&rest.sides[side]);
            let along = super::mesh::lengths(&self.mesh.points(&line));
            let total = along[along.len() - 1];
            let next = (1..line.len() - 1).find(|index| {
                self.mesh.degree(line[*index]) > 2 && along[*index] > 90.0 && total - along[*index] > 60.0
            });
            let Some(index) = next else { break };
            let (one, two) = self.mesh.split(&rest, side, along[index] / total, 1.0, |_, _| Way::NONE);
            out.push(one);
            rest = two;
        }
        out.push(rest);
    }
}

/// The name of the road of this class that arrives at `start` from the other side, if one does.
fn continued(mesh: &Mesh, start: Vertex, towards: Vertex, class: Option<RoadClass>) -> Option<u32> {
    let ways: Vec<(Vertex, Way)> = mesh.near[start as usize]
        .iter()
        .filter_map(|other| mesh.ways.get(&key(start, *other)).map(|way| (*other, *way)))
        .filter(|(_, way)| way.class == class)
        .collect();
    // A road that runs through `start` has two edges of one name; one that ends here has one.
    let ends = |name: u32| ways.iter().filter(|(_, way)| way.name == name).count() == 1;
    let here = mesh.at[start as usize];
    let ahead = minus(mesh.at[towards as usize], here);
    ways.iter()
        .filter(|(_, way)| way.name != 0 && ends(way.name))
        .find(|(other, _)| {
            let behind = minus(here, mesh.at[*other as usize]);
            towards == start
                || cross(behind, ahead).abs() < 0.9 * (behind[0].hypot(behind[1]) * ahead[0].hypot(ahead[1]))
        })
        .map(|(_, way)| way.name)
}

fn chain_m(line: &[Metres]) -> f64 {
    line.windows(2).map(|pair| distance(pair[0], pair[1])).sum()
}
