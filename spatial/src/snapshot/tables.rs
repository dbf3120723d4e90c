//! The smaller tables: sorted, resolved against each other, on the lattice.

use std::collections::{BTreeSet, HashMap};
use std::fmt::Display;

use chrono::NaiveDate;

use super::land::Land;
use super::shapes;
use super::tally::{Tally, Trouble};
use super::{
    Adjacency, Areas, Buildings, Compounds, Grids, Organisations, Placement, Roads, Row, Stations, Units, Waters,
};
use crate::frame::Frame;
use crate::places::{
    Area, AreaCode, Building, BuildingId, Grid, GridCode, GridStaff, Organisation, OrganisationId, Road, StaffRole,
    Station, Unit, UnitId, Water,
};
use crate::shape::{self, Point};

pub(super) fn areas(mut records: Vec<Area>, county: &AreaCode, frame: &Frame, tally: &mut Tally) -> Areas {
    records.retain(|area| {
        let inside = county.contains_code(area.code.as_str());
        if !inside {
            tally.note(Trouble::ForeignArea, "area", "", &area.code);
        }
        inside
    });
    let mut areas = Areas::default();
    for area in by_id(records, "area", |area| &area.code, tally) {
        let (shape, lost) = shapes::shape(frame, &area.shape);
        if lost {
            tally.note(Trouble::BrokenShape, "area", "", &area.code);
        }
        // A parent's code is shorter and a beginning of its child's: it stands before it.
        let parent =
            std::iter::successors(area.code.parent(), AreaCode::parent).find_map(|code| areas.find(code.as_str()));
        areas.label.push(label(shape::label_point(&shape), || shapes::anywhere_near(frame, &area.shape)));
        areas.parent.push(parent);
        areas.shape.push(shape);
        areas.code.push(area.code);
        areas.name.push(area.name.into());
        areas.kind.push(area.kind);
    }
    areas
}

pub(super) fn grids(
    mut records: Vec<Grid>,
    staff: &[GridStaff],
    on: NaiveDate,
    frame: &Frame,
    areas: &Areas,
    tally: &mut Tally,
) -> Grids {
    records.retain(|grid| grid.valid_from <= on && grid.valid_to.is_none_or(|end| on < end));
    // The newest version of a code comes last and is the one that stays.
    records.sort_by_key(|grid| grid.valid_from);
    tally.loose.versions = hidden_versions(&records);
    let mut grids = Grids::default();
    for grid in by_id_as(Trouble::OverlappingVersions, records, "grid", |grid| &grid.code, tally) {
        let (shape, lost) = shapes::shape(frame, &grid.shape);
        if lost {
            tally.note(Trouble::BrokenShape, "grid", "", &grid.code);
        }
        grids.community.push(area_of(areas, &grid.community, "grid", "community", tally));
        grids.label.push(label(shape::label_point(&shape), || shapes::anywhere_near(frame, &grid.shape)));
        grids.shape.push(shape);
        grids.code.push(grid.code);
        grids.name.push(grid.name.into());
        grids.kind.push(grid.kind);
        grids.valid_from.push(grid.valid_from);
        grids.valid_to.push(grid.valid_to);
    }
    grids.leaders = vec![0; grids.code.len()].into();
    grids.workers = vec![0; grids.code.len()].into();
    for staff in staff {
        count_staff(&mut grids, staff, tally);
    }
    grids
}

/// Of the versions valid at once, in the order of their first days, those that stand behind a newer one of their code.
fn hidden_versions(valid: &[Grid]) -> BTreeSet<(GridCode, NaiveDate)> {
    let newest: HashMap<&GridCode, NaiveDate> = valid.iter().map(|grid| (&grid.code, grid.valid_from)).collect();
    let hidden = valid.iter().filter(|grid| newest[&grid.code] != grid.valid_from);
    hidden.map(|grid| (grid.code.clone(), grid.valid_from)).collect()
}

fn count_staff(grids: &mut Grids, staff: &GridStaff, tally: &mut Tally) {
    let Some(row) = grids.find(staff.grid.as_str()) else {
        return tally.note(Trouble::UnknownReference, "grid_staff", "grid", &staff.grid);
    };
    let column = match staff.role {
        StaffRole::GridLeader => &mut grids.leaders,
        StaffRole::GridWorker => &mut grids.workers,
    };
    column[row.index()] = column[row.index()].saturating_add(1);
}

pub(super) fn roads(records: Vec<Road>, frame: &Frame, tally: &mut Tally) -> Roads {
    let mut roads = Roads::default();
    for road in by_id(records, "road", |road| &road.id, tally) {
        let Some(line) = shapes::line(frame, &road.line) else {
            tally.note(Trouble::BrokenShape, "road", "", &road.id);
            continue;
        };
        roads.line.push(line);
        roads.id.push(road.id);
        roads.class.push(road.class);
        roads.name.push(road.name.into());
        roads.bridge.push(road.bridge);
    }
    roads
}

pub(super) fn water(records: Vec<Water>, frame: &Frame, tally: &mut Tally) -> Waters {
    let mut waters = Waters::default();
    for water in by_id(records, "water", |water| &water.id, tally) {
        let (shape, lost) = shapes::shape(frame, &water.shape);
        if lost {
            tally.note(Trouble::BrokenShape, "water", "", &water.id);
        }
        waters.shape.push(shape);
        waters.kind.push(water.kind);
        waters.name.push(water.name.into());
    }
    waters
}

pub(super) fn buildings(records: Vec<Building>, land: &Land, tally: &mut Tally) -> Buildings {
    let mut buildings = Buildings::default();
    for building in by_id(records, "building", |building| &building.id, tally) {
        let (shape, lost) = shapes::shape(&land.frame, &building.shape);
        if lost {
            tally.note(Trouble::BrokenShape, "building", "", &building.id);
        }
        let place = shape::building_label(&shape).or_else(|| shapes::anywhere_near(&land.frame, &building.shape));
        buildings.placement.push(place.map_or(Placement::NoPosition, |point| land.grid_index.place(point)));
        buildings.label.push(place.unwrap_or(Point { x: 0, y: 0 }));
        buildings.community.push(area_of(&land.areas, &building.community, "building", "community", tally));
        buildings.shape.push(shape);
        buildings.id.push(building.id);
        buildings.kind.push(building.kind);
        buildings.address.push(building.address.into());
        buildings.floors.push(building.floors);
    }
    buildings
}

pub(super) fn units(
    records: Vec<Unit>,
    land: &Land,
    buildings: &Buildings,
    compounds: &Compounds,
    tally: &mut Tally,
) -> Units {
    let mut units = Units::default();
    for unit in by_id(records, "unit", |unit| &unit.id, tally) {
        let claimed = area_of(&land.areas, &unit.community, "unit", "community", tally);
        let building =
            unit.building.as_ref().and_then(|id| buildings.find(id).or_else(|| unknown("unit", "building", id, tally)));
        let (position, placement) = land.place(unit.position, building.map(|row| (buildings, row)));
        units.community.push(land.counted_by(placement, position, claimed));
        units.claimed.push(claimed);
        units.compound.push(position.and_then(|position| compounds.at(position)));
        units.position.push(position);
        units.placement.push(placement);
        units.id.push(unit.id);
        units.name.push(unit.name.into());
        units.kind.push(unit.kind);
        units.staff.push(unit.staff);
        units.operating.push(unit.operating);
        units.fixed_premises.push(unit.fixed_premises);
        units.work.push(unit.work);
    }
    units
}

pub(super) fn stations(records: Vec<Station>, land: &Land, tally: &mut Tally) -> Stations {
    let mut stations = Stations::default();
    for station in by_id(records, "station", |station| &station.id, tally) {
        let (position, placement) = land.place(station.position, None);
        stations.area.push(area_of(&land.areas, &station.area, "station", "area", tally));
        stations.position.push(position);
        stations.placement.push(placement);
        stations.id.push(station.id);
        stations.name.push(station.name.into());
        stations.kind.push(station.kind);
    }
    stations
}

pub(super) fn organisations(
    records: Vec<Organisation>,
    land: &Land,
    units: &Units,
    tally: &mut Tally,
) -> Organisations {
    let mut organisations = Organisations::default();
    let records = by_id(records, "organisation", |organisation| &organisation.id, tally);
    let row_of: HashMap<OrganisationId, Row> =
        (0..).map(Row).zip(&records).map(|(row, record)| (record.id.clone(), row)).collect();
    let (mut grid_pairs, mut unit_pairs) = (Vec::new(), Vec::new());
    for (row, organisation) in (0..).map(Row).zip(records) {
        let (position, placement) = land.place(organisation.position, None);
        let parent = organisation
            .parent
            .and_then(|id| row_of.get(&id).copied().or_else(|| unknown("organisation", "parent", &id, tally)));
        for code in &organisation.serves_grids {
            let grid = land.grids.find(code.as_str()).or_else(|| unknown("organisation", "serves_grids", code, tally));
            grid_pairs.extend(grid.map(|grid| (row, grid)));
        }
        for id in &organisation.serves_units {
            let unit = units.find(id).or_else(|| unknown("organisation", "serves_units", id, tally));
            unit_pairs.extend(unit.map(|unit| (row, unit)));
        }
        organisations.area.push(area_of(&land.areas, &organisation.area, "organisation", "area", tally));
        organisations.position.push(position);
        organisations.placement.push(placement);
        organisations.parent.push(parent);
        organisations.id.push(organisation.id);
        organisations.name.push(organisation.name.into());
        organisations.kind.push(organisation.kind);
        organisations.joint.push(organisation.joint);
        organisations.elected_on.push(organisation.elected_on);
        organisations.term_years.push(organisation.term_years);
        organisations.has_branch_committee.push(organisation.has_branch_committee);
    }
    organisations.serves_grids = Adjacency::from_pairs(organisations.id.len(), grid_pairs);
    organisations.serves_units = Adjacency::from_pairs(organisations.id.len(), unit_pairs);
    organisations
}

impl Buildings {
    pub(super) fn find(&self, id: &BuildingId) -> Option<Row> {
        self.id.binary_search(id).ok().map(|index| Row(index as u32))
    }
}

impl Organisations {
    pub(super) fn find(&self, id: &str) -> Option<Row> {
        self.id.binary_search_by(|probe| probe.as_str().cmp(id)).ok().map(|index| Row(index as u32))
    }
}

impl Units {
    pub(super) fn find(&self, id: &UnitId) -> Option<Row> {
        self.id.binary_search(id).ok().map(|index| Row(index as u32))
    }
}

pub(super) fn area_of(
    areas: &Areas,
    code: &AreaCode,
    table: &'static str,
    field: &'static str,
    tally: &mut Tally,
) -> Option<Row> {
    areas.find(code.as_str()).or_else(|| unknown(table, field, code, tally))
}

fn unknown(table: &'static str, field: &'static str, id: impl Display, tally: &mut Tally) -> Option<Row> {
    tally.note(Trouble::UnknownReference, table, field, id);
    None
}

/// Areas and grids always have a label: where a shape has no inside, the middle of what was drawn, else the origin.
pub(super) fn label(inside: Option<Point>, near: impl FnOnce() -> Option<Point>) -> Point {
    inside.or_else(near).unwrap_or(Point { x: 0, y: 0 })
}

pub(super) fn by_id<T, K: Ord + Display>(
    records: Vec<T>,
    table: &'static str,
    key: impl Fn(&T) -> &K,
    tally: &mut Tally,
) -> Vec<T> {
    by_id_as(Trouble::RepeatedId, records, table, key, tally)
}

/// Records in the order of their ids; of several with one id the last.
fn by_id_as<T, K: Ord + Display>(
    repeated: Trouble,
    mut records: Vec<T>,
    table: &'static str,
    key: impl Fn(&T) -> &K,
    tally: &mut Tally,
) -> Vec<T> {
    records.reverse();
    records.sort_by(|a, b| key(a).cmp(key(b)));
    records.dedup_by(|earlier, kept| {
        let same = key(earlier) == key(kept);
        if same {
            tally.note(repeated, table, "", key(kept));
        }
        same
    });
    records
}
