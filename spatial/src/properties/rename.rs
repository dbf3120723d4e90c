use std::collections::BTreeMap;

use crate::fixture::Records;
use crate::places::{BuildingId, HouseholdId, MemberId, OrganisationId, RoadId, StationId, UnitId};

/// New ids for old ones; what is not listed keeps its own.
#[derive(Default)]
pub(super) struct Names(BTreeMap<String, String>);

impl Names {
    /// For everything but places with codes, whose digits mean something: of each kind the last comes first.
    pub(super) fn of(records: &Records) -> Self {
        let mut names = Self::default();
        names.add("h", records.households.iter().map(|record| record.id.as_str()));
        names.add("m", records.members.iter().map(|record| record.id.as_str()));
        names.add("b", records.buildings.iter().map(|record| record.id.as_str()));
        names.add("e", records.units.iter().map(|record| record.id.as_str()));
        names.add("o", records.organisations.iter().map(|record| record.id.as_str()));
        names.add("s", records.stations.iter().map(|record| record.id.as_str()));
        names.add("r", records.roads.iter().map(|record| record.id.as_str()));
        names
    }

    fn add<'a>(&mut self, letter: &str, ids: impl Iterator<Item = &'a str>) {
        let mut ids: Vec<&str> = ids.collect();
        ids.sort_unstable_by(|a, b| b.cmp(a));
        self.0.extend(ids.into_iter().enumerate().map(|(at, id)| (id.to_owned(), format!("{letter}{at:04}"))));
    }

    pub(super) fn get<'a>(&'a self, id: &'a str) -> &'a str {
        self.0.get(id).map_or(id, String::as_str)
    }

    /// The same district under the new ids.
    pub(super) fn given(&self, records: &Records) -> Records {
        let mut records = records.clone();
        let household = |id: &HouseholdId| HouseholdId::new(self.get(id.as_str()));
        let member = |id: &MemberId| MemberId::new(self.get(id.as_str()));
        let building = |id: &BuildingId| BuildingId::new(self.get(id.as_str()));
        let unit = |id: &UnitId| UnitId::new(self.get(id.as_str()));
        let organisation = |id: &OrganisationId| OrganisationId::new(self.get(id.as_str()));
        for record in &mut records.households {
            record.id = household(&record.id);
            record.building = record.building.as_ref().map(building);
        }
        for record in &mut records.members {
            record.id = member(&record.id);
            record.household = record.household.as_ref().map(household);
            record.unit = record.unit.as_ref().map(unit);
            record.organisation = record.organisation.as_ref().map(organisation);
        }
        for record in &mut records.organisations {
            record.id = organisation(&record.id);
            record.parent = record.parent.as_ref().map(organisation);
            record.serves_units = record.serves_units.iter().map(unit).collect();
        }
        records.buildings.iter_mut().for_each(|record| record.id = building(&record.id));
        records.units.iter_mut().for_each(|record| record.id = unit(&record.id));
        records.stations.iter_mut().for_each(|record| record.id = StationId::new(self.get(record.id.as_str())));
        records.roads.iter_mut().for_each(|record| record.id = RoadId::new(self.get(record.id.as_str())));
        for record in &mut records.links {
            (record.household, record.member) = (household(&record.household), member(&record.member));
        }
        records.hubs.iter_mut().for_each(|record| record.household = household(&record.household));
        records.leaders.iter_mut().for_each(|record| record.building = building(&record.building));
        for record in &mut records.micro_grids {
            record.buildings = record.buildings.iter().map(building).collect();
        }
        records
    }
}
