use std::borrow::Cow;

use chrono::{NaiveDate, NaiveDateTime};
use geo_types::{LineString, MultiPolygon};
use sha2::{Digest, Sha256};
use spatial::places::LonLat;

use super::wkb;

/// One value on its way into a store.
#[derive(Debug, PartialEq)]
pub(crate) enum Cell<'a> {
    Null,
    Text(Cow<'a, str>),
    Integer(i64),
    Boolean(bool),
    Date(NaiveDate),
    Time(NaiveDateTime),
    Point(LonLat),
    Line(&'a LineString<f64>),
    Area(&'a MultiPolygon<f64>),
}

impl<'a> Cell<'a> {
    pub(crate) fn text(text: &'a str) -> Self {
        Self::Text(Cow::Borrowed(text))
    }

    /// What an optional part becomes: its cell, or nothing.
    pub(crate) fn maybe<T>(part: Option<T>, cell: impl FnOnce(T) -> Self) -> Self {
        part.map_or(Self::Null, cell)
    }

    pub(crate) fn maybe_text(part: Option<&'a str>) -> Self {
        Self::maybe(part, Self::text)
    }

    pub(crate) fn maybe_integer(part: Option<impl Into<i64>>) -> Self {
        Self::maybe(part, |number| Self::Integer(number.into()))
    }

    /// Adds the value to a digest, so that different rows differ: a tag, then the bytes with their length.
    pub(crate) fn digest(&self, digest: &mut Sha256) {
        match self {
            Self::Null => digest.update([0]),
            Self::Text(text) => sized(digest, 1, text.as_bytes()),
            Self::Integer(number) => sized(digest, 2, &number.to_le_bytes()),
            Self::Boolean(truth) => sized(digest, 3, &[u8::from(*truth)]),
            Self::Date(date) => sized(digest, 4, date.to_string().as_bytes()),
            Self::Time(time) => sized(digest, 5, time.to_string().as_bytes()),
            Self::Point(_) | Self::Line(_) | Self::Area(_) => {
                let mut bytes = Vec::new();
                wkb::write(self, None, &mut bytes);
                sized(digest, 6, &bytes);
            }
        }
    }
}

fn sized(digest: &mut Sha256, tag: u8, bytes: &[u8]) {
    digest.update([tag]);
    digest.update((bytes.len() as u64).to_le_bytes());
    digest.update(bytes);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hash(cells: &[Cell<'_>]) -> Vec<u8> {
        let mut digest = Sha256::new();
        for cell in cells {
            cell.digest(&mut digest);
        }
        digest.finalize().to_vec()
    }

    #[test]
    fn moving_a_letter_to_the_next_cell_changes_the_digest() {
        assert_ne!(hash(&[Cell::text("ab"), Cell::text("c")]), hash(&[Cell::text("a"), Cell::text("bc")]));
    }

    #[test]
    fn nothing_is_not_an_empty_text() {
        assert_ne!(hash(&[Cell::Null]), hash(&[Cell::text("")]));
    }
}
