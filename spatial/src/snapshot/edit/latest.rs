use std::collections::BTreeMap;

use chrono::NaiveDate;

use crate::edit::Edit;
use crate::places::{Grid, GridCode, HouseholdId, Link, Member, MemberId, Station, StationId, Unit, UnitId};

/// What each record is in the end: `None` where it is no more. Of several edits of one record the last counts, and so their
/// order does not otherwise matter.
#[derive(Debug, Default)]
pub(super) struct Latest {
    pub(super) grids: BTreeMap<(GridCode, NaiveDate), Option<Grid>>,
    pub(super) units: BTreeMap<UnitId, Option<Unit>>,
    pub(super) stations: BTreeMap<StationId, Option<Station>>,
    pub(super) members: BTreeMap<MemberId, Option<Member>>,
    pub(super) links: BTreeMap<(HouseholdId, MemberId), Option<Link>>,
    /// Whether the household was visited on the day.
    pub(super) visits: BTreeMap<(HouseholdId, NaiveDate), bool>,
}

impl Latest {
    pub(super) fn of(edits: &[Edit]) -> Self {
        let mut latest = Self::default();
        for edit in edits {
            latest.take(edit);
        }
        latest
    }

    fn take(&mut self, edit: &Edit) {
        match edit {
            Edit::PutStation(it) => drop(self.stations.insert(it.id.clone(), Some(it.clone()))),
            Edit::RemoveStation(id) => drop(self.stations.insert(id.clone(), None)),
            Edit::PutLink(it) => drop(self.links.insert((it.household.clone(), it.member.clone()), Some(it.clone()))),
            Edit::RemoveLink(household, member) => drop(self.links.insert((household.clone(), member.clone()), None)),
            Edit::PutVisit(household, day) => drop(self.visits.insert((household.clone(), *day), true)),
            Edit::RemoveVisit(household, day) => drop(self.visits.insert((household.clone(), *day), false)),
            Edit::PutMember(it) => drop(self.members.insert(it.id.clone(), Some(it.clone()))),
            Edit::RemoveMember(id) => drop(self.members.insert(id.clone(), None)),
            Edit::PutUnit(it) => drop(self.units.insert(it.id.clone(), Some(it.clone()))),
            Edit::RemoveUnit(id) => drop(self.units.insert(id.clone(), None)),
            Edit::PutGrid(it) => drop(self.grids.insert((it.code.clone(), it.valid_from), Some(it.clone()))),
            Edit::RemoveGrid(code, from) => drop(self.grids.insert((code.clone(), *from), None)),
        }
    }
}
