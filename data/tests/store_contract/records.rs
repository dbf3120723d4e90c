//! One record of every table, and small changes of them.

use chrono::NaiveDate;
use data::model::{ChangeSet, Contact, ContactSubject, Record, Revision, Table, Visit, VisitResult};
use geo_types::{LineString, MultiPolygon, polygon};
use spatial::SnapshotBuilder;
use spatial::places::{
    Area, AreaCode, AreaKind, Building, BuildingId, BuildingKind, BuildingLeader, CheckIn, CheckInSubject, Compound,
    CompoundId, CompoundKind, Exemption, Grid, GridCode, GridKind, GridStaff, Household, HouseholdId, HubHousehold,
    Link, LonLat, Member, MemberId, MemberKind, MicroGrid, MicroGridCode, Organisation, OrganisationId,
    OrganisationKind, PositionTrust, Request, RequestId, Road, RoadClass, RoadId, StaffRole, Station, StationId,
    StationKind, Tenure, Unit, UnitId, UnitKind, Urgency, VisitClass, Water, WaterId, WaterKind, WorkCoverage,
};

pub(crate) fn code(digits: &str) -> AreaCode {
    AreaCode::parse(digits).unwrap()
}

pub(crate) fn county() -> AreaCode {
    code("990101")
}

fn community() -> AreaCode {
    code("990101001001")
}

pub(crate) fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn square(lon: f64, lat: f64, side: f64) -> MultiPolygon<f64> {
    let (east, north) = (lon + side, lat + side);
    MultiPolygon(vec![
        polygon![(x: lon, y: lat), (x: east, y: lat), (x: east, y: north), (x: lon, y: north), (x: lon, y: lat)],
    ])
}

/// A change set by the test.
pub(crate) fn change(puts: Vec<Record>) -> ChangeSet {
    ChangeSet { author: "test".into(), reason: "to see".into(), puts, ..ChangeSet::default() }
}

/// The same, made for a revision.
pub(crate) fn change_of(base: Revision, puts: Vec<Record>) -> ChangeSet {
    ChangeSet { base: Some(base), ..change(puts) }
}

pub(crate) fn area(digits: &str, kind: AreaKind, side: f64) -> Record {
    Record::Area(Area { code: code(digits), name: "云河".into(), kind, shape: square(113.5, 30.1, side) })
}

pub(crate) fn household(id: &str) -> Household {
    Household {
        id: HouseholdId::new(id),
        community: community(),
        building: Some(BuildingId::new("B1")),
        door: "2-1203".into(),
        position: Some(LonLat { lon: 113.512_345_678_9, lat: 30.112_345_678_9 }),
        trust: PositionTrust::Stated,
        persons: Some(3),
        tenure: Some(Tenure::Tenant),
        visit_class: None,
        last_visit: None,
    }
}

pub(crate) fn visit(household: &str, date: &str) -> Record {
    let (household, date) = (HouseholdId::new(household), day(date));
    Record::Visit(Visit { county: county(), household, date, result: Some(VisitResult::Ok) })
}

pub(crate) fn contact(id: &str, name: &str) -> Contact {
    let subject = ContactSubject::Household;
    Contact { county: county(), subject, subject_id: id.into(), name: name.into(), phone: "13800000000".into() }
}

/// Every table once or twice: with every optional part, and without.
pub(crate) fn everything() -> Vec<Record> {
    let mut records = places();
    records.extend(people());
    records.extend(service());
    records.extend(circles());
    assert_eq!(records.iter().map(Record::table).collect::<std::collections::BTreeSet<_>>().len(), Table::ALL.len());
    records
}

/// What a builder gets that is fed without a store.
pub(crate) fn builder(revision: Revision, data_date: NaiveDate, records: Vec<Record>) -> SnapshotBuilder {
    let mut builder = SnapshotBuilder::new(county(), revision, data_date);
    for record in records {
        match record {
            Record::Area(it) => builder.area(it),
            Record::Grid(it) => builder.grid(it),
            Record::Road(it) => builder.road(it),
            Record::Water(it) => builder.water(it),
            Record::Building(it) => builder.building(it),
            Record::Household(it) => builder.household(it),
            Record::Member(it) => builder.member(it),
            Record::Organisation(it) => builder.organisation(it),
            Record::Unit(it) => builder.unit(it),
            Record::Station(it) => builder.station(it),
            Record::GridStaff(it) => builder.staff(it),
            Record::Link(it) => builder.link(it),
            Record::Request(it) => builder.request(it),
            Record::Visit(it) => builder.visits(it.household.as_str(), std::iter::once(it.date)),
            Record::MicroGrid(it) => builder.micro_grid(it),
            Record::HubHousehold(it) => builder.hub_household(it),
            Record::BuildingLeader(it) => builder.building_leader(it),
            Record::CheckIn(it) => builder.check_in(it),
            Record::Compound(it) => builder.compound(it),
            Record::Contact(_) => {}
        }
    }
    builder
}

fn places() -> Vec<Record> {
    vec![
        area("990101", AreaKind::District, 0.1),
        area("990101001", AreaKind::Street, 0.05),
        area("990101001001", AreaKind::Community, 0.04),
        Record::Grid(Grid {
            code: GridCode::new("990101001001001"),
            name: "第一网格".into(),
            kind: GridKind::Residential,
            community: community(),
            valid_from: day("2025-01-01"),
            valid_to: None,
            shape: square(113.51, 30.11, 0.02),
        }),
        Record::Grid(Grid {
            code: GridCode::new("990101001001001"),
            name: "第一网格（旧）".into(),
            kind: GridKind::Rural,
            community: community(),
            valid_from: day("2020-01-01"),
            valid_to: Some(day("2025-01-01")),
            shape: square(113.51, 30.11, 0.01),
        }),
        Record::Road(Road {
            county: county(),
            id: RoadId::new("R1"),
            class: RoadClass::Lane,
            name: "云河大道".into(),
            bridge: true,
            line: LineString::from(vec![(113.51, 30.11), (113.52, 30.12), (113.53, 30.11)]),
        }),
        Record::Water(Water {
            county: county(),
            id: WaterId::new("W1"),
            kind: WaterKind::River,
            name: String::new(),
            shape: square(113.53, 30.13, 0.01),
        }),
        Record::Building(Building {
            id: BuildingId::new("B1"),
            community: community(),
            kind: BuildingKind::Tower,
            address: "云河大道12号".into(),
            floors: Some(18),
            shape: MultiPolygon(vec![polygon!(
                exterior: [(x: 113.512, y: 30.112), (x: 113.514, y: 30.112), (x: 113.514, y: 30.114), (x: 113.512, y: 30.112)],
                interiors: [[(x: 113.5131, y: 30.1122), (x: 113.5133, y: 30.1122), (x: 113.5133, y: 30.1124), (x: 113.5131, y: 30.1122)]],
            )]),
        }),
    ]
}

fn people() -> Vec<Record> {
    let bare = Household {
        building: None,
        door: String::new(),
        position: None,
        trust: PositionTrust::Doubtful,
        persons: None,
        tenure: None,
        visit_class: Some(VisitClass::MoreOften),
        ..household("H2")
    };
    let member = Member {
        id: MemberId::new("M1"),
        community: community(),
        kind: Some(MemberKind::Full),
        birth_year: Some(1980),
        household: Some(HouseholdId::new("H1")),
        unit: Some(UnitId::new("U1")),
        organisation: Some(OrganisationId::new("O1")),
        active: true,
        eligible: Some(false),
        left_on: Some(day("2026-02-28")),
        exemption: Some(Exemption::LongAbsent),
        hub: Some(HouseholdId::new("H1")),
    };
    let stranger = Member {
        id: MemberId::new("M2"),
        kind: None,
        birth_year: None,
        household: None,
        unit: None,
        organisation: None,
        active: false,
        eligible: None,
        left_on: None,
        exemption: None,
        hub: None,
        ..member.clone()
    };
    vec![
        Record::Household(household("H1")),
        Record::Household(bare),
        Record::Member(member),
        Record::Member(stranger),
        Record::Organisation(Organisation {
            id: OrganisationId::new("O1"),
            area: community(),
            name: "第一支部".into(),
            kind: OrganisationKind::Branch,
            joint: true,
            parent: Some(OrganisationId::new("O0")),
            position: Some(LonLat { lon: 113.512, lat: 30.113 }),
            serves_grids: vec![GridCode::new("990101001001001"), GridCode::new("990101001001002")],
            serves_units: vec![],
            elected_on: Some(day("2023-07-01")),
            term_years: Some(3),
            has_branch_committee: Some(true),
        }),
        Record::Unit(Unit {
            id: UnitId::new("U1"),
            community: community(),
            name: "云河科技".into(),
            kind: UnitKind::PrivateEnterprise,
            building: None,
            staff: Some(4_000_000_000),
            operating: true,
            position: None,
            fixed_premises: Some(true),
            work: WorkCoverage { instructor: Some(true), liaison: Some(false), union: None, youth_league: Some(true) },
        }),
        Record::Station(Station {
            id: StationId::new("S1"),
            area: code("990101001"),
            name: "街道中心".into(),
            kind: StationKind::Street,
            position: Some(LonLat { lon: 113.515, lat: 30.115 }),
        }),
        Record::Link(Link {
            county: county(),
            household: HouseholdId::new("H1"),
            member: MemberId::new("M1"),
            since: None,
            until: Some(day("2026-09-30")),
        }),
    ]
}

fn service() -> Vec<Record> {
    let since = Some(day("2024-03-01"));
    vec![
        Record::GridStaff(GridStaff {
            county: county(),
            grid: GridCode::new("990101001001001"),
            role: StaffRole::GridLeader,
            seat: 1,
            since,
        }),
        Record::Contact(contact("H1", "张三")),
        visit("H1", "2026-05-04"),
        visit("H1", "2025-12-31"),
        Record::Request(Request {
            county: county(),
            id: RequestId::new("Q1"),
            household: Some(HouseholdId::new("H1")),
            grid: None,
            urgency: Some(Urgency::Urgent),
            accepted_at: day("2026-05-01").and_hms_opt(8, 30, 0).unwrap(),
            dispatched_at: day("2026-05-01").and_hms_opt(9, 0, 1),
            handled_at: None,
            evaluated_at: None,
            satisfied: None,
        }),
    ]
}

/// Who stands nearest to a household, and the walls around it.
fn circles() -> Vec<Record> {
    let check_in =
        |subject, date: Option<&str>| Record::CheckIn(CheckIn { subject, community: community(), date: date.map(day) });
    vec![
        Record::MicroGrid(MicroGrid {
            county: county(),
            code: MicroGridCode::new("99010100100100101"),
            name: "第一微网格".into(),
            buildings: vec![BuildingId::new("B1"), BuildingId::new("B2")],
        }),
        Record::HubHousehold(HubHousehold {
            county: county(),
            household: HouseholdId::new("H1"),
            since: Some(day("2025-05-01")),
        }),
        Record::BuildingLeader(BuildingLeader { county: county(), building: BuildingId::new("B1"), since: None }),
        check_in(CheckInSubject::Organisation(OrganisationId::new("O1")), Some("2026-01-15")),
        check_in(CheckInSubject::Member(MemberId::new("M1")), None),
        Record::Compound(Compound {
            id: CompoundId::new("C1"),
            kind: CompoundKind::Park,
            name: "云河科技园".into(),
            community: community(),
            shape: square(113.511, 30.111, 0.005),
        }),
    ]
}
