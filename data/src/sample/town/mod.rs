//! The ground of the town: roads, river, blocks, and which grid, community and street each block belongs to.

mod division;
mod lattice;
pub(super) mod mesh;
mod naming;
pub(super) mod outline;
mod places;
pub(super) mod roads;
mod wards;
mod warp;
pub(super) mod water;

pub(super) use places::{AreaPlace, GridPlace};

use std::collections::HashMap;

use mesh::{Ground, Mesh, Quad, Vertex};

use super::ground::{Metres, area, distance, middle};
use super::scale::Scale;

/// A block: what roads and the river enclose.
#[derive(Clone, Debug)]
pub(super) struct Block {
    pub(super) ring: Vec<Vertex>,
    pub(super) points: Vec<Metres>,
    pub(super) ground: Ground,
    pub(super) area_m2: f64,
    pub(super) grid: usize,
    superblock: u32,
    midblock: u32,
}

/// A whole town, before anybody lives there.
#[derive(Debug)]
pub(super) struct Town {
    pub(super) scale: Scale,
    pub(super) mesh: Mesh,
    pub(super) road_names: Vec<String>,
    pub(super) centre: Metres,
    pub(super) blocks: Vec<Block>,
    /// By code.
    pub(super) grids: Vec<GridPlace>,
    /// District first, then streets with their communities.
    pub(super) areas: Vec<AreaPlace>,
}

impl Town {
    /// Lays out the town.
    pub(super) fn new(scale: Scale, seed: u64) -> Self {
        let mut mesh = Mesh::default();
        let mut namer = naming::Namer::new(seed);
        let warp = warp::Warp::new(scale, seed);
        let faces = lattice::Lattice::new(scale, &warp, &mut mesh, &mut namer, seed).faces();
        let centre = warp.centre();
        let quads = division::Division::new(scale, &mut mesh, &mut namer, seed, centre).blocks(faces);
        let blocks: Vec<Block> = quads.iter().map(|quad| block(&mesh, quad)).collect();
        let mut town =
            Self { scale, mesh, road_names: namer.into_names(), centre, blocks, grids: Vec::new(), areas: Vec::new() };
        places::assign(&mut town, seed, warp.turn());
        town
    }

    /// How far out a place is: 0 in the centre, 1 at the edge of the town.
    pub(super) fn outwardness(&self, at: Metres) -> f64 {
        distance(at, self.centre) / (self.scale.urban_cells * self.scale.cell_m)
    }

    /// For every edge, the blocks to its left and right.
    fn sides(&self) -> HashMap<(Vertex, Vertex), usize> {
        let mut sides = HashMap::new();
        for (index, block) in self.blocks.iter().enumerate() {
            for (corner, &from) in block.ring.iter().enumerate() {
                sides.insert((from, block.ring[(corner + 1) % block.ring.len()]), index);
            }
        }
        sides
    }
}

fn block(mesh: &Mesh, quad: &Quad) -> Block {
    let ring = mesh.ring(quad);
    let points = mesh.points(&ring);
    let area_m2 = area(&points);
    let Quad { ground, superblock, midblock, .. } = *quad;
    Block { ring, points, ground, area_m2, grid: usize::MAX, superblock, midblock }
}

/// The middle of a block.
fn block_middle(block: &Block) -> Metres {
    middle(&block.points)
}
