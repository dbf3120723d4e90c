//! The other lists, and the day the data is of.

use super::*;

#[test]
fn visits_are_checked_day_by_day() {
    let rows = "household,date,result\nH1,2026-02-30,ok\nH1,2026-03-01,正常\nH1,2026-03-01,ok\nH1,2026-03-02,asleep\n";
    let mut desk =
        Desk::with_areas().file("h.csv", format!("{HEADER}H1,990101001001,,,,,,,,,,\n")).file("visits.csv", rows);
    desk.options = Options::default();
    let read = desk.read();
    assert_eq!(
        read.codes(),
        [(Refused, "bad_date", "date"), (Refused, "repeated_visit", "date"), (Doubtful, "not_in_list", "result"),]
    );
    assert_eq!(read.outcome.data_date, NaiveDate::from_ymd_opt(2026, 3, 2));
    let tally = read.outcome.tallies[&Kind::Visits];
    assert_eq!((tally.read, tally.refused, tally.doubtful), (4, 2, 1));
}

#[test]
fn the_data_date_is_the_options_then_the_manifests_then_the_newest_visits() {
    let visits = "household,date,result\nH1,2026-03-01,ok\nH1,2026-12-01,ok\n";
    let mut desk = Desk::with_areas()
        .file("h.csv", format!("{HEADER}H1,990101001001,,,,,,,,,,\n"))
        .file("visits.csv", visits)
        .file("register.json", r#"{"data_date":"2026-10-31","county":"990101"}"#);
    desk.options = Options::default();
    let read = desk.read();
    assert_eq!(read.outcome.data_date, NaiveDate::from_ymd_opt(2026, 10, 31));
    assert_eq!(read.codes(), [(Refused, "future_visit", "date")]);
    desk.options = Options { data_date: NaiveDate::from_ymd_opt(2026, 12, 31), ..Options::default() };
    assert_eq!(desk.read().outcome.data_date, NaiveDate::from_ymd_opt(2026, 12, 31));
}

#[test]
fn a_register_of_no_day_is_said() {
    let desk = Desk::new()
        .file("areas.geojson", collection(&[feature(r#""code":"990101","name":"a","kind":"区""#, DISTRICT)]));
    assert_eq!(desk.read().codes(), [(Doubtful, "no_data_date", "data_date")]);
}

#[test]
fn organisations_serve_several_and_may_name_a_parent_further_down() {
    let rows = "id,area,name,kind,joint,parent,lon,lat,serves_grids,serves_units\n\
                O1,990101001001,一支部,branch,是,O2,113.6,30.2,990101001001001;990101001001009,\n\
                O2,990101001,党委,党委,,O9,,,,\n";
    let read = list("o.csv", rows, &[(Doubtful, "dangling", "serves_grids"), (Doubtful, "dangling", "parent")]);
    let served = read
        .records
        .iter()
        .find_map(|it| if let Record::Organisation(it) = it { Some(it.serves_grids.len()) } else { None });
    assert_eq!(served, Some(2));
    assert_eq!(read.outcome.findings.kept()[1].row, Some(3));
}

#[test]
fn one_leader_and_one_worker_per_grid() {
    let rows = "网格编码,角色,姓名,电话,任职日期\n990101001001001,网格长,王五,1,2026-01-01\n990101001001001,网格员,赵六,2,\n990101001001001,grid_leader,x,3,\n";
    let read = list("staff.csv", rows, &[(Refused, "repeated_id", "role")]);
    let subjects: Vec<_> = read.contacts().iter().map(|it| it.subject).collect();
    assert_eq!(subjects, [ContactSubject::GridLeader, ContactSubject::GridWorker]);
}

#[test]
fn times_of_a_request_that_run_backwards_are_doubted() {
    let rows = "id,urgency,accepted_at,dispatched_at,handled_at,evaluated_at,satisfied\n\
                R1,urgent,2026-10-01 08:00,2026-10-01 09:00,2026-10-01 08:30,,是\nR2,urgent,yesterday,,,,\n";
    list("requests.csv", rows, &[(Doubtful, "times_out_of_order", "handled_at"), (Refused, "bad_time", "accepted_at")]);
}
