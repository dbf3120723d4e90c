//! The records of who serves whom: micro-grids, hub households, building leaders, check-ins, compounds, requests.

use chrono::{NaiveDate, NaiveDateTime};
use geo_types::MultiPolygon;

use super::{
    AreaCode, BuildingId, CheckInKind, CompoundId, CompoundKind, GridCode, HouseholdId, MemberId, MicroGridCode,
    OrganisationId, RequestId, Urgency,
};

/// A micro-grid (微网格): some neighbouring buildings of one grid.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MicroGrid {
    /// The district it belongs to.
    pub county: AreaCode,
    /// Its code; the first 15 digits are its grid's.
    pub code: MicroGridCode,
    /// Its public name.
    pub name: String,
    /// Its buildings. Of a building in several micro-grids the first code counts.
    pub buildings: Vec<BuildingId>,
}

/// A hub household (党员中心户). Its circle are the active members who name it as theirs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HubHousehold {
    /// The district it belongs to.
    pub county: AreaCode,
    /// The household.
    pub household: HouseholdId,
    /// Since when.
    pub since: Option<NaiveDate>,
}

/// That a building has a leader (楼栋长); who that is stands in the contacts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BuildingLeader {
    /// The district it belongs to.
    pub county: AreaCode,
    /// The building.
    pub building: BuildingId,
    /// Since when.
    pub since: Option<NaiveDate>,
}

/// That an organisation or a member has checked in at a community (双报到).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CheckIn {
    /// Who.
    pub subject: CheckInSubject,
    /// Where.
    pub community: AreaCode,
    /// When.
    pub date: Option<NaiveDate>,
}

/// Who checks in at a community.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum CheckInSubject {
    /// An organisation, at the community of its unit.
    Organisation(OrganisationId),
    /// A member in service, at the community of the home.
    Member(MemberId),
}

impl CheckInSubject {
    /// The subject of a kind with an id.
    pub fn new(kind: CheckInKind, id: &str) -> Self {
        match kind {
            CheckInKind::Organisation => Self::Organisation(OrganisationId::new(id)),
            CheckInKind::Member => Self::Member(MemberId::new(id)),
        }
    }

    /// An organisation or a member.
    pub fn kind(&self) -> CheckInKind {
        match self {
            Self::Organisation(_) => CheckInKind::Organisation,
            Self::Member(_) => CheckInKind::Member,
        }
    }

    /// The organisation's or the member's id.
    pub fn id(&self) -> &str {
        match self {
            Self::Organisation(id) => id.as_str(),
            Self::Member(id) => id.as_str(),
        }
    }
}

/// A residential compound, a park or an office building, by its walls.
#[derive(Clone, Debug, PartialEq)]
pub struct Compound {
    /// Its id.
    pub id: CompoundId,
    /// What it is.
    pub kind: CompoundKind,
    /// Its public name.
    pub name: String,
    /// The community it lies in.
    pub community: AreaCode,
    /// In degrees.
    pub shape: MultiPolygon<f64>,
}

/// A resident's request (接诉即办): accepted, dispatched, handled, evaluated. Times are the district's local time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Request {
    /// The district, six digits.
    pub county: AreaCode,
    /// The office's own number.
    pub id: RequestId,
    /// The household that asked, where it is known.
    pub household: Option<HouseholdId>,
    /// The grid it concerns, where it is known.
    pub grid: Option<GridCode>,
    /// How soon it must be dispatched; `None` where nobody has said.
    pub urgency: Option<Urgency>,
    /// When it came in.
    pub accepted_at: NaiveDateTime,
    /// When it was given to somebody.
    pub dispatched_at: Option<NaiveDateTime>,
    /// When it was done.
    pub handled_at: Option<NaiveDateTime>,
    /// When the resident was asked.
    pub evaluated_at: Option<NaiveDateTime>,
    /// What the resident said.
    pub satisfied: Option<bool>,
}
