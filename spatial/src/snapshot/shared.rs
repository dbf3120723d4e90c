use std::ops::{Deref, DerefMut};
use std::sync::Arc;

use super::Row;

/// A value that many snapshots may hold: a clone costs a count, and a change copies it first where it is held elsewhere.
/// After an edit [`Shared::ptr_eq`] tells what the edit left alone.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Shared<T>(Arc<T>);

/// A column of a table.
pub type Column<T> = Shared<Vec<T>>;

impl<T> Shared<T> {
    /// Whether both hold the same value in memory; then they are equal, and otherwise they may be.
    pub fn ptr_eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
    }
}

impl<T: Clone + PartialEq> Column<T> {
    /// Writes a value where another stands, and nothing where it stands already.
    pub(crate) fn set(&mut self, row: Row, value: T) {
        if self[row.index()] != value {
            self[row.index()] = value;
        }
    }

    /// The same column, held once, where both are equal.
    pub(crate) fn or_same(self, before: &Self) -> Self {
        if self.ptr_eq(before) || self == *before { before.clone() } else { self }
    }
}

impl<T> Deref for Shared<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.0
    }
}

impl<T: Clone> DerefMut for Shared<T> {
    fn deref_mut(&mut self) -> &mut T {
        Arc::make_mut(&mut self.0)
    }
}

impl<T> From<T> for Shared<T> {
    fn from(value: T) -> Self {
        Self(Arc::new(value))
    }
}

impl<T> FromIterator<T> for Column<T> {
    fn from_iter<I: IntoIterator<Item = T>>(values: I) -> Self {
        Vec::from_iter(values).into()
    }
}

impl<'a, T> IntoIterator for &'a Column<T> {
    type Item = &'a T;
    type IntoIter = std::slice::Iter<'a, T>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

impl<T: PartialEq<U>, U, const LEN: usize> PartialEq<[U; LEN]> for Column<T> {
    fn eq(&self, other: &[U; LEN]) -> bool {
        self[..] == other[..]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_change_is_not_seen_by_who_held_the_value_before() {
        let before: Column<u8> = vec![1, 2].into();
        let mut after = before.clone();
        assert!(after.ptr_eq(&before));
        after[0] = 3;
        assert_eq!((&before[..], &after[..]), (&[1, 2][..], &[3, 2][..]));
        assert!(!after.ptr_eq(&before));
    }

    #[test]
    fn what_is_written_as_it_stands_is_left_alone() {
        let before: Column<u8> = vec![1, 2].into();
        let mut after = before.clone();
        after.set(Row(1), 2);
        assert!(after.ptr_eq(&before));
        after.set(Row(1), 4);
        assert_eq!(after[1], 4);
        assert!(Column::from(vec![1, 2]).or_same(&before).ptr_eq(&before));
    }
}
