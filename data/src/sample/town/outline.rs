//! The outline of a union of faces: edges that two faces share cancel, the rest is chained into rings.

use std::collections::{BTreeMap, HashSet};

use super::mesh::{Mesh, Vertex};
use crate::sample::ground::{Metres, area, cross, inside, minus};

/// A polygon by its vertices: the outer ring counter-clockwise, then its holes clockwise.
pub(in crate::sample) type Outline = Vec<Vec<Vertex>>;

/// The polygons of a union of rings that share vertices.
pub(in crate::sample) fn union(mesh: &Mesh, rings: &[&[Vertex]]) -> Vec<Outline> {
    let mut directed: HashSet<(Vertex, Vertex)> = HashSet::new();
    for ring in rings {
        for (index, &from) in ring.iter().enumerate() {
            let to = ring[(index + 1) % ring.len()];
            if !directed.remove(&(to, from)) {
                directed.insert((from, to));
            }
        }
    }
    let mut next: BTreeMap<Vertex, Vec<Vertex>> = BTreeMap::new();
    for (from, to) in directed {
        next.entry(from).or_default().push(to);
    }
    for ends in next.values_mut() {
        ends.sort_unstable();
    }
    let mut loops = Vec::new();
    while let Some((&start, _)) = next.iter().next() {
        loops.push(chain(mesh, &mut next, start));
    }
    nested(mesh, loops)
}

fn chain(mesh: &Mesh, next: &mut BTreeMap<Vertex, Vec<Vertex>>, start: Vertex) -> Vec<Vertex> {
    let mut ring: Vec<Vertex> = vec![start];
    let mut before: Option<Vertex> = None;
    let mut here = start;
    while let Some(ends) = next.get_mut(&here) {
        let choice = before.map_or(0, |before| sharpest(mesh, before, here, ends));
        let there = ends.swap_remove(choice);
        ends.sort_unstable();
        if ends.is_empty() {
            next.remove(&here);
        }
        if there == start {
            break;
        }
        ring.push(there);
        (before, here) = (Some(here), there);
    }
    ring
}

/// Where outlines touch at a point, the edge that keeps to the same corner: the first clockwise from where we came.
fn sharpest(mesh: &Mesh, before: Vertex, here: Vertex, ends: &[Vertex]) -> usize {
    let at = |vertex: Vertex| mesh.at[vertex as usize];
    let back = minus(at(before), at(here));
    let clockwise = |end: Vertex| {
        let out = minus(at(end), at(here));
        let turn = (-cross(back, out)).atan2(back[0] * out[0] + back[1] * out[1]);
        if turn <= 0.0 { turn + std::f64::consts::TAU } else { turn }
    };
    (0..ends.len()).min_by(|a, b| clockwise(ends[*a]).total_cmp(&clockwise(ends[*b]))).unwrap_or(0)
}

fn nested(mesh: &Mesh, loops: Vec<Vec<Vertex>>) -> Vec<Outline> {
    let size = |ring: &[Vertex]| area(&mesh.points(ring));
    let (outer, holes): (Vec<_>, Vec<_>) = loops.into_iter().partition(|ring| size(ring) > 0.0);
    let mut polygons: Vec<(Vec<Metres>, Outline)> =
        outer.into_iter().map(|ring| (mesh.points(&ring), vec![ring])).collect();
    polygons.sort_by(|a, b| area(&b.0).total_cmp(&area(&a.0)));
    for hole in holes {
        let points = mesh.points(&hole);
        let within = |ring: &[Metres]| points.iter().filter(|point| inside(**point, ring)).count() * 2 > points.len();
        // The smallest ring that holds it.
        if let Some((_, polygon)) = polygons.iter_mut().rev().find(|(ring, _)| within(ring)) {
            polygon.push(hole);
        }
    }
    polygons.into_iter().map(|(_, polygon)| polygon).collect()
}
