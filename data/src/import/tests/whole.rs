//! Files in, a register out.

use super::*;
use crate::import::{ImportReport, import};
use crate::sample::{SampleOptions, SampleSize, write};
use crate::store::{Open, Store};

pub(super) fn run<T>(future: impl Future<Output = T>) -> T {
    tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap().block_on(future)
}

pub(super) async fn empty() -> Store {
    Store::open("sqlite::memory:", Open::CreateIfMissing).await.unwrap()
}

pub(super) async fn imported(store: &Store, desk: &Desk) -> Result<ImportReport, ImportError> {
    import(store, &desk.files(), desk.options.clone(), &mut ()).await
}

fn tiny() -> Desk {
    let desk = Desk::new();
    write(&SampleOptions { size: SampleSize::Tiny, seed: 7, out: desk.folder.clone() }, &mut |_| {}).unwrap();
    desk
}

#[test]
fn an_import_is_one_revision_and_the_same_files_are_none() {
    run(async {
        let (store, desk) = (empty().await, tiny());
        let first = imported(&store, &desk).await.unwrap();
        assert!(first.changed);
        assert_eq!((first.revision, first.data_date), (1, NaiveDate::from_ymd_opt(2026, 10, 31)));
        assert!(
            first.counts.iter().all(|it| it.entered + it.refused == it.read && it.unchanged == 0),
            "{:#?}",
            first.counts
        );
        let second = imported(&store, &desk).await.unwrap();
        assert!(!second.changed);
        assert_eq!(second.revision, 1);
        assert!(second.counts.iter().all(|it| it.unchanged + it.refused == it.read), "{:#?}", second.counts);
        assert_eq!(first.findings.kept(), second.findings.kept());
        assert_eq!(store.data_date().await.unwrap(), first.data_date);
    });
}

#[test]
fn one_list_finds_what_it_refers_to_in_the_register() {
    run(async {
        let (store, desk) = (empty().await, tiny());
        imported(&store, &desk).await.unwrap();
        let households = std::fs::read_to_string(desk.folder.join("households.csv")).unwrap();
        let id = households.lines().nth(1).and_then(|line| line.split(',').next()).unwrap().to_owned();
        let visits = format!("household,date,result\n{id},2026-11-20,ok\nNOBODY,2026-11-20,ok\n");
        let report = imported(&store, &Desk::new().file("visits.csv", visits)).await.unwrap();
        assert_eq!(report.revision, 2);
        assert_eq!(report.data_date, NaiveDate::from_ymd_opt(2026, 11, 20));
        let [finding] = report.findings.kept() else { panic!("{:#?}", report.findings.kept()) };
        assert_eq!((finding.code, finding.row, finding.value.as_str()), ("dangling", Some(3), "NOBODY"));
    });
}

#[test]
fn a_list_of_the_past_does_not_set_the_register_back() {
    run(async {
        let (store, desk) = (empty().await, tiny());
        imported(&store, &desk).await.unwrap();
        let visits = Desk::new().file("visits.csv", "household,date,result\nNOBODY,2020-01-01,ok\n");
        assert_eq!(imported(&store, &visits).await.unwrap().data_date, NaiveDate::from_ymd_opt(2026, 10, 31));
    });
}

#[test]
fn where_no_row_is_good_nothing_enters_and_the_report_says_why() {
    run(async {
        let store = empty().await;
        let desk = Desk::new().file("h.csv", format!("{HEADER}H1,nowhere,,,,,,,,,,\n")).file("x.csv", "a,b\n");
        let Err(ImportError::NothingEntered(report)) = imported(&store, &desk).await else { panic!() };
        assert_eq!(store.revision().await.unwrap(), 0);
        assert_eq!(report.findings.count(Refused, "bad_area_code"), 1);
        assert_eq!(report.findings.count(Refused, "unknown_file"), 1);
        assert!(matches!(import(&store, &[], Options::default(), &mut ()).await, Err(ImportError::NoFiles)));
    });
}

#[test]
fn a_folder_stands_for_its_lists_and_the_findings_are_saved() {
    run(async {
        let (store, mut desk) = (empty().await, Desk::with_areas().file("truth.json", "{}").file("notes.txt", "x"));
        desk.options.findings_csv = Some(desk.folder.join("findings.txt"));
        let desk = desk.file("h.csv", format!("{HEADER}H1,990101001001,,,,,,,,,,\nH1,990101001001,,,,,,,,,,\n"));
        let mut steps = 0;
        let folder = [desk.folder.clone()];
        let report =
            import(&store, &folder, desk.options.clone(), &mut |_: &crate::import::Step| steps += 1).await.unwrap();
        assert_eq!(report.findings.total(), 1);
        assert!(steps >= 5, "{steps}");
        let saved = std::fs::read_to_string(desk.folder.join("findings.txt")).unwrap();
        assert_eq!(saved.lines().count(), 2);
        assert!(saved.contains("refused,repeated_id,h.csv,3,id,H1,"), "{saved}");
    });
}

#[test]
fn names_and_phones_stand_in_the_contacts() {
    run(async {
        let store = empty().await;
        let desk = Desk::with_areas().file("h.csv", format!("{HEADER}H1,990101001001,,,,,,,,张三,138,\n"));
        imported(&store, &desk).await.unwrap();
        let county = spatial::places::AreaCode::parse("990101").unwrap();
        let contacts = store.contacts(&county, ContactSubject::Household, &["H1"]).await.unwrap();
        assert_eq!(contacts[0].name, "张三");
    });
}

/// `YUNTU_BENCH_STORE=sqlite:///tmp/x.gpkg cargo nextest run --release -p data --run-ignored only district_into --no-capture`
#[test]
#[ignore = "a measurement: three million rows into a file"]
fn the_district_into_a_register() {
    run(async {
        let desk = Desk::new();
        write(&SampleOptions { size: SampleSize::District, seed: 7, out: desk.folder.clone() }, &mut |_| {}).unwrap();
        let file = desk.folder.join("register.gpkg");
        let url = std::env::var("YUNTU_BENCH_STORE").unwrap_or(format!("sqlite://{}", file.display()));
        let store = Store::open(&url, Open::CreateIfMissing).await.unwrap();
        for _ in 0..2 {
            let begun = std::time::Instant::now();
            let mut last = begun;
            let mut tell = |step: &crate::import::Step| {
                if last.elapsed().as_secs() >= 5 {
                    last = std::time::Instant::now();
                    eprintln!("{:.0} s {step:?}", begun.elapsed().as_secs_f64());
                }
                if *step == crate::import::Step::Committing {
                    eprintln!("{:.1} s {step:?}", begun.elapsed().as_secs_f64());
                }
            };
            let files: Vec<_> =
                desk.files().into_iter().filter(|it| !it.to_string_lossy().contains("register.gpkg")).collect();
            let report = import(&store, &files, Options::default(), &mut tell).await.unwrap();
            let rows: u64 = report.counts.iter().map(|it| it.read).sum();
            let seconds = begun.elapsed().as_secs_f64();
            eprintln!("revision {} ({}): {rows} rows in {seconds:.1} s", report.revision, report.changed);
        }
    });
}
