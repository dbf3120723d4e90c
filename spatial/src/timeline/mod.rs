//! How a rule's households stood at each month's end, and how they will if nothing is done.
//!
//! Visits and links carry their dates, so L1 and V1 can be judged as of any day; every month is judged by the rule itself, and
//! its totals are those of a district assessed as of that day. What carries no date (who lives where, who is a member, where
//! stations are) is as the register has it today.

#[cfg(test)]
mod tests;

use chrono::{Datelike, Days, NaiveDate};

use crate::District;
use crate::rules::{self, Judgement, RuleId, Verdict};
use crate::snapshot::{Row, Snapshot};
use crate::sums::{Place, area_parent, grid_parent, place_of};

/// The rules of which dates are known.
pub const RULES: [RuleId; 2] = [RuleId::L1, RuleId::V1];

/// The judged households of a place on a day.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Totals {
    /// Covered households.
    pub covered: u64,
    /// Gap households.
    pub gap: u64,
    /// Households of which the rule does not know.
    pub unknown: u64,
    /// Residents of the gap households.
    pub gap_persons: u64,
}

/// One day, at every level.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Moment {
    /// The day.
    pub as_of: NaiveDate,
    grids: Vec<Totals>,
    areas: Vec<Totals>,
}

impl Moment {
    /// The totals of a grid; nothing where the row is none of the district's.
    pub fn of_grid(&self, grid: Row) -> Totals {
        self.grids.get(grid.index()).copied().unwrap_or_default()
    }

    /// The totals of an area; nothing where the row is none of the district's.
    pub fn of_area(&self, area: Row) -> Totals {
        self.areas.get(area.index()).copied().unwrap_or_default()
    }
}

/// A rule's totals at the last `months` month ends up to the date the district is judged as of, oldest first; `None` where the
/// rule is off or not of [`RULES`]. Every month costs what the rule costs.
pub fn timeline(district: &District, rule: RuleId, months: usize) -> Option<Vec<Moment>> {
    month_ends(district.verdicts.as_of, months).into_iter().map(|as_of| moment(district, rule, as_of)).collect()
}

/// A rule's totals as of one day; `None` as in [`timeline`]. For a day to come they are what happens if nobody does anything.
pub fn moment(district: &District, rule: RuleId, as_of: NaiveDate) -> Option<Moment> {
    if !RULES.contains(&rule) {
        return None;
    }
    let judged = rules::households_as_of(district, rule, as_of)?;
    Some(added_up(&district.snapshot, as_of, &judged))
}

/// The last days of the last `months` months that are over by a day (itself, where it is one), oldest first.
pub fn month_ends(by: NaiveDate, months: usize) -> Vec<NaiveDate> {
    // The end of a month is the day before the first of the next.
    let first = by.checked_add_days(Days::new(1)).and_then(|next| next.with_day(1));
    let before = |first: &NaiveDate| first.pred_opt().and_then(|last| last.with_day(1));
    let firsts = std::iter::successors(first, before).take(months);
    let mut ends: Vec<NaiveDate> = firsts.filter_map(|first| first.pred_opt()).collect();
    ends.reverse();
    ends
}

fn added_up(snapshot: &Snapshot, as_of: NaiveDate, judged: &[Judgement]) -> Moment {
    let mut moment = Moment {
        as_of,
        grids: vec![Totals::default(); snapshot.grids.code.len()],
        areas: vec![Totals::default(); snapshot.areas.code.len()],
    };
    let households = &snapshot.households;
    for (row, judgement) in judged.iter().enumerate().filter(|(row, _)| households.duplicate_of[*row].is_none()) {
        let persons = u64::from(households.persons[row].unwrap_or(0));
        let add = |totals: &mut Totals| totals.add(judgement.verdict, persons);
        let place = place_of(snapshot, households.placement[row], households.community[row]);
        let first = match place {
            Some(Place::Grid(grid)) => {
                add(&mut moment.grids[grid.index()]);
                grid_parent(snapshot, grid)
            }
            Some(Place::Area(area)) => Some(area),
            None => None,
        };
        let upwards = std::iter::successors(first, |area| area_parent(snapshot, *area));
        upwards.for_each(|area| add(&mut moment.areas[area.index()]));
    }
    moment
}

impl Totals {
    fn add(&mut self, verdict: Verdict, persons: u64) {
        match verdict {
            Verdict::NotApplicable => {}
            Verdict::Covered => self.covered += 1,
            Verdict::Unknown => self.unknown += 1,
            Verdict::Gap => {
                self.gap += 1;
                self.gap_persons += persons;
            }
        }
    }
}
