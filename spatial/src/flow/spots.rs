//! Places with households or members, sorted so that a disk around a point is a few runs of consecutive places.

use std::ops::Range;

use super::remaining::Remaining;
use crate::shape::Point;

/// So many strips lie within one radius: more make the runs tighter and the searches for them more.
const STRIPS_PER_REACH: i64 = 8;

/// A distinct place: a position, and the micro-grid its people belong to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Spot {
    pub(super) at: Point,
    pub(super) micro_grid: Option<u32>,
}

/// Distinct places in strips from south to north, in a strip from west to east: an order that knows no ids.
#[derive(Clone, Debug, Default)]
pub(super) struct Spots {
    all: Vec<Spot>,
    /// Of each spot, the strip it lies in.
    strips: Vec<i32>,
    height: i64,
    /// Spots by micro-grid.
    by_micro_grid: Vec<(u32, u32)>,
}

impl Spots {
    /// The distinct spots among `spots`, and for each given one which it is.
    pub(super) fn new(given: &[Spot], reach_mm: i64) -> (Self, Vec<u32>) {
        let height = (reach_mm / STRIPS_PER_REACH).max(1);
        let key = |spot: &Spot| (strip(spot.at.y, height), spot.at.x, spot.at.y, spot.micro_grid);
        let mut order: Vec<u32> = (0..given.len() as u32).collect();
        order.sort_by_cached_key(|index| key(&given[*index as usize]));
        let (mut spots, mut which) = (Vec::<Spot>::new(), vec![0; given.len()]);
        for index in order {
            let spot = given[index as usize];
            if spots.last() != Some(&spot) {
                spots.push(spot);
            }
            which[index as usize] = spots.len() as u32 - 1;
        }
        let strips = spots.iter().map(|spot| strip(spot.at.y, height)).collect();
        let micro_grids = spots.iter().zip(0..).filter_map(|(spot, index)| Some((spot.micro_grid?, index)));
        let mut by_micro_grid: Vec<_> = micro_grids.collect();
        by_micro_grid.sort_unstable();
        (Self { all: spots, strips, height, by_micro_grid }, which)
    }

    pub(super) fn len(&self) -> usize {
        self.all.len()
    }

    pub(super) fn get(&self, index: u32) -> &Spot {
        &self.all[index as usize]
    }

    /// Runs of spots that hold every spot within `reach_mm` of a point, and few others.
    pub(super) fn runs(&self, at: Point, reach_mm: i64) -> impl Iterator<Item = Range<u32>> + '_ {
        let (x, y) = (i64::from(at.x), i64::from(at.y));
        let (south, north) = ((y - reach_mm).div_euclid(self.height), (y + reach_mm).div_euclid(self.height));
        let clamped = |number: i64| number.clamp(i32::MIN.into(), i32::MAX.into()) as i32;
        (clamped(south)..=clamped(north)).filter_map(move |strip| {
            let low = i64::from(strip) * self.height;
            let away = (low - y).max(y - (low + self.height - 1)).max(0);
            let half = (reach_mm * reach_mm - away * away).max(0).isqrt();
            let before = |bound: (i32, i64)| {
                let (mut from, mut to) = (0, self.all.len());
                while from < to {
                    let middle = usize::midpoint(from, to);
                    let lower = (self.strips[middle], i64::from(self.all[middle].at.x)) < bound;
                    if lower { from = middle + 1 } else { to = middle }
                }
                from as u32
            };
            let run = before((strip, x - half))..before((strip, x + half + 1));
            (!run.is_empty()).then_some(run)
        })
    }

    /// The spots of a micro-grid, ascending.
    pub(super) fn of_micro_grid(&self, micro_grid: Option<u32>) -> impl Iterator<Item = u32> + Clone + '_ {
        let members = micro_grid.map_or(&[][..], |code| {
            let from = self.by_micro_grid.partition_point(|(at, _)| *at < code);
            let to = self.by_micro_grid.partition_point(|(at, _)| *at <= code);
            &self.by_micro_grid[from..to]
        });
        members.iter().map(|(_, spot)| *spot)
    }

    /// Takes out of `left` every spot that is near `from` by L4 (same micro-grid, or within reach) and hands it over.
    pub(super) fn take_near(&self, from: &Spot, reach_mm: i64, left: &mut Remaining, mut take: impl FnMut(u32)) {
        for run in self.runs(from.at, reach_mm) {
            let mut next = left.first(run.start);
            while next < run.end {
                if within(from.at, self.get(next).at, reach_mm) {
                    left.remove(next);
                    take(next);
                }
                next = left.first(next + 1);
            }
        }
        for spot in self.of_micro_grid(from.micro_grid) {
            if left.has(spot) {
                left.remove(spot);
                take(spot);
            }
        }
    }
}

/// Whether two points are at most `reach_mm` apart in a straight line; exact.
pub(super) fn within(a: Point, b: Point, reach_mm: i64) -> bool {
    let (dx, dy) = ((i64::from(a.x) - i64::from(b.x)).abs(), (i64::from(a.y) - i64::from(b.y)).abs());
    dx <= reach_mm && dy <= reach_mm && dx * dx + dy * dy <= reach_mm * reach_mm
}

fn strip(y: i32, height: i64) -> i32 {
    i64::from(y).div_euclid(height) as i32
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::shape::distance2_mm2;

    fn spot(x: i32, y: i32) -> Spot {
        Spot { at: Point { x, y }, micro_grid: None }
    }

    #[test]
    fn equal_places_are_one_spot_and_another_micro_grid_makes_another() {
        let other = Spot { micro_grid: Some(7), ..spot(0, 0) };
        let (spots, which) = Spots::new(&[spot(5, 0), spot(0, 0), other, spot(5, 0)], 100);
        assert_eq!(spots.len(), 3);
        assert_eq!(which[0], which[3]);
        assert_ne!(which[1], which[2]);
        assert_eq!(spots.of_micro_grid(Some(7)).collect::<Vec<_>>(), [which[2]]);
        assert_eq!(spots.of_micro_grid(None).count(), 0);
    }

    #[test]
    fn the_corners_of_the_lattice_are_in_reach_of_themselves_alone() {
        let corners = [i32::MIN, i32::MAX].map(|x| [spot(x, i32::MIN), spot(x, i32::MAX)]).concat();
        for reach in [0, 1, i64::from(i32::MAX)] {
            let (spots, which) = Spots::new(&corners, reach);
            for (corner, index) in corners.iter().zip(&which) {
                let mut near = Vec::new();
                spots.take_near(corner, reach, &mut Remaining::all(4), |spot| near.push(spot));
                assert_eq!(near, [*index], "{corner:?} {reach}");
            }
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 512, failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn what_is_near_is_what_trying_every_spot_finds(
            given in prop::collection::vec((-300..300_i32, -300..300_i32, prop::option::of(0..3_u32)), 0..60),
            (x, y, micro_grid) in (-300..300_i32, -300..300_i32, prop::option::of(0..3_u32)),
            reach in 0..200_i64,
        ) {
            let given: Vec<_> = given.iter().map(|(x, y, code)| Spot { micro_grid: *code, ..spot(*x, *y) }).collect();
            let from = Spot { micro_grid, ..spot(x, y) };
            let (spots, _) = Spots::new(&given, reach);
            let mut near = Vec::new();
            spots.take_near(&from, reach, &mut Remaining::all(spots.len()), |spot| near.push(spot));
            near.sort_unstable();
            let tried = (0..spots.len() as u32).filter(|index| {
                let to = spots.get(*index);
                let same = micro_grid.is_some() && to.micro_grid == micro_grid;
                same || distance2_mm2(from.at, to.at) <= (reach * reach).into()
            });
            prop_assert_eq!(near, tried.collect::<Vec<_>>());
        }
    }
}
