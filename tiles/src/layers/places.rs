//! What areas, grids and blind spots have in common: a polygon in every tile they touch, and one point, with the same
//! properties, in the one tile that holds their label. Who adds counts up reads the points only.

use spatial::snapshot::Row;

use crate::cut::Cut;
use crate::encode::Properties;
use crate::geometry::Outlines;
use crate::source::Level;

/// Writes the rows of a level that the tile touches. `describe` adds a row's properties, or says `false` where the layer
/// does not have it.
pub(super) fn write<'a>(
    cut: &mut Cut<'a>,
    level: &Level,
    outlines: &Outlines,
    describe: impl Fn(&Cut<'a>, Row, &mut Properties<'a>) -> bool,
) {
    let mut found = Vec::new();
    level.boxes.query(cut.world(), &mut found);
    let mut properties = Properties::default();
    for row in found {
        properties.clear();
        if !describe(cut, Row(row), &mut properties) {
            continue;
        }
        let (id, label) = (Some(u64::from(row) + 1), level.labels[row as usize]);
        let visible = cut.prepare(outlines, row);
        if visible {
            cut.polygon(id, &properties);
        }
        match (visible, cut.holds(label)) {
            (true, true) => cut.point_again(id, label),
            (false, true) => cut.point(id, label, &properties),
            (_, false) => {}
        }
    }
}
