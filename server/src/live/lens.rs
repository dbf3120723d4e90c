use chrono::NaiveDate;
use spatial::District;
use spatial::rules::RuleSet;

/// By which rules, and as of which day, a register is judged.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lens {
    /// The rules.
    pub rules: RuleSet,
    /// The day.
    pub as_of: NaiveDate,
}

impl Lens {
    /// By which a district is judged.
    pub fn of(district: &District) -> Self {
        Self { rules: district.rules.clone(), as_of: district.verdicts.as_of }
    }
}
