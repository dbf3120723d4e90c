use spatial::District;
use spatial::places::GridCode;
use spatial::rules::Verdict;
use spatial::snapshot::{Placement, Row};

use super::homes::{counts, judgements};
use crate::TileCoord;
use crate::index::{Runs, morton};
use crate::world::{Position, WORLD_BITS};

/// Cells per side of a tile, as bits.
const CELL_BITS: u32 = 5;
/// The side of a cell, tile units, down to the deepest zoom with cells.
const CELL_SIDE: i32 = 1 << (12 - CELL_BITS);
/// The deepest zoom with cells; coarser cells are made of its cells.
const DEEPEST: u8 = 13;
const FINEST_BITS: u32 = DEEPEST as u32 + CELL_BITS;

/// Households by square cell of Web Mercator, for each zoom that shows them.
#[derive(Debug, Default)]
pub(crate) struct Bins {
    /// By zoom.
    levels: Vec<Level>,
}

/// The cells of one zoom: Morton keys, rising, and what is in them.
#[derive(Debug, Default)]
struct Level {
    keys: Vec<u64>,
    sums: Vec<Sums>,
}

/// What a cell holds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Sums {
    households: u32,
    persons: u32,
    covered: [u32; 3],
    gaps: [u32; 3],
    circle_only: CircleOnly,
    place: Place,
}

/// Those of the gap households of S1 that a circle around a station would call covered.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct CircleOnly {
    pub(crate) households: u32,
    pub(crate) persons: u32,
}

/// The grid or area to which all households of a cell belong, for an audience that sees exact counts of some; a cell of
/// several belongs to the district.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Place {
    #[default]
    Empty,
    Grid(Row),
    Area(Row),
    Mixed,
}

/// A cell of a tile.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Bin {
    /// Its north-western corner on the lattice of the tile's zoom.
    pub(crate) low: Position,
    /// Its side, tile units.
    pub(crate) side: i32,
    pub(crate) households: u32,
    pub(crate) persons: u32,
    pub(crate) rates: BinRates,
    pub(crate) circle_only: CircleOnly,
    /// Whether all of its households may be counted exactly.
    pub(crate) exact: bool,
}

/// Covered and gap households by household rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct BinRates {
    pub(crate) covered: [u32; 3],
    pub(crate) gaps: [u32; 3],
}

impl Bins {
    /// Counts households; `circle_only` are the rows of those who are covered by the circle alone, ascending.
    pub(crate) fn new(district: &District, households: &Runs, circle_only: &[Row]) -> Self {
        let columns = &district.snapshot.households;
        let judgements = judgements(district);
        let mut finest = Level::default();
        let Some(world) = TileCoord::new(0, 0, 0) else { return Self::default() };
        let shift = WORLD_BITS - FINEST_BITS;
        for &(at, row) in households.tile(world).iter().filter(|(_, row)| counts(district, Row(*row))) {
            let row = row as usize;
            let persons = u32::from(columns.persons[row].unwrap_or(0));
            let in_circle = circle_only.binary_search(&Row(row as u32)).is_ok();
            let mut sums = Sums {
                households: 1,
                persons,
                circle_only: if in_circle { CircleOnly { households: 1, persons } } else { CircleOnly::default() },
                place: Place::of(columns.placement[row], columns.community[row]),
                ..Sums::default()
            };
            for (rule, judged) in judgements.iter().enumerate() {
                let verdict = judged.get(row).map(|judged| judged.verdict);
                sums.covered[rule] = u32::from(verdict == Some(Verdict::Covered));
                sums.gaps[rule] = u32::from(verdict == Some(Verdict::Gap));
            }
            finest.add(morton((at.x >> shift) as u32, (at.y >> shift) as u32), sums);
        }
        let mut levels = vec![finest];
        for _ in 0..DEEPEST {
            let coarser = levels.last().map(Level::coarser).unwrap_or_default();
            levels.push(coarser);
        }
        levels.reverse();
        Self { levels }
    }

    /// The cells of a tile that hold households; beyond the deepest zoom with cells, the parts of that zoom's cells. `sees` says
    /// of a code whether its exact counts may be seen.
    pub(crate) fn tile<'a>(
        &'a self,
        district: &'a District,
        tile: TileCoord,
        sees: impl Fn(&str) -> bool + 'a,
    ) -> impl Iterator<Item = Bin> + 'a {
        let key = morton(tile.x(), tile.y());
        // Beyond the deepest zoom a tile holds fewer cells, and each of them whole.
        let beyond = tile.z().saturating_sub(DEEPEST);
        let zoom = usize::from(tile.z() - beyond);
        let bits = 2 * CELL_BITS.saturating_sub(u32::from(beyond));
        let cells = self.levels.get(zoom).map_or(&[][..], |level| &level.keys);
        let start = cells.partition_point(|&cell| cell < key << bits);
        let length = cells[start..].partition_point(|&cell| cell < (key + 1) << bits);
        (start..start + length).map(move |at| {
            let sums = self.levels[zoom].sums[at];
            let Position { x, y } = corner(cells[at]);
            Bin {
                low: Position { x: x << beyond, y: y << beyond },
                side: CELL_SIDE << beyond,
                households: sums.households,
                persons: sums.persons,
                rates: BinRates { covered: sums.covered, gaps: sums.gaps },
                circle_only: sums.circle_only,
                exact: sums.place.seen(district, &sees),
            }
        })
    }
}

impl Level {
    /// Adds to the last cell or to a new one; keys come rising.
    fn add(&mut self, key: u64, sums: Sums) {
        match (self.keys.last(), self.sums.last_mut()) {
            (Some(&last), Some(cell)) if last == key => *cell = cell.and(sums),
            _ => {
                self.keys.push(key);
                self.sums.push(sums);
            }
        }
    }

    /// The cells of the zoom above, each of up to four.
    fn coarser(&self) -> Self {
        let mut coarser = Self::default();
        self.keys.iter().zip(&self.sums).for_each(|(key, sums)| coarser.add(key >> 2, *sums));
        coarser
    }
}

/// The corner of a cell of 128 units.
fn corner(key: u64) -> Position {
    let gather = |mut bits: u64| {
        bits &= 0x5555_5555_5555_5555;
        for (shift, mask) in [
            (1, 0x3333_3333_3333_3333),
            (2, 0x0f0f_0f0f_0f0f_0f0f),
            (4, 0x00ff_00ff_00ff_00ff),
            (8, 0x0000_ffff_0000_ffff),
            (16, 0x0000_0000_ffff_ffff_u64),
        ] {
            bits = (bits | (bits >> shift)) & mask;
        }
        bits as i32
    };
    let bits = 12 - CELL_BITS;
    Position { x: gather(key) << bits, y: gather(key >> 1) << bits }
}

impl Sums {
    fn and(self, other: Self) -> Self {
        let add = |a: [u32; 3], b: [u32; 3]| [a[0] + b[0], a[1] + b[1], a[2] + b[2]];
        Self {
            households: self.households + other.households,
            persons: self.persons + other.persons,
            covered: add(self.covered, other.covered),
            gaps: add(self.gaps, other.gaps),
            circle_only: CircleOnly {
                households: self.circle_only.households + other.circle_only.households,
                persons: self.circle_only.persons + other.circle_only.persons,
            },
            place: self.place.and(other.place),
        }
    }
}

impl Place {
    fn of(placement: Placement, community: Option<Row>) -> Self {
        match (placement, community) {
            (Placement::InGrid(grid), _) => Self::Grid(grid),
            (_, Some(area)) => Self::Area(area),
            (_, None) => Self::Mixed,
        }
    }

    fn and(self, other: Self) -> Self {
        match (self, other) {
            (Self::Empty, place) | (place, Self::Empty) => place,
            (one, other) if one == other => one,
            _ => Self::Mixed,
        }
    }

    fn seen(self, district: &District, sees: impl Fn(&str) -> bool) -> bool {
        let code = match self {
            Self::Empty => return true,
            Self::Mixed => district.snapshot.county.as_str(),
            Self::Grid(grid) => district.snapshot.grids.code.get(grid.index()).map_or("", GridCode::as_str),
            Self::Area(area) => district.snapshot.areas.code.get(area.index()).map_or("", |code| code.as_str()),
        };
        sees(code)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cell_knows_its_corner() {
        for (x, y) in [(0, 0), (5, 9), (262_143, 262_142), (131_072, 1)] {
            assert_eq!(corner(morton(x, y)), Position { x: (x << 7) as i32, y: (y << 7) as i32 });
        }
    }
}
