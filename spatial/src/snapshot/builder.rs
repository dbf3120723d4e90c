use std::borrow::Borrow;

use chrono::NaiveDate;

use super::raw::{RawHouseholds, RawLinks, RawMembers, References};
use super::requests::RawRequests;
use super::visits::RawVisits;
use super::{Snapshot, Span, finish};
use crate::Finding;
use crate::places::{
    Area, AreaCode, Building, BuildingLeader, CheckIn, Compound, Grid, GridStaff, Household, HubHousehold, Link,
    Member, MicroGrid, Organisation, Request, Road, Station, Unit, Water,
};

/// Takes a district's records in any order and makes its snapshot.
///
/// A record whose id was already taken replaces the earlier one. Households, members, links, visits and requests go
/// straight into packed columns, so that a look at them is enough; the smaller tables are kept as they come.
///
/// ```
/// use chrono::NaiveDate;
/// use spatial::{SnapshotBuilder, places::AreaCode};
///
/// let county = AreaCode::parse("990101").unwrap();
/// let data_date = NaiveDate::from_ymd_opt(2026, 10, 31).unwrap();
/// let (snapshot, findings) = SnapshotBuilder::new(county, 1, data_date).finish();
/// assert!(snapshot.households.id.is_empty() && findings.is_empty());
/// ```
#[derive(Clone, Debug)]
pub struct SnapshotBuilder {
    pub(super) county: AreaCode,
    pub(super) revision: u64,
    pub(super) data_date: NaiveDate,
    pub(super) references: References,
    pub(super) areas: Vec<Area>,
    pub(super) grids: Vec<Grid>,
    pub(super) roads: Vec<Road>,
    pub(super) water: Vec<Water>,
    pub(super) buildings: Vec<Building>,
    pub(super) households: RawHouseholds,
    pub(super) members: RawMembers,
    pub(super) organisations: Vec<Organisation>,
    pub(super) units: Vec<Unit>,
    pub(super) stations: Vec<Station>,
    pub(super) staff: Vec<GridStaff>,
    pub(super) links: RawLinks,
    pub(super) visits: RawVisits,
    pub(super) requests: RawRequests,
    pub(super) micro_grids: Vec<MicroGrid>,
    pub(super) hubs: Vec<HubHousehold>,
    pub(super) leaders: Vec<BuildingLeader>,
    pub(super) check_ins: Vec<CheckIn>,
    pub(super) compounds: Vec<Compound>,
}

impl SnapshotBuilder {
    /// An empty district.
    pub fn new(county: AreaCode, revision: u64, data_date: NaiveDate) -> Self {
        Self {
            county,
            revision,
            data_date,
            references: References::default(),
            areas: Vec::new(),
            grids: Vec::new(),
            roads: Vec::new(),
            water: Vec::new(),
            buildings: Vec::new(),
            households: RawHouseholds::default(),
            members: RawMembers::default(),
            organisations: Vec::new(),
            units: Vec::new(),
            stations: Vec::new(),
            staff: Vec::new(),
            links: Vec::new(),
            visits: RawVisits::default(),
            requests: RawRequests::default(),
            micro_grids: Vec::new(),
            hubs: Vec::new(),
            leaders: Vec::new(),
            check_ins: Vec::new(),
            compounds: Vec::new(),
        }
    }

    /// Adds an area.
    pub fn area(&mut self, area: Area) {
        self.areas.push(area);
    }

    /// Adds a grid version.
    pub fn grid(&mut self, grid: Grid) {
        self.grids.push(grid);
    }

    /// Adds a road stretch.
    pub fn road(&mut self, road: Road) {
        self.roads.push(road);
    }

    /// Adds a water body.
    pub fn water(&mut self, water: Water) {
        self.water.push(water);
    }

    /// Adds a building.
    pub fn building(&mut self, building: Building) {
        self.buildings.push(building);
    }

    /// Adds a household.
    pub fn household(&mut self, household: impl Borrow<Household>) {
        self.households.push(household.borrow(), &mut self.references);
    }

    /// Adds a member.
    pub fn member(&mut self, member: impl Borrow<Member>) {
        self.members.push(member.borrow(), &mut self.references);
    }

    /// Adds an organisation.
    pub fn organisation(&mut self, organisation: Organisation) {
        self.organisations.push(organisation);
    }

    /// Adds a unit.
    pub fn unit(&mut self, unit: Unit) {
        self.units.push(unit);
    }

    /// Adds a station.
    pub fn station(&mut self, station: Station) {
        self.stations.push(station);
    }

    /// Adds a leader or worker of a grid.
    pub fn staff(&mut self, staff: GridStaff) {
        self.staff.push(staff);
    }

    /// Adds a link.
    pub fn link(&mut self, link: impl Borrow<Link>) {
        let link = link.borrow();
        let ends = self.references.link(link);
        self.links.push((ends, Span { since: link.since, until: link.until }));
    }

    /// Adds visits of one household. Those of one that is no record are passed over: nobody can have been visited there.
    pub fn visits(&mut self, household: &str, days: impl Iterator<Item = NaiveDate>) {
        let household = self.references.households.token(household);
        self.visits.push(household, days);
    }

    /// Adds a request.
    pub fn request(&mut self, request: impl Borrow<Request>) {
        self.requests.push(request.borrow(), &mut self.references);
    }

    /// Adds a micro-grid.
    pub fn micro_grid(&mut self, micro_grid: MicroGrid) {
        self.micro_grids.push(micro_grid);
    }

    /// Adds a hub household.
    pub fn hub_household(&mut self, hub: HubHousehold) {
        self.hubs.push(hub);
    }

    /// Adds the leader of a building.
    pub fn building_leader(&mut self, leader: BuildingLeader) {
        self.leaders.push(leader);
    }

    /// Adds a check-in.
    pub fn check_in(&mut self, check_in: CheckIn) {
        self.check_ins.push(check_in);
    }

    /// Adds a compound, a park or an office building.
    pub fn compound(&mut self, compound: Compound) {
        self.compounds.push(compound);
    }

    /// The snapshot, indexed and placed, with what is wrong in the data. Never fails.
    ///
    /// There is at most one finding per code and table, with a count and the first few ids.
    pub fn finish(self) -> (Snapshot, Vec<Finding>) {
        finish::finish(self)
    }
}
