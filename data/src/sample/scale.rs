//! How much of everything each size has; the ratios are those of the 2020 census, the economic censuses and the party's
//! statistical bulletins. `figures` holds the district to them.
//!
//! What cannot hold at once, and what gives way:
//! - A lognormal of median 391 and σ 0.22 has the mean 400.6; with three grids of about 1,000 a thousand grids make 402,000
//!   households. They are 400,000: the median is 389. It is the median of who lives in a grid; whom import can place there is
//!   3 % fewer (1.5 % lie outside, 0.5 % on a border, 0.8 % in GCJ-02, and of 0.6 % nobody knows anything).
//! - A station in each of 120 communities, and none in 4 % of them: 115.
//! - 2,295 branches, of which some 940 serve grids, leave 1,350 for units. Of those due, the smallest are served by their
//!   community where no branch is left; what is left serves units of one or two members, so that O2 has both verdicts.
//! - 50,000 members of whom 95 % are active and 60 % of these eligible can hold 285,000 links. 8 % stale ones more make links
//!   of 77 % of the households, and of 70 % such that hold.
//! - Ten grids have no member; of the others a Poisson count leaves one or two more empty.

use super::SampleSize;

/// The numbers of one size.
#[derive(Clone, Copy, Debug)]
pub(super) struct Scale {
    /// Cells of the coarse lattice, west to east and south to north, and their side in metres.
    pub(super) columns: usize,
    pub(super) rows: usize,
    pub(super) cell_m: f64,
    /// The river runs between this row and the one south of it.
    pub(super) river_row: usize,
    /// The town covers the cells whose middle is nearer than this, in cells.
    pub(super) urban_cells: f64,
    /// The smallest and the largest block of the town, square metres.
    pub(super) block_m2: [f64; 2],
    pub(super) streets: usize,
    pub(super) towns: usize,
    pub(super) communities: usize,
    pub(super) villages: usize,
    pub(super) residential: usize,
    pub(super) rural: usize,
    pub(super) dedicated: usize,
    /// Households, duplicates apart.
    pub(super) households: usize,
    /// Residential grids planted with over 900 households.
    pub(super) crowded: usize,
    pub(super) members: usize,
    pub(super) units: usize,
    pub(super) committees: usize,
    pub(super) general_branches: usize,
    pub(super) branches: usize,
    /// Stations of grids; those of communities, streets and the district come on top.
    pub(super) grid_stations: usize,
    /// Communities without a station.
    pub(super) stationless: usize,
    pub(super) requests: usize,
    /// Grids where nobody is a member, and grids that no branch serves.
    pub(super) memberless: usize,
    pub(super) unserved: usize,
    pub(super) slivers: usize,
    pub(super) overlaps: usize,
    pub(super) strays: usize,
    pub(super) cuts: usize,
    pub(super) bad_codes: usize,
    pub(super) shifted_lists: usize,
}

const DISTRICT: Scale = Scale {
    columns: 8,
    rows: 7,
    cell_m: 2_100.0,
    river_row: 3,
    urban_cells: 2.0,
    block_m2: [8_000.0, 19_000.0],
    streets: 9,
    towns: 3,
    communities: 104,
    villages: 16,
    residential: 900,
    rural: 40,
    dedicated: 60,
    households: 400_000,
    crowded: 3,
    members: 50_000,
    units: 24_700,
    committees: 150,
    general_branches: 164,
    branches: 2_295,
    grid_stations: 300,
    stationless: 5,
    requests: 120_000,
    memberless: 10,
    unserved: 22,
    slivers: 12,
    overlaps: 3,
    strays: 2,
    cuts: 5,
    bad_codes: 4,
    shifted_lists: 4,
};

const STREET: Scale = Scale {
    columns: 4,
    rows: 3,
    cell_m: 1_500.0,
    river_row: 1,
    urban_cells: 0.95,
    block_m2: [8_000.0, 16_000.0],
    streets: 1,
    towns: 1,
    communities: 8,
    villages: 2,
    residential: 71,
    rural: 4,
    dedicated: 5,
    households: 32_000,
    crowded: 1,
    members: 4_000,
    units: 1_976,
    committees: 12,
    general_branches: 13,
    branches: 184,
    grid_stations: 16,
    stationless: 1,
    requests: 9_600,
    memberless: 2,
    unserved: 4,
    slivers: 2,
    overlaps: 1,
    strays: 1,
    cuts: 1,
    bad_codes: 1,
    shifted_lists: 1,
};

const TINY: Scale = Scale {
    columns: 3,
    rows: 2,
    cell_m: 600.0,
    river_row: 1,
    urban_cells: 0.7,
    block_m2: [9_000.0, 12_000.0],
    streets: 1,
    towns: 1,
    communities: 1,
    villages: 1,
    residential: 2,
    rural: 1,
    dedicated: 1,
    households: 60,
    crowded: 0,
    members: 24,
    units: 12,
    committees: 1,
    general_branches: 1,
    branches: 4,
    grid_stations: 0,
    stationless: 0,
    requests: 18,
    memberless: 0,
    unserved: 1,
    slivers: 0,
    overlaps: 0,
    strays: 0,
    cuts: 1,
    bad_codes: 0,
    shifted_lists: 0,
};

impl Scale {
    /// The numbers of a size.
    pub(super) fn of(size: SampleSize) -> Self {
        match size {
            SampleSize::Tiny => TINY,
            SampleSize::Street => STREET,
            SampleSize::District => DISTRICT,
        }
    }

    /// All grids.
    pub(super) fn grids(&self) -> usize {
        self.residential + self.rural + self.dedicated
    }

    /// The ring road's lines of the lattice, where the town is large enough for one: west, east, south, north. Outside it the
    /// lattice's roads are streets.
    pub(super) fn ring(&self) -> Option<[usize; 4]> {
        let (column, row) = (self.columns / 2, self.river_row);
        (self.columns > 4).then(|| [column - 2, column + 2, row - 1, row + 2])
    }

    /// Lakes: the first in the town, the second in the country.
    pub(super) fn lakes(&self) -> usize {
        self.columns.saturating_sub(3).min(2)
    }

    /// A count given for the whole district, scaled by households, at least one.
    pub(super) fn share(&self, permille_of_households: f64) -> usize {
        ((self.households as f64 * permille_of_households / 1000.0).round() as usize).max(1)
    }
}
