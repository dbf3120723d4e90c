use chrono::NaiveDate;
use spatial::District;
use spatial::rules::RuleId;
use spatial::timeline::{self, Moment};

/// What is asked of a rule's past and future.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TimelineAsk {
    /// The rule.
    pub rule: RuleId,
    /// How many month ends.
    pub months: usize,
    /// The day to come; for V1 only.
    pub due: NaiveDate,
}

/// A rule at its month ends, and V1 now and on a day to come.
#[derive(Debug)]
pub struct Timeline {
    /// Oldest first; none where the rule is off.
    pub months: Vec<Moment>,
    /// The date the district is judged as of, and the day to come.
    pub due: Option<(Moment, Moment)>,
}

impl Timeline {
    /// Judges every moment.
    pub fn of(district: &District, ask: TimelineAsk) -> Self {
        let moment = |day| timeline::moment(district, ask.rule, day);
        let due = (ask.rule == RuleId::V1).then(|| Some((moment(district.verdicts.as_of)?, moment(ask.due)?)));
        Self { months: timeline::timeline(district, ask.rule, ask.months).unwrap_or_default(), due: due.flatten() }
    }
}
