//! Opaque cursors: where the last page ended, by what that page showed. A cursor holds no number that its page did not.

use crate::hex::hex;
use crate::http::Problem;

/// The end of a page: the rank of its last item in the order by size, and its id.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cursor {
    /// The shown size, 0 where the list has no such order.
    pub rank: u64,
    /// The id of the last item.
    pub id: String,
}

impl Cursor {
    /// As a parameter: hexadecimal, so that nobody is tempted to read meaning into it.
    pub fn encode(&self) -> String {
        hex(format!("{}:{}", self.rank, self.id).as_bytes())
    }

    /// Reads what [`Self::encode`] wrote.
    ///
    /// # Errors
    /// 422 for anything else.
    pub fn decode(text: &str) -> Result<Self, Problem> {
        decode(text).ok_or_else(|| Problem::bad_parameter("cursor", text, vec!["the `next` of the page before".into()]))
    }
}

fn decode(text: &str) -> Option<Cursor> {
    if !text.is_ascii() || !text.len().is_multiple_of(2) {
        return None;
    }
    let byte = |at: usize| u8::from_str_radix(text.get(at..at + 2)?, 16).ok();
    let bytes = (0..text.len()).step_by(2).map(byte).collect::<Option<Vec<_>>>()?;
    let plain = String::from_utf8(bytes).ok()?;
    let (rank, id) = plain.split_once(':')?;
    Some(Cursor { rank: rank.parse().ok()?, id: id.to_owned() })
}

/// One page of an ordered list: what comes after the cursor, at most `limit`, and the cursor of the next page.
pub fn page<T>(
    items: Vec<T>,
    after: Option<&Cursor>,
    limit: usize,
    position: impl Fn(&T) -> Cursor,
) -> (Vec<T>, Option<String>) {
    let is_after = |item: &T| {
        after.is_none_or(|cursor| {
            let Cursor { rank, id } = position(item);
            (std::cmp::Reverse(rank), id) > (std::cmp::Reverse(cursor.rank), cursor.id.clone())
        })
    };
    let mut rest = items.into_iter().skip_while(|item| !is_after(item));
    let page: Vec<T> = rest.by_ref().take(limit).collect();
    let next = rest.next().and(page.last()).map(|last| position(last).encode());
    (page, next)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cursor_comes_back_as_it_was() {
        let cursor = Cursor { rank: 17, id: "990101001001001-S1 云".into() };
        assert_eq!(Cursor::decode(&cursor.encode()), Ok(cursor));
    }

    #[test]
    fn what_is_no_cursor_is_refused() {
        for bad in ["", "x", "zz", "3a", "云云", "ff3a61", "2d313a61", "+1+1"] {
            assert!(Cursor::decode(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn pages_hold_every_item_once_even_when_the_last_one_seen_is_gone() {
        let position = |item: &(u64, &str)| Cursor { rank: item.0, id: item.1.to_owned() };
        let items = vec![(9, "b"), (9, "c"), (4, "a"), (0, "d")];
        let (first, next) = page(items.clone(), None, 2, position);
        assert_eq!(first, [(9, "b"), (9, "c")]);
        let cursor = Cursor::decode(&next.unwrap()).unwrap();
        let without_last: Vec<_> = items.into_iter().filter(|item| item.1 != "c").collect();
        let (second, next) = page(without_last, Some(&cursor), 2, position);
        assert_eq!((second, next), (vec![(4, "a"), (0, "d")], None));
    }
}
