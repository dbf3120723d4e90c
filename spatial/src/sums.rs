//! Sums by grid, community, street and district. The sums of a level are the truth of the level above: an area's row is the
//! sum of its children's rows plus what is counted in the area but in no child (`own`).

use crate::rules::{RuleId, Verdicts};
use crate::snapshot::{Row, Snapshot};

/// One series of counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Series {
    /// Households, duplicates apart, vacant ones too.
    Households,
    /// Residents whose number is known.
    Persons,
    /// Households whose number of residents is not known.
    PersonsUnknown,
    Buildings,
    /// Active members by home.
    Members,
    FullMembers,
    EligibleMembers,
    Units,
    Organisations,
    Stations,
    /// Households that the rule finds covered (L1, S1, V1, G11).
    Covered(RuleId),
    /// Households that the rule finds to be gaps.
    Gap(RuleId),
    /// Households of which the rule does not know.
    Unknown(RuleId),
    /// Residents of the gap households.
    GapPersons(RuleId),
    /// Grids that are themselves a gap under the rule.
    GapGrids(RuleId),
}

/// The sums of one snapshot under one set of verdicts.
#[derive(Clone, Debug, Default)]
pub struct Sums {}

impl Sums {
    /// Adds everything up.
    pub fn of(_snapshot: &Snapshot, _verdicts: &Verdicts) -> Self {
        Self {}
    }

    /// A grid's sum.
    pub fn grid(&self, _grid: Row, _series: Series) -> u64 {
        0
    }

    /// An area's sum: of its children and of what it alone counts.
    pub fn area(&self, _area: Row, _series: Series) -> u64 {
        0
    }

    /// What is counted in the area but in none of its children (or grids).
    pub fn own(&self, _area: Row, _series: Series) -> u64 {
        0
    }
}
