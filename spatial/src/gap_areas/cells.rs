//! Households counted on the lattice of cells.

use super::CELL_MM;
use crate::District;
use crate::frame::Frame;
use crate::rules::{Cause, Judgement, Verdict};
use crate::shape::Point;
use crate::snapshot::Row;

/// A cell by the hundreds of metres east and north of its south-western corner, in the zone's own coordinates; ordered by
/// row from the south, then from the west.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct Cell {
    pub(super) north: i32,
    pub(super) east: i32,
}

/// The judged households of a district by cell.
pub(super) struct Cells {
    frame: Frame,
    /// By cell, then by row.
    rows: Vec<(Cell, Row, Judgement)>,
    /// For each distinct cell, in order, where its rows begin; one more for the end.
    starts: Vec<usize>,
    without_position: Vec<Row>,
}

/// One cell and who is judged in it.
pub(super) struct Counted<'a> {
    pub(super) cell: Cell,
    rows: &'a [(Cell, Row, Judgement)],
}

impl Cells {
    pub(super) fn of(district: &District, judged: &[Judgement]) -> Self {
        let snapshot = &district.snapshot;
        let (mut rows, mut without_position) = (Vec::new(), Vec::new());
        for (index, (judgement, position)) in judged.iter().zip(&snapshot.households.position).enumerate() {
            let row = Row(index as u32);
            match (judgement.verdict, position) {
                (Verdict::NotApplicable, _) | (Verdict::Covered | Verdict::Unknown, None) => {}
                (_, Some(at)) => rows.push((Cell::at(&snapshot.frame, *at), row, *judgement)),
                (Verdict::Gap, None) => without_position.push(row),
            }
        }
        rows.sort_unstable_by_key(|(cell, row, _)| (*cell, *row));
        let mut starts: Vec<usize> = (0..rows.len()).filter(|at| *at == 0 || rows[*at].0 != rows[*at - 1].0).collect();
        starts.push(rows.len());
        Self { frame: snapshot.frame, rows, starts, without_position }
    }

    /// Every cell in which somebody is judged, in order.
    pub(super) fn iter(&self) -> impl Iterator<Item = Counted<'_>> {
        self.starts.windows(2).map(|ends| {
            let rows = &self.rows[ends[0]..ends[1]];
            Counted { cell: rows[0].0, rows }
        })
    }

    /// One cell; empty where nobody is judged in it.
    pub(super) fn get(&self, cell: Cell) -> Counted<'_> {
        let first = self.rows.partition_point(|(at, ..)| *at < cell);
        let count = self.rows[first..].partition_point(|(at, ..)| *at == cell);
        Counted { cell, rows: &self.rows[first..first + count] }
    }

    /// The gap households without a position, by row.
    pub(super) fn without_position(&self) -> &[Row] {
        &self.without_position
    }

    /// A corner of the cells' lattice in the district's frame: `(0, 0)` steps from a cell is its south-western one.
    pub(super) fn corner(&self, cell: Cell) -> Point {
        let (east_mm, north_mm) = self.frame.origin_mm();
        let from = |hundreds: i32, origin_mm: i64| (i64::from(hundreds) * CELL_MM - origin_mm) as i32;
        Point { x: from(cell.east, east_mm), y: from(cell.north, north_mm) }
    }

    /// The middle of a cell.
    pub(super) fn middle(&self, cell: Cell) -> Point {
        let corner = self.corner(cell);
        let half = (CELL_MM / 2) as i32;
        Point { x: corner.x + half, y: corner.y + half }
    }
}

impl Counted<'_> {
    /// Its gap households of a cause, by row.
    pub(super) fn gaps(&self, cause: Cause) -> impl Iterator<Item = Row> {
        self.rows.iter().filter(move |(.., judgement)| *judgement == Judgement::gap(cause)).map(|(_, row, _)| *row)
    }

    /// Whether at least half of those of whom the rule knows are gaps of the cause.
    pub(super) fn is_gap(&self, cause: Cause) -> bool {
        let known = self.rows.iter().filter(|(.., judgement)| judgement.verdict != Verdict::Unknown).count();
        let gaps = self.gaps(cause).count();
        gaps > 0 && gaps * 2 >= known
    }

    /// How many households are judged in it.
    pub(super) fn households(&self) -> u32 {
        self.rows.len() as u32
    }
}

impl Cell {
    fn at(frame: &Frame, at: Point) -> Self {
        let (east_mm, north_mm) = frame.origin_mm();
        let hundreds = |mm: i32, origin_mm: i64| (i64::from(mm) + origin_mm).div_euclid(CELL_MM) as i32;
        Self { north: hundreds(at.y, north_mm), east: hundreds(at.x, east_mm) }
    }

    /// The cell so many steps east and north.
    pub(super) fn step(self, east: i32, north: i32) -> Self {
        Self { north: self.north + north, east: self.east + east }
    }
}
