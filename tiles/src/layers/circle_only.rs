//! Where the circle says covered and the walk says not: of the households that S1 finds too far on foot, those that have a
//! station within reach in a straight line. By square cell as [`super::bin`] has them, at every zoom; for those who may see
//! households also as points.
//!
//! A cell is drawn with its numbers for those who see exact counts. Everybody else sees the share alone, of ten households at
//! least, and only where neither those in question, nor the other gaps of S1, nor the rest are one to four: beside the rate
//! of the layer `bin` it would tell them.

use spatial::Audience;
use spatial::disclosure::{Judged, SMALLEST_RATED};
use spatial::snapshot::Row;

use super::{Description, NUMBER, TEXT};
use crate::TileSource;
use crate::cut::Cut;
use crate::encode::Properties;
use crate::source::{Bin, clusters, middle};

/// More single households than this are too many bytes for one tile.
const MOST: usize = 1000;
const FIRST_ZOOM_OF_POINTS: u8 = 14;
/// S1 among the household rules.
const S1: usize = 1;

pub(super) fn describe(audience: &Audience) -> Description {
    let mut fields = vec![("share", RATE_OF_S1)];
    if audience.has_exact_counts() {
        fields.extend([("households", NUMBER), ("persons", NUMBER)]);
    }
    if audience.has_person_layers() {
        fields.extend([("id", TEXT), ("count", NUMBER)]);
    }
    let text = "Households that a circle around a station covers and no walk does, by square cell; from zoom 14 also one by one \
                where they may be seen";
    Description { text, zooms: 8..=16, fields }
}

const RATE_OF_S1: &str = "Number, per thousand of the cell's households that S1 judges; absent where hidden";

pub(super) fn write(source: &TileSource, cut: &mut Cut<'_>) {
    write_cells(source, cut);
    if cut.zoom() >= FIRST_ZOOM_OF_POINTS && cut.audience.has_person_layers() {
        write_points(source, cut);
    }
}

fn write_cells(source: &TileSource, cut: &mut Cut<'_>) {
    let (district, audience) = (cut.district, cut.audience);
    let mut properties = Properties::default();
    for bin in source.bins().tile(district, cut.tile, |code| audience.sees_exact(code)) {
        let share = share(&bin);
        if bin.circle_only.households == 0 || !(bin.exact || share.is_some()) {
            continue;
        }
        properties.clear();
        if bin.exact {
            properties.number("households", u64::from(bin.circle_only.households));
            properties.number("persons", u64::from(bin.circle_only.persons));
        }
        properties.number("share", share);
        cut.square(bin.low, bin.side, &properties);
    }
}

/// Those in question per thousand judged; in whole per cent where exact counts may not be seen.
fn share(bin: &Bin) -> Option<u64> {
    let (covered, gaps) = (u64::from(bin.rates.covered[S1]), u64::from(bin.rates.gaps[S1]));
    let circle_only = u64::from(bin.circle_only.households);
    let of_judged = Judged { covered: circle_only, gaps: covered + gaps - circle_only };
    if bin.exact {
        return of_judged.exact_rate().filter(|_| u64::from(bin.households) >= SMALLEST_RATED).map(u64::from);
    }
    // The rest of S1's gaps are what the rate of the layer `bin` and this share tell together.
    let others = Judged { covered: gaps - circle_only, gaps: covered + circle_only };
    others.public_rate().and_then(|_| of_judged.public_rate()).map(u64::from)
}

fn write_points(source: &TileSource, cut: &mut Cut<'_>) {
    let households = &cut.district.snapshot.households;
    let mut points = source.ground.households.tile(cut.tile).to_vec();
    points.retain(|&(_, row)| {
        let at = row as usize;
        source.circle_only().binary_search(&Row(row)).is_ok()
            && cut.sees_persons(households.placement[at], households.community[at])
    });
    let mut properties = Properties::default();
    for group in clusters(&points, cut.tile, MOST) {
        let persons = group.iter().map(|(_, row)| u64::from(households.persons[*row as usize].unwrap_or(0)));
        properties.clear();
        properties.number("count", group.len() as u64).number("persons", persons.sum::<u64>());
        let mut id = None;
        if let [(_, row)] = *group {
            id = Some(u64::from(row) + 1);
            properties.own("id", households.id.get(Row(row)));
        }
        cut.point(id, middle(group), &properties);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::bins::{BinRates, CircleOnly};
    use crate::world::Position;

    fn bin(covered: u32, gaps: u32, circle_only: u32, exact: bool) -> Bin {
        Bin {
            low: Position { x: 0, y: 0 },
            side: 128,
            households: covered + gaps,
            persons: 0,
            rates: BinRates { covered: [0, covered, 0], gaps: [0, gaps, 0] },
            circle_only: CircleOnly { households: circle_only, persons: 0 },
            exact,
        }
    }

    #[test]
    fn the_share_tells_the_public_of_nobody() {
        for (covered, gaps, circle_only, exact, expected) in [
            (20, 10, 10, true, Some(333)),
            (20, 10, 10, false, Some(330)),
            (20, 10, 5, false, Some(170)),
            (20, 10, 4, false, None),
            (20, 10, 6, false, None),
            (20, 10, 4, true, Some(133)),
            (3, 20, 20, false, None),
            (0, 20, 20, false, Some(1000)),
            (4, 5, 5, true, None),
            (4, 5, 5, false, None),
        ] {
            let bin = bin(covered, gaps, circle_only, exact);
            assert_eq!(share(&bin), expected, "{covered} {gaps} {circle_only} {exact}");
        }
    }
}
