//! The distinct positions of households: what is measured for one is measured for all who live there.

use std::collections::HashMap;

use crate::shape::Point;
use crate::snapshot::{Households, Row};

const NOWHERE: u32 = u32::MAX;

/// Distinct positions, in the order of their first household, and for each household which one is its own.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Homes {
    points: Vec<Point>,
    of: Vec<u32>,
}

impl Homes {
    pub(super) fn of(households: &Households) -> Self {
        let mut rows: HashMap<Point, u32> = HashMap::new();
        let mut points = Vec::new();
        let mut home = |at: Point| {
            *rows.entry(at).or_insert_with(|| {
                points.push(at);
                points.len() as u32 - 1
            })
        };
        let of = households.position.iter().map(|at| at.map_or(NOWHERE, &mut home)).collect();
        Self { points, of }
    }

    /// The distinct positions.
    pub fn points(&self) -> &[Point] {
        &self.points
    }

    /// The households of the homes that are `wanted`, by row.
    pub(super) fn households(&self, wanted: &[bool]) -> Vec<Row> {
        let is_wanted = |home: &u32| *home != NOWHERE && wanted[*home as usize];
        (0..).map(Row).zip(&self.of).filter(|(_, home)| is_wanted(home)).map(|(row, _)| row).collect()
    }

    /// Which of [`Self::points`] is the household's; `None` where it has no position.
    ///
    /// # Panics
    /// When the row is not of this snapshot.
    pub fn home_of(&self, household: Row) -> Option<usize> {
        let home = self.of[household.index()];
        (home != NOWHERE).then_some(home as usize)
    }
}
