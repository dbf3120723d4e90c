use serde::Serialize;
use utoipa::ToSchema;

use super::{Bounds, CauseWord, Count, LevelWord, Position, RuleWord, VerdictWord};

/// What is counted in an area or grid.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Counts {
    /// Households, duplicates apart, vacant ones too.
    pub households: Count,
    /// Residents whose number is known.
    pub persons: Count,
    /// Active members by home.
    pub members: Count,
    /// Party organisations.
    pub organisations: Count,
    /// Units: enterprises, social organisations, institutions.
    pub units: Count,
    /// Service stations.
    pub stations: Count,
    /// Buildings.
    pub buildings: Count,
}

/// One step of the way down from the district.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct PathItem {
    /// The area's code.
    pub code: String,
    /// Its name.
    pub name: String,
    /// Its level.
    pub level: LevelWord,
}

/// What one rule adds up to in an area.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct RuleSums {
    /// The rule.
    pub rule: RuleWord,
    /// Grids that are themselves a gap.
    pub gap_grids: Count,
    /// Households affected.
    pub gap_households: Count,
    /// Their residents.
    pub gap_persons: Count,
    /// Covered households per thousand judged ones; null where there are too few to say.
    pub rate: Option<u16>,
}

/// A district, street or community.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct AreaItem {
    /// The code again: every item of every list has an id.
    pub id: String,
    /// 6, 9 or 12 digits.
    pub code: String,
    /// Its name.
    pub name: String,
    /// Its level.
    pub level: LevelWord,
    /// What it is: district, county, street, town, township, community, village.
    pub kind: String,
    /// The code of the area around it; null for the district.
    pub parent: Option<String>,
    /// A point well inside.
    pub label: Position,
    /// Its bounding box.
    pub bounds: Bounds,
    /// What is counted in it.
    pub counts: Counts,
    /// What each rule adds up to in it.
    pub rules: Vec<RuleSums>,
}

/// The worst judgement of a grid's hard rules: its colour.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Worst {
    /// The rule it is of; null where no hard rule applies.
    pub rule: Option<RuleWord>,
    /// The judgement.
    pub verdict: VerdictWord,
    /// Its cause, for gaps and unknowns.
    pub cause: Option<CauseWord>,
}

/// What one rule says of a grid.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct GridRule {
    /// The rule.
    pub rule: RuleWord,
    /// What it says.
    pub verdict: VerdictWord,
    /// Its cause, for gaps and unknowns.
    pub cause: Option<CauseWord>,
    /// Households affected.
    pub gap_households: Count,
    /// Their residents.
    pub gap_persons: Count,
    /// Covered households per thousand judged ones; null where there are too few to say.
    pub rate: Option<u16>,
}

/// A grid.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct GridItem {
    /// The code again: every item of every list has an id.
    pub id: String,
    /// 15 digits where it is well formed.
    pub code: String,
    /// Its name.
    pub name: String,
    /// residential, rural or dedicated.
    pub kind: String,
    /// Always `grid`.
    pub level: LevelWord,
    /// The code of the community that claims it; null where the register has none such.
    pub community: Option<String>,
    /// A point well inside.
    pub label: Position,
    /// Its bounding box.
    pub bounds: Bounds,
    /// What is counted in it.
    pub counts: Counts,
    /// Its colour.
    pub worst: Worst,
    /// What each rule says of it.
    pub rules: Vec<GridRule>,
}

/// An area or a grid; `level` tells which.
#[derive(Clone, Debug, Serialize, ToSchema)]
#[serde(untagged)]
pub enum Place {
    /// District, street or community.
    Area(Box<AreaItem>),
    /// Grid.
    Grid(Box<GridItem>),
}
