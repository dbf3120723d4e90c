//! Rates of covered households: exact, and as those may see them who see no exact counts. A grid, an area and a cell of the
//! map are rated by the same rule.

use super::SMALLEST_SHOWN;

/// A rate over fewer households than this says too much of each.
pub const SMALLEST_RATED: u64 = 10;

/// The households that a rule judged somewhere; unknown ones are not among them.
///
/// ```
/// # use spatial::disclosure::Judged;
/// let judged = Judged { covered: 20, gaps: 10 };
/// assert_eq!(judged.exact_rate(), Some(667));
/// assert_eq!(judged.public_rate(), Some(670));
/// assert_eq!(Judged { covered: 26, gaps: 4 }.public_rate(), None);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Judged {
    /// Covered ones.
    pub covered: u64,
    /// Those with a gap.
    pub gaps: u64,
}

impl Judged {
    /// Covered ones per thousand, halves up; `None` where none is judged.
    pub fn exact_rate(self) -> Option<u16> {
        self.covered_in(1000)
    }

    /// Covered ones per thousand in whole percents, for those who see no exact counts; `None` where fewer than ten are
    /// judged, and where one to four are covered or gaps: beside a known number of households a rate tells them.
    pub fn public_rate(self) -> Option<u16> {
        let tells_nobody = |count: u64| count == 0 || count >= SMALLEST_SHOWN;
        let shown = self.whole() >= SMALLEST_RATED && tells_nobody(self.covered) && tells_nobody(self.gaps);
        shown.then(|| self.covered_in(100)).flatten().map(|percent| percent * 10)
    }

    fn whole(self) -> u64 {
        self.covered + self.gaps
    }

    fn covered_in(self, parts: u64) -> Option<u16> {
        let whole = self.whole();
        (whole > 0).then(|| ((self.covered * parts * 2 + whole) / (whole * 2)) as u16)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_to_four_on_either_side_are_told_to_nobody_without_exact_counts() {
        for (covered, gaps, exact, public) in [
            (0, 0, None, None),
            (9, 0, Some(1000), None),
            (10, 0, Some(1000), Some(1000)),
            (0, 9, Some(0), None),
            (0, 10, Some(0), Some(0)),
            (29, 1, Some(967), None),
            (26, 4, Some(867), None),
            (25, 5, Some(833), Some(830)),
            (1, 29, Some(33), None),
            (4, 26, Some(133), None),
            (5, 25, Some(167), Some(170)),
            (5, 4, Some(556), None),
            (5, 5, Some(500), Some(500)),
        ] {
            let judged = Judged { covered, gaps };
            assert_eq!((judged.exact_rate(), judged.public_rate()), (exact, public), "{judged:?}");
        }
    }

    #[test]
    fn rates_are_rounded_to_the_nearest_halves_up() {
        let rates = |covered, gaps| (Judged { covered, gaps }.exact_rate(), Judged { covered, gaps }.public_rate());
        assert_eq!(rates(995, 1005), (Some(498), Some(500)), "49.75 %");
        assert_eq!(rates(129, 71), (Some(645), Some(650)), "64.5 %");
        assert_eq!(rates(1995, 5), (Some(998), Some(1000)), "99.75 %");
    }
}
