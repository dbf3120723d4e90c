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
fn a_visit_after_today_does_not_move_the_day_of_the_data() {
    let visits = "household,date,result\nH1,2026-03-01,ok\nH1,2099-01-01,ok\n";
    let mut desk =
        Desk::with_areas().file("h.csv", format!("{HEADER}H1,990101001001,,,,,,,,,,\n")).file("visits.csv", visits);
    desk.options = Options { today: NaiveDate::from_ymd_opt(2026, 11, 29), ..Options::default() };
    let read = desk.read();
    assert_eq!(read.codes(), [(Refused, "future_visit", "date")]);
    assert_eq!(read.outcome.data_date, NaiveDate::from_ymd_opt(2026, 3, 1));
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
fn workers_of_a_grid_take_its_seats_in_the_order_of_the_list() {
    let rows = "网格编码,角色,姓名,电话,任职日期\n990101001001001,网格长,王五,1,2026-01-01\n\
                990101001001001,网格员,赵六,2,\n990101001001001,grid_worker,孙七,3,\n";
    let read = list("staff.csv", rows, &[]);
    let seats: Vec<_> = read.contacts().iter().map(|it| (it.subject, it.subject_id.clone(), it.name.clone())).collect();
    let (first, second) = ("990101001001001/1".to_owned(), "990101001001001/2".to_owned());
    assert_eq!(
        seats,
        [
            (ContactSubject::GridLeader, first.clone(), "王五".to_owned()),
            (ContactSubject::GridWorker, first, "赵六".to_owned()),
            (ContactSubject::GridWorker, second, "孙七".to_owned())
        ]
    );
}

#[test]
fn a_named_seat_is_taken_once() {
    let rows = "grid,role,seat,name\n990101001001001,grid_worker,2,a\n990101001001001,grid_worker,2,b\n\
                990101001001001,grid_worker,0,c\n990101001001001,grid_worker,,d\n990101001001001,grid_leader,2,e\n";
    let read = list("staff.csv", rows, &[(Refused, "repeated_id", "seat"), (Refused, "bad_number", "seat")]);
    let seats: Vec<_> = read.contacts().iter().map(|it| it.subject_id.rsplit('/').next().map(str::to_owned)).collect();
    assert_eq!(seats, ["2", "1", "2"].map(|seat| Some(seat.to_owned())));
}

#[test]
fn times_of_a_request_that_run_backwards_are_doubted() {
    let rows = "id,urgency,accepted_at,dispatched_at,handled_at,evaluated_at,satisfied\n\
                R1,urgent,2026-10-01 08:00,2026-10-01 09:00,2026-10-01 08:30,,是\nR2,urgent,yesterday,,,,\n";
    list("requests.csv", rows, &[(Doubtful, "times_out_of_order", "handled_at"), (Refused, "bad_time", "accepted_at")]);
}
