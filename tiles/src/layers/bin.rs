//! Household rates by square cell (1/32 of a tile), each cell in the one tile that holds it. Rates of fewer than ten
//! households are not shown to anybody, those that would tell of one to four only to those who see exact counts; counts
//! only to them too.

use spatial::Audience;
use spatial::disclosure::{Judged, SMALLEST_RATED};

use super::area::RATE_KEYS;
use super::{Description, NUMBER, RATE};
use crate::TileSource;
use crate::cut::Cut;
use crate::encode::Properties;
use crate::source::Bin;

pub(super) fn describe(audience: &Audience) -> Description {
    let mut fields = Vec::new();
    if audience.has_exact_counts() {
        fields.extend([("households", NUMBER), ("persons", NUMBER)]);
    }
    fields.extend(RATE_KEYS.map(|key| (key, RATE)));
    Description { text: "Household rates by square cell of 1/32 tile", zooms: 0..=13, fields }
}

pub(super) fn write(source: &TileSource, cut: &mut Cut<'_>) {
    let (district, audience) = (cut.district, cut.audience);
    let mut properties = Properties::default();
    for bin in source.bins().tile(district, cut.tile, |code| audience.sees_exact(code)) {
        if !bin.exact && few(&bin) {
            continue;
        }
        properties.clear();
        if bin.exact {
            properties.number("households", u64::from(bin.households)).number("persons", u64::from(bin.persons));
        }
        for (rule, key) in RATE_KEYS.into_iter().enumerate() {
            properties.number(key, rate(&bin, rule));
        }
        cut.square(bin.low, bin.side, &properties);
    }
}

fn few(bin: &Bin) -> bool {
    u64::from(bin.households) < SMALLEST_RATED
}

/// Covered per thousand judged; in whole per cent where exact counts may not be seen.
fn rate(bin: &Bin, rule: usize) -> Option<u64> {
    let judged = Judged { covered: bin.rates.covered[rule].into(), gaps: bin.rates.gaps[rule].into() };
    let rate = if bin.exact { judged.exact_rate() } else { judged.public_rate() };
    rate.filter(|_| !few(bin)).map(u64::from)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::bins::{BinRates, CircleOnly};
    use crate::world::Position;

    fn bin(households: u32, covered: u32, gaps: u32, exact: bool) -> Bin {
        let rates = BinRates { covered: [covered; 3], gaps: [gaps; 3] };
        let (low, side, circle_only) = (Position { x: 0, y: 0 }, 128, CircleOnly::default());
        Bin { low, side, households, persons: 0, rates, circle_only, exact }
    }

    #[test]
    fn few_households_have_no_rate() {
        for (households, covered, gaps, exact, expected) in [
            (9, 9, 0, true, None),
            (10, 7, 3, true, Some(700)),
            (10, 7, 3, false, None),
            (30, 20, 10, true, Some(667)),
            (30, 20, 10, false, Some(670)),
            (30, 26, 4, true, Some(867)),
            (30, 26, 4, false, None),
            (30, 25, 5, false, Some(830)),
            (30, 4, 26, false, None),
            (30, 5, 25, false, Some(170)),
            (30, 30, 0, false, Some(1000)),
            (30, 5, 0, false, None),
            (30, 0, 0, true, None),
        ] {
            assert_eq!(
                rate(&bin(households, covered, gaps, exact), 0),
                expected,
                "{households} {covered} {gaps} {exact}"
            );
        }
    }
}
