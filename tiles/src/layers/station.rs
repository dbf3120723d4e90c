//! Service stations as points, clustered as [`super::organisation`] is.

use super::organisation::most;
use super::{Description, FIRST_NAMED_ZOOM, NUMBER, TEXT};
use crate::TileSource;
use crate::cut::Cut;
use crate::encode::Properties;
use crate::source::{clusters, middle};

pub(super) fn describe() -> Description {
    let fields = vec![("id", TEXT), ("name", TEXT), ("kind", TEXT), ("count", NUMBER)];
    Description {
        text: "Service stations; names from zoom 13; several in one place have only a count",
        zooms: 8..=16,
        fields,
    }
}

pub(super) fn write(source: &TileSource, cut: &mut Cut<'_>) {
    let stations = &cut.district.snapshot.stations;
    let mut properties = Properties::default();
    for group in clusters(source.ground.stations.tile(cut.tile), cut.tile, most(cut.zoom())) {
        properties.clear();
        properties.number("count", group.len() as u64);
        let mut id = None;
        if let [(_, row)] = *group {
            let row = row as usize;
            id = Some(row as u64 + 1);
            properties.own("id", stations.id[row].as_str());
            if cut.zoom() >= FIRST_NAMED_ZOOM {
                properties.text("name", &stations.name[row]);
            }
            properties.word("kind", stations.kind[row].as_str());
        }
        cut.point(id, middle(group), &properties);
    }
}
