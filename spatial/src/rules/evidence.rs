use chrono::NaiveDate;

use super::{Judgement, RuleId};
use crate::sums::Series;

/// Why a subject has its verdict: facts by name, in the order in which a reader wants them.
///
/// Which facts a rule gives is written at the rule. The page has one sentence per rule and fills it with these facts.
#[derive(Clone, Debug, PartialEq)]
pub struct Evidence {
    pub rule: RuleId,
    pub judgement: Judgement,
    pub facts: Vec<Fact>,
}

/// One named fact.
#[derive(Clone, Debug, PartialEq)]
pub struct Fact {
    /// A stable word in `snake_case` with its unit, such as `farthest_m`.
    pub name: &'static str,
    pub value: FactValue,
}

/// The value of a fact.
#[derive(Clone, Debug, PartialEq)]
pub enum FactValue {
    /// A sum of the subject's grid or area: shown as [`crate::disclosure`] lets the audience see that series.
    Sum(Series, u64),
    /// A count of persons or households that is no series of the sums: shown to audiences with exact counts only.
    Count(u64),
    /// A parameter of the rule.
    Parameter(u64),
    /// A distance in decimetres, shown in metres.
    Decimetres(u32),
    Days(i64),
    Date(NaiveDate),
    /// The id of a public place: a grid, station, organisation or area.
    Id(String),
    /// A stable word such as `network` or `straight`.
    Word(&'static str),
}
