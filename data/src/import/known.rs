//! What is known while rows are read: the ids of this import and of the register, labels, shapes, the district's box.

use std::collections::hash_map::Entry;
use std::collections::{BTreeSet, HashMap, HashSet};

use chrono::NaiveDate;
use geo_types::MultiPolygon;
use spatial::Snapshot;
use spatial::places::{AreaCode, Level, LonLat};
use spatial::snapshot::Row;

use super::Kind;
use super::bounds::Bounds;
use super::datum::Suspects;

/// The file (by its place in the order of reading) and row that an id was first seen in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Place {
    pub(crate) file: u32,
    pub(crate) row: u64,
}

#[derive(Clone, Copy)]
struct Seen {
    place: Place,
    /// Dense within its kind: households are counted by it.
    index: u32,
    /// Index into `counties`.
    county: u16,
}

/// Everything a row may be held against.
#[derive(Default)]
pub(crate) struct Known {
    /// The register as it was, one snapshot per district.
    register: Vec<Snapshot>,
    ids: HashMap<Kind, HashMap<Box<str>, Seen>>,
    counties: Vec<AreaCode>,
    /// The county of rows that name none: the manifest's, else the only one there is.
    named_county: Option<AreaCode>,
    area_counties: BTreeSet<AreaCode>,
    area_bounds: Option<Bounds>,
    /// Centres of the footprints of this import.
    centres: HashMap<Box<str>, LonLat>,
    communities: HashMap<AreaCode, MultiPolygon<f64>>,
    /// First household per building and door.
    doors: HashMap<String, Box<str>>,
    /// Household and day of the visits of this import.
    visits: HashSet<(u32, NaiveDate)>,
    /// Organisations and the parents they name: checked when all organisations are read.
    pub(crate) parents: Vec<(Place, Box<str>)>,
    /// The day the data is said to be of: nothing can have happened after it.
    pub(crate) last_day: Option<NaiveDate>,
    /// The newest visit of this import.
    pub(crate) newest_visit: Option<NaiveDate>,
    /// Files whose references to a kind could not be checked, because nothing of that kind is known.
    pub(crate) unchecked: BTreeSet<(String, Kind)>,
    /// Lists that are not where they belong.
    pub(crate) suspects: Suspects,
}

impl Known {
    pub(crate) fn new(register: Vec<Snapshot>, named_county: Option<AreaCode>, last_day: Option<NaiveDate>) -> Self {
        let mut known = Self { named_county, last_day, ..Self::default() };
        for snapshot in &register {
            known.area_counties.insert(snapshot.county.clone());
            for shape in &snapshot.areas.shape {
                let corners = shape.iter().flat_map(|polygon| &polygon.exterior);
                let corners = corners.map(|corner| snapshot.frame.unproject(*corner));
                known.grow(Bounds::of_positions(corners));
            }
        }
        known.register = register;
        known
    }

    /// Whether the register held anything before the import.
    pub(crate) fn has_register(&self) -> bool {
        !self.register.is_empty()
    }

    /// Notes an id; an error tells where it was seen first in this import.
    pub(crate) fn claim(&mut self, kind: Kind, id: &str, county: &AreaCode, place: Place) -> Result<u32, Place> {
        let county = self.county_index(county);
        let ids = self.ids.entry(kind).or_default();
        let index = ids.len() as u32;
        match ids.entry(id.into()) {
            Entry::Occupied(seen) => Err(seen.get().place),
            Entry::Vacant(free) => {
                free.insert(Seen { place, index, county });
                Ok(index)
            }
        }
    }

    fn county_index(&mut self, county: &AreaCode) -> u16 {
        let found = self.counties.iter().position(|known| known == county);
        found.unwrap_or_else(|| {
            self.counties.push(county.clone());
            self.counties.len() - 1
        }) as u16
    }

    /// Whether an id is in this import or in the register.
    pub(crate) fn has(&self, kind: Kind, id: &str) -> bool {
        self.ids.get(&kind).is_some_and(|ids| ids.contains_key(id))
            || self.register.iter().any(|it| holds(it, kind, id))
    }

    /// Whether anything of a kind is known: where nothing is, references to it cannot be checked.
    pub(crate) fn has_any(&self, kind: Kind) -> bool {
        self.ids.get(&kind).is_some_and(|ids| !ids.is_empty()) || self.register.iter().any(|it| holds_any(it, kind))
    }

    /// The county a household lies in.
    pub(crate) fn county_of(&self, kind: Kind, id: &str) -> Option<AreaCode> {
        if let Some(seen) = self.ids.get(&kind).and_then(|ids| ids.get(id)) {
            return self.counties.get(usize::from(seen.county)).cloned();
        }
        self.register.iter().find(|it| holds(it, kind, id)).map(|it| it.county.clone())
    }

    /// The county of rows that name none.
    pub(crate) fn default_county(&self) -> Option<AreaCode> {
        let only = (self.area_counties.len() == 1).then(|| self.area_counties.first().cloned()).flatten();
        self.named_county.clone().or(only)
    }

    pub(crate) fn add_area(&mut self, code: &AreaCode, shape: &MultiPolygon<f64>) {
        self.area_counties.insert(code.county());
        self.grow(Bounds::of_shape(shape));
        if code.level() == Level::Community {
            self.communities.insert(code.clone(), shape.clone());
        }
    }

    fn grow(&mut self, bounds: Option<Bounds>) {
        self.area_bounds = match (self.area_bounds, bounds) {
            (Some(one), Some(other)) => Some(one.join(other)),
            (one, other) => one.or(other),
        };
    }

    /// The box positions must lie in: of all areas, with a margin; China while no area is known.
    pub(crate) fn bounds(&self) -> Bounds {
        self.area_bounds.map_or(Bounds::CHINA, Bounds::widened)
    }

    pub(crate) fn community(&self, code: &AreaCode) -> Option<&MultiPolygon<f64>> {
        self.communities.get(code)
    }

    pub(crate) fn add_centre(&mut self, building: &str, centre: LonLat) {
        self.centres.insert(building.into(), centre);
    }

    /// About where a building stands.
    pub(crate) fn centre(&self, building: &str) -> Option<LonLat> {
        self.centres.get(building).copied().or_else(|| {
            self.register.iter().find_map(|it| {
                let row = it.buildings.id.binary_search_by(|id| id.as_str().cmp(building)).ok()?;
                Some(it.frame.unproject(it.buildings.label[row]))
            })
        })
    }

    /// The household that was first seen behind a door; notes this one if there is none.
    pub(crate) fn behind_door(&mut self, building: &str, door: &str, household: &str) -> Option<Box<str>> {
        match self.doors.entry(format!("{building}/{door}")) {
            Entry::Occupied(first) => Some(first.get().clone()),
            Entry::Vacant(free) => {
                free.insert(household.into());
                None
            }
        }
    }

    /// Notes a visit; `false` where the household was visited on that day already.
    pub(crate) fn claim_visit(&mut self, household: &str, day: NaiveDate) -> bool {
        self.newest_visit = self.newest_visit.max(Some(day));
        let seen = self.ids.get(&Kind::Households).and_then(|ids| ids.get(household)).map(|seen| seen.index);
        let index = seen.or_else(|| self.register_index(household));
        index.is_none_or(|index| self.visits.insert((index, day)))
    }

    /// A number for a household that only the register holds, out of the way of this import's.
    fn register_index(&self, household: &str) -> Option<u32> {
        let mut before = u32::MAX;
        for snapshot in &self.register {
            if let Some(Row(row)) = snapshot.households.id.find(household) {
                return Some(before - row);
            }
            before -= snapshot.households.id.len() as u32;
        }
        None
    }
}

fn holds(snapshot: &Snapshot, kind: Kind, id: &str) -> bool {
    fn found<T>(sorted: &[T], by: impl Fn(&T) -> &str, id: &str) -> bool {
        sorted.binary_search_by(|it| by(it).cmp(id)).is_ok()
    }
    match kind {
        Kind::Areas => found(&snapshot.areas.code, |code| code.as_str(), id),
        Kind::Grids => found(&snapshot.grids.code, |code| code.as_str(), id),
        Kind::Buildings => found(&snapshot.buildings.id, |it| it.as_str(), id),
        Kind::Households => snapshot.households.id.find(id).is_some(),
        Kind::Units => found(&snapshot.units.id, |it| it.as_str(), id),
        Kind::Organisations => found(&snapshot.organisations.id, |it| it.as_str(), id),
        Kind::Members => snapshot.members.id.find(id).is_some(),
        Kind::Stations => found(&snapshot.stations.id, |it| it.as_str(), id),
        Kind::Compounds => found(&snapshot.compounds.id, |it| it.as_str(), id),
        // Nothing refers to these.
        Kind::Roads
        | Kind::Water
        | Kind::GridStaff
        | Kind::Links
        | Kind::Visits
        | Kind::Requests
        | Kind::MicroGrids
        | Kind::HubHouseholds
        | Kind::BuildingLeaders
        | Kind::CheckIns => false,
    }
}

fn holds_any(snapshot: &Snapshot, kind: Kind) -> bool {
    match kind {
        Kind::Areas => !snapshot.areas.code.is_empty(),
        Kind::Grids => !snapshot.grids.code.is_empty(),
        Kind::Buildings => !snapshot.buildings.id.is_empty(),
        Kind::Households => !snapshot.households.id.is_empty(),
        Kind::Units => !snapshot.units.id.is_empty(),
        Kind::Organisations => !snapshot.organisations.id.is_empty(),
        Kind::Members => !snapshot.members.id.is_empty(),
        Kind::Stations => !snapshot.stations.id.is_empty(),
        Kind::Compounds => !snapshot.compounds.id.is_empty(),
        Kind::Roads
        | Kind::Water
        | Kind::GridStaff
        | Kind::Links
        | Kind::Visits
        | Kind::Requests
        | Kind::MicroGrids
        | Kind::HubHouseholds
        | Kind::BuildingLeaders
        | Kind::CheckIns => false,
    }
}
