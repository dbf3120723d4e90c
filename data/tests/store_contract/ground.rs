use std::path::PathBuf;
use std::sync::atomic::{AtomicU32, Ordering};

use data::store::{Open, Store};
use sqlx::{AssertSqlSafe, Connection, PgConnection};

/// A place for one test's register, gone after it.
pub(crate) struct Ground {
    url: String,
    folder: Option<PathBuf>,
}

static NEXT: AtomicU32 = AtomicU32::new(0);

fn name() -> String {
    format!("yuntu_test_{}_{}", std::process::id(), NEXT.fetch_add(1, Ordering::Relaxed))
}

impl Ground {
    pub(crate) fn memory() -> Self {
        Self { url: "sqlite::memory:".into(), folder: None }
    }

    pub(crate) fn file() -> Self {
        let folder = std::env::temp_dir().join(name());
        std::fs::create_dir(&folder).unwrap();
        Self { url: format!("sqlite://{}/register.gpkg", folder.display()), folder: Some(folder) }
    }

    /// `None` where there is no server to test with.
    pub(crate) async fn postgis() -> Option<Self> {
        let Ok(server) = std::env::var("YUNTU_TEST_POSTGRES") else {
            assert!(std::env::var_os("CI").is_none(), "YUNTU_TEST_POSTGRES is not set: run scripts/test");
            eprintln!("left out: YUNTU_TEST_POSTGRES is not set, scripts/test starts a server");
            return None;
        };
        let name = name();
        let mut admin = PgConnection::connect(&server).await.unwrap();
        sqlx::raw_sql(AssertSqlSafe(format!("CREATE DATABASE {name}"))).execute(&mut admin).await.unwrap();
        let (base, _) = server.rsplit_once('/').unwrap();
        Some(Self { url: format!("{base}/{name}"), folder: None })
    }

    pub(crate) async fn open(&self) -> Store {
        Store::open(&self.url, Open::CreateIfMissing).await.unwrap()
    }
}

impl Drop for Ground {
    fn drop(&mut self) {
        if let Some(folder) = &self.folder {
            let _ = std::fs::remove_dir_all(folder);
        }
    }
}
