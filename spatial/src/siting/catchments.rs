//! Whom each site would reach.

/// For each site the demand rows it reaches, ascending and packed. Sites and rows are dense numbers from zero; what they stand
/// for is the caller's affair.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Catchments {
    ends: Vec<usize>,
    rows: Vec<u32>,
    demand: usize,
}

impl Catchments {
    /// Packs one list of demand rows per site; a row of a list that is not below `demand` is left out, one that stands twice
    /// counts once.
    pub fn new(demand: usize, lists: impl IntoIterator<Item = Vec<u32>>) -> Self {
        let mut packed = Self { ends: Vec::new(), rows: Vec::new(), demand };
        for mut list in lists {
            list.sort_unstable();
            list.dedup();
            packed.push(list.into_iter().filter(|row| (*row as usize) < demand));
        }
        packed
    }

    /// How many sites.
    pub fn sites(&self) -> usize {
        self.ends.len()
    }

    /// How many demand rows, reached or not.
    pub fn demand(&self) -> usize {
        self.demand
    }

    /// How many pairs of a site and a row it reaches.
    pub fn pairs(&self) -> usize {
        self.rows.len()
    }

    /// The rows a site reaches, ascending.
    ///
    /// # Panics
    /// When there is no such site.
    pub fn of(&self, site: u32) -> &[u32] {
        let site = site as usize;
        let start = if site == 0 { 0 } else { self.ends[site - 1] };
        &self.rows[start..self.ends[site]]
    }

    /// All lists, by site.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = &[u32]> {
        (0..self.sites() as u32).map(|site| self.of(site))
    }

    /// The other way round: for each demand row the sites that reach it, ascending.
    #[must_use]
    pub fn turned(&self) -> Self {
        let mut ends = vec![0; self.demand];
        for row in &self.rows {
            ends[*row as usize] += 1;
        }
        let mut total = 0;
        for end in &mut ends {
            // Where the row's own list starts: filling it moves this to its end.
            (*end, total) = (total, total + *end);
        }
        let mut rows = vec![0; total];
        for (site, list) in self.iter().enumerate() {
            for row in list {
                let end = &mut ends[*row as usize];
                rows[*end] = site as u32;
                *end += 1;
            }
        }
        Self { ends, rows, demand: self.sites() }
    }

    /// The same sites over the rows that are kept, numbered anew in their order: `numbers` gives each row its new number,
    /// `None` where it is dropped.
    pub(super) fn renumbered(&self, kept: usize, numbers: &[Option<u32>]) -> Self {
        let mut packed = Self { ends: Vec::with_capacity(self.sites()), rows: Vec::new(), demand: kept };
        for list in self.iter() {
            packed.push(list.iter().filter_map(|row| numbers[*row as usize]));
        }
        packed
    }

    pub(crate) fn push(&mut self, rows: impl Iterator<Item = u32>) {
        self.rows.extend(rows);
        self.ends.push(self.rows.len());
    }

    /// No site yet, over so many demand rows.
    pub(crate) fn empty(demand: usize) -> Self {
        Self { ends: Vec::new(), rows: Vec::new(), demand }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_are_sorted_once_each_and_inside() {
        let catchments = Catchments::new(4, [vec![3, 1, 3, 9], vec![], vec![0]]);
        assert_eq!(catchments.iter().collect::<Vec<_>>(), [&[1, 3][..], &[], &[0]]);
        assert_eq!((catchments.sites(), catchments.demand(), catchments.pairs()), (3, 4, 3));
    }

    #[test]
    fn turned_twice_they_are_what_they_were() {
        let catchments = Catchments::new(4, [vec![1, 3], vec![], vec![0, 1]]);
        assert_eq!(catchments.turned().iter().collect::<Vec<_>>(), [&[2][..], &[0, 2], &[], &[0]]);
        assert_eq!(catchments.turned().turned(), catchments);
    }
}
