//! From records to a snapshot: sorted, resolved, placed.

use super::builder::SnapshotBuilder;
use super::locate::Locator;
use super::notes::{self, MemberRows};
use super::order::Order;
use super::people::{self, Known};
use super::tally::Tally;
use super::{Areas, Buildings, Grids, Placement, Row, Snapshot, shapes, tables};
use crate::Finding;
use crate::frame::Frame;
use crate::places::{BuildingId, Level, LonLat, UnitId};
use crate::shape::{Point, Shape};

/// What places are placed on.
pub(super) struct Ground<'a> {
    pub(super) frame: &'a Frame,
    pub(super) areas: &'a Areas,
    pub(super) grids: &'a Grids,
    pub(super) grid_index: &'a Locator,
    pub(super) community_index: &'a Locator,
}

impl Ground<'_> {
    /// Where a subject is: at its own coordinates, else at its building. Coordinates too far for the frame place it outside,
    /// without a point.
    pub(super) fn place(&self, own: Option<LonLat>, building: Option<(&Buildings, Row)>) -> (Option<Point>, Placement) {
        match (own, building) {
            (Some(own), _) => {
                let point = self.frame.project(own);
                (point, point.map_or(Placement::Outside, |point| self.grid_index.place(point)))
            }
            (None, Some((buildings, row))) => {
                let placement = buildings.placement[row.index()];
                ((placement != Placement::NoPosition).then_some(buildings.label[row.index()]), placement)
            }
            (None, None) => (None, Placement::NoPosition),
        }
    }

    /// The community that counts a subject: of its grid, else the one whose area holds it, else the claimed one.
    pub(super) fn counted_by(
        &self,
        placement: Placement,
        position: Option<Point>,
        claimed: Option<Row>,
    ) -> Option<Row> {
        let of_grid = match placement {
            Placement::InGrid(grid) => self.grids.community[grid.index()],
            _ => None,
        };
        of_grid.or_else(|| self.community_index.first_at(position?)).or(claimed)
    }
}

pub(super) fn finish(mut builder: SnapshotBuilder) -> (Snapshot, Vec<Finding>) {
    let mut tally = Tally::default();
    let frame = shapes::frame(&builder);
    let areas = tables::areas(std::mem::take(&mut builder.areas), &builder.county, &frame, &mut tally);
    let (records, staff) = (std::mem::take(&mut builder.grids), std::mem::take(&mut builder.staff));
    let grids = tables::grids(records, &staff, builder.data_date, &frame, &areas, &mut tally);
    let grid_index = Locator::new(rows(&grids.shape));
    let is_community = |(row, _): &(Row, &Shape)| areas.code[row.index()].level() == Level::Community;
    let community_index = Locator::new(rows(&areas.shape).filter(is_community));
    let roads = tables::roads(std::mem::take(&mut builder.roads), &frame, &mut tally);
    let water = tables::water(std::mem::take(&mut builder.water), &frame, &mut tally);
    let mut buildings = tables::buildings(std::mem::take(&mut builder.buildings), &frame, &areas, &mut tally);
    for (label, placement) in buildings.label.iter().zip(&mut buildings.placement) {
        if *placement != Placement::NoPosition {
            *placement = grid_index.place(*label);
        }
    }
    let ground = Ground {
        frame: &frame,
        areas: &areas,
        grids: &grids,
        grid_index: &grid_index,
        community_index: &community_index,
    };
    let units = tables::units(std::mem::take(&mut builder.units), &ground, &buildings, &mut tally);
    let stations = tables::stations(std::mem::take(&mut builder.stations), &ground, &mut tally);
    let organisations = tables::organisations(std::mem::take(&mut builder.organisations), &ground, &units, &mut tally);

    let references = &builder.references;
    let area_rows = references.areas.resolve(|code| areas.find(code));
    let building_rows = references.buildings.resolve(|id| buildings.find(&BuildingId::new(id)));
    let unit_rows = references.units.resolve(|id| units.find(&UnitId::new(id)));
    let organisation_rows = references.organisations.resolve(|id| {
        let found = organisations.id.binary_search_by(|probe| probe.as_str().cmp(id));
        found.ok().map(|index| Row(index as u32))
    });
    let household_order = Order::of(&builder.households.token, &references.households);
    let member_order = Order::of(&builder.members.token, &references.members);
    let known = Known { areas: &area_rows, buildings: &building_rows, ground: &ground, placed_buildings: &buildings };
    let mut households = people::households(&builder.households, &household_order, references, &known);
    let mut members = people::members(
        &builder.members,
        &member_order,
        references,
        &area_rows,
        &unit_rows,
        &organisation_rows,
        (&households, &household_order.row_of),
    );
    people::links(
        &builder.links,
        references,
        (&household_order.row_of, &member_order.row_of),
        (&mut households, &mut members),
        &mut tally,
    );
    notes::replaced("household", &household_order, &builder.households.token, &references.households, &mut tally);
    notes::replaced("member", &member_order, &builder.members.token, &references.members, &mut tally);
    notes::household_references(
        &builder.households,
        &household_order,
        references,
        (&area_rows, &building_rows),
        &mut tally,
    );
    let member_rows = MemberRows {
        areas: &area_rows,
        households: &household_order.row_of,
        units: &unit_rows,
        organisations: &organisation_rows,
    };
    notes::member_references(&builder.members, &member_order, references, &member_rows, &mut tally);
    let snapshot = Snapshot {
        revision: builder.revision,
        data_date: builder.data_date,
        county: builder.county.clone(),
        frame,
        areas,
        grids,
        roads,
        water,
        buildings,
        households,
        members,
        organisations,
        units,
        stations,
        grid_index,
        community_index,
    };
    notes::placements(&snapshot, &mut tally);
    (snapshot, tally.findings())
}

fn rows(shapes: &[Shape]) -> impl Iterator<Item = (Row, &Shape)> {
    (0..).map(Row).zip(shapes)
}
