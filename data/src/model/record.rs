use chrono::NaiveDate;
use spatial::places::{
    Area, AreaCode, Building, BuildingId, BuildingLeader, CheckIn, CheckInSubject, Compound, CompoundId, Grid,
    GridCode, GridStaff, Household, HouseholdId, HubHousehold, Link, Member, MemberId, MicroGrid, MicroGridCode,
    Organisation, OrganisationId, Request, RequestId, Road, RoadId, StaffRole, Station, StationId, Unit, UnitId, Water,
    WaterId,
};

use super::{Contact, ContactSubject, Visit};

spatial::words! {
    /// The tables of the register, in the order in which a change set is written.
    Table {
        /// Areas by code.
        Area = "area", "行政区划";
        /// Grid versions by code and first day.
        Grid = "grid", "网格";
        /// Road stretches.
        Road = "road", "道路";
        /// Water bodies.
        Water = "water", "水系";
        /// Footprints.
        Building = "building", "楼栋";
        /// Households.
        Household = "household", "户";
        /// Members.
        Member = "member", "党员";
        /// Organisations.
        Organisation = "organisation", "党组织";
        /// Units.
        Unit = "unit", "单位";
        /// Stations.
        Station = "station", "站点";
        /// Leaders and workers of grids.
        GridStaff = "grid_staff", "网格人员";
        /// Members linked to households.
        Link = "link", "党员联户";
        /// Names and phones.
        Contact = "contact", "联系方式";
        /// Visits.
        Visit = "visit", "走访";
        /// Requests.
        Request = "request", "诉求";
        /// Micro-grids.
        MicroGrid = "micro_grid", "微网格";
        /// Hub households.
        HubHousehold = "hub_household", "党员中心户";
        /// Leaders of buildings.
        BuildingLeader = "building_leader", "楼栋长";
        /// Check-ins of organisations and members.
        CheckIn = "check_in", "双报到";
        /// Compounds, parks and office buildings.
        Compound = "compound", "小区园区楼宇";
    }
}

/// One record of the register, whatever its table.
#[derive(Clone, Debug, PartialEq)]
pub enum Record {
    /// An area; its code is its key.
    Area(Area),
    /// A grid version.
    Grid(Grid),
    /// A road stretch.
    Road(Road),
    /// A water body.
    Water(Water),
    /// A building.
    Building(Building),
    /// A household. Its `last_visit` is the store's: it follows the visits, and what stands in the record is ignored.
    Household(Household),
    /// A member.
    Member(Member),
    /// An organisation.
    Organisation(Organisation),
    /// A unit.
    Unit(Unit),
    /// A station.
    Station(Station),
    /// A leader or a worker of a grid, one in each seat.
    GridStaff(GridStaff),
    /// A link.
    Link(Link),
    /// A name and a phone.
    Contact(Contact),
    /// A visit.
    Visit(Visit),
    /// A request.
    Request(Request),
    /// A micro-grid.
    MicroGrid(MicroGrid),
    /// A hub household.
    HubHousehold(HubHousehold),
    /// The leader of a building; who that is stands in the contacts.
    BuildingLeader(BuildingLeader),
    /// A check-in.
    CheckIn(CheckIn),
    /// A compound, a park or an office building.
    Compound(Compound),
}

/// What identifies a record in the register; every key begins with the county.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum RecordKey {
    /// An area (its county follows from its code).
    Area(AreaCode),
    /// A grid version.
    Grid(AreaCode, GridCode, NaiveDate),
    /// A road stretch.
    Road(AreaCode, RoadId),
    /// A water body.
    Water(AreaCode, WaterId),
    /// A building.
    Building(AreaCode, BuildingId),
    /// A household.
    Household(AreaCode, HouseholdId),
    /// A member.
    Member(AreaCode, MemberId),
    /// An organisation.
    Organisation(AreaCode, OrganisationId),
    /// A unit.
    Unit(AreaCode, UnitId),
    /// A station.
    Station(AreaCode, StationId),
    /// A seat of a leader or a worker of a grid.
    GridStaff(AreaCode, GridCode, StaffRole, u16),
    /// A link.
    Link(AreaCode, HouseholdId, MemberId),
    /// A name and a phone.
    Contact(AreaCode, ContactSubject, String),
    /// A visit.
    Visit(AreaCode, HouseholdId, NaiveDate),
    /// A request.
    Request(AreaCode, RequestId),
    /// A micro-grid.
    MicroGrid(AreaCode, MicroGridCode),
    /// A hub household.
    HubHousehold(AreaCode, HouseholdId),
    /// The leader of a building.
    BuildingLeader(AreaCode, BuildingId),
    /// A check-in: who and at which community.
    CheckIn(CheckInSubject, AreaCode),
    /// A compound, a park or an office building.
    Compound(AreaCode, CompoundId),
}

impl Record {
    /// The table it belongs to.
    pub fn table(&self) -> Table {
        match self {
            Self::Area(_) => Table::Area,
            Self::Grid(_) => Table::Grid,
            Self::Road(_) => Table::Road,
            Self::Water(_) => Table::Water,
            Self::Building(_) => Table::Building,
            Self::Household(_) => Table::Household,
            Self::Member(_) => Table::Member,
            Self::Organisation(_) => Table::Organisation,
            Self::Unit(_) => Table::Unit,
            Self::Station(_) => Table::Station,
            Self::GridStaff(_) => Table::GridStaff,
            Self::Link(_) => Table::Link,
            Self::Contact(_) => Table::Contact,
            Self::Visit(_) => Table::Visit,
            Self::Request(_) => Table::Request,
            Self::MicroGrid(_) => Table::MicroGrid,
            Self::HubHousehold(_) => Table::HubHousehold,
            Self::BuildingLeader(_) => Table::BuildingLeader,
            Self::CheckIn(_) => Table::CheckIn,
            Self::Compound(_) => Table::Compound,
        }
    }

    /// What identifies it.
    pub fn key(&self) -> RecordKey {
        match self {
            Self::Area(area) => RecordKey::Area(area.code.clone()),
            Self::Grid(grid) => RecordKey::Grid(grid.community.county(), grid.code.clone(), grid.valid_from),
            Self::Road(road) => RecordKey::Road(road.county.clone(), road.id.clone()),
            Self::Water(water) => RecordKey::Water(water.county.clone(), water.id.clone()),
            Self::Building(building) => RecordKey::Building(building.community.county(), building.id.clone()),
            Self::Household(household) => RecordKey::Household(household.community.county(), household.id.clone()),
            Self::Member(member) => RecordKey::Member(member.community.county(), member.id.clone()),
            Self::Organisation(it) => RecordKey::Organisation(it.area.county(), it.id.clone()),
            Self::Unit(unit) => RecordKey::Unit(unit.community.county(), unit.id.clone()),
            Self::Station(station) => RecordKey::Station(station.area.county(), station.id.clone()),
            Self::GridStaff(it) => RecordKey::GridStaff(it.county.clone(), it.grid.clone(), it.role, it.seat),
            Self::Link(link) => RecordKey::Link(link.county.clone(), link.household.clone(), link.member.clone()),
            Self::Contact(it) => RecordKey::Contact(it.county.clone(), it.subject, it.subject_id.clone()),
            Self::Visit(visit) => RecordKey::Visit(visit.county.clone(), visit.household.clone(), visit.date),
            Self::Request(request) => RecordKey::Request(request.county.clone(), request.id.clone()),
            Self::MicroGrid(it) => RecordKey::MicroGrid(it.county.clone(), it.code.clone()),
            Self::HubHousehold(it) => RecordKey::HubHousehold(it.county.clone(), it.household.clone()),
            Self::BuildingLeader(it) => RecordKey::BuildingLeader(it.county.clone(), it.building.clone()),
            Self::CheckIn(it) => RecordKey::CheckIn(it.subject.clone(), it.community.clone()),
            Self::Compound(it) => RecordKey::Compound(it.community.county(), it.id.clone()),
        }
    }
}

impl RecordKey {
    /// The table it points into.
    pub fn table(&self) -> Table {
        match self {
            Self::Area(_) => Table::Area,
            Self::Grid(..) => Table::Grid,
            Self::Road(..) => Table::Road,
            Self::Water(..) => Table::Water,
            Self::Building(..) => Table::Building,
            Self::Household(..) => Table::Household,
            Self::Member(..) => Table::Member,
            Self::Organisation(..) => Table::Organisation,
            Self::Unit(..) => Table::Unit,
            Self::Station(..) => Table::Station,
            Self::GridStaff(..) => Table::GridStaff,
            Self::Link(..) => Table::Link,
            Self::Contact(..) => Table::Contact,
            Self::Visit(..) => Table::Visit,
            Self::Request(..) => Table::Request,
            Self::MicroGrid(..) => Table::MicroGrid,
            Self::HubHousehold(..) => Table::HubHousehold,
            Self::BuildingLeader(..) => Table::BuildingLeader,
            Self::CheckIn(..) => Table::CheckIn,
            Self::Compound(..) => Table::Compound,
        }
    }
}
