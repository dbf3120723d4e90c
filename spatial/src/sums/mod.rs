//! Sums by grid, community, street and district. The sums of a level are the truth of the level above: an area's row is the
//! sum of its children's rows plus what is counted in the area but in no child (`own`).

mod edited;
mod of_rules;
mod reasons;
mod series;

pub use reasons::{Affected, AllReasons, ByReasons, Reasons};
pub use series::Series;

use crate::disclosure::Node;
use crate::places::MemberKind;
use crate::rules::{RuleSet, Verdicts};
use crate::snapshot::{Column, Placement, Row, Snapshot};

/// One count for each series.
type Counts = [u64; Series::COUNT];

/// The sums of one snapshot under one set of verdicts.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Sums {
    grids: Column<Counts>,
    /// Counted in the area and in none of its children.
    own: Column<Counts>,
    areas: Column<Counts>,
}

/// The sums that count something themselves, while they count.
struct Counters<'a> {
    grids: &'a mut [Counts],
    own: &'a mut [Counts],
}

/// Where a subject is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Place {
    Grid(Row),
    Area(Row),
}

impl Sums {
    /// Adds everything up.
    pub fn of(snapshot: &Snapshot, verdicts: &Verdicts, rules: &RuleSet) -> Self {
        let mut sums = Self {
            grids: vec![[0; Series::COUNT]; snapshot.grids.code.len()].into(),
            own: vec![[0; Series::COUNT]; snapshot.areas.code.len()].into(),
            areas: Column::default(),
        };
        sums.count_households(snapshot, verdicts);
        sums.count_members(snapshot);
        sums.count_places(snapshot);
        sums.count_grids(snapshot, verdicts, rules);
        sums.roll_up(snapshot);
        sums
    }

    /// A grid's sum.
    pub fn grid(&self, grid: Row, series: Series) -> u64 {
        self.grids[grid.index()][series.index()]
    }

    /// An area's sum: of its children and of what it alone counts.
    pub fn area(&self, area: Row, series: Series) -> u64 {
        self.areas[area.index()][series.index()]
    }

    /// What is counted in the area but in none of its children (or grids).
    pub fn own(&self, area: Row, series: Series) -> u64 {
        self.own[area.index()][series.index()]
    }

    /// The sum of a grid, of an area, or of what an area alone counts.
    pub(crate) fn at(&self, node: Node, series: Series) -> u64 {
        match node {
            Node::Area(area) => self.area(area, series),
            Node::Own(area) => self.own(area, series),
            Node::Grid(grid) => self.grid(grid, series),
        }
    }

    fn count_members(&mut self, snapshot: &Snapshot) {
        let mut counters = self.counters();
        let members = &snapshot.members;
        for member in (0..members.active.len()).filter(|member| members.active[*member]) {
            let place = place_of(snapshot, members.placement[member], members.community[member]);
            counters.add(place, Series::Members, 1);
            counters.add(place, Series::FullMembers, u64::from(members.kind[member] == Some(MemberKind::Full)));
            counters.add(place, Series::EligibleMembers, u64::from(members.eligible[member] == Some(true)));
        }
    }

    fn count_places(&mut self, snapshot: &Snapshot) {
        let mut counters = self.counters();
        let (buildings, units) = (&snapshot.buildings, &snapshot.units);
        let (organisations, stations) = (&snapshot.organisations, &snapshot.stations);
        for (series, placements, areas) in [
            (Series::Buildings, &buildings.placement, &buildings.community),
            (Series::Units, &units.placement, &units.community),
            (Series::Organisations, &organisations.placement, &organisations.area),
            (Series::Stations, &stations.placement, &stations.area),
        ] {
            for (placement, area) in placements.iter().zip(areas) {
                counters.add(place_of(snapshot, *placement, *area), series, 1);
            }
        }
    }

    fn roll_up(&mut self, snapshot: &Snapshot) {
        let mut areas = self.own.to_vec();
        for (grid, counts) in (0..).map(Row).zip(&self.grids) {
            if let Some(parent) = grid_parent(snapshot, grid) {
                add_all(&mut areas[parent.index()], counts);
            }
        }
        // Children stand behind their parents: from the last to the first every area is complete when its turn comes.
        for area in (0..areas.len()).rev() {
            if let Some(parent) = area_parent(snapshot, Row(area as u32)) {
                let counts = areas[area];
                add_all(&mut areas[parent.index()], &counts);
            }
        }
        self.areas = areas.into();
    }

    fn counters(&mut self) -> Counters<'_> {
        Counters { grids: &mut self.grids, own: &mut self.own }
    }
}

impl Counters<'_> {
    fn add(&mut self, place: Option<Place>, series: Series, count: u64) {
        if let Some(counts) = self.at(place) {
            counts[series.index()] += count;
        }
    }

    fn take(&mut self, place: Option<Place>, series: Series, count: u64) {
        if let Some(counts) = self.at(place) {
            counts[series.index()] -= count;
        }
    }

    /// A register without a single area has nowhere to count what is in no grid.
    fn at(&mut self, place: Option<Place>) -> Option<&mut Counts> {
        match place? {
            Place::Grid(grid) => Some(&mut self.grids[grid.index()]),
            Place::Area(area) => Some(&mut self.own[area.index()]),
        }
    }
}

/// Where a subject is counted: in its grid, else in its community or area, else in the district.
pub(crate) fn place_of(snapshot: &Snapshot, placement: Placement, area: Option<Row>) -> Option<Place> {
    match placement {
        Placement::InGrid(grid) => Some(Place::Grid(grid)),
        _ => area.or_else(|| root(snapshot)).map(Place::Area),
    }
}

/// The area a grid is summed into: its community, else the area whose code its own begins with, else the district.
pub fn grid_parent(snapshot: &Snapshot, grid: Row) -> Option<Row> {
    let by_code = || {
        let code = snapshot.grids.code[grid.index()].as_str();
        [12, 9].into_iter().find_map(|digits| snapshot.area_row(code.get(..digits)?))
    };
    snapshot.grids.community[grid.index()].or_else(by_code).or_else(|| root(snapshot))
}

/// The area an area is summed into; a street of a district that is not in the register is summed into none.
pub(crate) fn area_parent(snapshot: &Snapshot, area: Row) -> Option<Row> {
    snapshot.areas.parent[area.index()]
}

/// The district, or what stands first where the register has none.
fn root(snapshot: &Snapshot) -> Option<Row> {
    (!snapshot.areas.code.is_empty()).then_some(Row(0))
}

fn add_all(sum: &mut Counts, counts: &Counts) {
    sum.iter_mut().zip(counts).for_each(|(sum, count)| *sum += count);
}

#[cfg(test)]
mod tests;
