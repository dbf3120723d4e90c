//! `rules=` and `as_of=`: the same register judged by another rule set, or as of another day, for one question.

use std::ops::RangeInclusive;
use std::sync::Arc;

use chrono::{Days, Months, NaiveDate};
use spatial::rules::RuleSet;
use utoipa::IntoParams;

use super::view::{PlaceRow, View};
use crate::http::{Params, Problem};
use crate::live::Lens;

/// Longer than any office keeps its register the same way, months.
const MOST_MONTHS_BACK: u32 = 120;
/// Nobody says more than a year ahead that nothing will be done.
pub(crate) const MOST_DAYS_AHEAD: u64 = 366;

/// The names of the parameters.
pub(crate) const PARAMETERS: [&str; 2] = ["rules", "as_of"];

/// The parameters by which a question is judged.
#[derive(IntoParams)]
#[into_params(parameter_in = Query)]
#[expect(dead_code, reason = "describes the parameters; they are read by name, to say which one is wrong")]
pub(crate) struct LensQuery {
    /// The rule set: a built-in one (national, rural) or the one this server was started with; by default that one. Another
    /// is for those who see the exact counts of what is asked about: the difference of two sets tells of a few households.
    #[param(example = "rural")]
    rules: Option<String>,
    /// The day to judge as of, from ten years before the data date to 366 days after it; by default the server's day, which
    /// is the data date unless it was started with another. Another is for those who see exact counts, as with `rules`.
    #[param(value_type = Option<String>, format = Date)]
    as_of: Option<String>,
}

/// The parameter of a question that rules alone decide.
#[derive(IntoParams)]
#[into_params(parameter_in = Query)]
#[expect(dead_code, reason = "describes the parameter; it is read by name, to say that it is wrong")]
pub(crate) struct RulesQuery {
    /// The rule set: a built-in one (national, rural) or the one this server was started with; by default that one.
    #[param(example = "rural")]
    rules: Option<String>,
}

/// The view of a place as the parameters `rules` and `as_of` want it judged. Rows are the same in both.
///
/// # Errors
/// 404 for an unknown rule set, 422 for a day out of range, 403 where another judgement than the server's is not for this
/// audience.
pub(crate) async fn judged(view: View, params: &Params, place: PlaceRow) -> Result<View, Problem> {
    let lens = read(&view, params)?;
    if lens == Lens::of(&view.served.district) {
        return Ok(view);
    }
    view.demand_exact_of(place)?;
    let base = Arc::clone(&view.served);
    let served = tokio::task::spawn_blocking(move || base.otherwise(&lens)).await.map_err(|_| Problem::internal())?;
    if served.capacity.answer().done().is_none() {
        let served = Arc::clone(&served);
        tokio::task::spawn_blocking(move || served.capacity.run(&served.district));
    }
    Ok(View { served, ..view })
}

/// The lens that the parameters ask for; the server's own where they ask for none.
///
/// # Errors
/// 404 for an unknown rule set, 422 for a day out of range.
pub(crate) fn read(view: &View, params: &Params) -> Result<Lens, Problem> {
    let own = Lens::of(&view.served.district);
    let rules = params.text("rules").map(|name| rule_set(&own.rules, name)).transpose()?;
    let as_of = params.date("as_of", &days(view.snapshot().data_date))?;
    Ok(Lens { rules: rules.unwrap_or(own.rules), as_of: as_of.unwrap_or(own.as_of) })
}

/// The rule set of a name; the one that is served goes before a built-in one of its name.
///
/// # Errors
/// 404 naming those that there are.
pub(crate) fn rule_set(served: &RuleSet, name: &str) -> Result<RuleSet, Problem> {
    if served.name == name {
        return Ok(served.clone());
    }
    data::rules::named(name).ok_or_else(|| Problem::no_such_rule_set(name, names(served)))
}

/// The names of all rule sets: the one that is served, and those that are built in.
pub(crate) fn names(served: &RuleSet) -> Vec<String> {
    let built_in = data::rules::names().into_iter().filter(|built_in| *built_in != served.name);
    std::iter::once(served.name.as_str()).chain(built_in).map(str::to_owned).collect()
}

fn days(data_date: NaiveDate) -> RangeInclusive<NaiveDate> {
    let first = data_date.checked_sub_months(Months::new(MOST_MONTHS_BACK)).unwrap_or(NaiveDate::MIN);
    let last = data_date.checked_add_days(Days::new(MOST_DAYS_AHEAD)).unwrap_or(NaiveDate::MAX);
    first..=last
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_set_that_is_served_goes_before_a_built_in_one_of_its_name() {
        let named = |name: &str| {
            let mut rules = RuleSet::default();
            (rules.name, rules.version) = (name.into(), "ours".into());
            rules
        };
        assert_eq!(rule_set(&named("national"), "national").unwrap().version, "ours");
        assert_eq!(rule_set(&named("河口"), "河口").unwrap().version, "ours");
        assert_eq!(rule_set(&named("河口"), "rural").unwrap().name, "rural");
        let problem = rule_set(&named("河口"), "urban").unwrap_err();
        assert_eq!(problem.allowed, Some(vec!["河口".into(), "national".into(), "rural".into()]));
    }
}
