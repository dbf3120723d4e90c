use serde::Serialize;
use utoipa::ToSchema;

use super::{LevelWord, Position, RuleWord};

/// How a rule's households stood in the places of one level, and how they will.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct TimelineAnswer {
    /// The rule.
    pub rule: RuleWord,
    /// The level of the items.
    pub level: LevelWord,
    /// The month ends, oldest first: the n-th number of every item is that of the n-th of them.
    #[schema(example = json!(["2026-09-30", "2026-10-31"]))]
    pub months: Vec<String>,
    /// The day by which more will be overdue; null for other rules than V1.
    pub due: Option<String>,
    /// The places, by code.
    pub items: Vec<TimelineItem>,
    /// The cursor of the next page; null on the last one.
    pub next: Option<String>,
}

/// The judged households of a place at each month's end.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct TimelineItem {
    /// The code again: every item of every list has an id.
    pub id: String,
    /// The code.
    pub code: String,
    /// The name.
    pub name: String,
    /// The level.
    pub level: LevelWord,
    /// A point well inside.
    pub label: Position,
    /// Covered households, month by month.
    pub covered: Vec<u64>,
    /// Gap households, month by month.
    pub gap: Vec<u64>,
    /// Households of which the rule does not know, month by month.
    pub unknown: Vec<u64>,
    /// Residents of the gap households, month by month.
    pub gap_persons: Vec<u64>,
    /// What comes if nobody visits; null for other rules than V1.
    pub due: Option<TimelineDue>,
}

/// How many more will be overdue by the day `due` if nobody visits.
#[derive(Clone, Copy, Debug, Serialize, ToSchema)]
pub struct TimelineDue {
    /// Households that are not overdue on the date of the verdicts and will be by then.
    pub more_households: u64,
    /// Their residents.
    pub more_persons: u64,
}
