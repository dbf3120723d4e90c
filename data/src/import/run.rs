use std::io;
use std::path::{Path, PathBuf};

use tokio::sync::mpsc;

use super::read::{Before, Message, Outcome, read_all};
use super::{ImportReport, Kind, KindCounts, Options, Progress, Step};
use crate::crs::CrsError;
use crate::store::{Appended, Commit, Staging, Store, StoreError};

/// Why an import made nothing of its files.
#[derive(Debug, thiserror::Error)]
pub enum ImportError {
    /// No file was named.
    #[error("no file is given: name the files, or the folder that holds them")]
    NoFiles,
    /// A file cannot be opened or read.
    #[error("“{}” cannot be read: {source}", path.display())]
    Unreadable {
        /// Its path.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// The report of findings cannot be written.
    #[error("the report “{}” cannot be written: {source}", path.display())]
    Report {
        /// Its path.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// The coordinate reference system is not taken.
    #[error(transparent)]
    Crs(#[from] CrsError),
    /// No row was good: nothing was changed.
    #[error("no row of the files could enter the register: {} findings say why", .0.findings.total())]
    NothingEntered(Box<ImportReport>),
    /// The register.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// A defect of this program.
    #[error("the import ended by a defect of this program ({0}); nothing was changed")]
    Defect(String),
}

/// Batches on their way from the reading thread to the store.
const BATCHES_UNDER_WAY: usize = 16;

/// Reads files into the register: one transaction, at most one revision.
///
/// A folder stands for the `.geojson`, `.csv` and `register.json` files directly in it.
///
/// # Errors
/// [`ImportError::NothingEntered`] with the report when no row was good; otherwise when a file, the report or the
/// register cannot be read or written. The register is unchanged then.
pub async fn import(
    store: &Store,
    files: &[PathBuf],
    options: Options,
    progress: &mut dyn Progress,
) -> Result<ImportReport, ImportError> {
    let files = expanded(files)?;
    if files.is_empty() {
        return Err(ImportError::NoFiles);
    }
    progress.step(&Step::Register);
    let before = before(store).await?;
    let mut commit = commit_of(&options, &files);
    let mut staging = store.begin_staging().await?;
    let outcome = match gather(&mut staging, files, options, before, progress).await {
        Ok(outcome) => outcome,
        Err(error) => {
            staging.discard().await;
            return Err(error);
        }
    };
    progress.step(&Step::Committing);
    commit.data_date = outcome.data_date;
    let revision_before = store.revision().await?;
    let appended = staging.commit(commit).await?;
    let mut report = report(outcome, &appended);
    report.changed = appended.revision != revision_before;
    Ok(report)
}

/// Reads the files into the staging area.
async fn gather(
    staging: &mut Staging,
    files: Vec<PathBuf>,
    options: Options,
    before: Before,
    progress: &mut dyn Progress,
) -> Result<Outcome, ImportError> {
    let (sender, mut messages) = mpsc::channel(BATCHES_UNDER_WAY);
    let revision = before.revision;
    let reading = tokio::task::spawn_blocking(move || read_all(&files, &options, before, &sender));
    let staged = stage(staging, &mut messages, progress).await;
    // The reading thread ends by itself: with its files, or because nobody listens any more.
    drop(messages);
    let outcome = reading.await.map_err(|error| ImportError::Defect(error.to_string()))?;
    staged?;
    let outcome = outcome?;
    if outcome.tallies.values().all(|tally| tally.read == tally.refused) {
        let appended = Appended { revision, changed: Vec::new() };
        return Err(ImportError::NothingEntered(Box::new(report(outcome, &appended))));
    }
    Ok(outcome)
}

async fn stage(
    staging: &mut Staging,
    messages: &mut mpsc::Receiver<Message>,
    progress: &mut dyn Progress,
) -> Result<(), StoreError> {
    while let Some(message) = messages.recv().await {
        match message {
            Message::Step(step) => progress.step(&step),
            Message::Batch(records, untold) => {
                for record in records {
                    let untold = untold.by(&record);
                    staging.push_told(record, untold).await?;
                }
            }
        }
    }
    Ok(())
}

/// What the register holds, so that references into it are known.
async fn before(store: &Store) -> Result<Before, StoreError> {
    let revision = store.revision().await?;
    if revision == 0 {
        return Ok(Before::default());
    }
    Ok(Before { revision, districts: store.load(None).await?, data_date: store.data_date().await? })
}

fn commit_of(options: &Options, files: &[PathBuf]) -> Commit {
    let names = files.iter().filter_map(|path| path.file_name()).map(|name| name.to_string_lossy());
    let reason = if options.reason.is_empty() {
        format!("import: {}", names.collect::<Vec<_>>().join(", "))
    } else {
        options.reason.clone()
    };
    Commit { author: options.author.clone(), reason, ..Commit::default() }
}

/// Folders replaced by the files in them; each file once.
fn expanded(given: &[PathBuf]) -> Result<Vec<PathBuf>, ImportError> {
    let mut files: Vec<PathBuf> = Vec::new();
    for path in given {
        let unreadable = |source| ImportError::Unreadable { path: path.clone(), source };
        let metadata = std::fs::metadata(path).map_err(unreadable)?;
        let found = if metadata.is_dir() { in_folder(path).map_err(unreadable)? } else { vec![path.clone()] };
        for file in found {
            let real = std::fs::canonicalize(&file).map_err(unreadable)?;
            if !files.contains(&real) {
                files.push(real);
            }
        }
    }
    Ok(files)
}

fn in_folder(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    for entry in std::fs::read_dir(folder)? {
        let path = entry?.path();
        let is_list =
            path.extension().is_some_and(|it| it.eq_ignore_ascii_case("csv") || it.eq_ignore_ascii_case("geojson"));
        if path.is_file() && (is_list || path.file_name().is_some_and(|name| name == "register.json")) {
            files.push(path);
        }
    }
    files.sort();
    Ok(files)
}

fn report(outcome: Outcome, appended: &Appended) -> ImportReport {
    let entered = |kind: Kind| appended.changed.iter().find(|it| it.table == kind.table()).map_or(0, |it| it.put);
    let counts = outcome.tallies.iter().map(|(kind, tally)| {
        let good = tally.read - tally.refused;
        let entered = entered(*kind).min(good);
        let unchanged = good - entered;
        KindCounts {
            kind: *kind,
            read: tally.read,
            entered,
            unchanged,
            refused: tally.refused,
            doubtful: tally.doubtful,
        }
    });
    let counts = counts.collect();
    let Outcome { findings, data_date, passed_over, .. } = outcome;
    ImportReport { revision: appended.revision, changed: false, data_date, counts, findings, passed_over }
}
