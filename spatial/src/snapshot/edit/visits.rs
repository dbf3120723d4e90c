use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::Editing;
use crate::places::HouseholdId;
use crate::snapshot::visits::DayNumber;

impl Editing<'_> {
    /// `None` for days that are not kept as they are, and where the time from which visits are known becomes another: every
    /// household that was never visited is judged by it.
    pub(super) fn visits(&mut self, edits: BTreeMap<(HouseholdId, NaiveDate), bool>) -> Option<()> {
        let households = &self.before.households;
        let mut changes = Vec::new();
        for ((household, day), is_visited) in edits {
            let Some(row) = households.id.find(household.as_str()) else { continue };
            let number = DayNumber::of(day);
            if number.date() != day || households.visits.of(row).next_back() != households.last_visit[row.index()] {
                return None;
            }
            if households.visits.of(row).any(|visited| visited == day) != is_visited {
                changes.push((row, number, is_visited));
                self.touched.households.push(row);
            }
        }
        if changes.is_empty() {
            return Some(());
        }
        let visits = households.visits.edited(&changes);
        if visits.first() != households.visits.first() {
            return None;
        }
        self.touched.visits = true;
        let households = &mut *self.after.households;
        households.visits = visits;
        for (row, ..) in changes {
            households.last_visit.set(row, households.visits.of(row).next_back());
        }
        Some(())
    }
}
