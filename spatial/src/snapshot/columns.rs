use chrono::NaiveDate;

use super::{Adjacency, IdColumn, Placement, Row};
use crate::places::{
    AreaCode, AreaKind, BuildingId, BuildingKind, GridCode, GridKind, MemberKind, OrganisationId, OrganisationKind,
    RoadClass, RoadId, StationId, StationKind, Tenure, UnitId, UnitKind, VisitClass, WaterKind,
};
use crate::shape::{Point, Shape};

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
