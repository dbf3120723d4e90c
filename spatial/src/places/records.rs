use chrono::NaiveDate;
use geo_types::{LineString, MultiPolygon};

use super::{
    AreaCode, AreaKind, BuildingId, BuildingKind, GridCode, GridKind, HouseholdId, MemberId, MemberKind,
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
    pub code: AreaCode,
    pub name: String,
    pub kind: AreaKind,
    pub shape: MultiPolygon<f64>,
}

/// One version of a grid; `(code, valid_from)` identifies it.
#[derive(Clone, Debug, PartialEq)]
pub struct Grid {
    pub code: GridCode,
    pub name: String,
    pub kind: GridKind,
    /// The community that claims it (its parent).
    pub community: AreaCode,
    pub valid_from: NaiveDate,
    /// The first day on which it is no longer valid; `None` while it is.
    pub valid_to: Option<NaiveDate>,
    pub shape: MultiPolygon<f64>,
}

/// A stretch of road; two stretches are joined where they share a vertex exactly.
#[derive(Clone, Debug, PartialEq)]
pub struct Road {
    pub county: AreaCode,
    pub id: RoadId,
    pub class: RoadClass,
    pub name: String,
    /// Whether it crosses water on a bridge; a stretch that crosses water without one cannot be walked.
    pub bridge: bool,
    pub line: LineString<f64>,
}

/// A water body.
#[derive(Clone, Debug, PartialEq)]
pub struct Water {
    pub county: AreaCode,
    pub id: WaterId,
    pub kind: WaterKind,
    pub name: String,
    pub shape: MultiPolygon<f64>,
}

/// A building's footprint.
#[derive(Clone, Debug, PartialEq)]
pub struct Building {
    pub id: BuildingId,
    /// The community that lists it.
    pub community: AreaCode,
    pub kind: BuildingKind,
    /// Street and number, for example `云河大道12号3幢`; blank where unknown. Never shown to the public.
    pub address: String,
    pub floors: Option<u16>,
    pub shape: MultiPolygon<f64>,
}

/// A dwelling and who lives in it, without a name.
#[derive(Clone, Debug, PartialEq)]
pub struct Household {
    pub id: HouseholdId,
    /// The community whose list it stands in.
    pub community: AreaCode,
    pub building: Option<BuildingId>,
    /// The door within the building, for example `2-1203`; blank where unknown. Two households of one building with the
    /// same door are the same household.
    pub door: String,
    /// Its own coordinates; where absent, its building's label point is taken.
    pub position: Option<LonLat>,
    /// Whether import believed the coordinates; doubtful ones place nothing.
    pub trust: PositionTrust,
    pub persons: Option<u16>,
    pub tenure: Option<Tenure>,
    pub visit_class: Option<VisitClass>,
    /// The date of its last visit, kept by the store on write.
    pub last_visit: Option<NaiveDate>,
}

/// A party member, without a name.
#[derive(Clone, Debug, PartialEq)]
pub struct Member {
    pub id: MemberId,
    /// The community whose list the member stands in.
    pub community: AreaCode,
    pub kind: Option<MemberKind>,
    pub birth_year: Option<u16>,
    /// The home household; a member is placed where it is.
    pub household: Option<HouseholdId>,
    pub unit: Option<UnitId>,
    pub organisation: Option<OrganisationId>,
    /// Still a member of this district's organisations.
    pub active: bool,
    /// Whether the member may be linked to households (L3); `None` where nobody has said.
    pub eligible: Option<bool>,
}

/// A party organisation.
#[derive(Clone, Debug, PartialEq)]
pub struct Organisation {
    pub id: OrganisationId,
    /// The street or community it belongs to.
    pub area: AreaCode,
    pub name: String,
    pub kind: OrganisationKind,
    /// Whether several units or grids share it (联合党支部).
    pub joint: bool,
    pub parent: Option<OrganisationId>,
    pub position: Option<LonLat>,
    /// The grids it serves.
    pub serves_grids: Vec<GridCode>,
    /// The units it serves.
    pub serves_units: Vec<UnitId>,
}

/// An enterprise, a social organisation, an institution or an agency.
#[derive(Clone, Debug, PartialEq)]
pub struct Unit {
    pub id: UnitId,
    pub community: AreaCode,
    pub name: String,
    pub kind: UnitKind,
    pub building: Option<BuildingId>,
    pub staff: Option<u32>,
    pub operating: bool,
    pub position: Option<LonLat>,
}

/// A service station (党群服务中心/站).
#[derive(Clone, Debug, PartialEq)]
pub struct Station {
    pub id: StationId,
    /// The area it serves: district, street or community.
    pub area: AreaCode,
    pub name: String,
    pub kind: StationKind,
    pub position: Option<LonLat>,
}

/// That a grid has a leader or a worker; who that is stands in the contacts, by duty.
#[derive(Clone, Debug, PartialEq)]
pub struct GridStaff {
    pub county: AreaCode,
    pub grid: GridCode,
    pub role: StaffRole,
    pub since: Option<NaiveDate>,
}

/// That a member keeps in touch with a household (党员联户).
#[derive(Clone, Debug, PartialEq)]
pub struct Link {
    pub county: AreaCode,
    pub household: HouseholdId,
    pub member: MemberId,
    pub since: Option<NaiveDate>,
}
