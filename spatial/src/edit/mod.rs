//! Small changes of a district: what they touch is judged again, and nothing else.

use chrono::NaiveDate;

use crate::District;
use crate::places::{Grid, GridCode, HouseholdId, Link, Member, MemberId, Station, StationId, Unit, UnitId};

/// One record that was put or removed, as the register's journal tells it. A put replaces the record of the same key.
#[derive(Clone, Debug, PartialEq)]
pub enum Edit {
    /// A station, new or changed.
    PutStation(Station),
    /// A station is no more.
    RemoveStation(StationId),
    /// A link, new or changed.
    PutLink(Link),
    /// A link is no more.
    RemoveLink(HouseholdId, MemberId),
    /// A household was visited on a day.
    PutVisit(HouseholdId, NaiveDate),
    /// It was not.
    RemoveVisit(HouseholdId, NaiveDate),
    /// A member, new or changed.
    PutMember(Member),
    /// A member is no more in the register.
    RemoveMember(MemberId),
    /// A unit, new or changed.
    PutUnit(Unit),
    /// A unit is no more.
    RemoveUnit(UnitId),
    /// A grid version, new or changed.
    PutGrid(Grid),
    /// A grid version is no more.
    RemoveGrid(GridCode, NaiveDate),
}

impl District {
    /// The district after these edits, in their order, at a new revision: equal, bit for bit, to the one that a full load of
    /// the edited register gives. `None` where only a full load can tell.
    pub fn edited(&self, _revision: u64, _edits: &[Edit]) -> Option<Self> {
        None
    }
}
