use chrono::NaiveDateTime;
use spatial::places::{AreaCode, GridCode, HouseholdId};

spatial::words! {
    /// How soon a request must be dispatched (Q1).
    Urgency {
        /// At once.
        Critical = "critical", "特急";
        /// Within an hour.
        Urgent = "urgent", "紧急";
        /// Within a day.
        Ordinary = "ordinary", "一般";
        /// When there is time.
        Low = "low", "缓办";
    }
}

/// A resident's request (接诉即办): accepted, dispatched, handled, evaluated. Times are the district's local time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Request {
    /// The district, six digits.
    pub county: AreaCode,
    /// The office's own number.
    pub id: String,
    /// The household that asked, where it is known.
    pub household: Option<HouseholdId>,
    /// The grid it concerns, where it is known.
    pub grid: Option<GridCode>,
    /// How soon it must be dispatched; `None` where nobody has said.
    pub urgency: Option<Urgency>,
    /// When it came in.
    pub accepted_at: NaiveDateTime,
    /// When it was given to somebody.
    pub dispatched_at: Option<NaiveDateTime>,
    /// When it was done.
    pub handled_at: Option<NaiveDateTime>,
    /// When the resident was asked.
    pub evaluated_at: Option<NaiveDateTime>,
    /// What the resident said.
    pub satisfied: Option<bool>,
}
