//! Blind-spot areas (盲区片): the gap households of one rule and one cause, joined into places a person can go to.
//!
//! * **Cells.** Households are counted on a lattice of cells of 100 m. A cell is a gap where at least half of its judged
//!   households are gaps of the cause ([`cells`]).
//! * **Areas.** Gap cells that share an edge are one area; one of fewer than ten gap households is none. Every gap household
//!   is in exactly one area, or *scattered*, or has no position ([`join`]).
//! * **Outline.** The border of the cells, traced on the integer lattice: rings touch but never cross ([`outline`]).
//! * **Id.** Rule, cause and the first cell from the south in the zone's own hundreds of metres: what changes elsewhere does
//!   not change it.
//!
//! Areas are ranked by people. Nothing here asks who looks: [`GapArea::outline_for_all`] is what those may see who see no
//! exact counts (id and label are of its cells), and it comes without a number, because a count of a freely drawn area could be subtracted from its grid's.

mod cells;
mod describe;
mod join;
mod outline;
mod shown;

pub use describe::Nearest;
pub use shown::ShownArea;

use std::collections::HashMap;

use crate::District;
use crate::rules::{Cause, RuleId, SubjectKind};
use crate::shape::{Point, Shape};
use crate::snapshot::Row;
use cells::Cells;

/// The side of a cell: two or three buildings; smaller and a block of towers falls apart, larger and a street is bridged.
const CELL_MM: i64 = 100_000;
/// Fewer gap households than this are no place to go to.
const SMALLEST_AREA: usize = 10;
/// Cells of fewer households than this are outlined for nobody but those who see exact counts.
const SMALLEST_OUTLINED: u32 = 10;

/// The gap households of a rule: in areas, scattered, or without a position.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct GapAreas {
    /// By residents, most first, then by id.
    pub areas: Vec<GapArea>,
    /// Gap households in no area, by row.
    pub scattered: Vec<Row>,
    /// Gap households without a position, by row.
    pub without_position: Vec<Row>,
}

/// One place where households are gaps of one rule for one cause.
#[derive(Clone, Debug, PartialEq)]
pub struct GapArea {
    /// For example `S1-place-5367-33423`: rule, cause, and the hundreds of metres east and north of its first cell (of at
    /// least ten households, where it has one).
    pub id: String,
    /// The rule.
    pub rule: RuleId,
    /// The cause that all its gap households have.
    pub cause: Cause,
    /// Its cells' border, on the lattice.
    pub outline: Shape,
    /// The same of its cells of at least ten households only; empty where it has none.
    pub outline_for_all: Shape,
    /// The middle of its cell with the most gap households (of those of at least ten, where it has one).
    pub label: Point,
    /// Its gap households, by row.
    pub households: Vec<Row>,
    /// Their residents whose number is known.
    pub persons: u64,
    /// Of its gap households those whose residents nobody counted.
    pub persons_unknown: u64,
    /// The grids its gap households are placed in and how many in each: most first, then by row. The first is responsible.
    pub grids: Vec<(Row, u32)>,
    /// The station nearest on foot to any of them; `None` where none can be walked to.
    pub nearest: Option<Nearest>,
    /// How many of them are overdue for a visit; `None` where V1 is off.
    pub overdue: Option<u64>,
}

impl GapAreas {
    /// The areas of a rule; `None` where it judges no household or is off.
    pub fn of(district: &District, rule: RuleId) -> Option<Self> {
        let judged = district.verdicts.of(rule, SubjectKind::Household)?;
        let cells = Cells::of(district, judged);
        let mut found = Self { without_position: cells.without_position().to_vec(), ..Self::default() };
        for cause in Cause::ALL {
            let places = join::places(&cells, cause);
            found.scattered.extend(places.scattered);
            found.areas.extend(places.joined.iter().map(|place| describe::area(district, &cells, rule, cause, place)));
        }
        found.scattered.sort_unstable();
        found.areas.sort_by(|a, b| b.persons.cmp(&a.persons).then_with(|| a.id.cmp(&b.id)));
        Some(found)
    }

    /// The area of each household that is in one, as an index into [`Self::areas`].
    pub fn by_household(&self) -> HashMap<Row, usize> {
        let areas = self.areas.iter().enumerate();
        areas.flat_map(|(index, area)| area.households.iter().map(move |row| (*row, index))).collect()
    }
}

#[cfg(test)]
mod tests;
