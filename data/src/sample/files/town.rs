//! The town's own files: areas, grids, roads, water.

use serde_json::json;

use super::out::Folder;
use super::shapes::{Geometry, SpotPolygon, collection};
use crate::sample::SampleError;
use crate::sample::register::Register;
use crate::sample::town::Town;
use crate::sample::town::mesh::Vertex;
use crate::sample::town::outline;

/// Writes them.
pub(in crate::sample) fn write(register: &Register, folder: &mut Folder<'_>) -> Result<(), SampleError> {
    let town = &register.town;
    let areas: Vec<Vec<SpotPolygon>> =
        (0..town.areas.len()).map(|area| shape(town, &blocks_of_area(town, area))).collect();
    let features = town.areas.iter().zip(&areas).map(|(area, shape)| {
        (json!({"code": area.code, "name": area.name, "kind": area.kind.as_str()}), Geometry::Polygons(shape))
    });
    collection(folder, "areas.geojson", features)?;
    let features = town.grids.iter().zip(&register.mosaic.shapes).map(|(grid, shape)| {
        let community = &town.areas[grid.community].code;
        let properties = json!({"code": grid.code, "name": grid.name, "kind": grid.kind.as_str(), "community": community,
            "valid_from": "2024-01-01", "valid_to": null});
        (properties, Geometry::Polygons(shape))
    });
    collection(folder, "grids.geojson", features)?;
    let features = register.roads.iter().enumerate().filter_map(|(index, stretch)| {
        let class = stretch.way.class?;
        let name = &town.road_names[stretch.way.name as usize];
        let id = format!("R{:06}", index + 1);
        let properties = json!({"id": id, "class": class.as_str(), "name": name, "bridge": stretch.way.bridge});
        Some((properties, Geometry::Line(spots(town, &stretch.line))))
    });
    collection(folder, "roads.geojson", features)?;
    let features = register.water.iter().enumerate().map(|(index, body)| {
        let properties = json!({"id": format!("W{:04}", index + 1), "kind": body.kind.as_str(), "name": body.name});
        (properties, Geometry::Polygons(&body.shape))
    });
    collection(folder, "water.geojson", features)
}

/// The blocks of an area.
pub(in crate::sample) fn blocks_of_area(town: &Town, area: usize) -> Vec<usize> {
    let code = &town.areas[area].code;
    let grids = town.grids.iter().filter(|grid| town.areas[grid.community].code.starts_with(code.as_str()));
    grids.flat_map(|grid| grid.blocks.iter().copied()).collect()
}

/// The union of blocks, in file positions.
pub(in crate::sample) fn shape(town: &Town, blocks: &[usize]) -> Vec<SpotPolygon> {
    let rings: Vec<&[Vertex]> = blocks.iter().map(|block| town.blocks[*block].ring.as_slice()).collect();
    let outlines = outline::union(&town.mesh, &rings);
    outlines.iter().map(|outline| outline.iter().map(|ring| spots(town, ring)).collect()).collect()
}

fn spots(town: &Town, line: &[Vertex]) -> Vec<crate::sample::ground::Spot> {
    line.iter().map(|vertex| town.mesh.spots[*vertex as usize]).collect()
}
