use csv::StringRecord;
use serde_json::value::RawValue;

use super::columns::{ColumnMap, Field};

/// One row of a list, or one feature of a collection.
#[derive(Clone, Copy)]
pub(crate) struct Row<'a> {
    /// As a spreadsheet numbers it, or the feature from 1.
    pub(crate) number: u64,
    pub(crate) cells: &'a StringRecord,
    pub(crate) columns: &'a ColumnMap,
    /// GeoJSON's geometry, not parsed yet.
    pub(crate) geometry: Option<&'a RawValue>,
}

impl<'a> Row<'a> {
    /// What stands in a field, without blanks around it; blank where the file has no such column.
    pub(crate) fn text(&self, field: Field) -> &'a str {
        let cell = self.columns.index(field).and_then(|index| self.cells.get(index));
        cell.unwrap_or_default().trim_matches(|c: char| c.is_whitespace() || c == '\u{feff}' || c == '\0')
    }

    /// Whether the file has a column for a field.
    pub(crate) fn has(&self, field: Field) -> bool {
        self.columns.index(field).is_some()
    }

    /// Whether nothing stands in it: spreadsheets leave such rows behind.
    pub(crate) fn is_blank(&self) -> bool {
        self.geometry.is_none() && self.cells.iter().all(|cell| cell.trim().is_empty())
    }
}
