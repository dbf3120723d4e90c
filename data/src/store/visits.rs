use chrono::NaiveDate;
use spatial::SnapshotBuilder;

use super::StoreError;
use super::fields::{Fields, Source};
use super::tables::schema;
use crate::model::Table;

/// The columns that a load reads of visits: which district is known, and how one ended is nothing to a snapshot.
pub(crate) const COLUMNS: &str = "household, date";

/// The household and the day of a row of [`COLUMNS`].
pub(crate) fn read<S: Source>(source: &S) -> Result<(&str, NaiveDate), StoreError> {
    let mut row = Fields::after_county(source, schema(Table::Visit));
    let household = row.text()?;
    Ok((household, row.date()?))
}

/// Visits on their way into a builder: of each household its days after one another, without a record for each. There are
/// more of them than of everything else together.
#[derive(Debug, Default)]
pub(crate) struct VisitRuns {
    ids: String,
    days: Vec<NaiveDate>,
    /// Where each household's id and its days end.
    ends: Vec<(usize, usize)>,
}

impl VisitRuns {
    /// Adds a visit; one of the household before it joins its days.
    pub(crate) fn push(&mut self, household: &str, day: NaiveDate) {
        let start = self.ends.len().checked_sub(2).map_or(0, |before| self.ends[before].0);
        if self.ends.is_empty() || self.ids[start..] != *household {
            self.ids.push_str(household);
            self.ends.push((self.ids.len(), self.days.len()));
        }
        self.days.push(day);
        if let Some(last) = self.ends.last_mut() {
            last.1 = self.days.len();
        }
    }

    /// How many visits.
    pub(crate) fn len(&self) -> usize {
        self.days.len()
    }

    /// Gives every visit to a builder.
    pub(crate) fn give(self, builder: &mut SnapshotBuilder) {
        let mut start = (0, 0);
        for end in self.ends {
            builder.visits(&self.ids[start.0..end.0], self.days[start.1..end.1].iter().copied());
            start = end;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_of_one_household_are_one_run() {
        let day = |day| NaiveDate::from_ymd_opt(2026, 1, day).unwrap_or_default();
        let mut runs = VisitRuns::default();
        for (household, on) in [("H1", 1), ("H1", 2), ("H10", 3), ("H1", 4), ("", 5), ("", 6)] {
            runs.push(household, day(on));
        }
        assert_eq!((runs.len(), runs.ids.as_str()), (6, "H1H10H1"));
        assert_eq!(runs.ends, [(2, 2), (5, 3), (7, 4), (7, 6)]);
    }
}
