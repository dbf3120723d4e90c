//! Members at home, for those who may see them, without a name; grouped as [`super::household`] is.

use super::{Description, FLAG, NUMBER, TEXT};
use crate::TileSource;
use crate::cut::Cut;
use crate::encode::Properties;
use crate::source::{clusters, middle};
use spatial::snapshot::Row;

/// More single members than this are too many bytes for one tile.
const MOST: usize = 700;

pub(super) fn describe() -> Description {
    let fields = vec![("id", TEXT), ("kind", TEXT), ("active", FLAG), ("count", NUMBER), ("active_count", NUMBER)];
    let text = "Members at home; where a tile holds very many, one point for those of one place, with their count";
    Description { text, zooms: 14..=16, fields }
}

pub(super) fn write(source: &TileSource, cut: &mut Cut<'_>) {
    let members = &cut.district.snapshot.members;
    let mut points = source.ground.members.tile(cut.tile).to_vec();
    points.retain(|&(_, row)| cut.sees_persons(members.placement[row as usize], members.community[row as usize]));
    let mut properties = Properties::default();
    for group in clusters(&points, cut.tile, MOST) {
        properties.clear();
        properties.number("count", group.len() as u64);
        let active = group.iter().filter(|(_, row)| members.active[*row as usize]).count();
        properties.number("active_count", active as u64);
        let mut id = None;
        if let [(_, row)] = *group {
            let at = row as usize;
            id = Some(u64::from(row) + 1);
            properties.own("id", members.id.get(Row(row)));
            if let Some(kind) = members.kind[at] {
                properties.word("kind", kind.as_str());
            }
            properties.flag("active", members.active[at]);
        }
        cut.point(id, middle(group), &properties);
    }
}
