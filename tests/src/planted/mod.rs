//! A district against the truth beside its sample's files: what every rule says of every subject, why, and in what numbers.

mod capacity;
mod facts;
mod tables;

use serde_json::Value;
use spatial::District;
use spatial::rules::{RuleId, RuleSet, SubjectKind};
use spatial::snapshot::Row;

/// Whatever the district says otherwise than the truth, one line per rule and kind of subject; empty where recall and
/// precision are 1.0.
///
/// # Panics
/// Where the truth lacks a rule: a truth that says nothing agrees with everything.
pub fn disagreements(district: &District, truth: &Value) -> Vec<String> {
    let mut wrong = Vec::new();
    if truth["as_of"] != district.verdicts.as_of.to_string() {
        wrong.push(format!("as of {} and not {}", district.verdicts.as_of, truth["as_of"]));
    }
    for rule in RuleId::ALL.into_iter().filter(|rule| district.rules.is_on(*rule)) {
        tables::compare(district, &truth["rules"], rule, &mut wrong);
    }
    with_every_rule(district, |all, rule| tables::compare(all, &truth["off"], rule, &mut wrong));
    tables::compare_causes(district, truth, &mut wrong);
    facts::compare(district, truth, &mut wrong);
    facts::compare_groups(district, truth, &mut wrong);
    capacity::compare(district, truth, &mut wrong);
    wrong
}

/// Hands over every rule that is off, with a district in which it is on.
fn with_every_rule(district: &District, mut judge: impl FnMut(&District, RuleId)) {
    let off: Vec<RuleId> = RuleId::ALL.into_iter().filter(|rule| !district.rules.is_on(*rule)).collect();
    let mut rules: RuleSet = district.rules.clone();
    for rule in &off {
        rules.switch(*rule, true);
    }
    let all = district.with_rules(rules);
    for rule in off {
        judge(&all, rule);
    }
}

/// Ids of a kind, by row.
fn ids(district: &District, kind: SubjectKind) -> Vec<String> {
    let snapshot = &district.snapshot;
    let packed = |column: &spatial::snapshot::IdColumn| {
        (0..column.len()).map(|row| column.get(Row(row as u32)).to_owned()).collect()
    };
    match kind {
        SubjectKind::Grid => snapshot.grids.code.iter().map(ToString::to_string).collect(),
        SubjectKind::Household => packed(&snapshot.households.id),
        SubjectKind::Member => packed(&snapshot.members.id),
        SubjectKind::Building => snapshot.buildings.id.iter().map(ToString::to_string).collect(),
        SubjectKind::Unit => snapshot.units.id.iter().map(ToString::to_string).collect(),
        SubjectKind::Station => snapshot.stations.id.iter().map(ToString::to_string).collect(),
        SubjectKind::Area => snapshot.areas.code.iter().map(ToString::to_string).collect(),
        SubjectKind::Organisation => snapshot.organisations.id.iter().map(ToString::to_string).collect(),
        SubjectKind::Request => packed(&snapshot.requests.id),
    }
}

/// The kind whose word is `word`.
fn kind_of(word: &str) -> Option<SubjectKind> {
    SubjectKind::ALL.into_iter().find(|kind| kind.as_str() == word)
}

/// The first few of many, for a message.
fn some<T: std::fmt::Debug>(all: &[T]) -> String {
    format!("{} differ: {:?}", all.len(), &all[..all.len().min(5)])
}
