use std::hash::{BuildHasher, RandomState};

use super::Row;
use super::edit::Moves;

/// Ids packed into one string: 400,000 ids without 400,000 allocations. In a snapshot they are sorted.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct IdColumn {
    text: String,
    ends: Vec<u32>,
}

/// Ids numbered in the order in which they are first met, so that a reference costs four bytes until it is resolved.
#[derive(Clone, Debug, Default)]
pub(super) struct Tokens {
    ids: IdColumn,
    /// Open addressing: the id's hash, and token + 1 or 0 for a free slot; a power of two, at most half full.
    slots: Vec<(u32, u32)>,
    hasher: RandomState,
    /// The token given last: lists are sorted, so that the next is often it or the one after.
    last: u32,
}

impl IdColumn {
    /// How many ids.
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.ends.is_empty()
    }

    /// The id of a row.
    ///
    /// # Panics
    /// When the row is not of this table.
    pub fn get(&self, row: Row) -> &str {
        let end = self.ends[row.index()] as usize;
        let start = if row.0 == 0 { 0 } else { self.ends[row.index() - 1] as usize };
        &self.text[start..end]
    }

    /// The ids in the order of their rows.
    pub fn iter(&self) -> impl Iterator<Item = &str> {
        (0..self.len()).map(|row| self.get(Row(row as u32)))
    }

    /// The row of an id, by binary search.
    pub fn find(&self, id: &str) -> Option<Row> {
        self.search(id).ok()
    }

    /// The row of an id, else the one in front of which it would stand.
    pub(super) fn search(&self, id: &str) -> Result<Row, Row> {
        let (mut low, mut high) = (0, self.ends.len());
        while low < high {
            let middle = usize::midpoint(low, high);
            match self.get(Row(middle as u32)).cmp(id) {
                std::cmp::Ordering::Less => low = middle + 1,
                std::cmp::Ordering::Greater => high = middle,
                std::cmp::Ordering::Equal => return Ok(Row(middle as u32)),
            }
        }
        Err(Row(low as u32))
    }

    /// Whether a row is there and has this id.
    fn is(&self, row: u32, id: &str) -> bool {
        (row as usize) < self.len() && self.get(Row(row)) == id
    }

    pub(crate) fn push(&mut self, id: &str) {
        self.text.push_str(id);
        self.ends.push(self.text.len() as u32);
    }

    /// The ids where their rows are now, with `new` ones in the rows that were added.
    pub(super) fn moved(&self, moves: &Moves, new: &[&str]) -> Self {
        let len = moves.len(self.len());
        let mut ids = Self { text: String::with_capacity(self.text.len()), ends: Vec::with_capacity(len) };
        let mut new = new.iter();
        for row in (0..len as u32).map(Row) {
            let id = moves.before(row).map(|before| self.get(before)).or_else(|| new.next().copied());
            ids.push(id.unwrap_or_default());
        }
        ids
    }

    /// The ids at `rows`, in that order.
    pub(super) fn select(&self, rows: &[u32]) -> Self {
        let mut selected = Self { text: String::with_capacity(self.text.len()), ends: Vec::with_capacity(rows.len()) };
        for &row in rows {
            selected.push(self.get(Row(row)));
        }
        selected
    }
}

impl Tokens {
    /// The token of an id, a new one where it was never met.
    pub(super) fn token(&mut self, id: &str) -> u32 {
        let near = [self.last, self.last + 1].into_iter().find(|near| self.ids.is(*near, id));
        self.last = near.unwrap_or_else(|| self.hashed(id));
        self.last
    }

    fn hashed(&mut self, id: &str) -> u32 {
        if self.slots.len() < (self.ids.len() + 1) * 2 {
            self.grow();
        }
        let hash = self.hasher.hash_one(id) as u32;
        let mask = self.slots.len() - 1;
        let mut slot = hash as usize & mask;
        loop {
            match self.slots[slot] {
                (_, 0) => break,
                (other, token) if other == hash && self.id(token - 1) == id => return token - 1,
                _ => slot = (slot + 1) & mask,
            }
        }
        self.ids.push(id);
        self.slots[slot] = (hash, self.ids.len() as u32);
        self.ids.len() as u32 - 1
    }

    pub(super) fn len(&self) -> usize {
        self.ids.len()
    }

    pub(super) fn id(&self, token: u32) -> &str {
        self.ids.get(Row(token))
    }

    pub(super) fn ids(&self) -> &IdColumn {
        &self.ids
    }

    /// What each token's id resolves to.
    pub(super) fn resolve<T>(&self, find: impl Fn(&str) -> T) -> Vec<T> {
        self.ids.iter().map(find).collect()
    }

    fn grow(&mut self) {
        let wider = vec![(0, 0); (self.slots.len() * 2).max(64)];
        let mask = wider.len() - 1;
        for (hash, token) in std::mem::replace(&mut self.slots, wider) {
            if token == 0 {
                continue;
            }
            // All ids differ: the first free slot is the right one, without a comparison.
            let mut slot = hash as usize & mask;
            while self.slots[slot].1 != 0 {
                slot = (slot + 1) & mask;
            }
            self.slots[slot] = (hash, token);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_is_found_where_it_stands_and_nowhere_else() {
        let mut ids = IdColumn::default();
        assert_eq!(ids.find("H1"), None);
        for id in ["H1", "H10", "H2"] {
            ids.push(id);
        }
        assert_eq!(ids.find("H10"), Some(Row(1)));
        assert_eq!(ids.find("H3"), None);
        assert_eq!(ids.iter().collect::<Vec<_>>(), ["H1", "H10", "H2"]);
    }

    #[test]
    fn an_id_keeps_its_token_while_thousands_are_added() {
        let mut tokens = Tokens::default();
        let first = tokens.token("");
        let many: Vec<u32> = (0..5_000).map(|number| tokens.token(&format!("H{number}"))).collect();
        assert_eq!(tokens.len(), 5_001);
        assert_eq!(tokens.token(""), first);
        for (number, token) in many.into_iter().enumerate() {
            assert_eq!(tokens.token(&format!("H{number}")), token);
            assert_eq!(tokens.id(token), format!("H{number}"));
        }
    }
}
