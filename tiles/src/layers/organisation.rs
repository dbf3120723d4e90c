//! Party organisations as points; below zoom 12 several of one cell are one point with their `count`.

use super::{Description, FIRST_NAMED_ZOOM, FLAG, NUMBER, TEXT};
use crate::TileSource;
use crate::cut::Cut;
use crate::encode::Properties;
use crate::source::{clusters, middle};

/// From this zoom on every organisation and station is a point of its own, unless a tile holds very many.
pub(super) const FIRST_SINGLE_ZOOM: u8 = 12;
/// So many points of one layer are in a tile at most: below that zoom and from it on.
pub(super) const MOST_CLUSTERS: usize = 400;
pub(super) const MOST_POINTS: usize = 800;

pub(super) fn describe() -> Description {
    let fields = vec![("id", TEXT), ("name", TEXT), ("kind", TEXT), ("joint", FLAG), ("count", NUMBER)];
    Description {
        text: "Party organisations; names from zoom 13; several in one place have only a count",
        zooms: 8..=16,
        fields,
    }
}

pub(super) fn most(zoom: u8) -> usize {
    if zoom < FIRST_SINGLE_ZOOM { MOST_CLUSTERS } else { MOST_POINTS }
}

pub(super) fn write(source: &TileSource, cut: &mut Cut<'_>) {
    let organisations = &cut.district.snapshot.organisations;
    let mut properties = Properties::default();
    for group in clusters(source.ground.organisations.tile(cut.tile), cut.tile, most(cut.zoom())) {
        properties.clear();
        properties.number("count", group.len() as u64);
        let mut id = None;
        if let [(_, row)] = *group {
            let row = row as usize;
            id = Some(row as u64 + 1);
            properties.own("id", organisations.id[row].as_str());
            if cut.zoom() >= FIRST_NAMED_ZOOM {
                properties.text("name", &organisations.name[row]);
            }
            properties.word("kind", organisations.kind[row].as_str()).flag("joint", organisations.joint[row]);
        }
        cut.point(id, middle(group), &properties);
    }
}
