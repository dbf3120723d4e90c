//! What happens over two years: visits and requests; and who works in the grids.

use chrono::NaiveDate;
use spatial::places::VisitClass;

use super::homes::Home;
use crate::sample::chance::Dice;

/// Days of history.
const HISTORY_DAYS: u16 = 730;

/// The register's data date, 2026-10-31.
pub(in crate::sample) fn data_date() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 10, 31).unwrap_or_default()
}

/// The date so many days before the data date.
pub(in crate::sample) fn days_ago(days: u16) -> NaiveDate {
    data_date() - chrono::Days::new(u64::from(days))
}

/// A visit: days ago and its result. The last visit always met somebody, so it is the last one however results are read.
pub(in crate::sample) fn visits(home: &Home, dice: &mut Dice) -> Vec<(u16, &'static str)> {
    let Some(last) = home.visited else { return Vec::new() };
    let mut visits = vec![(last, "ok")];
    let mut days = f64::from(last);
    loop {
        days += match home.class {
            Some(VisitClass::MoreOften) => dice.between(17.0, 31.0),
            _ => dice.between(105.0, 182.0),
        };
        if days >= f64::from(HISTORY_DAYS) {
            visits.reverse();
            return visits;
        }
        visits.push((days as u16, ["ok", "absent", "moved"][dice.weighted(&[0.9, 0.095, 0.005])]));
    }
}

/// A request: whom it comes from, how urgent it is, and its four times.
#[derive(Clone, Debug)]
pub(in crate::sample) struct Request {
    pub(in crate::sample) home: Option<usize>,
    pub(in crate::sample) grid: Option<usize>,
    pub(in crate::sample) urgency: &'static str,
    /// Accepted, dispatched, handled, evaluated.
    pub(in crate::sample) times: [Option<String>; 4],
    pub(in crate::sample) satisfied: Option<bool>,
}

/// Two years of requests; grids differ in how much they ask for.
pub(in crate::sample) fn requests(homes: &[Home], count: usize, seed: u64) -> impl Iterator<Item = Request> + '_ {
    let mut dice = Dice::new(seed, "requests");
    let originals = homes.iter().position(|home| home.original.is_some()).unwrap_or(homes.len());
    (0..count).map(move |_| {
        let home = dice.below(originals);
        let known = dice.chance(0.8);
        let kind = dice.weighted(&[3.0, 12.0, 70.0, 15.0]);
        let limit = [1.0, 2.0, 24.0, 24.0][kind];
        let accepted = dice.between(0.0, 729.0) * 1440.0;
        let in_time = dice.chance(0.88);
        let dispatched =
            accepted + 60.0 * limit * if in_time { dice.between(0.02, 0.95) } else { dice.between(1.05, 4.0) };
        let handled = dispatched + 60.0 * dice.between(1.0, 110.0);
        let evaluated = handled + 60.0 * dice.between(2.0, 72.0);
        let asked = dice.chance(0.86);
        let times = [Some(accepted), Some(dispatched), Some(handled), Some(evaluated).filter(|_| asked)];
        Request {
            home: known.then_some(home),
            grid: (!known).then_some(homes[home].grid),
            urgency: ["critical", "urgent", "ordinary", "low"][kind],
            times: times.map(|minutes| minutes.and_then(clock)),
            satisfied: asked.then(|| dice.chance(0.91)).filter(|_| evaluated < 730.0 * 1440.0),
        }
    })
}

/// Minutes since the beginning of the history as a local time; `None` after the data date.
fn clock(minutes: f64) -> Option<String> {
    let minutes = minutes as i64;
    let date = days_ago(HISTORY_DAYS - 1).checked_add_days(chrono::Days::new(u64::try_from(minutes / 1440).ok()?))?;
    (date <= data_date()).then(|| format!("{date}T{:02}:{:02}:00", minutes / 60 % 24, minutes % 60))
}
