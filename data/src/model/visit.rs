use chrono::NaiveDate;
use spatial::places::{AreaCode, HouseholdId};

spatial::words! {
    /// How a visit ended.
    VisitResult {
        /// Somebody was met.
        Ok = "ok", "正常";
        /// Nobody was at home.
        Absent = "absent", "不在家";
        /// The household has moved away.
        Moved = "moved", "已搬离";
    }
}

/// A visit (走访): a household, a date and a result, nothing more. `(county, household, date)` identifies it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Visit {
    /// The district, six digits.
    pub county: AreaCode,
    /// The household that was visited.
    pub household: HouseholdId,
    /// The day.
    pub date: NaiveDate,
    /// How it ended; `None` where the list does not say.
    pub result: Option<VisitResult>,
}
