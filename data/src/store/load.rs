use spatial::SnapshotBuilder;

use crate::model::{Record, Table};

/// The tables a snapshot is made of, the large ones first so that parallel readers finish together. Contacts never leave
/// the register; visits and requests stay there too, as the last visit stands on the household.
pub(crate) const LOADED: [Table; 12] = [
    Table::Household,
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
];

/// Gives a record to a builder; records that are no part of a snapshot are dropped.
pub(crate) fn add(builder: &mut SnapshotBuilder, record: Record) {
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
        Record::Contact(_) | Record::Visit(_) | Record::Request(_) => {}
    }
}
