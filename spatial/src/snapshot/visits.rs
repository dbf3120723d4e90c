use chrono::{Days, NaiveDate};

use super::edit::{Splice, splice};
use super::{Column, Row};

/// When each household was visited, packed: two million visits in six megabytes.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Visits {
    ends: Column<u32>,
    days: Column<DayNumber>,
    first: Option<DayNumber>,
}

/// A day counted from 1970-01-01; days before it count as it, days after June 2149 as the last one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct DayNumber(u16);

/// What the builder has taken: the days of one household after those of another.
#[derive(Clone, Debug, Default)]
pub(super) struct RawVisits {
    /// The household's token, and where its days end.
    runs: Vec<(u32, u32)>,
    days: Vec<DayNumber>,
}

impl DayNumber {
    pub(super) fn of(day: NaiveDate) -> Self {
        let number = (day - NaiveDate::default()).num_days();
        Self(u16::try_from(number.max(0)).unwrap_or(u16::MAX))
    }

    pub(super) fn date(self) -> NaiveDate {
        NaiveDate::default().checked_add_days(Days::new(self.0.into())).unwrap_or(NaiveDate::MAX)
    }
}

impl RawVisits {
    pub(super) fn push(&mut self, household: u32, days: impl Iterator<Item = NaiveDate>) {
        self.days.extend(days.map(DayNumber::of));
        self.runs.push((household, self.days.len() as u32));
    }

    /// Each run's household with its days.
    pub(super) fn iter(&self) -> impl Iterator<Item = (u32, &[DayNumber])> + Clone {
        let starts = std::iter::once(0).chain(self.runs.iter().map(|(_, end)| *end));
        self.runs.iter().zip(starts).map(|(&(token, end), start)| (token, &self.days[start as usize..end as usize]))
    }

    /// Forgets a household's visit on a day.
    #[cfg(any(test, feature = "fixture"))]
    pub(super) fn remove(&mut self, household: u32, day: NaiveDate) {
        let gone = DayNumber::of(day);
        let mut kept = Self::default();
        for (token, days) in self.iter() {
            let stays = |of: &&DayNumber| token != household || **of != gone;
            kept.days.extend(days.iter().filter(stays));
            kept.runs.push((token, kept.days.len() as u32));
        }
        *self = kept;
    }
}

impl Visits {
    /// Packs the visits of `len` households, in any order; two on one day are one. They are gone through twice, to be counted
    /// and to be put in their places: to sort two million of them took several times as long.
    pub(super) fn from_days(len: usize, visits: impl Iterator<Item = (Row, DayNumber)> + Clone) -> Self {
        let mut ends = vec![0_u32; len];
        visits.clone().for_each(|(household, _)| ends[household.index()] += 1);
        let mut total = 0;
        for count in &mut ends {
            // Where the household's days begin; each that is put moves it on, and at last it is where they end.
            total += std::mem::replace(count, total);
        }
        let mut days = vec![DayNumber(0); total as usize];
        for (household, day) in visits {
            let place = &mut ends[household.index()];
            days[*place as usize] = day;
            *place += 1;
        }
        let (mut start, mut kept) = (0, 0);
        for end in &mut ends {
            let (from, to) = (std::mem::replace(&mut start, *end as usize), *end as usize);
            days[from..to].sort_unstable();
            let first = kept;
            for at in from..to {
                if kept == first || days[kept - 1] != days[at] {
                    days[kept] = days[at];
                    kept += 1;
                }
            }
            *end = kept as u32;
        }
        days.truncate(kept);
        Self::packed(ends.into(), days.into())
    }

    fn packed(ends: Column<u32>, days: Column<DayNumber>) -> Self {
        let first = days.iter().copied().min();
        Self { ends, days, first }
    }

    /// The visits after these days, by household and then by day and each once, became one or are one no more.
    pub(super) fn edited(&self, changes: &[(Row, DayNumber, bool)]) -> Self {
        let (mut splices, mut new) = (Vec::new(), Vec::new());
        for &(household, day, is_new) in changes {
            let days = self.days_of(household);
            let found = days.binary_search(&day);
            if found.is_ok() == is_new {
                continue;
            }
            let start = self.ends[household.index()] as usize - days.len();
            let position = start + found.unwrap_or_else(|at| at);
            splices.push(Splice { row: household.index(), position, is_new });
            new.extend(is_new.then_some(day));
        }
        if splices.is_empty() {
            return self.clone();
        }
        Self::packed(
            splice::ends(&self.ends, &splices).into(),
            splice::members(&self.days, &splices, new.into_iter()).into(),
        )
    }

    /// The visits of towns made by hand, at most one for each household.
    #[cfg(test)]
    pub(crate) fn of_last(last: &[Option<NaiveDate>]) -> Self {
        let visits = (0..).map(Row).zip(last).filter_map(|(row, last)| Some((row, DayNumber::of((*last)?))));
        Self::from_days(last.len(), visits)
    }

    /// The days on which a household was visited, oldest first.
    pub fn of(&self, household: Row) -> impl ExactSizeIterator<Item = NaiveDate> + DoubleEndedIterator + '_ {
        self.days_of(household).iter().map(|day| day.date())
    }

    /// The last visit on or before a day.
    pub fn last_by(&self, household: Row, as_of: NaiveDate) -> Option<NaiveDate> {
        let days = self.days_of(household);
        let limit = DayNumber::of(as_of);
        days[..days.partition_point(|day| *day <= limit)].last().map(|day| day.date())
    }

    /// The first visit of any household: nothing is known of the time before it.
    pub fn first(&self) -> Option<NaiveDate> {
        self.first.map(DayNumber::date)
    }

    /// How many visits there are.
    pub fn len(&self) -> usize {
        self.days.len()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.days.is_empty()
    }

    fn days_of(&self, household: Row) -> &[DayNumber] {
        let Some(&end) = self.ends.get(household.index()) else { return &[] };
        let start = if household.0 == 0 { 0 } else { self.ends[household.index() - 1] };
        &self.days[start as usize..end as usize]
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixture::date;

    fn visits(of: &[(u32, NaiveDate)]) -> Visits {
        Visits::from_days(3, of.iter().map(|(row, day)| (Row(*row), DayNumber::of(*day))))
    }

    #[test]
    fn the_last_visit_by_a_day_is_never_one_after_it() {
        let (old, new) = (date(2026, 1, 5), date(2026, 3, 1));
        let visits = visits(&[(2, new), (0, old), (2, old), (2, old)]);
        assert_eq!(visits.of(Row(2)).collect::<Vec<_>>(), [old, new]);
        assert_eq!((visits.len(), visits.of(Row(1)).len(), visits.of(Row(9)).len()), (3, 0, 0));
        assert_eq!((visits.first(), Visits::default().first()), (Some(old), None));
        for (as_of, last) in [
            (date(2026, 1, 4), None),
            (date(2026, 1, 5), Some(old)),
            (date(2026, 2, 28), Some(old)),
            (date(2026, 3, 1), Some(new)),
            (date(2200, 1, 1), Some(new)),
        ] {
            assert_eq!(visits.last_by(Row(2), as_of), last, "{as_of}");
        }
    }

    #[test]
    fn days_that_do_not_fit_stay_in_their_order() {
        let visits = visits(&[(0, date(1950, 1, 1)), (0, date(1970, 1, 2)), (0, date(2300, 1, 1))]);
        assert_eq!(visits.of(Row(0)).next(), Some(date(1970, 1, 1)));
        assert_eq!(visits.last_by(Row(0), date(2026, 10, 31)), Some(date(1970, 1, 2)));
    }
}
