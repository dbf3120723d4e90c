//! The border of a set of cells as polygons.
//!
//! Every edge between a cell and a place that is none of the set is walked once, the set on its left. Where two cells meet
//! at a corner only, the walk turns left and stays with its cell; a walk that passes a corner twice is cut there into two
//! rings. So no ring crosses or touches itself, an exterior runs counter-clockwise and a hole clockwise, and a hole may touch
//! its exterior in single points, as the standard allows.

use std::collections::{BTreeSet, HashMap};

use super::cells::{Cell, Cells};
use super::join::components;
use crate::shape::{Polygon, Ring, Shape};

/// A step along a cell's border: east, north, west, south.
const STEPS: [(i32, i32); 4] = [(1, 0), (0, 1), (-1, 0), (0, -1)];

/// The cell beyond each side of a cell, and the corner at which the side begins: the southern side runs east from the cell's
/// own corner, the eastern one north from the next, and so on round.
const SIDES: [((i32, i32), (i32, i32)); 4] = [((0, -1), (0, 0)), ((1, 0), (1, 0)), ((0, 1), (1, 1)), ((-1, 0), (0, 1))];

/// A unit of border: the corner it starts at and its direction, an index into [`STEPS`].
type Edge = (Cell, usize);

/// The outline of a set of cells, one polygon for each part that hangs together by edges.
pub(super) fn outline(cells: &Cells, set: &[Cell]) -> Shape {
    let parts = components(set.iter().copied().collect());
    parts.iter().map(|part| polygon(cells, part)).collect()
}

fn polygon(cells: &Cells, part: &[Cell]) -> Polygon {
    let (mut exterior, mut holes) = (Ring::new(), Vec::new());
    for corners in rings(part) {
        let ring = corners.iter().map(|corner| cells.corner(*corner)).collect();
        if twice_area(&corners) > 0 { exterior = ring } else { holes.push(ring) }
    }
    Polygon { exterior, holes }
}

/// The rings of a part by their corners, straight runs in one.
fn rings(part: &[Cell]) -> Vec<Vec<Cell>> {
    let set: BTreeSet<_> = part.iter().copied().collect();
    let mut left: BTreeSet<Edge> = edges(&set).collect();
    let mut rings = Vec::new();
    while let Some(first) = left.pop_first() {
        let (mut corners, mut edge) = (vec![first.0], first);
        // As many edges lead into a corner as out of it, so a walk ends only where it began.
        while let Some(following) = next(&left, edge) {
            left.remove(&following);
            corners.push(following.0);
            edge = following;
        }
        rings.extend(cut_at_repeats(corners));
    }
    rings.into_iter().map(|ring| straightened(&ring)).collect()
}

/// The border edges of a set, each by the corner it starts at and its direction, the set on the left.
fn edges(set: &BTreeSet<Cell>) -> impl Iterator<Item = Edge> {
    set.iter().flat_map(|cell| {
        let open = SIDES.iter().enumerate().filter(|(_, (beyond, _))| !set.contains(&cell.step(beyond.0, beyond.1)));
        open.map(|(direction, (_, start))| (cell.step(start.0, start.1), direction))
    })
}

fn end_of((start, direction): Edge) -> Cell {
    start.step(STEPS[direction].0, STEPS[direction].1)
}

/// The edge that goes on from this one: left where there is a choice.
fn next(left: &BTreeSet<Edge>, edge: Edge) -> Option<Edge> {
    let end = end_of(edge);
    [1, 0, 3].iter().map(|turn| (end, (edge.1 + turn) % STEPS.len())).find(|edge| left.contains(edge))
}

/// Cuts a walk into rings that pass no corner twice.
fn cut_at_repeats(corners: Vec<Cell>) -> Vec<Vec<Cell>> {
    let mut rings = Vec::new();
    let (mut path, mut seen): (Vec<Cell>, HashMap<Cell, usize>) = (Vec::new(), HashMap::new());
    for corner in corners {
        if let Some(&at) = seen.get(&corner) {
            let ring = path.split_off(at);
            for cut in &ring {
                seen.remove(cut);
            }
            rings.push(ring);
        }
        seen.insert(corner, path.len());
        path.push(corner);
    }
    rings.push(path);
    rings
}

/// Without the corners at which a ring goes straight on.
fn straightened(ring: &[Cell]) -> Vec<Cell> {
    let len = ring.len();
    let turns = |at: usize| {
        let (before, here, after) = (ring[(at + len - 1) % len], ring[at], ring[(at + 1) % len]);
        (before.east == here.east) != (here.east == after.east)
    };
    (0..len).filter(|at| turns(*at)).map(|at| ring[at]).collect()
}

fn twice_area(ring: &[Cell]) -> i64 {
    let following = ring.iter().skip(1).chain(ring.first());
    let cross =
        |(a, b): (&Cell, &Cell)| i64::from(a.east) * i64::from(b.north) - i64::from(b.east) * i64::from(a.north);
    ring.iter().zip(following).map(cross).sum()
}
