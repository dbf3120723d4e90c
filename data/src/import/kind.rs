use std::fmt;

use super::columns::Field;
use crate::model::Table;

/// What a file lists. The order is the order of reading: what is referred to comes before what refers to it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// 区划
    Areas,
    /// 网格
    Grids,
    /// 道路
    Roads,
    /// 水系
    Water,
    /// 楼栋
    Buildings,
    /// 小区、园区、商务楼宇
    Compounds,
    /// 户
    Households,
    /// 单位
    Units,
    /// 党组织
    Organisations,
    /// 党员
    Members,
    /// 党群服务站点
    Stations,
    /// 网格人员
    GridStaff,
    /// 党员联户
    Links,
    /// 走访
    Visits,
    /// 诉求
    Requests,
    /// 微网格
    MicroGrids,
    /// 党员中心户
    HubHouseholds,
    /// 楼栋长
    BuildingLeaders,
    /// 双报到
    CheckIns,
}

impl Kind {
    /// Every kind, in the order of reading.
    pub const ALL: [Self; 19] = [
        Self::Areas,
        Self::Grids,
        Self::Roads,
        Self::Water,
        Self::Buildings,
        Self::Compounds,
        Self::Households,
        Self::Units,
        Self::Organisations,
        Self::Members,
        Self::Stations,
        Self::GridStaff,
        Self::Links,
        Self::Visits,
        Self::Requests,
        Self::MicroGrids,
        Self::HubHouseholds,
        Self::BuildingLeaders,
        Self::CheckIns,
    ];

    /// The word in file names and in reports.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Areas => "areas",
            Self::Grids => "grids",
            Self::Roads => "roads",
            Self::Water => "water",
            Self::Buildings => "buildings",
            Self::Households => "households",
            Self::Units => "units",
            Self::Organisations => "organisations",
            Self::Members => "members",
            Self::Stations => "stations",
            Self::GridStaff => "grid_staff",
            Self::Links => "links",
            Self::Visits => "visits",
            Self::Requests => "requests",
            Self::MicroGrids => "micro_grids",
            Self::HubHouseholds => "hub_households",
            Self::BuildingLeaders => "building_leaders",
            Self::CheckIns => "check_ins",
            Self::Compounds => "compounds",
        }
    }

    /// Whether its rows are shapes (polygons or lines), which only a GeoJSON file can carry.
    pub fn is_shape(self) -> bool {
        self <= Self::Compounds
    }

    /// The columns of the name and the phone that go to the contacts.
    pub(crate) fn contact_fields(self) -> Option<[Field; 2]> {
        match self {
            Self::Households => Some([Field::ContactName, Field::ContactPhone]),
            Self::Members | Self::GridStaff | Self::BuildingLeaders => Some([Field::Name, Field::Phone]),
            Self::Stations => Some([Field::DutyName, Field::DutyPhone]),
            _ => None,
        }
    }

    /// The table that holds its records, names and phones apart.
    pub(crate) fn table(self) -> Table {
        match self {
            Self::Areas => Table::Area,
            Self::Grids => Table::Grid,
            Self::Roads => Table::Road,
            Self::Water => Table::Water,
            Self::Buildings => Table::Building,
            Self::Households => Table::Household,
            Self::Units => Table::Unit,
            Self::Organisations => Table::Organisation,
            Self::Members => Table::Member,
            Self::Stations => Table::Station,
            Self::GridStaff => Table::GridStaff,
            Self::Links => Table::Link,
            Self::Visits => Table::Visit,
            Self::Requests => Table::Request,
            Self::MicroGrids => Table::MicroGrid,
            Self::HubHouseholds => Table::HubHousehold,
            Self::BuildingLeaders => Table::BuildingLeader,
            Self::CheckIns => Table::CheckIn,
            Self::Compounds => Table::Compound,
        }
    }
}

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}
