//! What an edit does to the records themselves: the slow way round, by which the quick one is tested.

use crate::edit::Edit;
use crate::snapshot::builder::SnapshotBuilder;
use crate::snapshot::raw::RawMembers;

impl SnapshotBuilder {
    /// Puts or removes one record.
    pub fn apply(&mut self, edit: &Edit) {
        match edit.clone() {
            Edit::PutStation(it) => put(&mut self.stations, it, |station| station.id.clone()),
            Edit::RemoveStation(id) => self.stations.retain(|station| station.id != id),
            Edit::PutUnit(it) => put(&mut self.units, it, |unit| unit.id.clone()),
            Edit::RemoveUnit(id) => self.units.retain(|unit| unit.id != id),
            Edit::PutGrid(it) => put(&mut self.grids, it, |grid| (grid.code.clone(), grid.valid_from)),
            Edit::RemoveGrid(code, from) => self.grids.retain(|grid| grid.code != code || grid.valid_from != from),
            Edit::PutMember(it) => {
                self.apply(&Edit::RemoveMember(it.id.clone()));
                self.member(it);
            }
            Edit::RemoveMember(id) => {
                let token = self.references.members.token(id.as_str());
                self.members.remove(token);
            }
            Edit::PutLink(it) => self.link(it),
            Edit::RemoveLink(household, member) => {
                let references = &mut self.references;
                let pair = (references.households.token(household.as_str()), references.members.token(member.as_str()));
                self.links.retain(|(ends, _)| *ends != pair);
            }
            Edit::PutVisit(household, day) => self.visits(household.as_str(), std::iter::once(day)),
            Edit::RemoveVisit(household, day) => {
                let token = self.references.households.token(household.as_str());
                self.visits.remove(token, day);
            }
        }
    }

    /// Forgets what households state of their last visits: the register derives it from the visits.
    pub fn derive_last_visits(&mut self) {
        self.households.last_visit.fill(None);
    }
}

fn put<T, K: PartialEq>(records: &mut Vec<T>, record: T, key: impl Fn(&T) -> K) {
    records.retain(|other| key(other) != key(&record));
    records.push(record);
}

impl RawMembers {
    fn remove(&mut self, token: u32) {
        while let Some(row) = self.token.iter().position(|of| *of == token) {
            self.token.remove(row);
            self.community.remove(row);
            self.kind.remove(row);
            self.birth_year.remove(row);
            self.household.remove(row);
            self.unit.remove(row);
            self.organisation.remove(row);
            self.active.remove(row);
            self.eligible.remove(row);
            self.left_on.remove(row);
            self.exemption.remove(row);
            self.hub.remove(row);
        }
    }
}
