use serde::Serialize;
use utoipa::ToSchema;

use super::{PathItem, Position};

/// What stands together.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum JointKindWord {
    /// Units.
    Unit,
    /// Grids.
    Grid,
}

/// Neighbours who are too few alone, and together reach the full members of a branch (O2).
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct JointBranchItem {
    /// The id of the unit, or the code of the grid, that the group was made for.
    pub id: String,
    /// Units or grids.
    pub kind: JointKindWord,
    /// Full members together.
    pub members: u32,
    /// How far the farthest is from the first in a straight line, metres.
    pub farthest_m: f64,
    /// The units or grids, the one that the group was made for first, then by distance from it.
    pub subjects: Vec<JointSubject>,
    /// The grid in which the first stands; null outside every grid and between several.
    pub grid: Option<PathItem>,
    /// Where the first stands.
    pub position: Option<Position>,
}

/// A unit or grid of a group.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct JointSubject {
    /// The unit's id or the grid's code.
    pub code: String,
    /// Its name.
    pub name: String,
}
