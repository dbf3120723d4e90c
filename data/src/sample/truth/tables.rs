//! How verdicts are told in `truth.json`.

use std::collections::BTreeMap;

use serde_json::{Map, Value, json};

use super::judge::Verdict;

/// Verdicts by row.
pub(super) struct Table(pub(super) Vec<Verdict>);

impl Table {
    /// The ids by verdict, but for the covered ones; or, where most are not judged, but for those (`rest`).
    pub(super) fn of(&self, id: impl Fn(usize) -> String) -> Value {
        let rows = |wanted: Verdict| {
            let rows = self.0.iter().enumerate();
            rows.filter(move |(_, verdict)| **verdict == wanted).map(|(index, _)| index)
        };
        let few = rows(Verdict::NotApplicable).count() > rows(Verdict::Covered).count();
        let (rest, listed) =
            if few { (Verdict::NotApplicable, Verdict::Covered) } else { (Verdict::Covered, Verdict::NotApplicable) };
        let mut table = Map::new();
        for verdict in [Verdict::Gap, Verdict::Unknown, listed] {
            table.insert(verdict.as_str().into(), rows(verdict).map(&id).collect());
        }
        table.insert("rest".into(), json!(rest.as_str()));
        Value::Object(table)
    }
}

/// One word of each row: the ids by word, but for the commonest word (`rest`).
pub(super) fn words(rows: impl Iterator<Item = &'static str>, id: impl Fn(usize) -> String) -> Value {
    let mut by_word: BTreeMap<&str, Vec<String>> = BTreeMap::new();
    rows.enumerate().for_each(|(row, word)| by_word.entry(word).or_default().push(id(row)));
    let rest = by_word.iter().max_by_key(|(_, ids)| ids.len()).map_or("none", |(word, _)| *word);
    by_word.remove(rest);
    let mut table: Map<String, Value> = by_word.into_iter().map(|(word, ids)| (word.to_owned(), json!(ids))).collect();
    table.insert("rest".into(), json!(rest));
    Value::Object(table)
}

/// The gaps alone: nothing is said of what the others are.
pub(super) fn gaps(rows: impl Iterator<Item = usize>, id: impl Fn(usize) -> String) -> Value {
    json!({"gap": rows.map(id).collect::<Vec<_>>()})
}
