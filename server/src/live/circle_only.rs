use spatial::District;
use spatial::rules;
use spatial::snapshot::{Placement, Row};
use spatial::sums::grid_parent;

/// Households that the circle covers and the walk does not (S1), by place. Exact: for those who may see exact counts.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CircleOnly {
    grids: Vec<Affected>,
    areas: Vec<Affected>,
}

/// Households and the residents of whom the register knows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Affected {
    /// Households.
    pub households: u64,
    /// Their residents.
    pub persons: u64,
}

impl CircleOnly {
    /// Adds them up as all sums are: in their grid, else in their community, else in the district.
    pub fn of(district: &District) -> Self {
        let snapshot = &district.snapshot;
        let (grids, areas) = (snapshot.grids.code.len(), snapshot.areas.code.len());
        let mut found = Self { grids: vec![Affected::default(); grids], areas: vec![Affected::default(); areas] };
        for row in rules::circle_only(district) {
            let persons = u64::from(snapshot.households.persons[row.index()].unwrap_or(0));
            let first = match snapshot.households.placement[row.index()] {
                Placement::InGrid(grid) => {
                    found.grids[grid.index()].add(persons);
                    grid_parent(snapshot, grid)
                }
                _ => snapshot.households.community[row.index()].or_else(|| (areas > 0).then_some(Row(0))),
            };
            let upwards = std::iter::successors(first, |area| snapshot.areas.parent[area.index()]);
            upwards.for_each(|area| found.areas[area.index()].add(persons));
        }
        found
    }

    /// Those of a grid.
    pub fn of_grid(&self, grid: Row) -> Affected {
        self.grids.get(grid.index()).copied().unwrap_or_default()
    }

    /// Those of an area.
    pub fn of_area(&self, area: Row) -> Affected {
        self.areas.get(area.index()).copied().unwrap_or_default()
    }
}

impl Affected {
    fn add(&mut self, persons: u64) {
        self.households += 1;
        self.persons += persons;
    }
}
