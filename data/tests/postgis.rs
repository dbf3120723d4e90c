//! What a register is in `PostGIS`: typed shapes, spatial indexes, keys that begin with the county, versions.
//!
//! Needs `YUNTU_TEST_POSTGRES` like the store's contract.
#![expect(clippy::unwrap_used, reason = "a test may")]

use data::model::{ContactSubject, Table};
use data::store::{Open, Store, StoreError};
use spatial::places::AreaCode;
use sqlx::{AssertSqlSafe, Connection, PgConnection};

/// A new database; `None` where there is no server to test with.
async fn database(name: &str) -> Option<String> {
    let Ok(server) = std::env::var("YUNTU_TEST_POSTGRES") else {
        assert!(std::env::var_os("CI").is_none(), "YUNTU_TEST_POSTGRES is not set: run scripts/test");
        eprintln!("left out: YUNTU_TEST_POSTGRES is not set, scripts/test starts a server");
        return None;
    };
    let name = format!("yuntu_{name}_{}", std::process::id());
    let mut admin = PgConnection::connect(&server).await.unwrap();
    sqlx::raw_sql(AssertSqlSafe(format!("CREATE DATABASE {name}"))).execute(&mut admin).await.unwrap();
    let (base, _) = server.rsplit_once('/').unwrap();
    Some(format!("{base}/{name}"))
}

async fn texts(url: &str, sql: &'static str) -> Vec<String> {
    let mut connection = PgConnection::connect(url).await.unwrap();
    sqlx::query_scalar(sql).fetch_all(&mut connection).await.unwrap()
}

async fn run(url: &str, sql: &'static str) {
    let mut connection = PgConnection::connect(url).await.unwrap();
    sqlx::raw_sql(sql).execute(&mut connection).await.unwrap();
}

#[tokio::test]
async fn shapes_are_typed_and_indexed_and_keys_begin_with_the_county() {
    let Some(url) = database("schema").await else { return };
    Store::open(&url, Open::CreateIfMissing).await.unwrap();
    let shapes = "SELECT f_table_name || ' ' || type || ' ' || srid FROM public.geometry_columns \
                  WHERE f_table_schema = 'yuntu' ORDER BY 1";
    assert_eq!(
        texts(&url, shapes).await,
        [
            "area MULTIPOLYGON 4490",
            "building MULTIPOLYGON 4490",
            "compound MULTIPOLYGON 4490",
            "grid MULTIPOLYGON 4490",
            "household POINT 4490",
            "organisation POINT 4490",
            "road LINESTRING 4490",
            "station POINT 4490",
            "unit POINT 4490",
            "water MULTIPOLYGON 4490",
        ]
    );
    let indexes = "SELECT tablename::text FROM pg_indexes WHERE schemaname = 'yuntu' AND indexdef LIKE '%USING gist%'";
    assert_eq!(texts(&url, indexes).await.len(), 10);
    let first_of_key = "SELECT relname || ' ' || attname FROM pg_index \
        JOIN pg_class ON pg_class.oid = indrelid AND relnamespace = 'yuntu'::regnamespace \
        JOIN pg_attribute ON attrelid = indrelid AND attnum = indkey[0] WHERE indisprimary";
    let keys = texts(&url, first_of_key).await;
    for table in Table::ALL {
        assert!(keys.contains(&format!("{} county", table.as_str())), "{}: {keys:?}", table.as_str());
    }
}

#[tokio::test]
async fn a_newer_register_is_refused_with_both_versions() {
    let Some(url) = database("newer").await else { return };
    Store::open(&url, Open::CreateIfMissing).await.unwrap();
    run(&url, "UPDATE yuntu.yuntu_register SET schema_version = 99").await;
    let error = Store::open(&url, Open::Existing).await.unwrap_err();
    assert!(matches!(error, StoreError::Newer { found: 99, known: 3, .. }), "{error}");
}

#[tokio::test]
async fn an_older_register_is_brought_up_and_keeps_its_rows() {
    let Some(url) = database("older").await else { return };
    run(&url, "CREATE EXTENSION postgis; CREATE SCHEMA yuntu").await;
    let first = concat!("SET search_path = yuntu, public;", include_str!("../migrations/postgis/0001_places.sql"));
    run(&url, first).await;
    run(&url, "UPDATE yuntu.yuntu_register SET schema_version = 1, revision = 7").await;
    let store = Store::open(&url, Open::Existing).await.unwrap();
    assert_eq!(store.revision().await.unwrap(), 7);
    let version = "SELECT schema_version::text FROM yuntu.yuntu_register";
    assert_eq!(texts(&url, version).await, ["3"]);
}

#[tokio::test]
async fn what_a_register_of_the_version_before_did_not_know_is_unknown() {
    let Some(url) = database("before").await else { return };
    run(&url, "CREATE EXTENSION postgis; CREATE SCHEMA yuntu").await;
    let before = concat!(
        "SET search_path = yuntu, public;",
        include_str!("../migrations/postgis/0001_places.sql"),
        include_str!("../migrations/postgis/0002_service.sql"),
        "INSERT INTO member (county, id, community, active) VALUES ('990101', 'M1', '990101001001', true);
         INSERT INTO household (county, id, community, door, trust) VALUES ('990101', 'H1', '990101001001', '', 'stated');
         INSERT INTO link (county, household, member) VALUES ('990101', 'H1', 'M1');
         INSERT INTO visit (county, household, date) VALUES ('990101', 'H1', '2026-05-04');
         UPDATE yuntu_register SET schema_version = 2, revision = 7;"
    );
    run(&url, before).await;
    let store = Store::open(&url, Open::Existing).await.unwrap();
    let (snapshot, _) = store.load(None).await.unwrap().remove(0).finish();
    assert_eq!((snapshot.members.left_on[0], snapshot.members.exemption[0]), (None, None));
    let household = spatial::Row(0);
    assert_eq!(snapshot.households.links.at(household, chrono::NaiveDate::MIN).count(), 1);
    assert_eq!(snapshot.households.visits.of(household).len(), 1);
    assert!(snapshot.hubs.household.is_empty());
}

#[tokio::test]
async fn what_is_no_register_is_said_to_be_none() {
    let Some(url) = database("none").await else { return };
    let error = Store::open(&url, Open::Existing).await.unwrap_err();
    assert!(matches!(error, StoreError::Missing { .. }), "{error}");
    run(&url, "CREATE SCHEMA yuntu; CREATE TABLE yuntu.songs (title text)").await;
    let error = Store::open(&url, Open::CreateIfMissing).await.unwrap_err();
    assert!(matches!(error, StoreError::NotARegister { .. }), "{error}");
}

#[tokio::test]
async fn a_server_that_does_not_answer_is_named_without_its_password() {
    let error = Store::open("postgres://me:secret@127.0.0.1:1/x", Open::Existing).await.unwrap_err().to_string();
    assert!(error.contains("cannot be reached") && error.contains("127.0.0.1:1/x"), "{error}");
    assert!(!error.contains("secret"), "{error}");
}

#[tokio::test]
async fn a_register_that_somebody_writes_is_said_to_be_locked() {
    let Some(url) = database("locked").await else { return };
    let store = Store::open(&url, Open::CreateIfMissing).await.unwrap();
    let mut other = PgConnection::connect(&url).await.unwrap();
    sqlx::raw_sql("BEGIN; SELECT * FROM yuntu.yuntu_register FOR UPDATE").execute(&mut other).await.unwrap();
    let error = store.begin_staging().await.unwrap().commit(data::store::Commit::default()).await.unwrap_err();
    assert!(matches!(error, StoreError::Locked { .. }), "{error}");
}

#[tokio::test]
async fn a_table_that_somebody_holds_is_said_to_be_locked_before_anybody_loses_patience() {
    let Some(url) = database("held").await else { return };
    let store = Store::open(&url, Open::CreateIfMissing).await.unwrap();
    let mut other = PgConnection::connect(&url).await.unwrap();
    let held = "BEGIN; LOCK TABLE yuntu.household, yuntu.contact IN ACCESS EXCLUSIVE MODE";
    sqlx::raw_sql(held).execute(&mut other).await.unwrap();
    let county = AreaCode::parse("990101").unwrap();
    // The lock is never let go: without a limit of their own these would wait for ever.
    let waiting = tokio::time::timeout(std::time::Duration::from_mins(1), async {
        let look_up = Box::pin(store.load(Some(&county))).await.err();
        let ask = Box::pin(store.contacts(&county, ContactSubject::Household, &["H1"])).await.err();
        [look_up, ask, Box::pin(store.counties()).await.err()]
    });
    for error in waiting.await.unwrap() {
        assert!(matches!(error, Some(StoreError::Locked { .. })), "{error:?}");
    }
}

#[tokio::test]
async fn a_register_that_was_made_for_nothing_is_taken_away_and_no_other() {
    let Some(url) = database("abandoned").await else { return };
    let made = Store::open(&url, Open::CreateIfMissing).await.unwrap();
    Store::open(&url, Open::Existing).await.unwrap().abandon().await.unwrap();
    assert!(Store::open(&url, Open::Existing).await.is_ok(), "it was there before");
    made.abandon().await.unwrap();
    assert!(matches!(Store::open(&url, Open::Existing).await, Err(StoreError::Missing { .. })));
    let filled = Store::open(&url, Open::CreateIfMissing).await.unwrap();
    run(&url, "UPDATE yuntu.yuntu_register SET revision = 1").await;
    filled.abandon().await.unwrap();
    assert_eq!(Store::open(&url, Open::Existing).await.unwrap().revision().await.unwrap(), 1);
}

#[tokio::test]
async fn who_may_not_read_is_told_so_in_words_of_the_server() {
    let Some(url) = database("forbidden").await else { return };
    Store::open(&url, Open::CreateIfMissing).await.unwrap();
    let reader = format!("reader_{}", std::process::id());
    let sql = format!(
        "CREATE ROLE {reader} LOGIN; GRANT USAGE ON SCHEMA yuntu TO {reader}; \
                       GRANT SELECT ON yuntu.yuntu_register TO {reader}"
    );
    sqlx::raw_sql(AssertSqlSafe(sql)).execute(&mut PgConnection::connect(&url).await.unwrap()).await.unwrap();
    let store = Store::open(&url.replacen("postgres@", &format!("{reader}@"), 1), Open::Existing).await.unwrap();
    let error = store.counties().await.unwrap_err().to_string();
    assert!(error.contains("may not be used (permission denied for ") && !error.contains("at line"), "{error}");
}
