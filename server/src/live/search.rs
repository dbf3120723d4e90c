//! Search by name, code, address and pinyin initials: one pass over packed text, which for a district of 60,000 names takes
//! a few milliseconds and needs no index that could go stale.

use pinyin::ToPinyin;
use spatial::Audience;
use spatial::snapshot::{Row, Snapshot};

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

/// One place found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Hit {
    /// Which table.
    pub kind: HitKind,
    /// Which row of it.
    pub row: Row,
}

/// The searchable text of a district, packed: per place its name, its code and its initials, in lower case.
#[derive(Debug, Default)]
pub struct SearchIndex {
    text: String,
    entries: Vec<Entry>,
}

#[derive(Debug)]
struct Entry {
    hit: Hit,
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
        let mut index = Self::default();
        let (areas, grids) = (&snapshot.areas, &snapshot.grids);
        index.table(HitKind::Area, areas.name.iter().zip(&areas.code).map(|(name, code)| (&**name, code.as_str())));
        index.table(HitKind::Grid, grids.name.iter().zip(&grids.code).map(|(name, code)| (&**name, code.as_str())));
        let stations = &snapshot.stations;
        index.table(HitKind::Station, stations.name.iter().zip(&stations.id).map(|(name, id)| (&**name, id.as_str())));
        let organisations = &snapshot.organisations;
        let named = organisations.name.iter().zip(&organisations.id);
        index.table(HitKind::Organisation, named.map(|(name, id)| (&**name, id.as_str())));
        let units = &snapshot.units;
        index.table(HitKind::Unit, units.name.iter().zip(&units.id).map(|(name, id)| (&**name, id.as_str())));
        let buildings = &snapshot.buildings;
        index.table(
            HitKind::Building,
            buildings.address.iter().zip(&buildings.id).map(|(name, id)| (&**name, id.as_str())),
        );
        index.text.shrink_to_fit();
        index
    }

    /// The best places for a query, at most `limit`, that `may_see` lets through. Whole names come before beginnings,
    /// beginnings before parts, parts before initials; areas before grids before points; then the shorter name.
    pub fn find(&self, query: &str, limit: usize, may_see: impl Fn(Hit) -> bool) -> Vec<Hit> {
        let query = query.trim().to_lowercase();
        if query.is_empty() {
            return Vec::new();
        }
        let mut found: Vec<_> = self
            .entries
            .iter()
            .enumerate()
            .filter_map(|(order, entry)| {
                let quality = self.quality(entry, &query)?;
                Some((quality, entry.hit.kind, entry.ends[0] - entry.start, order))
            })
            .collect();
        found.sort_unstable();
        let hits = found.into_iter().map(|(.., order)| self.entries[order].hit);
        hits.filter(|&hit| may_see(hit)).take(limit).collect()
    }

    fn table<'a>(&mut self, kind: HitKind, rows: impl Iterator<Item = (&'a str, &'a str)>) {
        for (row, (name, code)) in rows.enumerate() {
            let start = self.text.len() as u32;
            self.text.extend(name.chars().flat_map(char::to_lowercase));
            let name_end = self.text.len() as u32;
            self.text.extend(code.chars().flat_map(char::to_lowercase));
            let code_end = self.text.len() as u32;
            self.text.extend(initials(name));
            let ends = [name_end, code_end, self.text.len() as u32];
            self.entries.push(Entry { hit: Hit { kind, row: Row(row as u32) }, start, ends });
        }
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
        let mut index = SearchIndex::default();
        index.table(HitKind::Area, [("云河区", "990101"), ("云河街道", "990101001")].into_iter());
        index.table(HitKind::Station, [("东云河站", "S1"), ("Yh Point", "S2")].into_iter());
        index
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
