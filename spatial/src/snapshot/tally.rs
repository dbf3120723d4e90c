//! What is wrong in the data, counted: one finding per kind, table and field, however many records it concerns.

use std::collections::BTreeMap;
use std::fmt::Display;

use super::loose::Loose;
use crate::Finding;
use crate::finding::Severity;

/// So many ids stand in a finding as examples.
const EXAMPLES: usize = 5;

/// What can be wrong with a record once it is in the register.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Trouble {
    OutsideBoundary,
    Ambiguous,
    UnverifiedPosition,
    NoPosition,
    UnknownReference,
    DuplicateHousehold,
    RepeatedId,
    OverlappingVersions,
    ForeignArea,
    BrokenShape,
}

#[derive(Debug, Default)]
pub(super) struct Tally {
    /// What of it an edit could bring back.
    pub(super) loose: Loose,
    /// By trouble, table and field.
    entries: BTreeMap<(Trouble, &'static str, &'static str), Entry>,
}

#[derive(Debug, Default)]
struct Entry {
    count: usize,
    examples: Vec<String>,
    /// Whether there are ids beyond the examples.
    more: bool,
}

impl Tally {
    /// Counts one record of a table; `field` is blank where the trouble is not one field's.
    pub(super) fn note(&mut self, trouble: Trouble, table: &'static str, field: &'static str, id: impl Display) {
        if trouble == Trouble::UnknownReference {
            self.loose.note(table, field, &id);
        }
        let entry = self.entries.entry((trouble, table, field)).or_default();
        entry.count += 1;
        if entry.more {
            return;
        }
        let id = id.to_string();
        if !entry.examples.contains(&id) {
            if entry.examples.len() < EXAMPLES { entry.examples.push(id) } else { entry.more = true }
        }
    }

    /// One finding per kind of trouble, table and field.
    pub(super) fn findings(self) -> Vec<Finding> {
        self.entries
            .into_iter()
            .map(|((trouble, table, field), entry)| finding(trouble, table, field, &entry))
            .collect()
    }
}

fn finding(trouble: Trouble, table: &str, field: &str, entry: &Entry) -> Finding {
    let (severity, code, seen, remedy) = trouble.words();
    let first = entry.examples.join(", ");
    let more = if entry.more { ", …" } else { "" };
    Finding {
        severity,
        code,
        subject: if field.is_empty() { table.to_owned() } else { format!("{table} {field}") },
        evidence: format!("{} {seen}: {first}{more}", entry.count),
        remedy: remedy.to_owned(),
    }
}

impl Trouble {
    fn words(self) -> (Severity, &'static str, &'static str, &'static str) {
        use Severity::{Doubtful, Refused};
        match self {
            Self::OutsideBoundary => {
                (Doubtful, "outside_boundary", "in no grid", "mend the coordinates or the grids' borders")
            }
            Self::Ambiguous => (
                Doubtful,
                "ambiguous",
                "in several grids or on a border between them",
                "mend the coordinates or the overlap",
            ),
            Self::UnverifiedPosition => (
                Doubtful,
                "unverified_position",
                "with coordinates that import doubted",
                "import the list again and state its --crs",
            ),
            Self::NoPosition => {
                (Doubtful, "no_position", "without a position", "state coordinates, or a building that is known")
            }
            Self::UnknownReference => (
                Doubtful,
                "unknown_reference",
                "not in the register but referred to",
                "import what is referred to, or mend the reference",
            ),
            Self::DuplicateHousehold => {
                (Doubtful, "duplicate_household", "with the building and door of another", "merge the records")
            }
            Self::RepeatedId => {
                (Refused, "repeated_id", "more than once; the last was taken", "give each record its own id")
            }
            Self::OverlappingVersions => (
                Refused,
                "overlapping_versions",
                "with several versions valid on the data date; the newest was taken",
                "end the older version",
            ),
            Self::ForeignArea => {
                (Refused, "foreign_area", "outside the district by its code", "import it into its own district")
            }
            Self::BrokenShape => (
                Doubtful,
                "broken_shape",
                "whose shape has a part without area or too far away",
                "draw the shape again",
            ),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn thousands_of_records_make_one_finding_with_a_count_and_examples() {
        let mut tally = Tally::default();
        (0..6_015).for_each(|number| tally.note(Trouble::OutsideBoundary, "household", "", format!("H{number}")));
        tally.note(Trouble::UnknownReference, "member", "unit", "E9");
        let findings = tally.findings();
        assert_eq!(findings.len(), 2);
        assert_eq!(findings[0].code, "outside_boundary");
        assert_eq!(findings[0].evidence, "6015 in no grid: H0, H1, H2, H3, H4, …");
        assert_eq!(findings[1].subject, "member unit");
        assert_eq!(findings[1].evidence, "1 not in the register but referred to: E9");
    }
}
