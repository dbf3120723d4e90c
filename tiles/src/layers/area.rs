//! District, streets and communities, as [`super::places`] are.

use spatial::places::Level;
use spatial::snapshot::Row;
use spatial::sums::Series;

use super::{COUNT, Description, RATE, TEXT, places};
use crate::TileSource;
use crate::cut::Cut;
use crate::encode::Properties;
use crate::source::HOUSEHOLD_RULES;

pub(super) const RATE_KEYS: [&str; 3] = ["rate_L1", "rate_S1", "rate_V1"];

pub(super) fn describe() -> Description {
    let mut fields = vec![("code", TEXT), ("name", TEXT), ("level", TEXT), ("kind", TEXT)];
    fields.extend([("households", COUNT), ("persons", COUNT), ("members", COUNT)]);
    fields.extend(RATE_KEYS.map(|key| (key, RATE)));
    Description { text: "Districts, streets from zoom 8, communities from zoom 11", zooms: 0..=16, fields }
}

fn first_zoom(level: Level) -> u8 {
    match level {
        Level::District => 0,
        Level::Street => 8,
        Level::Community | Level::Grid => 11,
    }
}

pub(super) fn write(source: &TileSource, cut: &mut Cut<'_>) {
    let level = &source.ground.coverage.areas;
    let outlines = source.ground.coverage.outlines(level, cut.zoom());
    places::write(cut, level, outlines, |cut, row, properties| {
        let drawn = cut.zoom() >= first_zoom(cut.district.snapshot.areas.code[row.index()].level());
        if drawn {
            describe_area(cut, row, properties);
        }
        drawn
    });
}

fn describe_area<'a>(cut: &Cut<'a>, row: Row, properties: &mut Properties<'a>) {
    let (district, audience) = (cut.district, cut.audience);
    let areas = &district.snapshot.areas;
    let code = &areas.code[row.index()];
    properties.own("code", code.as_str()).text("name", &areas.name[row.index()]);
    properties.word("level", code.level().as_str()).word("kind", areas.kind[row.index()].as_str());
    for (key, series) in
        [("households", Series::Households), ("persons", Series::Persons), ("members", Series::Members)]
    {
        properties.shown(key, district.shown_area(audience, row, series));
    }
    for (key, rule) in RATE_KEYS.into_iter().zip(HOUSEHOLD_RULES) {
        properties.number(key, district.rate_area(audience, row, rule).map(u64::from));
    }
}
