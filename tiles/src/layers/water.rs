//! Rivers, canals and lakes.

use super::{Description, TEXT};
use crate::TileSource;
use crate::cut::Cut;
use crate::encode::Properties;

pub(super) fn describe() -> Description {
    Description { text: "Rivers, canals and lakes", zooms: 8..=16, fields: vec![("kind", TEXT), ("name", TEXT)] }
}

pub(super) fn write(source: &TileSource, cut: &mut Cut<'_>) {
    let water = &cut.district.snapshot.water;
    let outlines = source.ground.water.outlines(cut.zoom());
    let mut found = Vec::new();
    source.ground.water.boxes.query(cut.world(), &mut found);
    let mut properties = Properties::default();
    for row in found {
        if cut.prepare(outlines, row) {
            properties.clear();
            properties.word("kind", water.kind[row as usize].as_str()).text("name", &water.name[row as usize]);
            cut.polygon(Some(u64::from(row) + 1), &properties);
        }
    }
}
