//! Households, for those who may see them, without a name. Where a tile holds too many, those of one place are one point
//! with their `count`, persons and gaps.

use spatial::rules::{Judgement, Verdict};
use spatial::snapshot::Row;

use super::{Description, NUMBER, TEXT};
use crate::TileSource;
use crate::cut::Cut;
use crate::encode::Properties;
use crate::source::{clusters, counts, judgements, middle};
use crate::world::Position;

/// More single households than this are too many bytes for one tile.
const MOST: usize = 1000;
const VERDICT_KEYS: [&str; 3] = ["v_L1", "v_S1", "v_V1"];
const GAP_KEYS: [&str; 3] = ["gap_L1", "gap_S1", "gap_V1"];

pub(super) fn describe() -> Description {
    let mut fields = vec![("id", TEXT), ("tenure", TEXT)];
    fields.extend(VERDICT_KEYS.map(|key| (key, TEXT)));
    fields.extend([("persons", NUMBER), ("count", NUMBER)]);
    fields.extend(GAP_KEYS.map(|key| (key, NUMBER)));
    let text = "Households; where a tile holds very many, one point for those of one place, with their count and gaps";
    Description { text, zooms: 14..=16, fields }
}

pub(super) fn write(source: &TileSource, cut: &mut Cut<'_>) {
    let district = cut.district;
    let households = &district.snapshot.households;
    let judgements = judgements(district);
    let mut points = source.ground.households.tile(cut.tile).to_vec();
    points.retain(|&(_, row)| {
        let at = row as usize;
        counts(district, Row(row)) && cut.sees_persons(households.placement[at], households.community[at])
    });
    let mut properties = Properties::default();
    for group in clusters(&points, cut.tile, MOST) {
        properties.clear();
        properties.number("count", group.len() as u64);
        let persons: u64 = group.iter().map(|(_, row)| u64::from(households.persons[*row as usize].unwrap_or(0))).sum();
        properties.number("persons", persons);
        let mut id = None;
        if let [(_, row)] = *group {
            let at = row as usize;
            id = Some(u64::from(row) + 1);
            properties.own("id", households.id.get(Row(row)));
            if let Some(tenure) = households.tenure[at] {
                properties.word("tenure", tenure.as_str());
            }
            for (key, judged) in VERDICT_KEYS.into_iter().zip(judgements) {
                if let Some(judged) = judged.get(at) {
                    properties.word(key, judged.verdict.as_str());
                }
            }
        } else {
            for (key, judged) in GAP_KEYS.into_iter().zip(judgements) {
                properties.number(key, Some(gaps(group, judged)).filter(|&gaps| gaps > 0));
            }
        }
        cut.point(id, middle(group), &properties);
    }
}

fn gaps(group: &[(Position, u32)], judged: &[Judgement]) -> u64 {
    let is_gap = |row: u32| judged.get(row as usize).is_some_and(|judged| judged.verdict == Verdict::Gap);
    group.iter().filter(|(_, row)| is_gap(*row)).count() as u64
}
