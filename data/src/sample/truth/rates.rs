//! Q3: how many requests of a year were answered in time, handled, and to somebody's satisfaction.

use chrono::{Days, NaiveDate, NaiveDateTime};
use serde_json::{Map, Value, json};

use super::place::Standing;
use super::ties::{dispatched, time};
use super::{Truth, Verdict};
use crate::sample::people::life::{self, Request};
use crate::sample::register::Register;

/// The quantile of a 95 % interval.
const Z: f64 = 1.959_963_984_540_054;
const NAMES: [&str; 3] = ["response", "resolution", "satisfaction"];

/// So many of so many, for each of the three rates.
type Rates = [[u64; 2]; 3];

/// The facts of grids and of areas, by code.
pub(super) fn rates(register: &Register, truth: &Truth, seed: u64) -> Value {
    let town = &register.town;
    let mut grids: Vec<Rates> = vec![Rates::default(); town.grids.len()];
    for request in life::requests(&register.homes, town.scale.requests, seed) {
        let at_home = || match truth.homes[request.home?] {
            Standing::In(grid) => Some(grid),
            _ => None,
        };
        if let Some(grid) = request.grid.or_else(at_home) {
            count(&request, &mut grids[grid]);
        }
    }
    let of_grids: Map<String, Value> =
        town.grids.iter().zip(&grids).map(|(grid, rates)| (grid.code.clone(), told(rates))).collect();
    let of_areas = town.areas.iter().map(|area| {
        let mut sums = Rates::default();
        for (grid, rates) in town.grids.iter().zip(&grids) {
            if town.areas[grid.community].code.starts_with(area.code.as_str()) {
                sums.iter_mut().flatten().zip(rates.iter().flatten()).for_each(|(sum, count)| *sum += count);
            }
        }
        (area.code.clone(), told(&sums))
    });
    json!({"grid": of_grids, "area": of_areas.collect::<Map<String, Value>>()})
}

/// Adds a request of the last year to its grid's rates.
fn count(request: &Request, rates: &mut Rates) {
    let until = life::data_date();
    let since = until.checked_sub_days(Days::new(365)).unwrap_or(NaiveDate::MIN);
    let [accepted, _, handled, evaluated] = [0, 1, 2, 3].map(|nth| time(request.times[nth].as_ref()));
    if accepted.is_none_or(|at| at.date() <= since || at.date() > until) {
        return;
    }
    let known = |at: Option<NaiveDateTime>| at.is_some_and(|at| at.date() <= until);
    let mut add = |rate: usize, yes: bool| {
        rates[rate][0] += u64::from(yes);
        rates[rate][1] += 1;
    };
    match dispatched(request.urgency, &request.times) {
        Verdict::Covered => add(0, true),
        Verdict::Gap => add(0, false),
        _ => {}
    }
    add(1, known(handled));
    if let (true, Some(satisfied)) = (known(evaluated), request.satisfied) {
        add(2, satisfied);
    }
}

fn told(rates: &Rates) -> Value {
    let mut facts = Map::new();
    for (name, [yes, all]) in NAMES.iter().zip(*rates) {
        facts.insert(format!("{name}_n"), json!(all));
        if all > 0 {
            facts.insert(format!("{name}_permille"), json!((2000 * yes + all) / (2 * all)));
            let [low, high] = interval(yes as f64 / all as f64, all as f64);
            facts.insert(format!("{name}_low_permille"), json!((low * 1000.0).round() as u64));
            facts.insert(format!("{name}_high_permille"), json!((high * 1000.0).round() as u64));
        }
    }
    facts.into()
}

/// The shares `q` of which the share `p` among `n` is just not too far: `(p − q)² = z² q (1 − q) / n`, by halving.
fn interval(p: f64, n: f64) -> [f64; 2] {
    let too_far = |q: f64| (p - q) * (p - q) > Z * Z * q * (1.0 - q) / n;
    let end = |mut out: f64| {
        let mut within = p;
        for _ in 0..60 {
            let middle = f64::midpoint(out, within);
            *(if too_far(middle) { &mut out } else { &mut within }) = middle;
        }
        within
    };
    [end(0.0), end(1.0)]
}

#[cfg(test)]
mod tests {
    use super::interval;

    #[test]
    fn the_interval_is_wilsons() {
        // R's prop.test(8, 10, correct = FALSE).
        let [low, high] = interval(0.8, 10.0);
        assert!((low - 0.490_162_5).abs() < 1e-6 && (high - 0.943_317_8).abs() < 1e-6, "{low} {high}");
        let [low, high] = interval(0.0, 10.0);
        assert!(low.abs() < 1e-12 && (high - 0.277_532_8).abs() < 1e-6, "{low} {high}");
    }
}
