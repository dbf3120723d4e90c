//! Blind spots: one for each grid and rule with a gap. The polygon is the grid's, again for each rule, so that a map can
//! hatch by cause; the label point is the grid's too.

use spatial::rules::{Cause, RuleId, RuleSeverity, Verdict};
use spatial::snapshot::Row;
use spatial::sums::Series;

use super::{COUNT, Description, TEXT};
use crate::TileSource;
use crate::cut::Cut;
use crate::encode::Properties;

pub(super) fn describe() -> Description {
    let fields = vec![
        ("id", TEXT),
        ("grid", TEXT),
        ("rule", TEXT),
        ("cause", TEXT),
        ("severity", TEXT),
        ("households", COUNT),
        ("persons", COUNT),
    ];
    Description { text: "Blind spots: a grid × rule with a gap, and whom it affects", zooms: 8..=16, fields }
}

pub(super) fn write(source: &TileSource, cut: &mut Cut<'_>) {
    let level = &source.coverage.grids;
    let outlines = source.coverage.outlines(level, cut.zoom());
    let mut found = Vec::new();
    level.boxes.query(cut.world(), &mut found);
    for row in found {
        let gaps: Vec<(RuleId, Option<Cause>)> = gaps(cut, Row(row)).collect();
        let label = level.labels[row as usize];
        let here = cut.holds(label);
        if gaps.is_empty() {
            continue;
        }
        let visible = cut.prepare(outlines, row);
        for (rule, cause) in gaps {
            let id = format!("{}-{}", cut.district.snapshot.grids.code[row as usize], rule.as_str());
            let mut properties = Properties::default();
            describe_gap(cut, Row(row), &id, rule, cause, &mut properties);
            let number = u64::from(row) * RuleId::ALL.len() as u64 + rule as u64 + 1;
            if visible {
                cut.polygon(Some(number), &properties);
            }
            match (visible, here) {
                (true, true) => cut.point_again(Some(number), label),
                (false, true) => cut.point(Some(number), label, &properties),
                (_, false) => {}
            }
        }
    }
}

fn gaps(cut: &Cut<'_>, grid: Row) -> impl Iterator<Item = (RuleId, Option<Cause>)> {
    let (district, audience) = (cut.district, cut.audience);
    RuleId::ALL.into_iter().filter_map(move |rule| {
        let judged = district.judgement_grid(audience, grid, rule)?;
        (judged.verdict == Verdict::Gap).then_some((rule, judged.cause))
    })
}

fn describe_gap<'p>(
    cut: &Cut<'p>,
    grid: Row,
    id: &'p str,
    rule: RuleId,
    cause: Option<Cause>,
    properties: &mut Properties<'p>,
) {
    let district = cut.district;
    properties.own("id", id).text("grid", district.snapshot.grids.code[grid.index()].as_str());
    properties.word("rule", rule.as_str());
    if let Some(cause) = cause {
        properties.word("cause", cause.as_str());
    }
    let hard = district.rules.severity(rule) == RuleSeverity::Hard;
    properties.word("severity", if hard { "hard" } else { "soft" });
    properties.shown("households", district.shown_grid(cut.audience, grid, Series::Gap(rule)));
    properties.shown("persons", district.shown_grid(cut.audience, grid, Series::GapPersons(rule)));
}
