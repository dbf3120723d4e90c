//! What is said of an area, so that every number of its sentence can be found again.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use super::cells::{Cell, Cells};
use super::outline::outline;
use super::{GapArea, SMALLEST_OUTLINED};
use crate::District;
use crate::network::Reach;
use crate::rules::{Cause, RuleId, SubjectKind, Verdict};
use crate::snapshot::{Placement, Row};

/// How far an area's households have to a station.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Nearest {
    /// The station nearest to any of them; the lowest row of several equally near.
    pub station: Row,
    /// The shortest walk of them to it, decimetres.
    pub nearest_dm: u32,
    /// The longest walk of any of them to whichever station is its nearest, decimetres.
    pub farthest_dm: u32,
}

pub(super) fn area(district: &District, cells: &Cells, rule: RuleId, cause: Cause, place: &[Cell]) -> GapArea {
    let mut households: Vec<Row> = place.iter().flat_map(|cell| gaps(cells, *cell, cause)).collect();
    households.sort_unstable();
    let wide: Vec<Cell> =
        place.iter().copied().filter(|cell| cells.get(*cell).households() >= SMALLEST_OUTLINED).collect();
    let persons = households.iter().map(|row| district.snapshot.households.persons[row.index()]);
    GapArea {
        id: id(rule, cause, *wide.first().unwrap_or(&place[0])),
        rule,
        cause,
        outline: outline(cells, place),
        outline_for_all: outline(cells, &wide),
        label: cells.middle(fullest(cells, if wide.is_empty() { place } else { &wide }, cause)),
        persons: persons.clone().flatten().map(u64::from).sum(),
        persons_unknown: persons.filter(Option::is_none).count() as u64,
        grids: grids(district, &households),
        nearest: nearest(district, &households),
        overdue: overdue(district, &households),
        households,
    }
}

fn gaps(cells: &Cells, cell: Cell, cause: Cause) -> Vec<Row> {
    cells.get(cell).gaps(cause).collect()
}

fn id(rule: RuleId, cause: Cause, first: Cell) -> String {
    format!("{}-{}-{}-{}", rule.as_str(), cause.as_str(), first.east, first.north)
}

/// The cell with the most gap households; the first of several.
fn fullest(cells: &Cells, of: &[Cell], cause: Cause) -> Cell {
    let fullest = of.iter().min_by_key(|cell| Reverse(cells.get(**cell).gaps(cause).count()));
    *fullest.unwrap_or(&of[0])
}

fn grids(district: &District, households: &[Row]) -> Vec<(Row, u32)> {
    let mut counts: BTreeMap<Row, u32> = BTreeMap::new();
    for row in households {
        if let Placement::InGrid(grid) = district.snapshot.households.placement[row.index()] {
            *counts.entry(grid).or_default() += 1;
        }
    }
    let mut counts: Vec<_> = counts.into_iter().collect();
    counts.sort_by_key(|(grid, count)| (Reverse(*count), *grid));
    counts
}

fn nearest(district: &District, households: &[Row]) -> Option<Nearest> {
    let walks = households.iter().filter_map(|row| match district.network.walk_of(*row)? {
        Reach::Walk { station, dm } => Some((dm, station)),
        Reach::OffNetwork | Reach::CutOff => None,
    });
    let (nearest_dm, station) = walks.clone().min()?;
    let (farthest_dm, _) = walks.max()?;
    Some(Nearest { station, nearest_dm, farthest_dm })
}

fn overdue(district: &District, households: &[Row]) -> Option<u64> {
    let visits = district.verdicts.of(RuleId::V1, SubjectKind::Household)?;
    Some(households.iter().filter(|row| visits[row.index()].verdict == Verdict::Gap).count() as u64)
}
