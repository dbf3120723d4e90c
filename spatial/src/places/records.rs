use chrono::NaiveDate;
use geo_types::{LineString, MultiPolygon};

use super::{
    AreaCode, AreaKind, BuildingId, BuildingKind, Exemption, GridCode, GridKind, HouseholdId, MemberId, MemberKind,
    OrganisationId, OrganisationKind, PositionTrust, RoadClass, RoadId, StaffRole, StationId, StationKind, Tenure,
    UnitId, UnitKind, VisitClass, WaterId, WaterKind,
};

/// A position in degrees, EPSG:4490 (EPSG:4326 is the same for us), longitude first.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct LonLat {
    /// Degrees east.
    pub lon: f64,
    /// Degrees north.
    pub lat: f64,
}

/// An administrative area. Its level and parent follow from its code.
#[derive(Clone, Debug, PartialEq)]
pub struct Area {
    /// Its code; level and parent follow from it.
    pub code: AreaCode,
    /// Its public name.
    pub name: String,
    /// What it is.
    pub kind: AreaKind,
    /// In degrees.
    pub shape: MultiPolygon<f64>,
}

/// One version of a grid; `(code, valid_from)` identifies it.
#[derive(Clone, Debug, PartialEq)]
pub struct Grid {
    /// Its code, as written.
    pub code: GridCode,
    /// Its public name.
    pub name: String,
    /// What it is for.
    pub kind: GridKind,
    /// The community that claims it (its parent).
    pub community: AreaCode,
    /// The first day on which it is valid.
    pub valid_from: NaiveDate,
    /// The first day on which it is no longer valid; `None` while it is.
    pub valid_to: Option<NaiveDate>,
    /// In degrees.
    pub shape: MultiPolygon<f64>,
}

/// A stretch of road; two stretches are joined where they share a vertex exactly.
#[derive(Clone, Debug, PartialEq)]
pub struct Road {
    /// The district it belongs to.
    pub county: AreaCode,
    /// Its id.
    pub id: RoadId,
    /// Its class.
    pub class: RoadClass,
    /// Its public name.
    pub name: String,
    /// Whether it crosses water on a bridge; a stretch that crosses water without one cannot be walked.
    pub bridge: bool,
    /// In degrees.
    pub line: LineString<f64>,
}

/// A water body.
#[derive(Clone, Debug, PartialEq)]
pub struct Water {
    /// The district it belongs to.
    pub county: AreaCode,
    /// Its id.
    pub id: WaterId,
    /// What it is.
    pub kind: WaterKind,
    /// Its public name.
    pub name: String,
    /// In degrees.
    pub shape: MultiPolygon<f64>,
}

/// A building's footprint.
#[derive(Clone, Debug, PartialEq)]
pub struct Building {
    /// Its id.
    pub id: BuildingId,
    /// The community that lists it.
    pub community: AreaCode,
    /// What it is.
    pub kind: BuildingKind,
    /// Street and number, for example `云河大道12号3幢`; blank where unknown. Never shown to the public.
    pub address: String,
    /// How many floors.
    pub floors: Option<u16>,
    /// In degrees.
    pub shape: MultiPolygon<f64>,
}

/// A dwelling and who lives in it, without a name.
#[derive(Clone, Debug, PartialEq)]
pub struct Household {
    /// Its id.
    pub id: HouseholdId,
    /// The community whose list it stands in.
    pub community: AreaCode,
    /// The building it is in.
    pub building: Option<BuildingId>,
    /// The door within the building, for example `2-1203`; blank where unknown. Two households of one building with the
    /// same door are the same household.
    pub door: String,
    /// Its own coordinates; where absent, its building's label point is taken.
    pub position: Option<LonLat>,
    /// Whether import believed the coordinates; doubtful ones place nothing.
    pub trust: PositionTrust,
    /// How many people live there.
    pub persons: Option<u16>,
    /// Who lives there.
    pub tenure: Option<Tenure>,
    /// How often it is to be visited.
    pub visit_class: Option<VisitClass>,
    /// The date of its last visit, kept by the store on write.
    pub last_visit: Option<NaiveDate>,
}

/// A party member, without a name.
#[derive(Clone, Debug, PartialEq)]
pub struct Member {
    /// Its id: the office's own number, never an identity number.
    pub id: MemberId,
    /// The community whose list the member stands in.
    pub community: AreaCode,
    /// Full or probationary.
    pub kind: Option<MemberKind>,
    /// The year of birth.
    pub birth_year: Option<u16>,
    /// The home household; a member is placed where it is.
    pub household: Option<HouseholdId>,
    /// Where the member works.
    pub unit: Option<UnitId>,
    /// The organisation the member belongs to.
    pub organisation: Option<OrganisationId>,
    /// Still a member of this district's organisations.
    pub active: bool,
    /// Whether the member may be linked to households (L3); `None` where nobody has said.
    pub eligible: Option<bool>,
    /// The day on which the member left, where it is known (L5).
    pub left_on: Option<NaiveDate>,
    /// Why the member need not be linked to households, beside age (L3).
    pub exemption: Option<Exemption>,
    /// The hub household whose circle the member belongs to (L6).
    pub hub: Option<HouseholdId>,
}

/// A party organisation.
#[derive(Clone, Debug, PartialEq)]
pub struct Organisation {
    /// Its id.
    pub id: OrganisationId,
    /// The street or community it belongs to.
    pub area: AreaCode,
    /// Its public name.
    pub name: String,
    /// What it is.
    pub kind: OrganisationKind,
    /// Whether several units or grids share it (联合党支部).
    pub joint: bool,
    /// The organisation above it.
    pub parent: Option<OrganisationId>,
    /// Where it is.
    pub position: Option<LonLat>,
    /// The grids it serves.
    pub serves_grids: Vec<GridCode>,
    /// The units it serves.
    pub serves_units: Vec<UnitId>,
    /// When its committee was last elected (O12).
    pub elected_on: Option<NaiveDate>,
    /// For how many years; where blank, by its kind.
    pub term_years: Option<u8>,
    /// Whether a branch has a committee of its own (O5).
    pub has_branch_committee: Option<bool>,
}

/// An enterprise, a social organisation, an institution or an agency.
#[derive(Clone, Debug, PartialEq)]
pub struct Unit {
    /// Its id.
    pub id: UnitId,
    /// The community whose list it stands in.
    pub community: AreaCode,
    /// Its public name.
    pub name: String,
    /// What it is.
    pub kind: UnitKind,
    /// The building it is in.
    pub building: Option<BuildingId>,
    /// How many people work there.
    pub staff: Option<u32>,
    /// Whether it is in business.
    pub operating: bool,
    /// Where it is.
    pub position: Option<LonLat>,
    /// Whether it has fixed premises (O8c).
    pub fixed_premises: Option<bool>,
    /// What it has of work coverage (O7).
    pub work: WorkCoverage,
}

/// What carries party work into a unit that has no organisation of its own; `None` where nobody has said.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct WorkCoverage {
    /// A party-building instructor (党建指导员).
    pub instructor: Option<bool>,
    /// A liaison (联络员).
    pub liaison: Option<bool>,
    /// A trade union (工会).
    pub union: Option<bool>,
    /// A youth league branch (共青团).
    pub youth_league: Option<bool>,
}

/// A service station (党群服务中心/站).
#[derive(Clone, Debug, PartialEq)]
pub struct Station {
    /// Its id.
    pub id: StationId,
    /// The area it serves: district, street or community.
    pub area: AreaCode,
    /// Its public name.
    pub name: String,
    /// The level it serves.
    pub kind: StationKind,
    /// Where it is.
    pub position: Option<LonLat>,
}

/// That a grid has a leader or a worker; who that is stands in the contacts, by duty and seat.
#[derive(Clone, Debug, PartialEq)]
pub struct GridStaff {
    /// The district it belongs to.
    pub county: AreaCode,
    /// The grid.
    pub grid: GridCode,
    /// Leader or worker.
    pub role: StaffRole,
    /// Which of the grid's seats of this role, from 1 to [`GridStaff::MAX_SEAT`]: a grid may have several workers.
    pub seat: u16,
    /// Since when.
    pub since: Option<NaiveDate>,
}

impl GridStaff {
    /// The last seat a grid may have of one role.
    pub const MAX_SEAT: u16 = 99;
}

/// That a member keeps in touch with a household (党员联户).
#[derive(Clone, Debug, PartialEq)]
pub struct Link {
    /// The district it belongs to.
    pub county: AreaCode,
    /// The household.
    pub household: HouseholdId,
    /// The member.
    pub member: MemberId,
    /// Since when; `None` where nobody has said: it counts.
    pub since: Option<NaiveDate>,
    /// The first day on which it no longer counts; `None` while it does.
    pub until: Option<NaiveDate>,
}
