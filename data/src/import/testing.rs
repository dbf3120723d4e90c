//! What the tests of the import share: an office's desk with files on it, and what became of them.

use std::path::PathBuf;
use std::sync::atomic::{AtomicU32, Ordering};

use spatial::finding::Severity;
use spatial::places::{Household, Member};

use super::options::Options;
use super::read::{Before, Message, Outcome, read_all};
use super::report::ImportFinding;
use super::run::ImportError;
use crate::model::{Contact, Record};

static DESKS: AtomicU32 = AtomicU32::new(0);

/// A folder that is removed with the desk.
pub(super) struct Desk {
    pub(super) folder: PathBuf,
    pub(super) options: Options,
}

/// What reading made of the files.
pub(super) struct Read {
    pub(super) outcome: Outcome,
    pub(super) records: Vec<Record>,
}

impl Desk {
    pub(super) fn new() -> Self {
        let number = DESKS.fetch_add(1, Ordering::Relaxed);
        let folder = std::env::temp_dir().join(format!("yuntu-desk-{}-{number}", std::process::id()));
        std::fs::create_dir_all(&folder).unwrap();
        Self { folder, options: Options::default() }
    }

    /// A desk with a district of one street and one community, 113.5–113.7° E, 30.1–30.3° N, and one grid.
    pub(super) fn with_areas() -> Self {
        let mut desk = Self::new();
        desk.options.data_date = chrono::NaiveDate::from_ymd_opt(2026, 10, 31);
        let area = |code, kind| feature(&format!(r#""code":"{code}","name":"云河","kind":"{kind}""#), DISTRICT);
        let areas = [area("990101", "district"), area("990101001", "street"), area("990101001001", "community")];
        let desk = desk.file("areas.geojson", collection(&areas));
        let grid = r#""code":"990101001001001","name":"一","kind":"residential","community":"990101001001","valid_from":"2024-01-01""#;
        desk.file("grids.geojson", collection(&[feature(grid, DISTRICT)]))
    }

    pub(super) fn file(self, name: &str, content: impl AsRef<[u8]>) -> Self {
        std::fs::write(self.folder.join(name), content).unwrap();
        self
    }

    pub(super) fn files(&self) -> Vec<PathBuf> {
        let mut files: Vec<PathBuf> =
            std::fs::read_dir(&self.folder).unwrap().map(|entry| entry.unwrap().path()).collect();
        files.sort();
        files
    }

    pub(super) fn read(&self) -> Read {
        self.try_read().unwrap()
    }

    pub(super) fn try_read(&self) -> Result<Read, ImportError> {
        let (sender, mut messages) = tokio::sync::mpsc::channel(1 << 16);
        let outcome = read_all(&self.files(), &self.options, Before::default(), &sender)?;
        drop(sender);
        let mut records = Vec::new();
        while let Some(message) = messages.blocking_recv() {
            if let Message::Batch(batch, _) = message {
                records.extend(batch);
            }
        }
        Ok(Read { outcome, records })
    }
}

impl Drop for Desk {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.folder);
    }
}

impl Read {
    /// Severity, code and field of each finding, in order.
    pub(super) fn codes(&self) -> Vec<(Severity, &str, &str)> {
        self.outcome.findings.kept().iter().map(|it| (it.severity, it.code, it.field.as_str())).collect()
    }

    /// The only finding.
    #[track_caller]
    pub(super) fn finding(&self) -> &ImportFinding {
        let [finding] = self.outcome.findings.kept() else { panic!("{:#?}", self.outcome.findings.kept()) };
        finding
    }

    pub(super) fn households(&self) -> Vec<&Household> {
        self.records.iter().filter_map(|it| if let Record::Household(it) = it { Some(it) } else { None }).collect()
    }

    pub(super) fn members(&self) -> Vec<&Member> {
        self.records.iter().filter_map(|it| if let Record::Member(it) = it { Some(it) } else { None }).collect()
    }

    pub(super) fn contacts(&self) -> Vec<&Contact> {
        self.records.iter().filter_map(|it| if let Record::Contact(it) = it { Some(it) } else { None }).collect()
    }
}

pub(super) const DISTRICT: &str =
    r#"{"type":"Polygon","coordinates":[[[113.5,30.1],[113.7,30.1],[113.7,30.3],[113.5,30.3],[113.5,30.1]]]}"#;

pub(super) fn feature(properties: &str, geometry: &str) -> String {
    format!(r#"{{"type":"Feature","properties":{{{properties}}},"geometry":{geometry}}}"#)
}

pub(super) fn collection(features: &[String]) -> String {
    format!(r#"{{"type":"FeatureCollection","features":[{}]}}"#, features.join(","))
}
