//! The part of a question that is open: rows that weigh something, are not covered, and can be.

use super::Question;
use crate::siting::Catchments;
use crate::siting::relax::Relaxed;

/// Prices have at most so many binary places after the point.
const FINEST: u32 = 10;

/// Sites as in the question, rows numbered anew.
pub(super) struct Instance {
    pub(super) by_site: Catchments,
    pub(super) by_row: Catchments,
    pub(super) weights: Vec<u32>,
    /// All weights.
    pub(super) total: u64,
    shift: u32,
}

impl Instance {
    pub(super) fn of(question: &Question) -> Self {
        let catchments = question.catchments;
        let mut reached = vec![false; catchments.demand()];
        catchments.iter().flatten().for_each(|row| reached[*row as usize] = true);
        let mut weights = Vec::new();
        let numbers: Vec<Option<u32>> = (0..catchments.demand())
            .map(|row| {
                let weight = question.weights.get(row).copied().unwrap_or(0);
                let covered = question.covered.get(row).copied().unwrap_or(false);
                (reached[row] && weight > 0 && !covered).then(|| {
                    weights.push(weight);
                    weights.len() as u32 - 1
                })
            })
            .collect();
        let by_site = catchments.renumbered(weights.len(), &numbers);
        let by_row = by_site.turned();
        let total: u64 = weights.iter().map(|weight| u64::from(*weight)).sum();
        let shift = total.leading_zeros().saturating_sub(2).min(FINEST);
        Self { by_site, by_row, weights, total, shift }
    }

    /// The weight of a site's rows that were not seen before; now they are.
    pub(super) fn adds(&self, site: u32, seen: &mut [bool]) -> u64 {
        let rows = self.by_site.of(site).iter().map(|row| *row as usize);
        rows.filter(|row| !std::mem::replace(&mut seen[*row], true)).map(|row| u64::from(self.weights[row])).sum()
    }
}

/// The cost of a choice is the weight it leaves uncovered: a row costs nothing where a chosen site reaches it, else its weight.
impl Relaxed for Instance {
    fn rows(&self) -> usize {
        self.weights.len()
    }

    fn sites(&self) -> usize {
        self.by_site.sites()
    }

    fn shift(&self) -> u32 {
        self.shift
    }

    fn ceiling(&self, row: usize) -> i64 {
        i64::from(self.weights[row]) << self.shift
    }

    fn savings(&self, prices: &[i64], savings: &mut [i64]) {
        for (saving, rows) in savings.iter_mut().zip(self.by_site.iter()) {
            *saving = rows.iter().map(|row| prices[*row as usize]).sum();
        }
    }

    fn claim(&self, site: u32, _prices: &[i64], claims: &mut [i32]) {
        self.by_site.of(site).iter().for_each(|row| claims[*row as usize] += 1);
    }

    fn cost(&self, sites: &[u32]) -> i64 {
        let mut seen = vec![false; self.rows()];
        let covered: u64 = sites.iter().map(|site| self.adds(*site, &mut seen)).sum();
        (self.total - covered) as i64
    }
}
