use spatial::SnapshotBuilder;

use crate::model::{Record, Table};

/// The tables a snapshot is made of, the large ones first so that parallel readers finish together. Contacts never leave
/// the register.
pub(crate) const LOADED: [Table; 19] = [
    Table::Household,
    Table::Visit,
    Table::Link,
    Table::Building,
    Table::Member,
    Table::Unit,
    Table::Road,
    Table::Area,
    Table::Grid,
    Table::Water,
    Table::Organisation,
    Table::Station,
    Table::GridStaff,
    Table::Request,
    Table::MicroGrid,
    Table::HubHousehold,
    Table::BuildingLeader,
    Table::CheckIn,
    Table::Compound,
];

/// Gives a record to a builder. One that it only had to look at comes back, to be freed where it was made: to free a million
/// records of another thread took a third of the builder's time.
pub(crate) fn add(builder: &mut SnapshotBuilder, record: Record) -> Option<Record> {
    match &record {
        Record::Household(it) => builder.household(it),
        Record::Member(it) => builder.member(it),
        Record::Link(it) => builder.link(it),
        Record::Request(it) => builder.request(it),
        Record::Visit(it) => builder.visits(it.household.as_str(), std::iter::once(it.date)),
        // Names and phones are no part of a snapshot.
        Record::Contact(_) => {}
        _ => return hand_over(builder, record),
    }
    Some(record)
}

fn hand_over(builder: &mut SnapshotBuilder, record: Record) -> Option<Record> {
    match record {
        Record::Area(it) => builder.area(it),
        Record::Grid(it) => builder.grid(it),
        Record::Road(it) => builder.road(it),
        Record::Water(it) => builder.water(it),
        Record::Building(it) => builder.building(it),
        Record::Organisation(it) => builder.organisation(it),
        Record::Unit(it) => builder.unit(it),
        Record::Station(it) => builder.station(it),
        Record::GridStaff(it) => builder.staff(it),
        Record::MicroGrid(it) => builder.micro_grid(it),
        Record::HubHousehold(it) => builder.hub_household(it),
        Record::BuildingLeader(it) => builder.building_leader(it),
        Record::CheckIn(it) => builder.check_in(it),
        Record::Compound(it) => builder.compound(it),
        other => return Some(other),
    }
    None
}
