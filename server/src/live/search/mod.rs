//! Search by name, code, address and pinyin initials: one pass over packed text, which for a district of 60,000 names takes
//! a few milliseconds and needs no index that could go stale.

mod names;

use std::sync::Arc;

use pinyin::ToPinyin;
use spatial::Audience;
use spatial::snapshot::{Row, Snapshot};

use names::{names, same_names};

/// What a hit is. The order is the order of the answer among equally good hits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum HitKind {
    /// District, street or community.
    Area,
    /// Grid.
    Grid,
    /// Service station.
    Station,
    /// Party organisation.
    Organisation,
    /// Enterprise, social organisation or institution.
    Unit,
    /// Building, by its address.
    Building,
}

impl HitKind {
    const ALL: [Self; 6] = [Self::Area, Self::Grid, Self::Station, Self::Organisation, Self::Unit, Self::Building];
}

/// One place found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Hit {
    /// Which table.
    pub kind: HitKind,
    /// Which row of it.
    pub row: Row,
}

/// The searchable text of a district. A district that was edited shares the tables whose names stayed.
#[derive(Clone, Debug, Default)]
pub struct SearchIndex {
    /// In the order of their kinds.
    tables: Vec<Arc<Table>>,
}

/// The text of one table, packed: per place its name, its code and its initials, in lower case.
#[derive(Debug, PartialEq, Eq)]
struct Table {
    kind: HitKind,
    text: String,
    /// By row.
    entries: Vec<Entry>,
}

#[derive(Debug, PartialEq, Eq)]
struct Entry {
    start: u32,
    /// Ends of name, code and initials in `text`.
    ends: [u32; 3],
}

/// How well a place matches; less is better.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Quality {
    Whole,
    Begins,
    Contains,
    Initials,
}

impl SearchIndex {
    /// Collects the names of a snapshot.
    pub fn of(snapshot: &Snapshot) -> Self {
        let table = |kind| Arc::new(Table::of(kind, names(kind, snapshot)));
        Self { tables: HitKind::ALL.map(table).into() }
    }

    /// The index of a snapshot that was made of `before` by edits: equal to [`Self::of`] it. `self` is the index of `before`.
    #[must_use]
    pub fn edited(&self, before: &Snapshot, after: &Snapshot) -> Self {
        let table = |table: &Arc<Table>| {
            if same_names(table.kind, before, after) {
                return Arc::clone(table);
            }
            Arc::new(table.edited(names(table.kind, before), names(table.kind, after)))
        };
        Self { tables: self.tables.iter().map(table).collect() }
    }

    /// The best places for a query, at most `limit`, that `may_see` lets through. Whole names come before beginnings,
    /// beginnings before parts, parts before initials; areas before grids before points; then the shorter name.
    pub fn find(&self, query: &str, limit: usize, may_see: impl Fn(Hit) -> bool) -> Vec<Hit> {
        let query = query.trim().to_lowercase();
        if query.is_empty() {
            return Vec::new();
        }
        let mut found: Vec<_> = self.tables.iter().flat_map(|table| table.matches(&query)).collect();
        found.sort_unstable();
        let hits = found.into_iter().map(|(_, kind, _, row)| Hit { kind, row });
        hits.filter(|&hit| may_see(hit)).take(limit).collect()
    }
}

impl Table {
    fn of<'a>(kind: HitKind, rows: impl Iterator<Item = (&'a str, &'a str)>) -> Self {
        let mut table = Self { kind, text: String::new(), entries: Vec::new() };
        rows.for_each(|(name, code)| table.push(name, code));
        table.text.shrink_to_fit();
        table
    }

    /// The table of `after`, where `self` is that of `before`. Both are sorted by code, so a row that stayed is met in passing
    /// and its text copied: finding the initials of a district's 25,000 units takes longer than all else about an edit.
    fn edited<'a>(
        &self,
        before: impl Iterator<Item = (&'a str, &'a str)>,
        after: impl Iterator<Item = (&'a str, &'a str)>,
    ) -> Self {
        let mut before = before.zip(&self.entries).peekable();
        let mut table = Self { kind: self.kind, text: String::with_capacity(self.text.len()), entries: Vec::new() };
        for (name, code) in after {
            while before.next_if(|((_, old), _)| *old < code).is_some() {}
            match before.next_if(|(old, _)| *old == (name, code)) {
                Some((_, entry)) => table.copy(&self.text, entry),
                None => table.push(name, code),
            }
        }
        table.text.shrink_to_fit();
        table
    }

    fn push(&mut self, name: &str, code: &str) {
        let start = self.text.len() as u32;
        self.text.extend(name.chars().flat_map(char::to_lowercase));
        let name_end = self.text.len() as u32;
        self.text.extend(code.chars().flat_map(char::to_lowercase));
        let code_end = self.text.len() as u32;
        self.text.extend(initials(name));
        self.entries.push(Entry { start, ends: [name_end, code_end, self.text.len() as u32] });
    }

    fn copy(&mut self, text: &str, entry: &Entry) {
        let start = self.text.len() as u32;
        self.text.push_str(&text[entry.start as usize..entry.ends[2] as usize]);
        self.entries.push(Entry { start, ends: entry.ends.map(|end| end - entry.start + start) });
    }

    /// Every row that matches, with what it is sorted by.
    fn matches<'a>(&'a self, query: &'a str) -> impl Iterator<Item = (Quality, HitKind, u32, Row)> + 'a {
        self.entries.iter().zip((0..).map(Row)).filter_map(move |(entry, row)| {
            Some((self.quality(entry, query)?, self.kind, entry.ends[0] - entry.start, row))
        })
    }

    fn quality(&self, entry: &Entry, query: &str) -> Option<Quality> {
        let part = |start: u32, end: u32| &self.text[start as usize..end as usize];
        let name = part(entry.start, entry.ends[0]);
        let code = part(entry.ends[0], entry.ends[1]);
        if name == query || code == query {
            Some(Quality::Whole)
        } else if name.starts_with(query) || code.starts_with(query) {
            Some(Quality::Begins)
        } else if name.contains(query) || (query.len() >= 3 && code.contains(query)) {
            Some(Quality::Contains)
        } else if query.is_ascii() && part(entry.ends[1], entry.ends[2]).contains(query) {
            Some(Quality::Initials)
        } else {
            None
        }
    }
}

/// The first letters of the readings of a name; digits and Latin letters stand for themselves.
fn initials(name: &str) -> impl Iterator<Item = char> + '_ {
    name.chars().filter_map(|letter| {
        let reading = letter.to_pinyin().and_then(|reading| reading.plain().chars().next());
        reading.or_else(|| letter.is_ascii_alphanumeric().then(|| letter.to_ascii_lowercase()))
    })
}

/// Whether an audience may find places of this kind at all: units and addresses are not public.
fn kind_is_public(kind: HitKind) -> bool {
    !matches!(kind, HitKind::Unit | HitKind::Building)
}

/// Whether an audience may find this place. `area` is the code of the community that lists it.
pub fn may_find(audience: &Audience, kind: HitKind, area: Option<&str>) -> bool {
    kind_is_public(kind) || area.is_some_and(|code| audience.sees_exact(code))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn index() -> SearchIndex {
        let areas = Table::of(HitKind::Area, [("云河区", "990101"), ("云河街道", "990101001")].into_iter());
        let stations = Table::of(HitKind::Station, [("东云河站", "S1"), ("Yh Point", "S2")].into_iter());
        SearchIndex { tables: vec![Arc::new(areas), Arc::new(stations)] }
    }

    fn found(query: &str) -> Vec<u32> {
        index().find(query, 10, |_| true).into_iter().map(|hit| hit.kind as u32 * 10 + hit.row.0).collect()
    }

    #[test]
    fn better_matches_come_first() {
        assert_eq!(found("云河"), [0, 1, 20]);
        assert_eq!(found("云河街道"), [1]);
        assert_eq!(found("990101001"), [1]);
        assert_eq!(found("990101"), [0, 1]);
    }

    #[test]
    fn initials_and_latin_names_are_found_without_regard_to_case() {
        assert_eq!(found("YHJD"), [1]);
        assert_eq!(found("yh"), [21, 0, 1, 20]);
    }

    #[test]
    fn a_table_that_was_edited_is_the_one_made_anew() {
        let before = [("东站", "S1"), ("西站", "S3"), ("南站", "S5"), ("北站", "S7")];
        let edits: [&[(&str, &str)]; 6] = [
            &[("东站", "S1"), ("西大站", "S3"), ("南站", "S5"), ("北站", "S7")],
            &[("东站", "S1"), ("南站", "S5"), ("北站", "S7")],
            &[
                ("新站", "S0"),
                ("东站", "S1"),
                ("西站", "S3"),
                ("中站", "S4"),
                ("南站", "S5"),
                ("北站", "S7"),
                ("远", "S9"),
            ],
            &[("西站", "S3"), ("东站", "S5"), ("北站", "S7")],
            &[("北站", "S7"), ("东站", "S1")],
            &[],
        ];
        let table = Table::of(HitKind::Station, before.into_iter());
        for after in edits {
            let edited = table.edited(before.into_iter(), after.iter().copied());
            assert_eq!(edited, Table::of(HitKind::Station, after.iter().copied()), "{after:?}");
        }
    }

    #[test]
    fn nothing_and_nonsense_find_nothing() {
        for query in ["", "   ", "[[[[", "\u{10ffff}", "x'; drop table"] {
            assert!(found(query).is_empty(), "{query}");
        }
    }

    #[test]
    fn addresses_and_units_are_found_only_where_exact_counts_are_seen() {
        let worker = Audience::parse("worker:990101001").unwrap();
        for kind in [HitKind::Unit, HitKind::Building] {
            assert!(!may_find(&Audience::Public, kind, Some("990101001001")));
            assert!(may_find(&worker, kind, Some("990101001001")));
            assert!(!may_find(&worker, kind, Some("990101002001")));
            assert!(!may_find(&worker, kind, None));
        }
        assert!(may_find(&Audience::Public, HitKind::Station, None));
    }
}
