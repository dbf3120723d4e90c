//! Small changes of a district: what they touch is judged again, and nothing else ([`crate::District::edited`]).

use chrono::NaiveDate;

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

#[cfg(test)]
mod tests;
