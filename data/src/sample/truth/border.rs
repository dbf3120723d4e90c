//! G6: how much of a grid's border runs along roads, water or walls, by stepping along it.

use std::collections::{HashMap, HashSet};

use serde_json::{Value, json};
use spatial::places::CompoundKind;

use super::Verdict;
use super::tables::Table;
use crate::sample::files::shapes::SpotPolygon;
use crate::sample::files::town::shape;
use crate::sample::ground::{Metres, Spot, blend, distance, nearest_on};
use crate::sample::register::Register;
use crate::sample::service::Wall;

/// G6: so near is along, and such a share is enough.
const NEAR_M: f64 = 15.0;
const ENOUGH: f64 = 0.8;
/// No grid's share is this near to what is just enough.
const MARGIN: f64 = 0.01;
/// Of a border of a kilometre and a dozen ends of roads, steps of this length measure a share to 0.1 %.
const STEP_M: f64 = 0.5;
const CELL_M: f64 = 60.0;
const ROUNDS: usize = 8;

/// Walls blocks off until no grid's share hangs on the threshold: farms that were always there, and nobody had drawn.
pub(in crate::sample) fn clear(register: &mut Register) {
    for _ in 0..ROUNDS {
        let lines = Lines::new(register);
        let grids = 0..register.mosaic.shapes.len();
        let doubtful: Vec<usize> =
            grids.filter(|grid| (lines.share(&register.mosaic.shapes[*grid]) - ENOUGH).abs() < MARGIN).collect();
        if doubtful.is_empty() {
            return;
        }
        let walled: HashSet<usize> = doubtful.iter().filter_map(|grid| barest(register, &lines, *grid)).collect();
        let mut walled: Vec<usize> = walled.into_iter().collect();
        walled.sort_unstable();
        for block in walled {
            let community = register.town.grids[register.town.blocks[block].grid].community;
            let name = format!("{}农场", register.town.areas[community].name);
            let shape = shape(&register.town, &[block]);
            register.walls.push(Wall { kind: CompoundKind::Compound, name, community, shape });
        }
    }
}

/// The block of a grid with the longest stretch of the grid's border that follows nothing.
fn barest(register: &Register, lines: &Lines, grid: usize) -> Option<usize> {
    let town = &register.town;
    let claims = &register.mosaic.claims[grid];
    let sides = |block: usize| {
        let ring = &town.blocks[block].ring;
        (0..ring.len()).map(move |at| (ring[at], ring[(at + 1) % ring.len()]))
    };
    let inner: HashSet<_> = claims.iter().flat_map(|block| sides(*block)).collect();
    let bare = |block: &usize| -> f64 {
        let outer = sides(*block).filter(|(from, to)| !inner.contains(&(*to, *from)));
        let ends = outer.map(|(from, to)| (town.mesh.at[from as usize], town.mesh.at[to as usize]));
        ends.map(|(from, to)| distance(from, to) * (1.0 - lines.share_of_edge(from, to))).sum()
    };
    claims.iter().copied().max_by(|a, b| bare(a).total_cmp(&bare(b)).then(b.cmp(a)))
}

/// G6 of every grid.
pub(super) fn judge(register: &Register) -> Value {
    let lines = Lines::new(register);
    let shares = register.mosaic.shapes.iter().map(|shape| lines.share(shape));
    let verdicts = shares.map(|share| if share >= ENOUGH { Verdict::Covered } else { Verdict::Gap });
    json!({"grid": Table(verdicts.collect()).of(|index| register.town.grids[index].code.clone())})
}

/// What a border may follow, by the cells it is near to.
struct Lines(HashMap<(i64, i64), Vec<(Metres, Metres)>>);

impl Lines {
    fn new(register: &Register) -> Self {
        let mut lines = Self(HashMap::new());
        for road in &register.roads {
            let spots: Vec<Metres> = road.line.iter().map(|vertex| register.town.mesh.at[*vertex as usize]).collect();
            spots.windows(2).for_each(|pair| lines.add(pair[0], pair[1]));
        }
        let shores = register.water.iter().flat_map(|body| &body.shape);
        let walls = register.walls.iter().flat_map(|wall| &wall.shape);
        for ring in shores.chain(walls).flatten() {
            let points: Vec<Metres> = ring.iter().map(|spot| spot.metres()).collect();
            for (at, from) in points.iter().enumerate() {
                lines.add(*from, points[(at + 1) % points.len()]);
            }
        }
        lines
    }

    fn add(&mut self, from: Metres, to: Metres) {
        let low = cell([from[0].min(to[0]) - NEAR_M, from[1].min(to[1]) - NEAR_M]);
        let high = cell([from[0].max(to[0]) + NEAR_M, from[1].max(to[1]) + NEAR_M]);
        for x in low.0..=high.0 {
            for y in low.1..=high.1 {
                self.0.entry((x, y)).or_default().push((from, to));
            }
        }
    }

    /// The share of a shape's outer borders.
    fn share(&self, shape: &[SpotPolygon]) -> f64 {
        let (mut near, mut all) = (0.0, 0.0);
        for ring in shape.iter().filter_map(|polygon| polygon.first()) {
            let points: Vec<Metres> = ring.iter().copied().map(Spot::metres).collect();
            for (at, &from) in points.iter().enumerate() {
                let to = points[(at + 1) % points.len()];
                let length = distance(from, to);
                near += length * self.share_of_edge(from, to);
                all += length;
            }
        }
        near / f64::max(all, f64::MIN_POSITIVE)
    }

    fn share_of_edge(&self, from: Metres, to: Metres) -> f64 {
        let steps = (distance(from, to) / STEP_M).ceil().max(1.0) as usize;
        let near = |step: &usize| {
            let at = blend(from, to, (*step as f64 + 0.5) / steps as f64);
            let lines = self.0.get(&cell(at));
            lines.into_iter().flatten().any(|(a, b)| nearest_on(at, *a, *b).1 <= NEAR_M)
        };
        (0..steps).filter(near).count() as f64 / steps as f64
    }
}

fn cell(at: Metres) -> (i64, i64) {
    ((at[0] / CELL_M).floor() as i64, (at[1] / CELL_M).floor() as i64)
}
