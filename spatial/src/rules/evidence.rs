use chrono::NaiveDate;

use super::{Judgement, RuleId};
use crate::District;
use crate::snapshot::Row;
use crate::sums::Series;

/// Why a subject has its verdict: facts by name, in the order in which a reader wants them.
///
/// Which facts a rule gives is written at the rule. The page has one sentence per rule and fills it with these facts.
#[derive(Clone, Debug, PartialEq)]
pub struct Evidence {
    /// The rule.
    pub rule: RuleId,
    /// What it says.
    pub judgement: Judgement,
    /// Why.
    pub facts: Vec<Fact>,
}

/// One named fact.
#[derive(Clone, Debug, PartialEq)]
pub struct Fact {
    /// A stable word in `snake_case` with its unit, such as `farthest_m`.
    pub name: &'static str,
    /// Its value.
    pub value: FactValue,
}

/// The value of a fact.
#[derive(Clone, Debug, PartialEq)]
pub enum FactValue {
    /// A sum of the subject's grid or area: shown as [`crate::disclosure`] lets the audience see that series.
    Sum(Series, u64),
    /// A count of persons or households that is no series of the sums: shown to audiences with exact counts only.
    Count(u64),
    /// A parameter of the rule, or a measure of land; nobody's secret.
    Parameter(u64),
    /// A distance in decimetres, shown in metres.
    Decimetres(u32),
    /// A number of days.
    Days(i64),
    /// A day.
    Date(NaiveDate),
    /// The id of a public place: a grid, station, organisation or area.
    Id(String),
    /// A stable word such as `network` or `straight`.
    Word(&'static str),
}

/// A sum of a grid.
pub(super) fn sum(district: &District, grid: Row, name: &'static str, series: Series) -> Fact {
    Fact { name, value: FactValue::Sum(series, district.sums.grid(grid, series)) }
}

pub(super) fn count(name: &'static str, count: u64) -> Fact {
    Fact { name, value: FactValue::Count(count) }
}

pub(super) fn parameter(name: &'static str, value: u32) -> Fact {
    Fact { name, value: FactValue::Parameter(u64::from(value)) }
}

/// An area in whole square metres, rounded up: nothing is never shown for something.
pub(super) fn square_metres(name: &'static str, mm2: u128) -> Fact {
    Fact { name, value: FactValue::Parameter(u64::try_from(mm2.div_ceil(1_000_000)).unwrap_or(u64::MAX)) }
}

pub(super) fn decimetres(name: &'static str, dm: u32) -> Fact {
    Fact { name, value: FactValue::Decimetres(dm) }
}

pub(super) fn days(name: &'static str, days: i64) -> Fact {
    Fact { name, value: FactValue::Days(days) }
}

pub(super) fn date(name: &'static str, date: NaiveDate) -> Fact {
    Fact { name, value: FactValue::Date(date) }
}

pub(super) fn id(name: &'static str, id: &str) -> Fact {
    Fact { name, value: FactValue::Id(id.to_owned()) }
}

pub(super) fn word(name: &'static str, word: &'static str) -> Fact {
    Fact { name, value: FactValue::Word(word) }
}
