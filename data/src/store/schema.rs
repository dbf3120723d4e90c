//! The register's tables as both stores keep them: columns in one order, the key first, the county first in every key.

use crate::model::Table;

/// A table and its columns.
#[derive(Debug)]
pub(crate) struct Schema {
    pub(crate) table: Table,
    pub(crate) columns: &'static [Column],
}

/// A column.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Column {
    pub(crate) name: &'static str,
    pub(crate) kind: ColumnKind,
    pub(crate) role: Role,
}

/// What a column holds. `SQLite` keeps dates and times as ISO 8601 text, so that a `GeoPackage` reader knows them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ColumnKind {
    Text,
    Integer,
    Boolean,
    Date,
    Time,
    Point,
    Line,
    Area,
}

/// What a column is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Role {
    /// Part of the key.
    Key,
    /// Written from the record.
    Value,
    /// Kept by the store; read only. Stands after all others.
    Derived,
}

pub(crate) const fn key(name: &'static str, kind: ColumnKind) -> Column {
    Column { name, kind, role: Role::Key }
}

pub(crate) const fn value(name: &'static str, kind: ColumnKind) -> Column {
    Column { name, kind, role: Role::Value }
}

pub(crate) const fn derived(name: &'static str, kind: ColumnKind) -> Column {
    Column { name, kind, role: Role::Derived }
}

impl Schema {
    /// The table's name, also in SQL.
    pub(crate) fn name(&self) -> &'static str {
        self.table.as_str()
    }

    pub(crate) fn keys(&self) -> impl Iterator<Item = &'static Column> {
        self.columns.iter().filter(|column| column.role == Role::Key)
    }

    pub(crate) fn values(&self) -> impl Iterator<Item = &'static Column> {
        self.columns.iter().filter(|column| column.role == Role::Value)
    }

    /// Keys and values: what a record gives.
    pub(crate) fn written(&self) -> impl Iterator<Item = &'static Column> {
        self.columns.iter().filter(|column| column.role != Role::Derived)
    }

    /// The geometry column, if the table has one.
    pub(crate) fn geometry(&self) -> Option<&'static Column> {
        self.columns.iter().find(|column| column.kind.is_geometry())
    }
}

impl ColumnKind {
    pub(crate) fn is_geometry(self) -> bool {
        matches!(self, Self::Point | Self::Line | Self::Area)
    }
}
