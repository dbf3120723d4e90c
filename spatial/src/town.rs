//! A hand-made town for tests: columns filled directly, in metres, so that a distance in a test is the distance judged.

use chrono::NaiveDate;

use crate::places::{
    AreaCode, GridCode, GridKind, MemberKind, OrganisationId, OrganisationKind, RoadClass, RoadId, StationId,
    StationKind, Tenure, UnitId, UnitKind, VisitClass, WaterKind, WorkCoverage,
};
use crate::shape::{Point, Polygon};
use crate::snapshot::{
    Adjacency, IdColumn, Links, MissingLists, Placement, Row, Snapshot, SnapshotBuilder, Span, Visits,
};

/// The data date of every town.
pub(crate) fn today() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 10, 31).unwrap()
}

/// A point, metres from the origin.
pub(crate) fn at(x_m: i32, y_m: i32) -> Point {
    Point { x: x_m * 1000, y: y_m * 1000 }
}

/// A town in the making.
pub(crate) struct Town {
    snapshot: Snapshot,
    links: Vec<(Row, Row, Span)>,
    serves_grids: Vec<Vec<Row>>,
    serves_units: Vec<Vec<Row>>,
}

/// A household; by default one of an owner at the origin, in no grid.
#[derive(Clone)]
pub(crate) struct Dwelling {
    pub(crate) position: Option<Point>,
    pub(crate) placement: Placement,
    pub(crate) tenure: Option<Tenure>,
    pub(crate) class: Option<VisitClass>,
    pub(crate) last_visit: Option<NaiveDate>,
    pub(crate) duplicate_of: Option<Row>,
    pub(crate) micro_grid: Option<Row>,
}

/// A member; by default full, active, eligible, at home at the origin, in no grid and no unit.
#[derive(Clone)]
pub(crate) struct Person {
    pub(crate) kind: Option<MemberKind>,
    pub(crate) position: Option<Point>,
    pub(crate) placement: Placement,
    pub(crate) household: Option<Row>,
    pub(crate) unit: Option<Row>,
    pub(crate) active: bool,
    pub(crate) eligible: Option<bool>,
}

impl Default for Dwelling {
    fn default() -> Self {
        Self {
            position: Some(at(0, 0)),
            placement: Placement::Outside,
            tenure: Some(Tenure::Owner),
            class: Some(VisitClass::Ordinary),
            last_visit: Some(today()),
            duplicate_of: None,
            micro_grid: None,
        }
    }
}

impl Default for Person {
    fn default() -> Self {
        Self {
            kind: Some(MemberKind::Full),
            position: Some(at(0, 0)),
            placement: Placement::Outside,
            household: None,
            unit: None,
            active: true,
            eligible: Some(true),
        }
    }
}

impl Town {
    pub(crate) fn new() -> Self {
        let mut snapshot = SnapshotBuilder::new(AreaCode::parse("990101").unwrap(), 1, today()).finish().0;
        // What a test leaves out is not there, and not a list that nobody handed over.
        snapshot.missing = MissingLists::default();
        Self { snapshot, links: Vec::new(), serves_grids: Vec::new(), serves_units: Vec::new() }
    }

    pub(crate) fn grid(&mut self, kind: GridKind) -> Row {
        let grids = &mut self.snapshot.grids;
        let row = Row(grids.code.len() as u32);
        grids.code.push(GridCode::new(format!("990101001001{:03}", row.0 + 1)));
        grids.name.push("网格".into());
        grids.kind.push(kind);
        grids.community.push(None);
        grids.valid_from.push(today());
        grids.valid_to.push(None);
        grids.shape.push(Vec::new());
        grids.label.push(at(0, 0));
        grids.leaders.push(1);
        grids.workers.push(1);
        row
    }

    /// Everything but links and what organisations serve, to be changed.
    pub(crate) fn edit(&mut self) -> &mut Snapshot {
        &mut self.snapshot
    }

    /// A member of an organisation.
    pub(crate) fn join(&mut self, organisation: Row, person: &Person) {
        let member = self.member(person);
        self.snapshot.members.organisation[member.index()] = Some(organisation);
    }

    /// A street; a `Motorway` for cars only.
    pub(crate) fn road(&mut self, class: RoadClass, bridge: bool, line: &[Point]) -> &mut Self {
        let roads = &mut self.snapshot.roads;
        let id = RoadId::new(format!("R{}", roads.id.len()));
        roads.id.push(id);
        roads.class.push(class);
        roads.name.push("路".into());
        roads.bridge.push(bridge);
        roads.line.push(line.to_vec());
        self
    }

    pub(crate) fn water(&mut self, exterior: &[Point], holes: &[&[Point]]) -> &mut Self {
        let water = &mut self.snapshot.water;
        water.kind.push(WaterKind::Lake);
        water.name.push("湖".into());
        let holes = holes.iter().map(|hole| hole.to_vec()).collect();
        water.shape.push(vec![Polygon { exterior: exterior.to_vec(), holes }]);
        self
    }

    pub(crate) fn station(&mut self, position: Option<Point>) -> Row {
        let stations = &mut self.snapshot.stations;
        let row = Row(stations.id.len() as u32);
        stations.id.push(StationId::new(format!("Z{}", row.0)));
        stations.name.push("站".into());
        stations.kind.push(StationKind::Community);
        stations.area.push(None);
        stations.position.push(position);
        stations.placement.push(position.map_or(Placement::NoPosition, |_| Placement::Outside));
        row
    }

    pub(crate) fn household(&mut self, dwelling: &Dwelling) -> Row {
        let households = &mut self.snapshot.households;
        let row = push_id(&mut households.id, "H");
        households.building.push(None);
        households.position.push(dwelling.position);
        households.placement.push(dwelling.placement);
        households.community.push(None);
        households.persons.push(Some(3));
        households.tenure.push(dwelling.tenure);
        households.visit_class.push(dwelling.class);
        households.last_visit.push(dwelling.last_visit);
        households.micro_grid.push(dwelling.micro_grid);
        households.duplicate_of.push(dwelling.duplicate_of);
        households.claimed.push(None);
        row
    }

    pub(crate) fn hub(&mut self, household: Row) {
        self.snapshot.hubs.household.push(household);
        self.snapshot.hubs.since.push(None);
    }

    pub(crate) fn member(&mut self, person: &Person) -> Row {
        let members = &mut self.snapshot.members;
        let row = push_id(&mut members.id, "M");
        members.kind.push(person.kind);
        members.birth_year.push(None);
        members.left_on.push(None);
        members.exemption.push(None);
        members.hub.push(None);
        members.household.push(person.household);
        members.unit.push(person.unit);
        members.organisation.push(None);
        members.active.push(person.active);
        members.eligible.push(person.eligible);
        members.position.push(person.position);
        members.placement.push(person.placement);
        members.community.push(None);
        members.claimed.push(None);
        row
    }

    pub(crate) fn link(&mut self, household: Row, member: Row) {
        self.links.push((household, member, Span::default()));
    }

    pub(crate) fn organisation(&mut self, kind: OrganisationKind, grids: &[Row], units: &[Row]) -> Row {
        let organisations = &mut self.snapshot.organisations;
        let row = Row(organisations.id.len() as u32);
        organisations.id.push(OrganisationId::new(format!("O{}", row.0)));
        organisations.name.push("组织".into());
        organisations.kind.push(kind);
        organisations.joint.push(false);
        organisations.area.push(None);
        organisations.parent.push(None);
        organisations.position.push(None);
        organisations.placement.push(Placement::NoPosition);
        organisations.elected_on.push(None);
        organisations.term_years.push(None);
        organisations.has_branch_committee.push(None);
        self.serves_grids.push(grids.to_vec());
        self.serves_units.push(units.to_vec());
        row
    }

    pub(crate) fn unit(&mut self, operating: bool, placement: Placement) -> Row {
        let units = &mut self.snapshot.units;
        let row = Row(units.id.len() as u32);
        units.id.push(UnitId::new(format!("E{}", row.0)));
        units.name.push("单位".into());
        units.kind.push(UnitKind::PrivateEnterprise);
        units.staff.push(None);
        units.operating.push(operating);
        units.position.push(None);
        units.placement.push(placement);
        units.community.push(None);
        units.fixed_premises.push(None);
        units.work.push(WorkCoverage::default());
        units.compound.push(None);
        units.claimed.push(None);
        row
    }

    /// The town as a snapshot, its links on both sides.
    pub(crate) fn snapshot(&self) -> Snapshot {
        let mut snapshot = self.snapshot.clone();
        snapshot.households.links = Links::from_links(snapshot.households.id.len(), self.links.iter().copied());
        snapshot.households.visits = Visits::of_last(&snapshot.households.last_visit);
        let of_members = self.links.iter().map(|(household, member, span)| (*member, *household, *span));
        snapshot.members.links = Links::from_links(snapshot.members.id.len(), of_members);
        snapshot.organisations.serves_grids = packed(&self.serves_grids);
        snapshot.organisations.serves_units = packed(&self.serves_units);
        snapshot
    }
}

fn push_id(ids: &mut IdColumn, letter: &str) -> Row {
    let row = Row(ids.len() as u32);
    ids.push(&format!("{letter}{:06}", row.0));
    row
}

fn packed(lists: &[Vec<Row>]) -> Adjacency {
    let pairs = lists.iter().enumerate().flat_map(|(row, list)| list.iter().map(move |to| (Row(row as u32), *to)));
    Adjacency::from_pairs(lists.len(), pairs)
}
