/// A set of dense numbers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Bits(Vec<u64>);

impl Bits {
    pub(super) fn empty(len: usize) -> Self {
        Self(vec![0; len.div_ceil(64)])
    }

    pub(super) fn full(len: usize) -> Self {
        let mut bits = Self::empty(len);
        (0..len as u32).for_each(|item| bits.set(item));
        bits
    }

    pub(super) fn of(len: usize, items: &[u32]) -> Self {
        let mut bits = Self::empty(len);
        for item in items {
            bits.set(*item);
        }
        bits
    }

    pub(super) fn set(&mut self, item: u32) {
        self.0[item as usize / 64] |= 1 << (item % 64);
    }

    pub(super) fn clear(&mut self, item: u32) {
        self.0[item as usize / 64] &= !(1 << (item % 64));
    }

    pub(super) fn has(&self, item: u32) -> bool {
        self.0[item as usize / 64] & (1 << (item % 64)) != 0
    }

    pub(super) fn is_empty(&self) -> bool {
        self.0.iter().all(|word| *word == 0)
    }

    /// Ascending.
    pub(super) fn iter(&self) -> impl Iterator<Item = u32> {
        self.0.iter().enumerate().flat_map(|(at, word)| {
            let rest = std::iter::successors(Some(*word), |word| Some(word & word.wrapping_sub(1)));
            rest.take_while(|word| *word != 0).map(move |word| at as u32 * 64 + word.trailing_zeros())
        })
    }

    /// How many of `mask` are in the set.
    pub(super) fn count_in(&self, mask: &Self) -> u32 {
        self.0.iter().zip(&mask.0).map(|(word, mask)| (word & mask).count_ones()).sum()
    }

    /// Whether everything of `mask` that is in this set is in the other too.
    pub(super) fn within(&self, other: &Self, mask: &Self) -> bool {
        self.0.iter().zip(&other.0).zip(&mask.0).all(|((word, other), mask)| word & mask & !other == 0)
    }

    /// Takes everything of the other out.
    pub(super) fn remove(&mut self, other: &Self) {
        self.0.iter_mut().zip(&other.0).for_each(|(word, other)| *word &= !other);
    }

    /// What is in both, ascending.
    pub(super) fn common<'a>(&'a self, other: &'a Self) -> impl Iterator<Item = u32> + 'a {
        self.iter().filter(|item| other.has(*item))
    }
}
