//! From records to a snapshot: sorted, resolved, placed.

use super::builder::SnapshotBuilder;
use super::land::Land;
use super::resolved::Resolved;
use super::tally::Tally;
use super::{MissingLists, Snapshot, circles, compounds, notes, people, requests, tables};
use crate::Finding;

pub(super) fn finish(mut builder: SnapshotBuilder) -> (Snapshot, Vec<Finding>) {
    let mut tally = Tally::default();
    let missing = MissingLists::of(&builder);
    let land = Land::of(&mut builder, &mut tally);
    let roads = tables::roads(std::mem::take(&mut builder.roads), &land.frame, &mut tally);
    let water = tables::water(std::mem::take(&mut builder.water), &land.frame, &mut tally);
    let compounds = compounds::compounds(std::mem::take(&mut builder.compounds), &land, &mut tally);
    let mut buildings = tables::buildings(std::mem::take(&mut builder.buildings), &land, &mut tally);
    circles::leaders(&builder.leaders, &mut buildings, &mut tally);
    let units = tables::units(std::mem::take(&mut builder.units), &land, &buildings, &compounds, &mut tally);
    let stations = tables::stations(std::mem::take(&mut builder.stations), &land, &mut tally);
    let mut organisations =
        tables::organisations(std::mem::take(&mut builder.organisations), &land, &units, &mut tally);
    let (micro_grids, of_building) =
        circles::micro_grids(std::mem::take(&mut builder.micro_grids), &land.grids, &buildings, &mut tally);

    let resolved = Resolved::of(&builder, &land, &buildings, &units, &organisations);
    let mut households = people::households(&builder, &resolved, &land, &buildings, &of_building);
    let mut members = people::members(&builder, &resolved, &households);
    people::links(&builder, &resolved, &mut households, &mut members, &mut tally);
    let hubs = circles::hubs(std::mem::take(&mut builder.hubs), &households, &mut tally);
    circles::check_ins(&builder.check_ins, &land.areas, &mut organisations, &mut members, &mut tally);
    let requests = requests::requests(&builder, &resolved.households.row_of, &households, &land.grids, &mut tally);
    notes::references(&builder, &resolved, &mut tally);
    let snapshot = Snapshot {
        revision: builder.revision,
        data_date: builder.data_date,
        county: builder.county,
        frame: land.frame,
        areas: land.areas.into(),
        grids: land.grids.into(),
        roads: roads.into(),
        water: water.into(),
        buildings: buildings.into(),
        households: households.into(),
        members: members.into(),
        organisations: organisations.into(),
        units: units.into(),
        stations: stations.into(),
        micro_grids: micro_grids.into(),
        hubs: hubs.into(),
        compounds: compounds.into(),
        requests: requests.into(),
        grid_index: land.grid_index.into(),
        community_index: land.community_index.into(),
        loose: std::mem::take(&mut tally.loose).into(),
        missing,
    };
    notes::placements(&snapshot, &mut tally);
    (snapshot, tally.findings())
}
