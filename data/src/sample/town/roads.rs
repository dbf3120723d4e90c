//! Edges of one class and name between two junctions become one stretch of road.

use std::collections::HashSet;

use super::mesh::{Mesh, Vertex, Way, key};

/// A stretch of road.
#[derive(Clone, Debug)]
pub(in crate::sample) struct Stretch {
    pub(in crate::sample) way: Way,
    pub(in crate::sample) line: Vec<Vertex>,
}

/// All stretches, in the order of their first vertices.
pub(in crate::sample) fn stretches(mesh: &Mesh) -> Vec<Stretch> {
    let mut seen = HashSet::new();
    let mut stretches = Vec::new();
    for stops_only in [true, false] {
        for from in 0..mesh.spots.len() as Vertex {
            for &to in &mesh.near[from as usize] {
                let Some(way) = mesh.ways.get(&key(from, to)).filter(|way| way.class.is_some()) else { continue };
                if (stops_only && !is_stop(mesh, from, *way)) || !seen.insert(key(from, to)) {
                    continue;
                }
                stretches.push(Stretch { way: *way, line: walk(mesh, from, to, *way, &mut seen) });
            }
        }
    }
    stretches
}

/// Whether a stretch ends here: at anything but a bend between two edges of the same way.
fn is_stop(mesh: &Mesh, vertex: Vertex, way: Way) -> bool {
    let near = &mesh.near[vertex as usize];
    near.len() != 2 || near.iter().any(|other| mesh.ways.get(&key(vertex, *other)) != Some(&way))
}

fn walk(mesh: &Mesh, from: Vertex, to: Vertex, way: Way, seen: &mut HashSet<(Vertex, Vertex)>) -> Vec<Vertex> {
    let mut line = vec![from, to];
    let (mut before, mut here) = (from, to);
    while !is_stop(mesh, here, way) {
        let Some(&next) = mesh.near[here as usize].iter().find(|next| **next != before) else { break };
        if !seen.insert(key(here, next)) {
            break;
        }
        line.push(next);
        (before, here) = (here, next);
    }
    line
}
