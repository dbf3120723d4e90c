//! How verdicts are told in `truth.json`.

use serde_json::{Map, Value, json};

use super::judge::Verdict;

/// Verdicts by row.
pub(super) struct Table(pub(super) Vec<Verdict>);

impl Table {
    /// The ids by verdict, but for the commonest one, which is `rest` (`covered` where nothing is said).
    pub(super) fn of(&self, id: impl Fn(usize) -> String) -> Value {
        let count = |wanted: Verdict| self.0.iter().filter(|verdict| **verdict == wanted).count();
        let all = [Verdict::Covered, Verdict::Gap, Verdict::Unknown, Verdict::NotApplicable];
        // Of equals the first: max_by_key would take the last.
        let rest = all.into_iter().rev().max_by_key(|verdict| count(*verdict)).unwrap_or(Verdict::Covered);
        let mut table = Map::new();
        for verdict in all.into_iter().filter(|verdict| *verdict != rest) {
            let rows = self.0.iter().enumerate().filter(|(_, is)| **is == verdict);
            table.insert(verdict.as_str().into(), rows.map(|(index, _)| id(index)).collect());
        }
        if rest != Verdict::Covered {
            table.insert("rest".into(), json!(rest.as_str()));
        }
        Value::Object(table)
    }
}

/// The gaps alone: nothing is said of what the others are.
pub(super) fn gaps(rows: impl Iterator<Item = usize>, id: impl Fn(usize) -> String) -> Value {
    json!({"gap": rows.map(id).collect::<Vec<_>>()})
}
