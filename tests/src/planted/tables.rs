//! Verdicts: a table per rule and kind of subject; and the causes of L1's gaps.

use std::collections::{BTreeMap, HashSet};

use serde_json::Value;
use spatial::District;
use spatial::rules::{Cause, RuleId, Subject, SubjectKind};

use super::{ids, kind_of, some};

/// What stands for every verdict but a gap, where only gaps are told.
const NO_GAP: &str = "no gap";

/// The truth of one rule and kind: id → word. Ids that are not listed are what `rest` says, else covered; where only gaps are
/// listed, all others are no gap and nothing more is said of them.
pub(super) struct Expected<'t> {
    listed: BTreeMap<&'t str, &'t str>,
    rest: &'t str,
}

impl<'t> Expected<'t> {
    pub(super) fn new(table: &'t Value) -> Self {
        let table = table.as_object().expect("a table");
        let mut listed = BTreeMap::new();
        for (word, ids) in table.iter().filter(|(key, _)| *key != "rest") {
            for id in ids.as_array().expect("a list") {
                listed.insert(id.as_str().expect("an id"), word.as_str());
            }
        }
        let only_gaps = table.len() == 1 && table.contains_key("gap");
        let rest = table.get("rest").and_then(Value::as_str).unwrap_or("covered");
        Self { listed, rest: if only_gaps { NO_GAP } else { rest } }
    }

    /// Ids that are told of and are none of `known`.
    pub(super) fn strangers(&self, known: &HashSet<&str>) -> Vec<&'t str> {
        self.listed.keys().filter(|id| !known.contains(*id)).copied().collect()
    }

    pub(super) fn of(&self, id: &str) -> &'t str {
        self.listed.get(id).copied().unwrap_or(self.rest)
    }

    fn agrees(&self, id: &str, got: &str) -> bool {
        let wanted = self.of(id);
        wanted == got || wanted == NO_GAP && got != "gap"
    }
}

/// Compares every verdict of a rule with its tables among `rules`.
pub(super) fn compare(district: &District, rules: &Value, rule: RuleId, wrong: &mut Vec<String>) {
    let tables = rules[rule.as_str()].as_object().unwrap_or_else(|| panic!("the truth says nothing of {rule:?}"));
    let mut compared = 0;
    for (word, table) in tables {
        let Some(kind) = kind_of(word) else { continue };
        let ids = ids(district, kind);
        let Some(got) = district.verdicts.of(rule, kind) else {
            wrong.push(format!("{rule:?} does not judge {word}"));
            continue;
        };
        let words: Vec<&str> = got.iter().map(|judgement| judgement.verdict.as_str()).collect();
        let expected = Expected::new(table);
        let known: HashSet<&str> = ids.iter().map(String::as_str).collect();
        let strangers = expected.strangers(&known);
        if !strangers.is_empty() {
            wrong.push(format!("{rule:?} {word}, not in the register, {}", some(&strangers)));
        }
        assert_eq!(words.len(), ids.len());
        let rows = ids.iter().zip(words).filter(|(id, got)| !expected.agrees(id, got));
        let differing: Vec<_> = rows.map(|(id, got)| (id, expected.of(id), got)).collect();
        if !differing.is_empty() {
            wrong.push(format!("{rule:?} {word} (id, truth, verdict), {}", some(&differing)));
        }
        compared += 1;
    }
    assert!(compared > 0, "the truth of {rule:?} has no table");
}

/// The causes of L1's gaps.
pub(super) fn compare_causes(district: &District, truth: &Value, wrong: &mut Vec<String>) {
    let households = &district.snapshot.households;
    for (cause, listed) in truth["rules"]["L1"]["cause"].as_object().expect("L1's causes") {
        let mut differing = Vec::new();
        for id in listed.as_array().expect("a list") {
            let row = households.id.find(id.as_str().expect("an id")).expect("a household of the register");
            let judgement = district.verdicts.on(RuleId::L1, Subject { kind: SubjectKind::Household, row });
            let got = judgement.and_then(|judgement| judgement.cause).map(Cause::as_str);
            if got != Some(cause) {
                differing.push((id, got));
            }
        }
        if !differing.is_empty() {
            wrong.push(format!("L1's cause {cause}, {}", some(&differing)));
        }
    }
}
