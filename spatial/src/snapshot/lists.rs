use super::{Links, Snapshot};

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

    fn is_missing(self, of: &Snapshot) -> bool {
        match self {
            Self::Households => of.households.id.is_empty(),
            Self::Members => of.members.id.is_empty(),
            Self::Links => of.households.links.is_empty(),
            Self::Organisations => of.organisations.id.is_empty(),
            Self::Stations => of.stations.id.is_empty(),
            Self::GridStaff => of.grids.leaders.iter().chain(&of.grids.workers).all(|staff| *staff == 0),
            Self::BuildingLeaders => !of.buildings.leader.contains(&true),
            Self::HubHouseholds => of.hubs.household.is_empty(),
            Self::CheckIns => [&of.organisations.checked_in, &of.members.checked_in].into_iter().all(Links::is_empty),
        }
    }
}

impl MissingLists {
    /// Finds them.
    pub(super) fn of(snapshot: &Snapshot) -> Self {
        let missing = List::ALL.into_iter().filter(|list| list.is_missing(snapshot));
        Self(missing.fold(0, |bits, list| bits | 1 << list as u16))
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
    pub fn missing_lists(&self) -> impl Iterator<Item = List> {
        let missing = self.missing;
        List::ALL.into_iter().filter(move |list| missing.has(*list))
    }
}
