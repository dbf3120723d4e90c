//! Q1, the dispatch clock of requests (接诉即办). Soft.
//!
//! **Subjects**: requests accepted by the as-of date, and grids. **Verdict**: dispatched within the minutes of its urgency
//! (inclusive), or not yet dispatched and the clock still running at the end of the as-of date, is covered; else a gap of
//! *service*. Where the urgency is blank, what the shortest and the longest clock both say, else unknown. A grid is judged by
//! its requests of the last `days` and tolerates `grid_permille` of gaps. **Facts** of a request: `minutes`, `allowed_minutes`;
//! of a grid: `requests`, `gap_requests`, `days`.

use chrono::{Days, NaiveDateTime, NaiveTime, TimeDelta};

use super::prelude::*;
use super::rollup::shares_by_grid;
use crate::places::Urgency;

const CRITICAL: Parameter = Parameter::count(RuleId::Q1, "critical_minutes", 60, "Beijing standard 2023: one hour.");
const URGENT: Parameter = Parameter::count(
    RuleId::Q1,
    "urgent_minutes",
    120,
    "Beijing standard 2023: two hours for water, power, gas and heat.",
);
const ORDINARY: Parameter = Parameter::count(RuleId::Q1, "ordinary_minutes", 1_440, "Beijing standard 2023: a day.");
const PERIOD: Parameter = Parameter::count(RuleId::Q1, "days", 365, "A year, so that every season counts once.");
const GRID_PERMILLE: Parameter =
    Parameter::permille(RuleId::Q1, "grid_permille", 150, "88 % are in time in a well-run district.");

pub(super) static RULE: Definition = Definition {
    id: RuleId::Q1,
    name: Words { zh: "派单时限", en: "Dispatch clock" },
    text: Words {
        zh: "特急诉求 {critical_minutes} 分钟、紧急诉求 {urgent_minutes} 分钟、一般诉求 {ordinary_minutes} 分钟内派单。",
        en: "A request is dispatched within {critical_minutes} (critical), {urgent_minutes} (urgent) or {ordinary_minutes} minutes (ordinary).",
    },
    severity: RuleSeverity::Soft,
    on: true,
    source: "北京标准 2023",
    source_date: None,
    parameters: &[CRITICAL, URGENT, ORDINARY, PERIOD, GRID_PERMILLE],
    ordered: &[("critical_minutes", "urgent_minutes"), ("urgent_minutes", "ordinary_minutes")],
    affects: Affects::Nobody,
    tells_of: TellsOf::Households,
    needs: &[],
    reads: &[Input::Placements],
    evaluate,
    explain,
};

fn evaluate(case: &Case) -> Tables {
    let requests = &case.snapshot.requests;
    let judge = |row: usize| judge(case.snapshot, case.rules, case.as_of, row);
    // No edit touches a request but by where it is counted.
    let judged = match case.before(SubjectKind::Request) {
        Some((_, judged)) => judged,
        None => (0..requests.accepted.len()).map(judge).collect(),
    };
    let recent = since(case.rules, case.as_of);
    let placed = (0..judged.len()).filter(|row| requests.accepted[*row].date() > recent);
    let placed = placed.map(|row| (requests.grid[row], judged[row]));
    let grids = shares_by_grid(case, case.rules.value(&GRID_PERMILLE), placed);
    vec![(SubjectKind::Request, judged), (SubjectKind::Grid, grids.into())]
}

fn explain(district: &District, subject: Subject) -> Vec<Fact> {
    let (requests, rules, as_of) = (&district.snapshot.requests, &district.rules, district.verdicts.as_of);
    if subject.kind == SubjectKind::Request {
        let row = subject.row.index();
        let dispatched = requests.dispatched[row].map(|at| (at - requests.accepted[row]).num_minutes());
        let allowed = requests.urgency[row].map(|urgency| parameter("allowed_minutes", clock(rules, urgency)));
        let minutes = dispatched.map(|minutes| count("minutes", minutes.max(0) as u64));
        return minutes.into_iter().chain(allowed).collect();
    }
    let recent = since(rules, as_of);
    let here = district.judged_in(RuleId::Q1, SubjectKind::Request, subject.row);
    let here = here.filter(|(row, _)| requests.accepted[row.index()].date() > recent);
    let here: Vec<_> = here.map(|(_, judgement)| judgement.verdict).collect();
    let with = |wanted: &dyn Fn(Verdict) -> bool| here.iter().filter(|verdict| wanted(**verdict)).count() as u64;
    vec![
        count("requests", with(&|verdict| verdict != Verdict::NotApplicable)),
        count("gap_requests", with(&|verdict| verdict == Verdict::Gap)),
        parameter("days", rules.value(&PERIOD)),
    ]
}

/// The day after which requests are recent.
fn since(rules: &RuleSet, as_of: chrono::NaiveDate) -> chrono::NaiveDate {
    as_of.checked_sub_days(Days::new(rules.value(&PERIOD).into())).unwrap_or(chrono::NaiveDate::MIN)
}

fn clock(rules: &RuleSet, urgency: Urgency) -> u32 {
    match urgency {
        Urgency::Critical => rules.value(&CRITICAL),
        Urgency::Urgent => rules.value(&URGENT),
        Urgency::Ordinary | Urgency::Low => rules.value(&ORDINARY),
    }
}

fn judge(snapshot: &Snapshot, rules: &RuleSet, as_of: chrono::NaiveDate, row: usize) -> Judgement {
    let requests = &snapshot.requests;
    let end = end_of(as_of);
    let accepted = requests.accepted[row];
    if accepted > end {
        return Judgement::NOT_APPLICABLE;
    }
    let seen = requests.dispatched[row].filter(|at| *at <= end).unwrap_or(end);
    let within = |minutes: u32| seen <= accepted + TimeDelta::minutes(minutes.into());
    let in_time = match requests.urgency[row] {
        Some(urgency) => within(clock(rules, urgency)),
        None if within(rules.value(&CRITICAL)) => true,
        None if !within(rules.value(&ORDINARY)) => false,
        None => return Judgement::UNKNOWN,
    };
    Judgement::covered_if(in_time, Cause::Service)
}

/// The last second of a day.
fn end_of(day: chrono::NaiveDate) -> NaiveDateTime {
    day.and_time(NaiveTime::MIN) + TimeDelta::days(1) - TimeDelta::seconds(1)
}

#[cfg(test)]
mod tests {
    use super::super::tests::judged;
    use super::*;
    use crate::places::GridKind;
    use crate::town::{Town, today};

    /// The verdict of a request accepted so many minutes before the end of the day and dispatched so many after that.
    fn check(urgency: Option<Urgency>, before_end: i64, dispatched: Option<i64>, expected: Judgement) {
        let mut town = Town::new();
        let grid = town.grid(GridKind::Residential);
        let requests = &mut town.edit().requests;
        let accepted = end_of(today()) - TimeDelta::minutes(before_end);
        requests.grid.push(Some(grid));
        requests.urgency.push(urgency);
        requests.accepted.push(accepted);
        requests.dispatched.push(dispatched.map(|minutes| accepted + TimeDelta::minutes(minutes)));
        let verdicts = judged(&town, &RuleSet::default());
        assert_eq!(verdicts.of(RuleId::Q1, SubjectKind::Request).unwrap(), [expected], "{urgency:?} {dispatched:?}");
        assert_eq!(verdicts.of(RuleId::Q1, SubjectKind::Grid).unwrap(), [expected], "{urgency:?} {dispatched:?}");
    }

    #[test]
    fn every_urgency_has_its_clock_and_its_last_minute_counts() {
        let gap = Judgement::gap(Cause::Service);
        for (urgency, minutes) in
            [(Urgency::Critical, 60), (Urgency::Urgent, 120), (Urgency::Ordinary, 1_440), (Urgency::Low, 1_440)]
        {
            check(Some(urgency), 90_000, Some(minutes), Judgement::COVERED);
            check(Some(urgency), 90_000, Some(minutes + 1), gap);
            check(Some(urgency), minutes, None, Judgement::COVERED);
            check(Some(urgency), minutes + 1, None, gap);
        }
        check(None, 90_000, Some(60), Judgement::COVERED);
        check(None, 90_000, Some(61), Judgement::UNKNOWN);
        check(None, 90_000, Some(1_441), gap);
        check(Some(Urgency::Critical), -1, None, Judgement::NOT_APPLICABLE);
    }
}
