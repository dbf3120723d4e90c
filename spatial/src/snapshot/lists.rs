use super::{Snapshot, SnapshotBuilder};

/// A list that an office hands over, without which some rules know nothing; the word is the name of its file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum List {
    /// 户
    Households,
    /// 党员
    Members,
    /// 联户
    Links,
    /// 党组织
    Organisations,
    /// 党群服务站点
    Stations,
    /// 网格长、网格员
    GridStaff,
    /// 楼栋长
    BuildingLeaders,
    /// 党员中心户
    HubHouseholds,
    /// 双报到
    CheckIns,
}

/// The lists of which a register has no record. That nothing was ever handed over does not say that nothing is there.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct MissingLists(u16);

impl List {
    /// Every list.
    pub const ALL: [Self; 9] = [
        Self::Households,
        Self::Members,
        Self::Links,
        Self::Organisations,
        Self::Stations,
        Self::GridStaff,
        Self::BuildingLeaders,
        Self::HubHouseholds,
        Self::CheckIns,
    ];

    /// The word on the wire.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Households => "households",
            Self::Members => "members",
            Self::Links => "links",
            Self::Organisations => "organisations",
            Self::Stations => "stations",
            Self::GridStaff => "grid_staff",
            Self::BuildingLeaders => "building_leaders",
            Self::HubHouseholds => "hub_households",
            Self::CheckIns => "check_ins",
        }
    }

    /// Whether no record of it was given, right or wrong.
    fn is_missing(self, of: &SnapshotBuilder) -> bool {
        match self {
            Self::Households => of.households.token.is_empty(),
            Self::Members => of.members.token.is_empty(),
            Self::Links => of.links.is_empty(),
            Self::Organisations => of.organisations.is_empty(),
            Self::Stations => of.stations.is_empty(),
            Self::GridStaff => of.staff.is_empty(),
            Self::BuildingLeaders => of.leaders.is_empty(),
            Self::HubHouseholds => of.hubs.is_empty(),
            Self::CheckIns => of.check_ins.is_empty(),
        }
    }

    /// Whether a snapshot holds nothing of it. No edit brings or takes records of the other lists.
    fn is_empty(self, of: &Snapshot) -> bool {
        match self {
            Self::Members => of.members.id.is_empty(),
            Self::Links => of.households.links.is_empty(),
            Self::Stations => of.stations.id.is_empty(),
            other => of.missing.has(other),
        }
    }
}

impl MissingLists {
    /// Those of which no record was given.
    pub(super) fn of(records: &SnapshotBuilder) -> Self {
        Self::those(|list| list.is_missing(records))
    }

    /// Those of which a snapshot holds nothing, be it that all records of one name what is not there.
    pub(super) fn empty(snapshot: &Snapshot) -> Self {
        Self::those(|list| list.is_empty(snapshot))
    }

    fn those(are: impl Fn(List) -> bool) -> Self {
        let found = List::ALL.into_iter().filter(|list| are(*list));
        Self(found.fold(0, |bits, list| bits | 1 << list as u16))
    }

    pub(crate) fn has(self, list: List) -> bool {
        self.0 & 1 << list as u16 != 0
    }
}

impl Snapshot {
    /// Whether the register has no record of a list.
    pub fn lacks(&self, list: List) -> bool {
        self.missing.has(list)
    }

    /// The lists of which the register has no record.
    pub fn missing_lists(&self) -> impl Iterator<Item = List> + '_ {
        List::ALL.into_iter().filter(|list| self.lacks(*list))
    }
}
