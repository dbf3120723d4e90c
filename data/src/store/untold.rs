use super::schema::{Column, Schema};
use super::tables::schema;
use crate::model::Table;

/// The columns of a record that its source does not tell: a list of an office that has no such column.
///
/// The register keeps there what it has under the record's key; a new record takes what stands in it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Untold(u32);

impl Untold {
    /// Everything is told.
    pub const NOTHING: Self = Self(0);

    /// The columns of a table that `tells` denies. Columns have the names of the `GeoPackage`; parts of the key are always told.
    pub fn of(table: Table, tells: impl Fn(&str) -> bool) -> Self {
        let untold = bits(schema(table)).filter(|(column, _)| !tells(column.name));
        Self(untold.map(|(_, bit)| bit).sum())
    }

    /// The names of the columns.
    pub fn names(self, table: Table) -> Vec<&'static str> {
        self.columns(schema(table)).map(|(column, _)| column.name).collect()
    }

    pub(crate) fn is_nothing(self) -> bool {
        self == Self::NOTHING
    }

    pub(crate) fn and(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// As a number in a staged row, each column a bit of it.
    pub(crate) fn number(self) -> i64 {
        self.0.into()
    }

    /// The columns, each with its bit of [`Untold::number`].
    pub(crate) fn columns(self, schema: &'static Schema) -> impl Iterator<Item = (&'static Column, u32)> {
        bits(schema).filter(move |(_, bit)| self.0 & bit != 0)
    }
}

fn bits(schema: &'static Schema) -> impl Iterator<Item = (&'static Column, u32)> {
    schema.values().zip((0..).map(|place| 1 << place))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_column_of_every_table_has_a_bit_and_keys_have_none() {
        for &table in Table::ALL {
            let all: Vec<&str> = schema(table).values().map(|column| column.name).collect();
            assert!(all.len() <= 32, "{}", table.as_str());
            assert_eq!(Untold::of(table, |_| false).names(table), all);
            assert!(Untold::of(table, |_| true).is_nothing());
            for column in &all {
                assert_eq!(Untold::of(table, |name| name != *column).names(table), [*column]);
            }
        }
    }
}
