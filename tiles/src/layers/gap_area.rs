//! Blind-spot areas of one rule, S1 where none is named: the outline of each in every tile it touches, and a point with the
//! same properties in the one that holds its label. Those who see no exact counts see the outline of its cells of at least ten
//! households, and no number.

use spatial::gap_areas::{GapArea, ShownArea};
use spatial::rules::{RuleId, RuleSeverity};

use super::{COUNT, Description, TEXT};
use crate::TileSource;
use crate::cut::Cut;
use crate::encode::Properties;

/// The rule of the layer where none is named, as of `/api/v1/gaps/areas`.
const USUAL_RULE: RuleId = RuleId::S1;

pub(super) fn describe() -> Description {
    let mut fields = vec![("id", TEXT), ("rule", TEXT), ("severity", TEXT), ("cause", TEXT), ("grid", GRID)];
    fields.extend([("households", COUNT), ("persons", COUNT)]);
    // A cell of 100 m is six pixels wide there. A zoom further out the fullest tile of a district has no room for them.
    Description {
        text: "Blind-spot areas: gap households of one rule and cause, joined into places",
        zooms: 12..=16,
        fields,
    }
}

const GRID: &str = "String, the code of the grid that answers for it; absent where there is none";

pub(super) fn write(source: &TileSource, cut: &mut Cut<'_>, rule: Option<RuleId>) {
    let Some(spots) = source.spots(rule.unwrap_or(USUAL_RULE)) else { return };
    let mut found = Vec::new();
    spots.exact.boxes.query(cut.world(), &mut found);
    let mut properties = Properties::default();
    for row in found {
        let area = spots.area(row);
        let Some(shown) = area.shown(cut.district, cut.audience) else { continue };
        let outlines = if shown.exact { &spots.exact } else { &spots.for_all };
        properties.clear();
        describe_area(cut, area, shown, &mut properties);
        let (id, label) = (Some(u64::from(row) + 1), spots.labels[row as usize]);
        let visible = cut.prepare(outlines.outlines(cut.zoom()), row);
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

fn describe_area<'a>(cut: &Cut<'a>, area: &'a GapArea, shown: ShownArea<'_>, properties: &mut Properties<'a>) {
    let severity = match cut.district.rules.severity(area.rule) {
        RuleSeverity::Hard => "hard",
        RuleSeverity::Soft => "soft",
    };
    properties.own("id", &area.id).word("rule", area.rule.as_str());
    properties.word("severity", severity).word("cause", area.cause.as_str());
    if let Some((grid, _)) = area.grids.first() {
        properties.text("grid", cut.district.snapshot.grids.code[grid.index()].as_str());
    }
    properties.shown("households", shown.count(area.households.len() as u64));
    properties.shown("persons", shown.count(area.persons));
}
