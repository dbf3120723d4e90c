//! What is inside what.

use spatial::places::Level;
use spatial::snapshot::{Placement, Row};

use super::{PlaceRow, View};
use crate::api::wire::PathItem;
use crate::http::Problem;

impl View {
    /// Every place of a level inside an area, by code.
    pub fn places(&self, within: Row, level: Level) -> Vec<PlaceRow> {
        let hierarchy = &self.served.hierarchy;
        match level {
            Level::Grid => hierarchy.grids(within).iter().copied().map(PlaceRow::Grid).collect(),
            _ => hierarchy.areas(within, level).into_iter().map(PlaceRow::Area).collect(),
        }
    }

    /// Every place of the level asked for inside an area or grid, by code.
    ///
    /// # Errors
    /// 422 for a level above it, naming those that are in it.
    pub fn places_at(&self, within: PlaceRow, level: Level) -> Result<Vec<PlaceRow>, Problem> {
        let own = self.own_level(within);
        let allowed: Vec<Level> = Level::ALL.iter().copied().skip_while(|other| *other != own).collect();
        if allowed.contains(&level) {
            return Ok(self.places_in(within, level));
        }
        let allowed = allowed.into_iter().map(|level| level.as_str().to_owned()).collect();
        Err(Problem::bad_parameter("level", level.as_str(), allowed))
    }

    /// The level of an area or grid that is asked about; a register without any area is a district too.
    pub fn own_level(&self, within: PlaceRow) -> Level {
        if self.snapshot().areas.code.is_empty() { Level::District } else { self.level(within) }
    }

    /// Every place of a level inside an area or grid, by code; a grid has nothing but itself in it.
    fn places_in(&self, within: PlaceRow, level: Level) -> Vec<PlaceRow> {
        match within {
            PlaceRow::Area(area) => self.places(area, level),
            PlaceRow::Grid(_) if level == Level::Grid => vec![within],
            PlaceRow::Grid(_) => Vec::new(),
        }
    }

    /// The way down from the district to an area, itself included.
    pub fn path(&self, area: Option<Row>) -> Vec<PathItem> {
        let areas = &self.snapshot().areas;
        let rows = std::iter::successors(area, |row| areas.parent[row.index()]);
        let mut path: Vec<_> = rows
            .map(|row| PathItem {
                code: areas.code[row.index()].to_string(),
                name: areas.name[row.index()].to_string(),
                level: areas.code[row.index()].level().into(),
            })
            .collect();
        path.reverse();
        path
    }

    /// The areas in which a subject is counted, from the smallest: those around its grid, else the claimed community's.
    pub fn around(&self, placement: Placement, community: Option<Row>) -> impl Iterator<Item = Row> + '_ {
        let first = match placement {
            Placement::InGrid(grid) => spatial::sums::grid_parent(self.snapshot(), grid),
            _ => community,
        };
        std::iter::successors(first, |area| self.snapshot().areas.parent[area.index()])
    }

    /// Whether a subject is counted in an area; in the district (`None`, or its row) all are.
    pub fn is_in(&self, area: Option<Row>, placement: Placement, community: Option<Row>) -> bool {
        let inside = area.filter(|area| self.snapshot().areas.parent[area.index()].is_some());
        inside.is_none_or(|area| self.around(placement, community).any(|around| around == area))
    }

    /// The grid a subject stands in, as a step of a way; `None` outside every grid and between several.
    pub fn grid_of(&self, placement: Placement) -> Option<PathItem> {
        let Placement::InGrid(grid) = placement else { return None };
        let place = PlaceRow::Grid(grid);
        Some(PathItem { code: self.code(place).into(), name: self.name(place).into(), level: Level::Grid.into() })
    }

    /// A building's address; `None` where it has none.
    pub fn address(&self, building: Row) -> Option<String> {
        let address = &self.snapshot().buildings.address[building.index()];
        (!address.is_empty()).then(|| address.to_string())
    }
}
