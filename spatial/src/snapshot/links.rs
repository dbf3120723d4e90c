use chrono::NaiveDate;

use super::edit::{Moves, Splice, splice};
use super::{Adjacency, Column, Row};

/// For each row of one table the rows of another it is tied to, each with the days between which the tie counts.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Links {
    rows: Adjacency,
    /// One for each pair, in their order.
    spans: Column<Span>,
}

/// The days on which a link counts: from `since` (blank: always) up to, and without, `until` (blank: without end).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Span {
    /// The first day.
    pub since: Option<NaiveDate>,
    /// The first day no longer.
    pub until: Option<NaiveDate>,
}

impl Span {
    /// Whether the link counts on a day.
    pub fn holds(self, as_of: NaiveDate) -> bool {
        self.since.is_none_or(|since| since <= as_of) && self.until.is_none_or(|until| until > as_of)
    }
}

impl Links {
    /// Packs links in any order; of several of one pair the last, and none beyond `len` rows.
    pub(crate) fn from_links(len: usize, links: impl IntoIterator<Item = (Row, Row, Span)>) -> Self {
        let mut links: Vec<_> = links.into_iter().filter(|(from, ..)| from.index() < len).collect();
        links.sort_by_key(|(from, to, _)| (*from, *to));
        links.dedup_by(|later, kept| {
            let same = (later.0, later.1) == (kept.0, kept.1);
            if same {
                *kept = *later;
            }
            same
        });
        let rows = Adjacency::from_pairs(len, links.iter().map(|(from, to, _)| (*from, *to)));
        Self { rows, spans: links.into_iter().map(|(.., span)| span).collect() }
    }

    /// Whether nothing is tied to anything.
    pub(super) fn is_empty(&self) -> bool {
        self.spans.is_empty()
    }

    /// The days on which a pair is tied; `None` where it is not.
    pub(super) fn span(&self, from: Row, to: Row) -> Option<Span> {
        let at = self.rows.of(from).binary_search(&to).ok()?;
        Some(self.spans[self.rows.range(from).start + at])
    }

    /// The links after these pairs, ascending and each once, were tied (with the days) or are tied no more.
    pub(super) fn edited(&self, changes: &[(Row, Row, Option<Span>)]) -> Self {
        let (mut spans, mut splices, mut new) = (self.spans.clone(), Vec::new(), Vec::new());
        for &(from, to, span) in changes {
            let found = self.rows.of(from).binary_search(&to);
            let position = self.rows.range(from).start + found.unwrap_or_else(|at| at);
            match (found, span) {
                (Ok(_), Some(span)) => spans.set(Row(position as u32), span),
                (Err(_), None) => {}
                (_, span) => {
                    splices.push(Splice { row: from.index(), position, is_new: span.is_some() });
                    new.extend(span.map(|span| (to, span)));
                }
            }
        }
        if splices.is_empty() {
            return Self { rows: self.rows.clone(), spans };
        }
        Self {
            rows: self.rows.spliced(&splices, new.iter().map(|(to, _)| *to)),
            spans: splice::members(&spans, &splices, new.iter().map(|(_, span)| *span)).into(),
        }
    }

    /// The same links of rows that moved, without those of removed ones.
    pub(super) fn moved(&self, from: &Moves, to: &Moves) -> Self {
        if from.is_still() && to.is_still() {
            return self.clone();
        }
        let (rows, kept) = self.rows.moved(from, to);
        let spans = match kept {
            Some(kept) => kept.into_iter().map(|position| self.spans[position]).collect(),
            None => self.spans.clone(),
        };
        Self { rows, spans }
    }

    /// Every row that `row` is or was tied to, in ascending order.
    pub fn of(&self, row: Row) -> &[Row] {
        self.rows.of(row)
    }

    /// The rows that `row` is tied to on a day, in ascending order.
    pub fn at(&self, row: Row, as_of: NaiveDate) -> impl Iterator<Item = Row> + '_ {
        self.dated(row).filter(move |(_, span)| span.holds(as_of)).map(|(to, _)| to)
    }

    /// Every row that `row` is or was tied to, with the days.
    pub fn dated(&self, row: Row) -> impl Iterator<Item = (Row, Span)> + '_ {
        let spans = self.rows.range(row).map(|position| self.spans[position]);
        self.rows.of(row).iter().copied().zip(spans)
    }

    /// How many pairs there are.
    pub fn pairs(&self) -> usize {
        self.rows.pairs()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixture::date;

    #[test]
    fn a_link_counts_from_its_first_day_up_to_its_last() {
        let span = Span { since: Some(date(2026, 1, 10)), until: Some(date(2026, 2, 1)) };
        for (day, holds) in [(9, false), (10, true), (31, true)] {
            assert_eq!(span.holds(date(2026, 1, day)), holds, "{day}");
        }
        assert!(!span.holds(date(2026, 2, 1)));
        assert!(Span::default().holds(date(1990, 1, 1)), "blank days set no limit");
    }

    #[test]
    fn every_pair_keeps_its_own_days_and_of_one_pair_the_last() {
        let ended = Span { since: None, until: Some(date(2026, 1, 1)) };
        let links = [(1, 5, ended), (0, 3, Span::default()), (1, 2, Span::default()), (0, 3, ended), (7, 1, ended)];
        let links = Links::from_links(2, links.map(|(from, to, span)| (Row(from), Row(to), span)));
        let (before, after) = (date(2025, 12, 31), date(2026, 1, 1));
        assert_eq!(links.pairs(), 3);
        assert_eq!(links.of(Row(1)), [Row(2), Row(5)]);
        assert_eq!(links.at(Row(1), after).collect::<Vec<_>>(), [Row(2)]);
        assert_eq!(links.at(Row(1), before).collect::<Vec<_>>(), [Row(2), Row(5)]);
        assert_eq!(links.at(Row(0), after).count(), 0, "the later record of the pair has ended");
        assert_eq!(links.at(Row(9), before).count(), 0);
    }
}
