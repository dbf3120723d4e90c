//! One file per table: its columns, how a record becomes a row, and how a row becomes a record.

use spatial::places::AreaCode;

use super::StoreError;
use super::cell::Cell;
use super::fields::{Fields, Source};
use super::schema::Schema;
use crate::model::{Record, RecordKey, Table};

mod area;
mod building;
mod building_leader;
mod check_in;
mod compound;
mod contact;
mod grid;
mod grid_staff;
mod household;
mod hub_household;
mod link;
mod member;
mod micro_grid;
mod organisation;
mod request;
mod road;
mod station;
mod unit;
mod visit;
mod water;

/// The columns of a table.
pub(crate) fn schema(table: Table) -> &'static Schema {
    match table {
        Table::Area => &area::SCHEMA,
        Table::Grid => &grid::SCHEMA,
        Table::Road => &road::SCHEMA,
        Table::Water => &water::SCHEMA,
        Table::Building => &building::SCHEMA,
        Table::Household => &household::SCHEMA,
        Table::Member => &member::SCHEMA,
        Table::Organisation => &organisation::SCHEMA,
        Table::Unit => &unit::SCHEMA,
        Table::Station => &station::SCHEMA,
        Table::GridStaff => &grid_staff::SCHEMA,
        Table::Link => &link::SCHEMA,
        Table::Contact => &contact::SCHEMA,
        Table::Visit => &visit::SCHEMA,
        Table::Request => &request::SCHEMA,
        Table::Compound => &compound::SCHEMA,
        Table::CheckIn => &check_in::SCHEMA,
        Table::BuildingLeader => &building_leader::SCHEMA,
        Table::HubHousehold => &hub_household::SCHEMA,
        Table::MicroGrid => &micro_grid::SCHEMA,
    }
}

/// The condition under which a row of a table says nothing: putting it removes what the register has under its key.
pub(crate) fn hollow(table: Table) -> Option<&'static str> {
    match table {
        Table::Contact => Some(contact::HOLLOW),
        _ => None,
    }
}

/// A record as a row: one cell per written column, in the schema's order.
pub(crate) fn cells(record: &Record) -> Vec<Cell<'_>> {
    match record {
        Record::Area(it) => area::cells(it),
        Record::Grid(it) => grid::cells(it),
        Record::Road(it) => road::cells(it),
        Record::Water(it) => water::cells(it),
        Record::Building(it) => building::cells(it),
        Record::Household(it) => household::cells(it),
        Record::Member(it) => member::cells(it),
        Record::Organisation(it) => organisation::cells(it),
        Record::Unit(it) => unit::cells(it),
        Record::Station(it) => station::cells(it),
        Record::GridStaff(it) => grid_staff::cells(it),
        Record::Link(it) => link::cells(it),
        Record::Contact(it) => contact::cells(it),
        Record::Visit(it) => visit::cells(it),
        Record::Request(it) => request::cells(it),
        Record::Compound(it) => compound::cells(it),
        Record::CheckIn(it) => check_in::cells(it),
        Record::BuildingLeader(it) => building_leader::cells(it),
        Record::HubHousehold(it) => hub_household::cells(it),
        Record::MicroGrid(it) => micro_grid::cells(it),
    }
}

/// A key as the cells of the key columns.
pub(crate) fn key_cells(key: &RecordKey) -> Vec<Cell<'_>> {
    match key {
        RecordKey::Area(code) => vec![Cell::text(county(code)), Cell::text(code.as_str())],
        RecordKey::Grid(at, code, from) => vec![Cell::text(county(at)), Cell::text(code.as_str()), Cell::Date(*from)],
        RecordKey::Road(at, id) => two(at, id.as_str()),
        RecordKey::Water(at, id) => two(at, id.as_str()),
        RecordKey::Building(at, id) => two(at, id.as_str()),
        RecordKey::Household(at, id) => two(at, id.as_str()),
        RecordKey::Member(at, id) => two(at, id.as_str()),
        RecordKey::Organisation(at, id) => two(at, id.as_str()),
        RecordKey::Unit(at, id) => two(at, id.as_str()),
        RecordKey::Station(at, id) => two(at, id.as_str()),
        RecordKey::Request(at, id) => two(at, id.as_str()),
        RecordKey::MicroGrid(at, code) => two(at, code.as_str()),
        RecordKey::HubHousehold(at, household) => two(at, household.as_str()),
        RecordKey::BuildingLeader(at, building) => two(at, building.as_str()),
        RecordKey::CheckIn(subject, community) => {
            let mut cells = three(community, subject.kind().as_str(), Cell::text(subject.id()));
            cells.push(Cell::text(community.as_str()));
            cells
        }
        RecordKey::Compound(at, id) => two(at, id.as_str()),
        RecordKey::GridStaff(at, grid, role, seat) => {
            let mut cells = three(at, grid.as_str(), Cell::text(role.as_str()));
            cells.push(Cell::Integer((*seat).into()));
            cells
        }
        RecordKey::Link(at, household, member) => three(at, household.as_str(), Cell::text(member.as_str())),
        RecordKey::Contact(at, subject, id) => three(at, subject.as_str(), Cell::text(id)),
        RecordKey::Visit(at, household, date) => three(at, household.as_str(), Cell::Date(*date)),
    }
}

/// A row as a record.
pub(crate) fn read<S: Source>(table: Table, source: &S) -> Result<Record, StoreError> {
    let row = &mut Fields::new(source, schema(table));
    Ok(match table {
        Table::Area => Record::Area(area::read(row)?),
        Table::Grid => Record::Grid(grid::read(row)?),
        Table::Road => Record::Road(road::read(row)?),
        Table::Water => Record::Water(water::read(row)?),
        Table::Building => Record::Building(building::read(row)?),
        Table::Household => Record::Household(household::read(row)?),
        Table::Member => Record::Member(member::read(row)?),
        Table::Organisation => Record::Organisation(organisation::read(row)?),
        Table::Unit => Record::Unit(unit::read(row)?),
        Table::Station => Record::Station(station::read(row)?),
        Table::GridStaff => Record::GridStaff(grid_staff::read(row)?),
        Table::Link => Record::Link(link::read(row)?),
        Table::Contact => Record::Contact(contact::read(row)?),
        Table::Visit => Record::Visit(visit::read(row)?),
        Table::Request => Record::Request(request::read(row)?),
        Table::Compound => Record::Compound(compound::read(row)?),
        Table::CheckIn => Record::CheckIn(check_in::read(row)?),
        Table::BuildingLeader => Record::BuildingLeader(building_leader::read(row)?),
        Table::HubHousehold => Record::HubHousehold(hub_household::read(row)?),
        Table::MicroGrid => Record::MicroGrid(micro_grid::read(row)?),
    })
}

/// The first six digits of a code.
fn county(code: &AreaCode) -> &str {
    &code.as_str()[..6]
}

fn two<'a>(at: &'a AreaCode, id: &'a str) -> Vec<Cell<'a>> {
    vec![Cell::text(county(at)), Cell::text(id)]
}

fn three<'a>(at: &'a AreaCode, id: &'a str, last: Cell<'a>) -> Vec<Cell<'a>> {
    vec![Cell::text(county(at)), Cell::text(id), last]
}

/// Codes as one text, separated by `;` as in the files.
fn list<T>(items: &[T], text: fn(&T) -> &str) -> Cell<'_> {
    let texts: Vec<&str> = items.iter().map(text).collect();
    Cell::Text(texts.join(";").into())
}

fn items<'a, T>(text: &'a str, wrap: fn(&'a str) -> T) -> Vec<T> {
    text.split(';').filter(|item| !item.is_empty()).map(wrap).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::schema::Role;

    #[test]
    fn every_key_begins_with_the_county_and_derived_columns_stand_last() {
        for &table in Table::ALL {
            let columns = schema(table).columns;
            assert_eq!((columns[0].name, columns[0].role), ("county", Role::Key), "{}", table.as_str());
            let written = schema(table).written().count();
            assert!(columns[..written].iter().all(|column| column.role != Role::Derived), "{}", table.as_str());
            assert_eq!(schema(table).table, table);
        }
    }

    #[test]
    fn a_list_of_codes_comes_back() {
        assert_eq!(items("a;b", str::to_owned), ["a", "b"]);
        assert_eq!(items("", str::to_owned), Vec::<String>::new());
    }
}
