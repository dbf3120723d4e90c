use std::collections::{BTreeSet, HashSet};
use std::fmt::Display;

use chrono::NaiveDate;

use crate::places::GridCode;

/// What the register says and the snapshot leaves out until another record gives it a meaning: an edit that brings such a
/// record cannot be told from the snapshot alone.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Loose {
    /// Codes of grids, and ids of units and members, that are or were referred to in vain; some perhaps no longer.
    pub(super) grids: HashSet<Box<str>>,
    pub(super) units: HashSet<Box<str>>,
    pub(super) members: HashSet<Box<str>>,
    /// Grid versions valid on the data date behind a newer one of their code, exactly.
    pub(super) versions: BTreeSet<(GridCode, NaiveDate)>,
}

#[cfg(any(test, feature = "fixture"))]
impl Loose {
    /// What is known exactly.
    pub(crate) fn versions(&self) -> &BTreeSet<(GridCode, NaiveDate)> {
        &self.versions
    }
}

impl Loose {
    /// Keeps the id of a reference that leads nowhere, where an edit could bring what it leads to.
    pub(super) fn note(&mut self, table: &str, field: &str, id: impl Display) {
        let ids = match (table, field) {
            ("grid_staff" | "request", "grid") | ("organisation", "serves_grids") => &mut self.grids,
            ("organisation", "serves_units") | ("member", "unit") => &mut self.units,
            ("link", "member") | ("check_in", "id") => &mut self.members,
            _ => return,
        };
        ids.insert(id.to_string().into());
    }
}
