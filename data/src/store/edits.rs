//! What the journal tells of one district as edits: the few records that changed, not the district anew.

use std::collections::BTreeMap;

use spatial::edit::Edit;
use spatial::places::{AreaCode, GridCode, HouseholdId, MemberId, StationId, UnitId};

use super::JournalEntry;
use crate::model::{Record, RecordKey, Table};

/// After more journal lines than this the district is read anew; a change set of so many records is journalled in bulk too.
pub(crate) const MOST_LINES: u32 = 1_000;

/// The tables of which an edit tells, each after those that its records name.
const TOLD: [Table; 6] = [Table::Grid, Table::Unit, Table::Station, Table::Member, Table::Link, Table::Visit];

/// What has become of some keys of one district, in the order of [`TOLD`].
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Touched {
    /// Keys that are there now.
    pub(crate) put: Vec<RecordKey>,
    /// Keys that are not.
    pub(crate) removed: Vec<RecordKey>,
}

impl Touched {
    /// What the lines of a journal, oldest first, say of a district; `None` where they do not name the records, name too many,
    /// or name one that no [`Edit`] can tell. Names and phones are passed over: no snapshot holds them. The last visit that
    /// the store keeps with a household needs no line, it follows from the visits.
    pub(crate) fn of(lines: &[JournalEntry], county: &AreaCode) -> Option<Self> {
        if lines.len() > MOST_LINES as usize {
            return None;
        }
        let mut last: BTreeMap<(usize, &str), bool> = BTreeMap::new();
        for line in lines.iter().filter(|line| line.table != Table::Contact) {
            let (of, rest) = line.key.as_deref()?.split_once('/')?;
            if of == county.as_str() {
                let place = TOLD.iter().position(|table| *table == line.table)?;
                last.insert((place, rest), line.action == "put");
            }
        }
        let mut touched = Self::default();
        for ((place, rest), there) in last {
            let key = key(TOLD[place], county, rest)?;
            if there { touched.put.push(key) } else { touched.removed.push(key) }
        }
        Some(touched)
    }

    /// The edits, once `put` has been read: first what was put, then what was removed, links before the members they name.
    pub(crate) fn edits(self, put: Vec<Edit>) -> Vec<Edit> {
        put.into_iter().chain(self.removed.into_iter().rev().filter_map(remove)).collect()
    }
}

/// The edit of a key that is there and needs no reading.
pub(crate) fn known(key: &RecordKey) -> Option<Edit> {
    match key {
        // How a visit ended is nothing to a snapshot.
        RecordKey::Visit(_, household, day) => Some(Edit::PutVisit(household.clone(), *day)),
        _ => None,
    }
}

/// The edit of a record that is there.
pub(crate) fn put(record: Record) -> Option<Edit> {
    Some(match record {
        Record::Station(it) => Edit::PutStation(it),
        Record::Link(it) => Edit::PutLink(it),
        Record::Visit(it) => Edit::PutVisit(it.household, it.date),
        Record::Member(it) => Edit::PutMember(it),
        Record::Unit(it) => Edit::PutUnit(it),
        Record::Grid(it) => Edit::PutGrid(it),
        _ => return None,
    })
}

fn remove(key: RecordKey) -> Option<Edit> {
    Some(match key {
        RecordKey::Station(_, id) => Edit::RemoveStation(id),
        RecordKey::Link(_, household, member) => Edit::RemoveLink(household, member),
        RecordKey::Visit(_, household, day) => Edit::RemoveVisit(household, day),
        RecordKey::Member(_, id) => Edit::RemoveMember(id),
        RecordKey::Unit(_, id) => Edit::RemoveUnit(id),
        RecordKey::Grid(_, code, from) => Edit::RemoveGrid(code, from),
        _ => return None,
    })
}

/// The key of a journal line without its county; `None` for a table that no edit tells of, and where a `/` inside an id
/// leaves open which part is which.
fn key(table: Table, county: &AreaCode, rest: &str) -> Option<RecordKey> {
    let county = county.clone();
    let dated = || rest.rsplit_once('/').and_then(|(id, day)| Some((id, day.parse().ok()?)));
    Some(match table {
        Table::Station => RecordKey::Station(county, StationId::new(rest)),
        Table::Member => RecordKey::Member(county, MemberId::new(rest)),
        Table::Unit => RecordKey::Unit(county, UnitId::new(rest)),
        Table::Grid => dated().map(|(code, from)| RecordKey::Grid(county, GridCode::new(code), from))?,
        Table::Visit => dated().map(|(household, day)| RecordKey::Visit(county, HouseholdId::new(household), day))?,
        Table::Link => {
            let (household, member) = rest.split_once('/').filter(|(_, member)| !member.contains('/'))?;
            RecordKey::Link(county, HouseholdId::new(household), MemberId::new(member))
        }
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn county() -> AreaCode {
        AreaCode::parse("990101").unwrap()
    }

    fn line(table: Table, action: &str, key: Option<&str>) -> JournalEntry {
        let (author, reason, content) = (String::new(), String::new(), String::new());
        let (action, key) = (action.to_owned(), key.map(str::to_owned));
        JournalEntry { revision: 1, author, reason, table, action, key, rows: 1, content }
    }

    fn touched(lines: &[(Table, &str, Option<&str>)]) -> Option<Touched> {
        let lines: Vec<_> = lines.iter().map(|&(table, action, key)| line(table, action, key)).collect();
        Touched::of(&lines, &county())
    }

    #[test]
    fn the_last_line_of_a_key_counts_and_removals_come_from_the_outside_in() {
        let found = touched(&[
            (Table::Link, "delete", Some("990101/H1/M1")),
            (Table::Visit, "put", Some("990101/H/1/2026-01-05")),
            (Table::Station, "put", Some("990101/S/1")),
            (Table::Member, "put", Some("990101/M1")),
            (Table::Member, "delete", Some("990101/M1")),
        ])
        .unwrap();
        let visit = RecordKey::Visit(county(), HouseholdId::new("H/1"), "2026-01-05".parse().unwrap());
        assert_eq!(found.put, [RecordKey::Station(county(), StationId::new("S/1")), visit]);
        let removals =
            [Edit::RemoveLink(HouseholdId::new("H1"), MemberId::new("M1")), Edit::RemoveMember(MemberId::new("M1"))];
        assert_eq!(found.edits(Vec::new()), removals);
    }

    #[test]
    fn names_and_other_districts_are_passed_over() {
        let lines = [
            (Table::Contact, "put", Some("990101/station/S1")),
            (Table::Contact, "put", None),
            (Table::Household, "put", Some("990102/H1")),
        ];
        assert_eq!(touched(&lines), Some(Touched::default()));
    }

    #[test]
    fn what_no_edit_tells_wants_a_load() {
        for (table, key) in [
            (Table::Visit, None),
            (Table::Household, Some("990101/H1")),
            (Table::Road, Some("990101/R1")),
            (Table::Link, Some("990101/H/1/M1")),
            (Table::Visit, Some("990101/H1")),
            (Table::Station, Some("990101")),
        ] {
            assert_eq!(touched(&[(table, "put", key)]), None, "{table:?} {key:?}");
        }
        let many = vec![line(Table::Station, "put", Some("990101/S1")); MOST_LINES as usize + 1];
        assert_eq!(Touched::of(&many, &county()), None);
    }
}
