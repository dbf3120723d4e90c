use chrono::NaiveDate;

use super::{Adjacency, IdColumn, Links, Placement, Row, Visits};
use crate::places::{
    AreaCode, AreaKind, BuildingId, BuildingKind, Exemption, GridCode, GridKind, MemberKind, OrganisationId,
    OrganisationKind, RoadClass, RoadId, StationId, StationKind, Tenure, UnitId, UnitKind, VisitClass, WaterKind,
    WorkCoverage,
};
use crate::shape::{Point, Shape};

/// Areas by code, so that the district is row 0 and a parent stands before its children.
#[derive(Clone, Debug, Default)]
pub struct Areas {
    /// 6, 9 or 12 digits.
    pub code: Vec<AreaCode>,
    /// As the office writes it.
    pub name: Vec<Box<str>>,
    /// District, street, community ….
    pub kind: Vec<AreaKind>,
    /// The nearest area above it that the register has.
    pub parent: Vec<Option<Row>>,
    /// Its polygons; none where the record had no area.
    pub shape: Vec<Shape>,
    /// A point well inside.
    pub label: Vec<Point>,
}

/// The grid versions valid on the data date, by code.
#[derive(Clone, Debug, Default)]
pub struct Grids {
    /// 15 digits, bad ones as they are.
    pub code: Vec<GridCode>,
    /// As the office writes it.
    pub name: Vec<Box<str>>,
    /// Residential, rural or dedicated.
    pub kind: Vec<GridKind>,
    /// The area row of the community that claims it; `None` where the register has no such community.
    pub community: Vec<Option<Row>>,
    /// The first day of this version.
    pub valid_from: Vec<NaiveDate>,
    /// Its polygons; none where the record had no area.
    pub shape: Vec<Shape>,
    /// A point well inside.
    pub label: Vec<Point>,
    /// How many grid leaders it has.
    pub leaders: Vec<u16>,
    /// How many grid workers it has.
    pub workers: Vec<u16>,
}

/// Road stretches by id.
#[derive(Clone, Debug, Default)]
pub struct Roads {
    /// The stretch.
    pub id: Vec<RoadId>,
    /// Motorway to path.
    pub class: Vec<RoadClass>,
    /// As the office writes it.
    pub name: Vec<Box<str>>,
    /// Whether it crosses water on a bridge.
    pub bridge: Vec<bool>,
    /// At least two points, no two neighbours the same.
    pub line: Vec<Vec<Point>>,
}

/// Water bodies by id.
#[derive(Clone, Debug, Default)]
pub struct Waters {
    /// River, canal or lake.
    pub kind: Vec<WaterKind>,
    /// As the office writes it.
    pub name: Vec<Box<str>>,
    /// Its polygons; none where the record had no area.
    pub shape: Vec<Shape>,
}

/// Buildings by id.
#[derive(Clone, Debug, Default)]
pub struct Buildings {
    /// The office's id.
    pub id: Vec<BuildingId>,
    /// Tower to public building.
    pub kind: Vec<BuildingKind>,
    /// Blank where unknown; never shown to the public.
    pub address: Vec<Box<str>>,
    /// `None` where unknown.
    pub floors: Vec<Option<u16>>,
    /// The claimed community.
    pub community: Vec<Option<Row>>,
    /// Its polygons; none where the record had no area.
    pub shape: Vec<Shape>,
    /// The middle of its box where that lies inside, else a point inside.
    pub label: Vec<Point>,
    /// Of the label point.
    pub placement: Vec<Placement>,
    /// Whether it has a leader.
    pub leader: Vec<bool>,
}

/// Households by id.
#[derive(Clone, Debug, Default)]
pub struct Households {
    /// The office's ids.
    pub id: IdColumn,
    /// The building it is in.
    pub building: Vec<Option<Row>>,
    /// Own coordinates, else the building's label point; `None` where neither is there or the coordinates are doubtful.
    pub position: Vec<Option<Point>>,
    /// Where it stands with respect to the grids.
    pub placement: Vec<Placement>,
    /// The community that counts it: of its grid, else the one whose area holds its position, else the claimed one.
    pub community: Vec<Option<Row>>,
    /// How many live there; `None` where unknown.
    pub persons: Vec<Option<u16>>,
    /// `None` where blank.
    pub tenure: Vec<Option<Tenure>>,
    /// `None` where blank.
    pub visit_class: Vec<Option<VisitClass>>,
    /// The newest visit of all; `None` where there was none. What was known on a day is [`Visits::last_by`].
    pub last_visit: Vec<Option<NaiveDate>>,
    /// Every visit, the last one too.
    pub visits: Visits,
    /// The micro-grid that lists its building.
    pub micro_grid: Vec<Option<Row>>,
    /// The household (lowest id) of which this one is a second record: same building, same door, both stated. A duplicate
    /// is no subject of any rule and counts in no sum.
    pub duplicate_of: Vec<Option<Row>>,
    /// Linked members: all of them, whether active and eligible or not, and when.
    pub links: Links,
}

/// Members by id.
#[derive(Clone, Debug, Default)]
pub struct Members {
    /// The office's ids.
    pub id: IdColumn,
    /// Full or probationary; `None` where blank.
    pub kind: Vec<Option<MemberKind>>,
    /// `None` where blank.
    pub birth_year: Vec<Option<u16>>,
    /// The home.
    pub household: Vec<Option<Row>>,
    /// The unit the member works in.
    pub unit: Vec<Option<Row>>,
    /// The organisation the member belongs to.
    pub organisation: Vec<Option<Row>>,
    /// Still a member of this district's organisations.
    pub active: Vec<bool>,
    /// Whether the member may be linked to households; `None` where nobody has said.
    pub eligible: Vec<Option<bool>>,
    /// The home household's.
    pub position: Vec<Option<Point>>,
    /// Where it stands with respect to the grids.
    pub placement: Vec<Placement>,
    /// The community that counts it: the home household's, else the claimed one.
    pub community: Vec<Option<Row>>,
    /// Linked households, and when.
    pub links: Links,
    /// The day on which the member left; `None` where unknown.
    pub left_on: Vec<Option<NaiveDate>>,
    /// Why the member need not be linked, beside age.
    pub exemption: Vec<Option<Exemption>>,
    /// The hub household whose circle the member belongs to.
    pub hub: Vec<Option<Row>>,
    /// The communities (area rows) where the member has checked in, and since when.
    pub checked_in: Links,
}

/// Party organisations by id.
#[derive(Clone, Debug, Default)]
pub struct Organisations {
    /// The office's ids.
    pub id: Vec<OrganisationId>,
    /// As the office writes it.
    pub name: Vec<Box<str>>,
    /// Committee to group.
    pub kind: Vec<OrganisationKind>,
    /// Whether several units or grids share it.
    pub joint: Vec<bool>,
    /// The area it belongs to.
    pub area: Vec<Option<Row>>,
    /// The organisation above it.
    pub parent: Vec<Option<Row>>,
    /// `None` where the record has none.
    pub position: Vec<Option<Point>>,
    /// Where it stands with respect to the grids.
    pub placement: Vec<Placement>,
    /// The grids it serves.
    pub serves_grids: Adjacency,
    /// The units it serves.
    pub serves_units: Adjacency,
    /// When its committee was last elected.
    pub elected_on: Vec<Option<NaiveDate>>,
    /// For how many years; where blank, by its kind.
    pub term_years: Vec<Option<u8>>,
    /// Whether a branch has a committee of its own.
    pub has_branch_committee: Vec<Option<bool>>,
    /// The communities (area rows) where it has checked in, and since when.
    pub checked_in: Links,
}

/// Units by id.
#[derive(Clone, Debug, Default)]
pub struct Units {
    /// The office's ids.
    pub id: Vec<UnitId>,
    /// As the office writes it.
    pub name: Vec<Box<str>>,
    /// Enterprise to agency.
    pub kind: Vec<UnitKind>,
    /// `None` where unknown.
    pub staff: Vec<Option<u32>>,
    /// Whether it is open.
    pub operating: Vec<bool>,
    /// Own coordinates, else its building's label point.
    pub position: Vec<Option<Point>>,
    /// Where it stands with respect to the grids.
    pub placement: Vec<Placement>,
    /// The community that counts it, as for a household.
    pub community: Vec<Option<Row>>,
    /// Whether it has fixed premises.
    pub fixed_premises: Vec<Option<bool>>,
    /// Instructor, liaison, union, youth league.
    pub work: Vec<WorkCoverage>,
    /// The compound, park or office building that holds its position.
    pub compound: Vec<Option<Row>>,
}

/// Service stations by id.
#[derive(Clone, Debug, Default)]
pub struct Stations {
    /// The office's ids.
    pub id: Vec<StationId>,
    /// As the office writes it.
    pub name: Vec<Box<str>>,
    /// The level it serves.
    pub kind: Vec<StationKind>,
    /// The area it serves.
    pub area: Vec<Option<Row>>,
    /// `None` where the record has none.
    pub position: Vec<Option<Point>>,
    /// Where it stands with respect to the grids.
    pub placement: Vec<Placement>,
}
