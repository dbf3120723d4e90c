//! Grids, as [`super::places`] are, coloured by the worst verdict of the hard rules.

use spatial::rules::RuleId;
use spatial::snapshot::Row;
use spatial::sums::Series;

use super::area::RATE_KEYS;
use super::{COUNT, Description, FIRST_NAMED_ZOOM, RATE, TEXT, places};
use crate::TileSource;
use crate::cut::Cut;
use crate::encode::Properties;
use crate::source::HOUSEHOLD_RULES;

/// The rules that judge grids, each with the key of its verdict.
const VERDICT_KEYS: [(&str, RuleId); 6] = [
    ("v_G1", RuleId::G1),
    ("v_O1", RuleId::O1),
    ("v_O10", RuleId::O10),
    ("v_L1", RuleId::L1),
    ("v_S1", RuleId::S1),
    ("v_V1", RuleId::V1),
];

pub(super) fn describe() -> Description {
    let mut fields = vec![("code", TEXT), ("name", TEXT), ("kind", TEXT), ("community", TEXT)];
    fields.extend([("worst", TEXT), ("worst_rule", TEXT), ("cause", TEXT)]);
    fields.extend(VERDICT_KEYS.map(|(key, _)| (key, TEXT)));
    fields.extend(RATE_KEYS.map(|key| (key, RATE)));
    fields.extend([("households", COUNT), ("persons", COUNT), ("members", COUNT)]);
    Description {
        text: "Grids with their worst verdict, its cause, rates and counts; name and community from zoom 13",
        zooms: 8..=16,
        fields,
    }
}

pub(super) fn write(source: &TileSource, cut: &mut Cut<'_>) {
    let level = &source.ground.coverage.grids;
    let outlines = source.ground.coverage.outlines(level, cut.zoom());
    places::write(cut, level, outlines, |cut, row, properties| {
        describe_grid(cut, row, properties);
        true
    });
}

fn describe_grid<'a>(cut: &Cut<'a>, row: Row, properties: &mut Properties<'a>) {
    let (district, audience) = (cut.district, cut.audience);
    let (grids, at) = (&district.snapshot.grids, row.index());
    properties.own("code", grids.code[at].as_str()).word("kind", grids.kind[at].as_str());
    if cut.zoom() >= FIRST_NAMED_ZOOM {
        properties.text("name", &grids.name[at]);
        if let Some(community) = grids.community[at] {
            properties.text("community", district.snapshot.areas.code[community.index()].as_str());
        }
    }
    let (worst, rule) = district.worst(audience, row);
    properties.word("worst", worst.verdict.as_str());
    if let Some(rule) = rule {
        properties.word("worst_rule", rule.as_str());
    }
    if let Some(cause) = worst.cause {
        properties.word("cause", cause.as_str());
    }
    for (key, rule) in VERDICT_KEYS {
        if let Some(judged) = district.judgement_grid(audience, row, rule) {
            properties.word(key, judged.verdict.as_str());
        }
    }
    for (key, rule) in RATE_KEYS.into_iter().zip(HOUSEHOLD_RULES) {
        properties.number(key, district.rate_grid(audience, row, rule).map(u64::from));
    }
    for (key, series) in
        [("households", Series::Households), ("persons", Series::Persons), ("members", Series::Members)]
    {
        properties.shown(key, district.shown_grid(audience, row, series));
    }
}
