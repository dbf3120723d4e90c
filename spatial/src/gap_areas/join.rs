//! Gap cells that share an edge are one place.

use std::collections::BTreeSet;

use super::SMALLEST_AREA;
use super::cells::{Cell, Cells};
use crate::rules::Cause;
use crate::snapshot::Row;

/// What became of the gap households of one cause that have a position.
pub(super) struct Places {
    /// Cells that hang together by edges, in order.
    pub(super) joined: Vec<Vec<Cell>>,
    /// In no particular order.
    pub(super) scattered: Vec<Row>,
}

/// Joins the gap cells of a cause; what is too small for a place is scattered, as are gap households in other cells.
pub(super) fn places(cells: &Cells, cause: Cause) -> Places {
    let mut gap_cells = BTreeSet::new();
    let mut scattered = Vec::new();
    for counted in cells.iter() {
        if counted.is_gap(cause) {
            gap_cells.insert(counted.cell);
        } else {
            scattered.extend(counted.gaps(cause));
        }
    }
    let households =
        |cells_of: &[Cell]| -> usize { cells_of.iter().map(|at| cells.get(*at).gaps(cause).count()).sum() };
    let (joined, small): (Vec<_>, Vec<_>) =
        components(gap_cells).into_iter().partition(|component| households(component) >= SMALLEST_AREA);
    scattered.extend(small.iter().flatten().flat_map(|cell| cells.get(*cell).gaps(cause).collect::<Vec<_>>()));
    Places { joined, scattered }
}

/// The parts of a set of cells that hang together by edges, each in order, by their first cells.
pub(super) fn components(mut left: BTreeSet<Cell>) -> Vec<Vec<Cell>> {
    let mut components = Vec::new();
    while let Some(first) = left.pop_first() {
        let (mut component, mut open) = (Vec::new(), vec![first]);
        while let Some(cell) = open.pop() {
            let beside = [(1, 0), (-1, 0), (0, 1), (0, -1)].map(|(east, north)| cell.step(east, north));
            open.extend(beside.into_iter().filter(|cell| left.remove(cell)));
            component.push(cell);
        }
        component.sort_unstable();
        components.push(component);
    }
    components
}
