//! The records an office hands over, as the register keeps them and the snapshot reads them.
//!
//! One record type per kind of place; positions and shapes in degrees (EPSG:4490, longitude first). No record here carries
//! the name or the phone of a person: those live in the register's contacts alone.

mod ids;
mod kinds;
mod records;
mod service;
mod words;

pub use ids::{
    AreaCode, BadAreaCode, BuildingId, CompoundId, GridCode, HouseholdId, Level, MemberId, MicroGridCode,
    OrganisationId, RequestId, RoadId, StationId, UnitId, WaterId,
};
pub use kinds::{
    AreaKind, BuildingKind, CheckInKind, CompoundKind, Exemption, GridKind, MemberKind, OrganisationKind,
    PositionTrust, RoadClass, StaffRole, StationKind, Tenure, UnitKind, Urgency, VisitClass, WaterKind,
};
pub use records::{
    Area, Building, Grid, GridStaff, Household, Link, LonLat, Member, Organisation, Road, Station, Unit, Water,
    WorkCoverage,
};
pub use service::{BuildingLeader, CheckIn, CheckInSubject, Compound, HubHousehold, MicroGrid, Request};
