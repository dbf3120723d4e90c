use serde::Serialize;
use utoipa::ToSchema;

use super::{Bounds, CauseWord, Count, FactItem, LevelWord, PathItem, Position, RuleWord, SeverityWord, VerdictWord};

/// What one rule says of a grid or area, and why.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct VerdictItem {
    /// The rule.
    pub rule: RuleWord,
    /// Hard or soft.
    pub severity: SeverityWord,
    /// What it says.
    pub verdict: VerdictWord,
    /// Its cause, for gaps and unknowns.
    pub cause: Option<CauseWord>,
    /// The numbers behind it, in the order in which a reader wants them.
    pub facts: Vec<FactItem>,
    /// What would close it: the word of a sentence of the page; null where nothing is to be done.
    pub remedy: Option<String>,
}

/// A blind spot: one grid under one rule.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct GapGridItem {
    /// Grid code, a hyphen, the rule.
    #[schema(example = "990101001001001-S1")]
    pub id: String,
    /// The grid's code.
    pub grid: String,
    /// The grid's name.
    pub name: String,
    /// Always `grid`.
    pub level: LevelWord,
    /// Street and community.
    pub path: Vec<PathItem>,
    /// The rule.
    pub rule: RuleWord,
    /// Hard or soft.
    pub severity: SeverityWord,
    /// Why.
    pub cause: Option<CauseWord>,
    /// Households affected.
    pub households: Count,
    /// Their residents.
    pub persons: Count,
    /// A point well inside the grid.
    pub label: Position,
    /// The grid's bounding box.
    pub bounds: Bounds,
    /// The numbers behind it.
    pub facts: Vec<FactItem>,
}

/// What one rule finds in one area: its blind spots and gap households, and whether the area itself is a gap.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct GapAreaItem {
    /// Area code, a hyphen, the rule.
    pub id: String,
    /// The area's code.
    pub code: String,
    /// The area's name.
    pub name: String,
    /// The area's level.
    pub level: LevelWord,
    /// The rule.
    pub rule: RuleWord,
    /// Hard or soft.
    pub severity: SeverityWord,
    /// Why the area itself is a gap; null where it is none, and under the rules that judge no areas.
    pub cause: Option<CauseWord>,
    /// Grids that are a gap.
    pub gap_grids: Count,
    /// Gap households of the area, in whatever grid or in none; with `cause`, of the grids whose cause it is.
    pub households: Count,
    /// Their residents.
    pub persons: Count,
    /// The numbers behind the area's own gap; empty where it is none.
    pub facts: Vec<FactItem>,
    /// A point well inside the area.
    pub label: Position,
    /// The area's bounding box.
    pub bounds: Bounds,
}

/// A blind spot, or the blind spots of an area; `level` tells which.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[serde(untagged)]
pub enum GapItem {
    /// At level grid.
    Grid(Box<GapGridItem>),
    /// At the other levels.
    Area(Box<GapAreaItem>),
}

/// Gap grids by cause.
#[derive(Clone, Copy, Debug, Default, Serialize, ToSchema)]
pub struct CauseCounts {
    /// Too far, or no organisation here.
    pub place: u32,
    /// Too few eligible members.
    pub capacity: u32,
    /// Overdue, or not assigned although somebody could be.
    pub service: u32,
    /// The boundary is wrong.
    pub shape: u32,
    /// The record is missing or wrong.
    pub data: u32,
}

/// One rule in one area or grid.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct GapSummaryRule {
    /// The rule.
    pub rule: RuleWord,
    /// Hard or soft.
    pub severity: SeverityWord,
    /// Grids that are a gap.
    pub gap_grids: Count,
    /// Grids of which too little is known.
    pub unknown_grids: Count,
    /// Grids that are covered.
    pub covered_grids: Count,
    /// Households affected.
    pub gap_households: Count,
    /// Their residents.
    pub gap_persons: Count,
    /// Covered households per thousand judged ones; null where there are too few to say.
    pub rate: Option<u16>,
    /// The gap grids by cause.
    pub causes: CauseCounts,
}

/// All rules of one area or grid.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct GapSummaryItem {
    /// The code again: every item of every list has an id.
    pub id: String,
    /// The code.
    pub code: String,
    /// The name.
    pub name: String,
    /// The level.
    pub level: LevelWord,
    /// Every rule that is on.
    pub rules: Vec<GapSummaryRule>,
    /// Of S1's gap households those whom a circle around a station would call covered.
    pub circle_only: CircleOnlyItem,
}

/// Households that have a station within reach in a straight line and none on foot; null for those who see no exact counts,
/// and where S1 is off.
#[derive(Clone, Copy, Debug, Serialize, ToSchema)]
pub struct CircleOnlyItem {
    /// Households.
    pub households: Count,
    /// Their residents.
    pub persons: Count,
}

/// The gap households of a place by the rules under which they are gaps.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct ReasonsItem {
    /// The code again: every item of every list has an id.
    pub id: String,
    /// The code.
    pub code: String,
    /// The name.
    pub name: String,
    /// The level.
    pub level: LevelWord,
    /// Households that are gaps under at least one rule.
    pub any_households: u64,
    /// Their residents.
    pub any_persons: u64,
    /// Each set of rules that occurs: most households first.
    pub sets: Vec<ReasonSet>,
}

/// The households that are gaps under these rules and under no other.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct ReasonSet {
    /// The rules, in the order of the catalogue.
    pub rules: Vec<RuleWord>,
    /// Households.
    pub households: u64,
    /// Their residents.
    pub persons: u64,
}
