//! Blind spots: one feature for each grid with gaps, as [`super::places`] are, with an attribute for each rule by which it
//! is one. The outline is there once however many rules there are.

use spatial::rules::{Cause, RuleId, RuleSeverity, Verdict};
use spatial::snapshot::Row;
use spatial::sums::Series;

use super::{COUNT, Description, TEXT, places};
use crate::TileSource;
use crate::cut::Cut;
use crate::encode::Properties;

/// The rules of which a tile also says how many households and persons their gaps affect, with the keys of both. Of the
/// others it says the cause, whose key is the rule's own id; their numbers are the card's.
const COUNTED: [(RuleId, &str, &str); 6] = [
    (RuleId::G1, "households_G1", "persons_G1"),
    (RuleId::O1, "households_O1", "persons_O1"),
    (RuleId::O10, "households_O10", "persons_O10"),
    (RuleId::L1, "households_L1", "persons_L1"),
    (RuleId::S1, "households_S1", "persons_S1"),
    (RuleId::V1, "households_V1", "persons_V1"),
];
/// From here on a tile has the blind spots of every rule; further out those of soft rules without counts are left out, which
/// keeps the fullest tile of a district within its limit. Asked for alone a rule has them all.
const ALL_RULES_ZOOM: u8 = 13;
const CAUSE: &str = "String, the cause; absent where the grid is no gap by this rule (of soft rules without counts: from zoom 13; in the set gap.RULE at every zoom)";
const CHIEF: &str =
    "String, the first cause of place, capacity, service, data, shape; absent where no such rule has a gap";

const CAUSE_OF_ONE: &str = "String, the cause";

/// The layer of all rules, or that of one, in which the blind spots of that rule are at every zoom.
pub(super) fn describe(only: Option<RuleId>) -> Description {
    let is_asked = |rule: &RuleId| only.is_none_or(|only| only == *rule);
    let cause = if only.is_some() { CAUSE_OF_ONE } else { CAUSE };
    let mut fields = vec![("code", TEXT), ("hard", CHIEF), ("soft", CHIEF)];
    fields.extend(RuleId::ALL.into_iter().filter(is_asked).map(|rule| (rule.as_str(), cause)));
    for (_, households, persons) in COUNTED.into_iter().filter(|(rule, ..)| is_asked(rule)) {
        fields.extend([(households, COUNT), (persons, COUNT)]);
    }
    let text = match only {
        None => "Grids with blind spots: by rule the cause and whom it affects; hard and soft rules apart",
        Some(_) => "Grids that are a blind spot of one rule: the cause, and whom it affects where that is counted",
    };
    Description { text, zooms: 8..=16, fields }
}

pub(super) fn write(source: &TileSource, cut: &mut Cut<'_>, only: Option<RuleId>) {
    let level = &source.ground.coverage.grids;
    places::write(cut, level, source.ground.coverage.outlines(level, cut.zoom()), |cut, grid, properties| {
        describe_gaps(cut, grid, properties, only)
    });
}

fn describe_gaps<'a>(cut: &Cut<'a>, grid: Row, properties: &mut Properties<'a>, only: Option<RuleId>) -> bool {
    let (district, audience) = (cut.district, cut.audience);
    properties.own("code", district.snapshot.grids.code[grid.index()].as_str());
    let mut chief: [Option<Cause>; 2] = [None; 2];
    for rule in RuleId::ALL.into_iter().filter(|rule| only.is_none_or(|only| only == *rule)) {
        let judged = district.judgement_grid(audience, grid, rule);
        let Some(judged) = judged.filter(|judged| judged.verdict == Verdict::Gap) else { continue };
        let soft = district.rules.severity(rule) == RuleSeverity::Soft;
        let counted = COUNTED.iter().find(|(counted, ..)| *counted == rule);
        if only.is_none() && soft && counted.is_none() && cut.zoom() < ALL_RULES_ZOOM {
            continue;
        }
        // Every gap has a cause.
        let cause = judged.cause.unwrap_or(Cause::Data);
        let chief = &mut chief[usize::from(soft)];
        *chief = chief.iter().copied().chain([cause]).min_by_key(|cause| (*cause == Cause::Shape, *cause));
        properties.word(rule.as_str(), cause.as_str());
        if let Some((_, households, persons)) = counted {
            properties.shown(households, district.shown_grid(audience, grid, Series::Gap(rule)));
            properties.shown(persons, district.shown_grid(audience, grid, Series::GapPersons(rule)));
        }
    }
    for (key, cause) in ["hard", "soft"].into_iter().zip(chief) {
        if let Some(cause) = cause {
            properties.word(key, cause.as_str());
        }
    }
    chief != [None; 2]
}
