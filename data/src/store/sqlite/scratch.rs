//! A folder for one test's file, gone after it.

use std::path::PathBuf;
use std::sync::atomic::{AtomicU32, Ordering};

use super::SqliteStore;
use crate::store::{Open, StoreError};

pub(super) struct Scratch {
    folder: PathBuf,
}

static NEXT: AtomicU32 = AtomicU32::new(0);

impl Scratch {
    pub(super) fn new() -> Self {
        let name = format!("yuntu_unit_{}_{}", std::process::id(), NEXT.fetch_add(1, Ordering::Relaxed));
        let folder = std::env::temp_dir().join(name);
        std::fs::create_dir(&folder).unwrap();
        Self { folder }
    }

    pub(super) fn path(&self) -> PathBuf {
        self.folder.join("register.gpkg")
    }

    pub(super) fn open(&self, open: Open) -> Result<SqliteStore, StoreError> {
        SqliteStore::open_file("sqlite:register.gpkg", &self.path(), open)
    }

    /// A new register.
    pub(super) fn store(&self) -> SqliteStore {
        self.open(Open::CreateIfMissing).unwrap()
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.folder);
    }
}
