use std::collections::BTreeMap;

use super::ledger::Line;
use super::{JournalEntry, TableChange};
use crate::model::Table;

/// What a merge has changed: the lines of its journal, and the counts by table.
#[derive(Debug, Default)]
pub(crate) struct Tally {
    lines: Vec<Line>,
    changes: BTreeMap<Table, TableChange>,
}

impl Tally {
    /// Counts a line of rows that were put.
    pub(crate) fn put(&mut self, line: Line) {
        self.change(line.table).put += line.rows;
        self.lines.push(line);
    }

    /// Counts a removal: with a line of its own, or on the table's line.
    pub(crate) fn delete(&mut self, line: Line, own_line: bool) {
        self.change(line.table).deleted += 1;
        let bulk = |other: &&mut Line| other.table == line.table && other.action == line.action && other.key.is_none();
        if own_line {
            self.lines.push(line);
        } else if let Some(bulk) = self.lines.iter_mut().find(bulk) {
            bulk.rows += 1;
        } else {
            self.lines.push(Line { key: None, ..line });
        }
    }

    /// Counts what the journal says of an earlier change.
    pub(crate) fn replay(&mut self, entry: &JournalEntry) {
        let change = self.change(entry.table);
        if entry.action == "delete" { change.deleted += entry.rows } else { change.put += entry.rows }
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.changes.is_empty()
    }

    pub(crate) fn lines(&self) -> &[Line] {
        &self.lines
    }

    pub(crate) fn changes(&self) -> impl Iterator<Item = &TableChange> {
        self.changes.values()
    }

    pub(crate) fn into_changes(self) -> Vec<TableChange> {
        self.changes.into_values().collect()
    }

    fn change(&mut self, table: Table) -> &mut TableChange {
        self.changes.entry(table).or_insert(TableChange { table, put: 0, deleted: 0 })
    }
}
