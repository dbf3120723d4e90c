//! Roads: one feature for all stretches of one class, name and bridge in the tile.

use spatial::places::RoadClass;

use super::{Description, FLAG, TEXT};
use crate::TileSource;
use crate::cut::Cut;
use crate::encode::Properties;

pub(super) fn describe() -> Description {
    let fields = vec![("class", TEXT), ("name", TEXT), ("bridge", FLAG)];
    Description { text: "Roads: streets from zoom 12, lanes from 13, paths from 14", zooms: 10..=16, fields }
}

fn first_zoom(class: RoadClass) -> u8 {
    match class {
        RoadClass::Motorway | RoadClass::Arterial => 10,
        RoadClass::Street => 12,
        RoadClass::Lane => 13,
        RoadClass::Path => 14,
    }
}

pub(super) fn write(source: &TileSource, cut: &mut Cut<'_>) {
    let (roads, streets) = (&cut.district.snapshot.roads, &source.ground.streets);
    let mut found = Vec::new();
    streets.boxes.query(cut.world(), &mut found);
    found.retain(|&line| cut.zoom() >= first_zoom(streets.roads[line as usize].class));
    let mut properties = Properties::default();
    for lines in found.chunk_by(|a, b| streets.roads[*a as usize].number == streets.roads[*b as usize].number) {
        for &line in lines {
            cut.add_line(streets.line(cut.zoom(), line));
        }
        let road = streets.roads[lines[0] as usize];
        let stretch = road.stretch as usize;
        properties.clear();
        properties.word("class", road.class.as_str());
        if !roads.name[stretch].is_empty() {
            properties.text("name", &roads.name[stretch]);
        }
        properties.flag("bridge", roads.bridge[stretch]);
        cut.lines(Some(u64::from(road.number) + 1), &properties);
    }
}
