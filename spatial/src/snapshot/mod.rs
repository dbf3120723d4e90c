//! The snapshot: how a register is read. Immutable, columnar, indexed; one per district.
//!
//! Rows are dense and mean nothing outside one snapshot; ids are stable. Every column of a table has the same length, and
//! rows are in the order of their ids, so that two stores give the same snapshot.

mod adjacency;
mod builder;
mod circles;
mod columns;
mod compounds;
mod edit;
mod finish;
mod ids;
mod land;
mod links;
mod lists;
mod locate;
mod loose;
mod notes;
mod order;
mod people;
mod raw;
mod requests;
mod resolved;
mod shapes;
mod shared;
mod tables;
mod tally;
mod visits;

pub use adjacency::Adjacency;
pub use builder::SnapshotBuilder;
pub use circles::{Hubs, MicroGrids};
pub use columns::{Areas, Buildings, Grids, Households, Members, Organisations, Roads, Stations, Units, Waters};
pub use compounds::Compounds;
pub(crate) use edit::{Moves, Touched};
pub use ids::IdColumn;
pub use links::{Links, Span};
pub use lists::List;
pub(crate) use lists::MissingLists;
pub use requests::Requests;
pub use shared::{Column, Shared};
pub use visits::Visits;

use chrono::NaiveDate;

use crate::frame::Frame;
use crate::places::AreaCode;
use locate::Locator;
use loose::Loose;

/// A row of a table of one snapshot.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Row(pub u32);

impl Row {
    /// As an index into a column.
    pub fn index(self) -> usize {
        self.0 as usize
    }
}

/// Where a subject stands with respect to the grids.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Placement {
    /// In exactly this grid.
    InGrid(Row),
    /// It has a position, in no grid.
    Outside,
    /// It has a position, in several grids or on a border between them.
    Ambiguous,
    /// It has no position.
    NoPosition,
    /// It has coordinates that import did not believe; its position column is `None`.
    Unverified,
}

/// One district's register at one revision, ready to be read. A clone shares every table and column until it is changed.
#[derive(Clone, Debug)]
pub struct Snapshot {
    /// The register's revision.
    pub revision: u64,
    /// The register's own data date.
    pub data_date: NaiveDate,
    /// The district: six digits.
    pub county: AreaCode,
    /// What its coordinates are in.
    pub frame: Frame,
    /// 行政区划
    pub areas: Shared<Areas>,
    /// 网格
    pub grids: Shared<Grids>,
    /// 道路
    pub roads: Shared<Roads>,
    /// 水系
    pub water: Shared<Waters>,
    /// 楼栋
    pub buildings: Shared<Buildings>,
    /// 户
    pub households: Shared<Households>,
    /// 党员
    pub members: Shared<Members>,
    /// 党组织
    pub organisations: Shared<Organisations>,
    /// 单位
    pub units: Shared<Units>,
    /// 党群服务站点
    pub stations: Shared<Stations>,
    /// 微网格
    pub micro_grids: Shared<MicroGrids>,
    /// 党员中心户
    pub hubs: Shared<Hubs>,
    /// 小区、园区、商务楼宇
    pub compounds: Shared<Compounds>,
    /// 诉求
    pub requests: Shared<Requests>,
    pub(crate) grid_index: Shared<Locator>,
    pub(crate) community_index: Shared<Locator>,
    pub(crate) loose: Shared<Loose>,
    pub(crate) missing: MissingLists,
}

#[cfg(test)]
mod tests;
