use serde::Serialize;
use utoipa::ToSchema;

use super::RuleWord;

/// The judged households of a place at a month's end.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct TimelineItem {
    /// The date again: every item of every list has an id.
    pub id: String,
    /// The last day of the month.
    #[schema(example = "2026-10-31")]
    pub as_of: String,
    /// Covered households.
    pub covered: u64,
    /// Gap households.
    pub gap: u64,
    /// Households of which the rule does not know.
    pub unknown: u64,
    /// Residents of the gap households.
    pub gap_persons: u64,
}

/// How many more will be overdue by a day if nobody visits.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct TimelineDue {
    /// The day.
    pub by: String,
    /// Households that are not overdue on the data date and will be by then.
    pub more_households: u64,
    /// Their residents.
    pub more_persons: u64,
}

/// How a rule's households stood, and how they will.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct TimelineAnswer {
    /// The rule.
    pub rule: RuleWord,
    /// The code of the area or grid.
    pub area: String,
    /// Month ends, oldest first.
    pub items: Vec<TimelineItem>,
    /// What comes if nobody visits; null for other rules than V1.
    pub due: Option<TimelineDue>,
}
