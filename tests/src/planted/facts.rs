//! What rules report beside or instead of a verdict: numbers and words of a subject, and the joint branches of O2.

use std::collections::HashSet;

use serde_json::Value;
use spatial::District;
use spatial::rules::{self, FactValue, RuleId, Subject, SubjectKind};
use spatial::snapshot::Row;

use super::tables::Expected;
use super::{ids, kind_of, some};

/// Compares the facts that the truth tells: under `facts` numbers by id and name, under `words` one word of each subject.
pub(super) fn compare(district: &District, truth: &Value, wrong: &mut Vec<String>) {
    each(&truth["facts"], |rule, kind, told| numbers(district, (rule, kind), told, wrong));
    each(&truth["words"], |rule, kind, told| words(district, (rule, kind), told, wrong));
}

fn each(told: &Value, mut compare: impl FnMut(RuleId, SubjectKind, &Value)) {
    for (rule, kinds) in told.as_object().expect("facts by rule") {
        let rule = RuleId::parse(rule).expect("a rule");
        for (word, told) in kinds.as_object().expect("facts by kind") {
            compare(rule, kind_of(word).expect("a kind"), told);
        }
    }
}

fn numbers(district: &District, (rule, kind): (RuleId, SubjectKind), told: &Value, wrong: &mut Vec<String>) {
    let told = told.as_object().expect("facts by id");
    let ids = ids(district, kind);
    assert_eq!(told.len(), ids.len(), "{rule:?} tells of every {kind:?}");
    let mut differing = Vec::new();
    for (row, id) in ids.iter().enumerate() {
        let facts = rules::explain(district, rule, Subject { kind, row: Row(row as u32) }).expect("evidence").facts;
        for (name, expected) in told.get(id).and_then(Value::as_object).expect("facts of the subject") {
            let fact = facts.iter().find(|fact| fact.name == name);
            let got = fact.and_then(|fact| number(&fact.value));
            if got != expected.as_u64() {
                differing.push((id.clone(), name.clone(), expected.clone(), got));
            }
        }
    }
    if !differing.is_empty() {
        wrong.push(format!("{rule:?} {} (id, fact, truth, evidence), {}", kind.as_str(), some(&differing)));
    }
}

fn number(value: &FactValue) -> Option<u64> {
    match value {
        FactValue::Sum(_, number) | FactValue::Count(number) | FactValue::Parameter(number) => Some(*number),
        FactValue::Decimetres(dm) => Some(u64::from(*dm)),
        _ => None,
    }
}

fn words(district: &District, (rule, kind): (RuleId, SubjectKind), told: &Value, wrong: &mut Vec<String>) {
    let expected = Expected::new(told);
    let ids = ids(district, kind);
    let strangers = expected.strangers(&ids.iter().map(String::as_str).collect::<HashSet<_>>());
    assert!(strangers.is_empty(), "{rule:?}: {}", some(&strangers));
    let word = |row: usize| {
        let subject = Subject { kind, row: Row(row as u32) };
        let facts = rules::explain(district, rule, subject).expect("evidence").facts;
        facts.iter().find_map(|fact| if let FactValue::Word(word) = fact.value { Some(word) } else { None })
    };
    let got = ids.iter().enumerate().map(|(row, id)| (id, expected.of(id), word(row).unwrap_or("none")));
    let differing: Vec<_> = got.filter(|(_, wanted, got)| wanted != got).collect();
    if !differing.is_empty() {
        wrong.push(format!("{rule:?} {} (id, truth, word), {}", kind.as_str(), some(&differing)));
    }
}

/// Compares O2's groups of units: who stands together, how many members that makes, and how far the farthest is.
pub(super) fn compare_groups(district: &District, truth: &Value, wrong: &mut Vec<String>) {
    let of_units = district.joint_branches().groups.iter();
    let of_units = of_units.filter(|group| group.subjects[0].kind == SubjectKind::Unit);
    let id = |subject: &Subject| district.snapshot.units.id[subject.row.index()].to_string();
    let got: Vec<_> = of_units
        .map(|group| (group.subjects.iter().map(id).collect::<Vec<_>>(), group.members, f64::from(group.farthest_dm)))
        .collect();
    let told = truth["rules"]["O2"]["groups"].as_array().expect("O2's groups");
    if got.len() != told.len() {
        wrong.push(format!("O2 has {} groups and not {}", got.len(), told.len()));
    }
    // Half a decimetre is rounded away.
    let same = |(units, members, dm): &(Vec<String>, u32, f64), told: &Value| {
        let metres = told["farthest_m"].as_f64().expect("metres");
        told["units"] == serde_json::json!(units) && told["members"] == *members && (dm / 10.0 - metres).abs() < 0.06
    };
    let differing: Vec<_> = got.iter().zip(told).filter(|(got, told)| !same(got, told)).collect();
    if !differing.is_empty() {
        wrong.push(format!("O2's groups (group, truth), {}", some(&differing)));
    }
}
