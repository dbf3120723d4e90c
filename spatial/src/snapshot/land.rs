use super::builder::SnapshotBuilder;
use super::locate::Locator;
use super::tally::Tally;
use super::{Areas, Buildings, Grids, Placement, Row, shapes, tables};
use crate::frame::Frame;
use crate::places::{Level, LonLat};
use crate::shape::{Point, Shape};

/// What everything else is placed on: the areas and grids of a district, in its frame, indexed.
pub(super) struct Land {
    pub(super) frame: Frame,
    pub(super) areas: Areas,
    pub(super) grids: Grids,
    pub(super) grid_index: Locator,
    pub(super) community_index: Locator,
}

impl Land {
    pub(super) fn of(builder: &mut SnapshotBuilder, tally: &mut Tally) -> Self {
        let frame = shapes::frame(builder);
        let areas = tables::areas(std::mem::take(&mut builder.areas), &builder.county, &frame, tally);
        let (records, staff) = (std::mem::take(&mut builder.grids), std::mem::take(&mut builder.staff));
        let grids = tables::grids(records, &staff, builder.data_date, &frame, &areas, tally);
        let is_community = |(row, _): &(Row, &Shape)| areas.code[row.index()].level() == Level::Community;
        let community_index = Locator::new(rows(&areas.shape).filter(is_community));
        Self { frame, grid_index: Locator::new(rows(&grids.shape)), areas, grids, community_index }
    }

    /// Where a subject is: at its own coordinates, else at its building. Coordinates too far for the frame place it outside,
    /// without a point.
    pub(super) fn place(&self, own: Option<LonLat>, building: Option<(&Buildings, Row)>) -> (Option<Point>, Placement) {
        place(&self.frame, &self.grid_index, own, building)
    }

    /// The community that counts a subject: of its grid, else the one whose area holds it, else the claimed one.
    pub(super) fn counted_by(
        &self,
        placement: Placement,
        position: Option<Point>,
        claimed: Option<Row>,
    ) -> Option<Row> {
        counted_by(&self.grids, &self.community_index, placement, position, claimed)
    }
}

/// See [`Land::counted_by`].
pub(super) fn counted_by(
    grids: &Grids,
    communities: &Locator,
    placement: Placement,
    position: Option<Point>,
    claimed: Option<Row>,
) -> Option<Row> {
    let of_grid = match placement {
        Placement::InGrid(grid) => grids.community[grid.index()],
        _ => None,
    };
    of_grid.or_else(|| communities.first_at(position?)).or(claimed)
}

/// See [`Land::place`].
pub(super) fn place(
    frame: &Frame,
    grid_index: &Locator,
    own: Option<LonLat>,
    building: Option<(&Buildings, Row)>,
) -> (Option<Point>, Placement) {
    match (own, building) {
        (Some(own), _) => {
            let point = frame.project(own);
            (point, point.map_or(Placement::Outside, |point| grid_index.place(point)))
        }
        (None, Some((buildings, row))) => {
            let placement = buildings.placement[row.index()];
            ((placement != Placement::NoPosition).then_some(buildings.label[row.index()]), placement)
        }
        (None, None) => (None, Placement::NoPosition),
    }
}

fn rows(shapes: &[Shape]) -> impl Iterator<Item = (Row, &Shape)> {
    (0..).map(Row).zip(shapes)
}
