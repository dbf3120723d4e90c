//! Who stands nearest to a household: micro-grids, hub households, building leaders, check-ins.

use chrono::NaiveDate;

use super::tables::by_id;
use super::tally::{Tally, Trouble};
use super::{Buildings, Column, Grids, Households, Links, Members, Organisations, Row, Span};
use crate::places::{BuildingLeader, CheckIn, CheckInSubject, HubHousehold, MicroGrid, MicroGridCode};

use super::Areas;

/// Micro-grids by code.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct MicroGrids {
    /// 17 digits, bad ones as they are.
    pub code: Column<MicroGridCode>,
    /// As the office writes it.
    pub name: Column<Box<str>>,
    /// The grid whose code the first 15 digits are; `None` where the register has no such grid today.
    pub grid: Column<Option<Row>>,
}

/// Hub households by their household's row.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Hubs {
    /// The household.
    pub household: Column<Row>,
    /// Since when.
    pub since: Column<Option<NaiveDate>>,
}

/// The micro-grids, and for each building the one it is in.
pub(super) fn micro_grids(
    records: Vec<MicroGrid>,
    grids: &Grids,
    buildings: &Buildings,
    tally: &mut Tally,
) -> (MicroGrids, Vec<Option<Row>>) {
    let mut micro_grids = MicroGrids::default();
    let mut of_building = vec![None; buildings.id.len()];
    for (row, record) in (0..).map(Row).zip(by_id(records, "micro_grid", |record| &record.code, tally)) {
        let grid = record.code.as_str().get(..15).and_then(|code| grids.find(code));
        if grid.is_none() {
            tally.note(Trouble::UnknownReference, "micro_grid", "grid", &record.code);
        }
        for id in &record.buildings {
            match buildings.find(id) {
                // Codes ascend: the first micro-grid that lists a building keeps it.
                Some(building) => of_building[building.index()] = of_building[building.index()].or(Some(row)),
                None => tally.note(Trouble::UnknownReference, "micro_grid", "buildings", id),
            }
        }
        micro_grids.grid.push(grid);
        micro_grids.name.push(record.name.into());
        micro_grids.code.push(record.code);
    }
    (micro_grids, of_building)
}

pub(super) fn hubs(records: Vec<HubHousehold>, households: &Households, tally: &mut Tally) -> Hubs {
    let mut hubs = Hubs::default();
    for record in by_id(records, "hub_household", |record| &record.household, tally) {
        // Rows are in the order of ids, so the hubs stay in the order of rows.
        match households.id.find(record.household.as_str()) {
            Some(household) => {
                hubs.household.push(household);
                hubs.since.push(record.since);
            }
            None => tally.note(Trouble::UnknownReference, "hub_household", "household", &record.household),
        }
    }
    hubs
}

pub(super) fn leaders(records: &[BuildingLeader], buildings: &mut Buildings, tally: &mut Tally) {
    buildings.leader = vec![false; buildings.id.len()].into();
    for record in records {
        match buildings.find(&record.building) {
            Some(building) => buildings.leader[building.index()] = true,
            None => tally.note(Trouble::UnknownReference, "building_leader", "building", &record.building),
        }
    }
}

pub(super) fn check_ins(
    records: &[CheckIn],
    areas: &Areas,
    organisations: &mut Organisations,
    members: &mut Members,
    tally: &mut Tally,
) {
    let (mut of_organisations, mut of_members) = (Vec::new(), Vec::new());
    for record in records {
        let (row, pairs) = match &record.subject {
            CheckInSubject::Organisation(id) => (organisations.find(id.as_str()), &mut of_organisations),
            CheckInSubject::Member(id) => (members.id.find(id.as_str()), &mut of_members),
        };
        let span = Span { since: record.date, until: None };
        match (row, areas.find(record.community.as_str())) {
            (Some(row), Some(community)) => pairs.push((row, community, span)),
            (None, _) => tally.note(Trouble::UnknownReference, "check_in", "id", record.subject.id()),
            (_, None) => tally.note(Trouble::UnknownReference, "check_in", "community", &record.community),
        }
    }
    organisations.checked_in = Links::from_links(organisations.id.len(), of_organisations);
    members.checked_in = Links::from_links(members.id.len(), of_members);
}
