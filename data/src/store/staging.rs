use tokio::sync::mpsc;
use tokio::task::JoinHandle;

use super::postgis::{self, PostGisStore};
use super::sqlite::{self, SqliteStore};
use super::{Appended, Commit, StoreError, Untold};
use crate::model::{Record, RecordKey};

/// Records handed over at once.
const BATCH: usize = 2_048;

/// Batches that may wait: whoever parses files is held back rather than fill the memory.
const QUEUE: usize = 4;

/// Gathers the records of a change set outside the register's tables; nothing is visible before the commit, and nothing
/// remains if it is dropped without one.
///
/// A worker of its own writes while the caller parses.
#[derive(Debug)]
pub struct Staging {
    url: String,
    batch: Vec<(Record, Untold)>,
    deletes: Vec<RecordKey>,
    sender: mpsc::Sender<Vec<(Record, Untold)>>,
    worker: Worker,
}

#[derive(Debug)]
enum Worker {
    Sqlite(JoinHandle<Result<sqlite::Stage, StoreError>>),
    PostGis(JoinHandle<Result<postgis::Stage, StoreError>>),
}

impl Staging {
    pub(super) async fn begin_sqlite(store: &SqliteStore) -> Result<Self, StoreError> {
        let (sender, mut receiver) = mpsc::channel::<Vec<(Record, Untold)>>(QUEUE);
        let store_of_stage = store.clone();
        let mut stage = sqlite::blocking(store.url(), move || store_of_stage.stage()).await?;
        let worker = tokio::task::spawn_blocking(move || {
            while let Some(records) = receiver.blocking_recv() {
                stage.put(&records)?;
            }
            Ok(stage)
        });
        Ok(Self::new(store.url(), sender, Worker::Sqlite(worker)))
    }

    pub(super) async fn begin_postgis(store: &PostGisStore) -> Result<Self, StoreError> {
        let (sender, mut receiver) = mpsc::channel::<Vec<(Record, Untold)>>(QUEUE);
        let mut stage = store.stage().await?;
        let worker = tokio::spawn(async move {
            while let Some(records) = receiver.recv().await {
                stage.put(&records).await?;
            }
            Ok(stage)
        });
        Ok(Self::new(store.url(), sender, Worker::PostGis(worker)))
    }

    fn new(url: &str, sender: mpsc::Sender<Vec<(Record, Untold)>>, worker: Worker) -> Self {
        Self { url: url.into(), batch: Vec::new(), deletes: Vec::new(), sender, worker }
    }

    /// Puts a record; of two with one key the later counts.
    ///
    /// # Errors
    /// When the staging area cannot be written; staging is of no more use then.
    pub async fn push(&mut self, record: Record) -> Result<(), StoreError> {
        self.push_told(record, Untold::NOTHING).await
    }

    /// Puts a record whose source does not tell all of it: the rest stays as the register has it when this is committed.
    ///
    /// # Errors
    /// As [`Staging::push`].
    pub async fn push_told(&mut self, record: Record, untold: Untold) -> Result<(), StoreError> {
        self.batch.push((record, untold));
        if self.batch.len() < BATCH {
            return Ok(());
        }
        self.hand_over().await
    }

    /// Removes a record, after all puts.
    pub fn delete(&mut self, key: RecordKey) {
        self.deletes.push(key);
    }

    /// Makes what was gathered the next revision, in one transaction; if nothing differs there is none.
    ///
    /// # Errors
    /// As [`super::Store::append`]. Nothing is changed then.
    pub async fn commit(mut self, commit: Commit) -> Result<Appended, StoreError> {
        self.hand_over().await?;
        let Self { url, deletes, sender, worker, .. } = self;
        drop(sender);
        match worker {
            Worker::Sqlite(worker) => {
                let mut stage = done(&url, worker.await)?;
                for key in deletes {
                    stage.delete(key);
                }
                sqlite::blocking(&url, move || stage.commit(&commit)).await
            }
            Worker::PostGis(worker) => {
                let mut stage = done(&url, worker.await)?;
                for key in deletes {
                    stage.delete(key);
                }
                stage.commit(&commit).await
            }
        }
    }

    /// Gives up what was gathered. Dropping it does so too, but some time later.
    pub async fn discard(self) {
        let Self { sender, worker, .. } = self;
        drop(sender);
        // Whatever became of the staging area, nobody wants it any more.
        match worker {
            Worker::Sqlite(worker) => drop(worker.await),
            Worker::PostGis(worker) => drop(worker.await),
        }
    }

    async fn hand_over(&mut self) -> Result<(), StoreError> {
        let batch = std::mem::take(&mut self.batch);
        if self.sender.send(batch).await.is_ok() {
            return Ok(());
        }
        // The worker ends early only with an error, and has it.
        let failed = match &mut self.worker {
            Worker::Sqlite(worker) => done(&self.url, worker.await).err(),
            Worker::PostGis(worker) => done(&self.url, worker.await).err(),
        };
        Err(failed.unwrap_or_else(|| stopped(&self.url, "it stopped".into())))
    }
}

fn done<T>(url: &str, joined: Result<Result<T, StoreError>, tokio::task::JoinError>) -> Result<T, StoreError> {
    joined.map_err(|error| stopped(url, error.to_string()))?
}

fn stopped(url: &str, reason: String) -> StoreError {
    StoreError::Failed { url: url.into(), doing: "staging", reason }
}
