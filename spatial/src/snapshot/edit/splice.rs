//! Packed lists with a few members more or less: what lies between two changes is copied as it is.

/// One member more or one less, in the list of a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::snapshot) struct Splice {
    pub(in crate::snapshot) row: usize,
    /// Among all members: in front of it, or itself.
    pub(in crate::snapshot) position: usize,
    pub(in crate::snapshot) is_new: bool,
}

/// Where the lists end after splices in ascending order.
pub(in crate::snapshot) fn ends(before: &[u32], splices: &[Splice]) -> Vec<u32> {
    let mut after = Vec::with_capacity(before.len());
    let mut added: i64 = 0;
    for splice in splices {
        let rest = &before[after.len()..splice.row];
        after.extend(rest.iter().map(|end| (i64::from(*end) + added) as u32));
        added += if splice.is_new { 1 } else { -1 };
    }
    let rest = &before[after.len()..];
    after.extend(rest.iter().map(|end| (i64::from(*end) + added) as u32));
    after
}

/// The members after splices in ascending order; `new` gives those that are new, in their order.
pub(in crate::snapshot) fn members<T: Copy>(
    before: &[T],
    splices: &[Splice],
    mut new: impl Iterator<Item = T>,
) -> Vec<T> {
    let mut after = Vec::with_capacity(before.len() + splices.len());
    let mut copied = 0;
    for splice in splices {
        after.extend_from_slice(&before[copied..splice.position]);
        copied = splice.position;
        if splice.is_new {
            after.extend(new.next());
        } else {
            copied += 1;
        }
    }
    after.extend_from_slice(&before[copied..]);
    after
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_grow_and_shrink_in_one_pass() {
        // a b | | c d e |
        let splices = [(0, 1, false), (1, 2, true), (2, 2, true), (2, 4, false), (3, 5, true)];
        let splices = splices.map(|(row, position, is_new)| Splice { row, position, is_new });
        assert_eq!(ends(&[2, 2, 5, 5], &splices), [1, 2, 5, 6]);
        assert_eq!(members(&['a', 'b', 'c', 'd', 'e'], &splices, "xyz".chars()), ['a', 'x', 'y', 'c', 'd', 'z']);
    }
}
