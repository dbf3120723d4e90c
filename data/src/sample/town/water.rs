//! The river between its banks, and the lakes in their parks.

use spatial::places::WaterKind;

use super::mesh::Ground;
use super::{Block, Town};
use crate::sample::files::shapes::SpotPolygon;
use crate::sample::files::town::shape;
use crate::sample::ground::{Metres, Spot, blend, middle};

/// How far the shore lies from the edge of the park, as a share of the way to its middle; and by how much that varies.
const SHORE: f64 = 0.3;
const BAYS: f64 = 0.09;
const NAMES: [&str; 2] = ["翠湖", "南湖"];

/// A row of the waters' list.
#[derive(Clone, Debug)]
pub(in crate::sample) struct WaterBody {
    pub(in crate::sample) kind: WaterKind,
    pub(in crate::sample) name: &'static str,
    pub(in crate::sample) shape: Vec<SpotPolygon>,
}

/// The river, then the lakes.
pub(in crate::sample) fn bodies(town: &Town) -> Vec<WaterBody> {
    let of = |ground: Ground| (0..town.blocks.len()).filter(move |block| town.blocks[*block].ground == ground);
    let river = shape(town, &of(Ground::River).collect::<Vec<usize>>());
    let mut bodies = vec![WaterBody { kind: WaterKind::River, name: "云河", shape: river }];
    bodies.extend(of(Ground::Lake).zip(NAMES).map(|(block, name)| {
        let shore = shore(&town.blocks[block]).into_iter().map(Spot::near).collect();
        WaterBody { kind: WaterKind::Lake, name, shape: vec![vec![shore]] }
    }));
    bodies
}

/// A shore that winds within the park's edge, its corners rounded twice.
fn shore(park: &Block) -> Vec<Metres> {
    let centre = middle(&park.points);
    let winding = |point: &Metres| {
        let angle = (point[1] - centre[1]).atan2(point[0] - centre[0]);
        blend(*point, centre, SHORE + BAYS * (3.0 * angle).sin() + BAYS * (5.0 * angle + 1.0).sin())
    };
    let mut ring: Vec<Metres> = park.points.iter().map(winding).collect();
    for _ in 0..2 {
        let corners = (0..ring.len()).map(|at| (ring[at], ring[(at + 1) % ring.len()]));
        ring = corners.flat_map(|(from, to)| [blend(from, to, 0.25), blend(from, to, 0.75)]).collect();
    }
    ring
}
