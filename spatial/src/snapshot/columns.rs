use chrono::NaiveDate;

use super::{Adjacency, Column, IdColumn, Links, Placement, Row, Shared, Visits};
use crate::places::{
    AreaCode, AreaKind, BuildingId, BuildingKind, Exemption, GridCode, GridKind, MemberKind, OrganisationId,
    OrganisationKind, RoadClass, RoadId, StationId, StationKind, Tenure, UnitId, UnitKind, VisitClass, WaterKind,
    WorkCoverage,
};
use crate::shape::{Point, Shape};

/// Areas by code, so that the district is row 0 and a parent stands before its children.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Areas {
    /// 6, 9 or 12 digits.
    pub code: Column<AreaCode>,
    /// As the office writes it.
    pub name: Column<Box<str>>,
    /// District, street, community ….
    pub kind: Column<AreaKind>,
    /// The nearest area above it that the register has.
    pub parent: Column<Option<Row>>,
    /// Its polygons; none where the record had no area.
    pub shape: Column<Shape>,
    /// A point well inside.
    pub label: Column<Point>,
}

/// The grid versions valid on the data date, by code.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Grids {
    /// 15 digits, bad ones as they are.
    pub code: Column<GridCode>,
    /// As the office writes it.
    pub name: Column<Box<str>>,
    /// Residential, rural or dedicated.
    pub kind: Column<GridKind>,
    /// The area row of the community that claims it; `None` where the register has no such community.
    pub community: Column<Option<Row>>,
    /// The first day of this version.
    pub valid_from: Column<NaiveDate>,
    /// The first day on which it is no longer valid; `None` where no end is set.
    pub valid_to: Column<Option<NaiveDate>>,
    /// Its polygons; none where the record had no area.
    pub shape: Column<Shape>,
    /// A point well inside.
    pub label: Column<Point>,
    /// How many grid leaders it has.
    pub leaders: Column<u16>,
    /// How many grid workers it has.
    pub workers: Column<u16>,
}

/// Road stretches by id.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Roads {
    /// The stretch.
    pub id: Column<RoadId>,
    /// Motorway to path.
    pub class: Column<RoadClass>,
    /// As the office writes it.
    pub name: Column<Box<str>>,
    /// Whether it crosses water on a bridge.
    pub bridge: Column<bool>,
    /// At least two points, no two neighbours the same.
    pub line: Column<Vec<Point>>,
}

/// Water bodies by id.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Waters {
    /// River, canal or lake.
    pub kind: Column<WaterKind>,
    /// As the office writes it.
    pub name: Column<Box<str>>,
    /// Its polygons; none where the record had no area.
    pub shape: Column<Shape>,
}

/// Buildings by id.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Buildings {
    /// The office's id.
    pub id: Column<BuildingId>,
    /// Tower to public building.
    pub kind: Column<BuildingKind>,
    /// Blank where unknown; never shown to the public.
    pub address: Column<Box<str>>,
    /// `None` where unknown.
    pub floors: Column<Option<u16>>,
    /// The claimed community.
    pub community: Column<Option<Row>>,
    /// Its polygons; none where the record had no area.
    pub shape: Column<Shape>,
    /// The middle of its box where that lies inside, else a point inside.
    pub label: Column<Point>,
    /// Of the label point.
    pub placement: Column<Placement>,
    /// Whether it has a leader.
    pub leader: Column<bool>,
}

/// Households by id.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Households {
    /// The office's ids.
    pub id: Shared<IdColumn>,
    /// The building it is in.
    pub building: Column<Option<Row>>,
    /// Own coordinates, else the building's label point; `None` where neither is there or the coordinates are doubtful.
    pub position: Column<Option<Point>>,
    /// Where it stands with respect to the grids.
    pub placement: Column<Placement>,
    /// The community that counts it: of its grid, else the one whose area holds its position, else the claimed one.
    pub community: Column<Option<Row>>,
    /// How many live there; `None` where unknown.
    pub persons: Column<Option<u16>>,
    /// `None` where blank.
    pub tenure: Column<Option<Tenure>>,
    /// `None` where blank.
    pub visit_class: Column<Option<VisitClass>>,
    /// The newest visit of all; `None` where there was none. What was known on a day is [`Visits::last_by`].
    pub last_visit: Column<Option<NaiveDate>>,
    /// Every visit, the last one too.
    pub visits: Visits,
    /// The micro-grid that lists its building.
    pub micro_grid: Column<Option<Row>>,
    /// The household (lowest id) of which this one is a second record: same building, same door, both stated. A duplicate
    /// is no subject of any rule and counts in no sum.
    pub duplicate_of: Column<Option<Row>>,
    /// Linked members: all of them, whether active and eligible or not, and when.
    pub links: Links,
    /// The community whose list it stands in.
    pub(crate) claimed: Column<Option<Row>>,
}

/// Members by id.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Members {
    /// The office's ids.
    pub id: Shared<IdColumn>,
    /// Full or probationary; `None` where blank.
    pub kind: Column<Option<MemberKind>>,
    /// `None` where blank.
    pub birth_year: Column<Option<u16>>,
    /// The home.
    pub household: Column<Option<Row>>,
    /// The unit the member works in.
    pub unit: Column<Option<Row>>,
    /// The organisation the member belongs to.
    pub organisation: Column<Option<Row>>,
    /// Still a member of this district's organisations.
    pub active: Column<bool>,
    /// Whether the member may be linked to households; `None` where nobody has said.
    pub eligible: Column<Option<bool>>,
    /// The home household's.
    pub position: Column<Option<Point>>,
    /// Where it stands with respect to the grids.
    pub placement: Column<Placement>,
    /// The community that counts it: the home household's, else the claimed one.
    pub community: Column<Option<Row>>,
    /// Linked households, and when.
    pub links: Links,
    /// The day on which the member left; `None` where unknown.
    pub left_on: Column<Option<NaiveDate>>,
    /// Why the member need not be linked, beside age.
    pub exemption: Column<Option<Exemption>>,
    /// The hub household whose circle the member belongs to.
    pub hub: Column<Option<Row>>,
    /// The communities (area rows) where the member has checked in, and since when.
    pub checked_in: Links,
    /// The community whose list the member stands in.
    pub(crate) claimed: Column<Option<Row>>,
}

/// Party organisations by id.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Organisations {
    /// The office's ids.
    pub id: Column<OrganisationId>,
    /// As the office writes it.
    pub name: Column<Box<str>>,
    /// Committee to group.
    pub kind: Column<OrganisationKind>,
    /// Whether several units or grids share it.
    pub joint: Column<bool>,
    /// The area it belongs to.
    pub area: Column<Option<Row>>,
    /// The organisation above it.
    pub parent: Column<Option<Row>>,
    /// `None` where the record has none.
    pub position: Column<Option<Point>>,
    /// Where it stands with respect to the grids.
    pub placement: Column<Placement>,
    /// The grids it serves.
    pub serves_grids: Adjacency,
    /// The units it serves.
    pub serves_units: Adjacency,
    /// When its committee was last elected.
    pub elected_on: Column<Option<NaiveDate>>,
    /// For how many years; where blank, by its kind.
    pub term_years: Column<Option<u8>>,
    /// Whether a branch has a committee of its own.
    pub has_branch_committee: Column<Option<bool>>,
    /// The communities (area rows) where it has checked in, and since when.
    pub checked_in: Links,
}

/// Units by id.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Units {
    /// The office's ids.
    pub id: Column<UnitId>,
    /// As the office writes it.
    pub name: Column<Box<str>>,
    /// Enterprise to agency.
    pub kind: Column<UnitKind>,
    /// `None` where unknown.
    pub staff: Column<Option<u32>>,
    /// Whether it is open.
    pub operating: Column<bool>,
    /// Own coordinates, else its building's label point.
    pub position: Column<Option<Point>>,
    /// Where it stands with respect to the grids.
    pub placement: Column<Placement>,
    /// The community that counts it, as for a household.
    pub community: Column<Option<Row>>,
    /// Whether it has fixed premises.
    pub fixed_premises: Column<Option<bool>>,
    /// Instructor, liaison, union, youth league.
    pub work: Column<WorkCoverage>,
    /// The compound, park or office building that holds its position.
    pub compound: Column<Option<Row>>,
    /// The community whose list it stands in.
    pub(crate) claimed: Column<Option<Row>>,
}

/// Service stations by id.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Stations {
    /// The office's ids.
    pub id: Column<StationId>,
    /// As the office writes it.
    pub name: Column<Box<str>>,
    /// The level it serves.
    pub kind: Column<StationKind>,
    /// The area it serves.
    pub area: Column<Option<Row>>,
    /// `None` where the record has none.
    pub position: Column<Option<Point>>,
    /// Where it stands with respect to the grids.
    pub placement: Column<Placement>,
}
