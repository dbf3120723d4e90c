use super::*;
use crate::fixture::{Records, date};
use crate::places::GridCode;
use crate::sums::Series;

/// The tiny district with visits and links of every month, some of them ended, a wrong grid code and a strayed household.
fn eventful() -> District {
    let mut records = Records::tiny();
    records.grids[3].code = GridCode::new("X1");
    let households: Vec<_> = records.households.iter().map(|household| household.id.clone()).collect();
    for (nth, household) in households.into_iter().enumerate() {
        let day = records.data_date.checked_sub_days(Days::new(nth as u64 * 13)).unwrap();
        records.visits.push((household, day));
    }
    for (nth, link) in records.links.iter_mut().enumerate() {
        link.since = records.data_date.checked_sub_days(Days::new(30 * nth as u64));
        link.until = (nth % 3 == 0).then(|| records.data_date.checked_sub_days(Days::new(10 * nth as u64)).unwrap());
    }
    records.district()
}

#[test]
fn every_month_is_what_a_district_assessed_as_of_its_end_adds_up_to() {
    let district = eventful();
    for rule in RULES {
        let months = timeline(&district, rule, 24).unwrap();
        assert_eq!(months.len(), 24);
        for month in &months {
            let then = district.with_date(month.as_of);
            let sums = |of: &dyn Fn(Series) -> u64| Totals {
                covered: of(Series::Covered(rule)),
                gap: of(Series::Gap(rule)),
                unknown: of(Series::Unknown(rule)),
                gap_persons: of(Series::GapPersons(rule)),
            };
            for area in (0..district.snapshot.areas.code.len() as u32).map(Row) {
                let expected = sums(&|series| then.sums.area(area, series));
                assert_eq!(month.of_area(area), expected, "{rule:?} {} {area:?}", month.as_of);
            }
            for grid in (0..district.snapshot.grids.code.len() as u32).map(Row) {
                let expected = sums(&|series| then.sums.grid(grid, series));
                assert_eq!(month.of_grid(grid), expected, "{rule:?} {} {grid:?}", month.as_of);
            }
        }
        let gaps: Vec<u64> = months.iter().map(|month| month.of_area(Row(0)).gap).collect();
        assert!(gaps.windows(2).any(|pair| pair[0] != pair[1]), "{rule:?}: {gaps:?}");
    }
}

#[test]
fn if_nobody_visits_more_are_overdue_every_week_and_never_fewer() {
    let district = eventful();
    let overdue = |days| {
        let by = district.verdicts.as_of.checked_add_days(Days::new(days)).unwrap();
        moment(&district, RuleId::V1, by).unwrap().of_area(Row(0)).gap
    };
    let weeks: Vec<u64> = (0..40).map(|week| overdue(week * 7)).collect();
    assert!(weeks.is_sorted() && weeks[0] < weeks[39], "{weeks:?}");
    assert_eq!(weeks[0], district.sums.area(Row(0), Series::Gap(RuleId::V1)));
}

#[test]
fn a_rule_without_dates_has_no_timeline() {
    assert_eq!(timeline(&eventful(), RuleId::S1, 3), None);
}

#[test]
fn months_end_where_they_end() {
    let ends = |by, months| month_ends(by, months);
    assert_eq!(ends(date(2026, 10, 31), 2), [date(2026, 9, 30), date(2026, 10, 31)]);
    assert_eq!(ends(date(2026, 10, 30), 1), [date(2026, 9, 30)]);
    assert_eq!(ends(date(2024, 3, 1), 3), [date(2023, 12, 31), date(2024, 1, 31), date(2024, 2, 29)]);
    assert_eq!(ends(date(2026, 1, 31), 1), [date(2026, 1, 31)]);
}
