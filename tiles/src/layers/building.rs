//! Building footprints. Audiences that may see exact counts also get a point for each building with its households,
//! persons and gaps, in the one tile that holds it.

use spatial::Audience;

use super::{Description, NUMBER, TEXT};
use crate::TileSource;
use crate::cut::Cut;
use crate::encode::Properties;
use crate::source::{Dwellings, clusters};

/// Gap keys in the order of the household rules; absent where there is none.
const GAP_KEYS: [&str; 3] = ["gap_L1", "gap_S1", "gap_V1"];
/// More footprints than this are too many for one tile; then there are cells with their number.
const MOST: usize = 2500;
/// Two thousand footprints in a tile have no room for an id each; their feature ids tell them apart.
const FIRST_ZOOM_OF_IDS: u8 = 15;
/// The side of such a cell, tile units.
const CELL_SIDE: i32 = 64;

pub(super) fn describe(audience: &Audience) -> Description {
    let mut fields = vec![("kind", TEXT), ("count", NUMBER)];
    if audience.has_exact_counts() {
        fields.extend([("id", TEXT), ("households", NUMBER), ("persons", NUMBER)]);
        fields.extend(GAP_KEYS.map(|key| (key, NUMBER)));
    }
    let text =
        "Building footprints, their ids from zoom 15; where a tile holds very many, square cells with their count";
    Description { text, zooms: 14..=16, fields }
}

pub(super) fn write(source: &TileSource, cut: &mut Cut<'_>) {
    let here = source.ground.building_labels.tile(cut.tile).len();
    if here > MOST { write_cells(source, cut) } else { write_footprints(source, cut) }
}

fn write_footprints(source: &TileSource, cut: &mut Cut<'_>) {
    let buildings = &cut.district.snapshot.buildings;
    let outlines = source.ground.buildings.outlines(cut.zoom());
    let mut found = Vec::new();
    source.ground.buildings.boxes.query(cut.world(), &mut found);
    let mut properties = Properties::default();
    for row in found {
        if !cut.prepare(outlines, row) {
            continue;
        }
        let at = row as usize;
        properties.clear();
        properties.word("kind", buildings.kind[at].as_str());
        if cut.sees_exact(buildings.placement[at], buildings.community[at]) {
            if cut.zoom() >= FIRST_ZOOM_OF_IDS {
                properties.own("id", buildings.id[at].as_str());
            }
            put(&mut properties, source.dwellings()[at]);
        }
        cut.polygon(Some(u64::from(row) + 1), &properties);
    }
    write_points(source, cut);
}

fn write_points(source: &TileSource, cut: &mut Cut<'_>) {
    if !cut.audience.has_exact_counts() {
        return;
    }
    let buildings = &cut.district.snapshot.buildings;
    let mut properties = Properties::default();
    for &(position, row) in source.ground.building_labels.tile(cut.tile) {
        let at = row as usize;
        if cut.sees_exact(buildings.placement[at], buildings.community[at]) {
            properties.clear();
            properties.number("count", 1);
            put(&mut properties, source.dwellings()[at]);
            cut.point(Some(u64::from(row) + 1), position, &properties);
        }
    }
}

fn put(properties: &mut Properties<'_>, dwellings: Dwellings) {
    if dwellings.households > 0 {
        properties.number("households", u64::from(dwellings.households));
        properties.number("persons", u64::from(dwellings.persons));
    }
    for (key, gaps) in GAP_KEYS.into_iter().zip(dwellings.gaps).filter(|&(_, gaps)| gaps > 0) {
        properties.number(key, u64::from(gaps));
    }
}

/// Cells of 1/64 tile with the number of buildings in them.
fn write_cells(source: &TileSource, cut: &mut Cut<'_>) {
    let mut properties = Properties::default();
    for group in clusters(source.ground.building_labels.tile(cut.tile), cut.tile, MOST) {
        let mut sums = Dwellings::default();
        let mut exact = cut.audience.has_exact_counts();
        let buildings = &cut.district.snapshot.buildings;
        for &(_, row) in group {
            exact &= cut.sees_exact(buildings.placement[row as usize], buildings.community[row as usize]);
            sums = sums.and(source.dwellings()[row as usize]);
        }
        properties.clear();
        properties.number("count", group.len() as u64);
        if exact {
            put(&mut properties, sums);
        }
        cut.square_around(group[0].0, CELL_SIDE, &properties);
    }
}
