use std::io::ErrorKind;
use std::path::Path;

use rusqlite::Connection;

use super::fault::Doing;
use super::{SqliteStore, read};
use crate::store::StoreError;

const DOING: &str = "taking the empty register away";

impl SqliteStore {
    /// Removes the file where this made it and it is empty still.
    pub(crate) async fn abandon(self) -> Result<(), StoreError> {
        let Some(path) = self.path.clone().filter(|_| self.made) else { return Ok(()) };
        self.run(move |url, connection| {
            let is_empty = |connection: &Connection| Ok(read::revision(connection).doing(url, DOING)? == 0);
            // Looked at before anything is touched, and once more when nobody else can write.
            if !is_empty(connection)? || !is_ours_alone(connection).doing(url, DOING)? || !is_empty(connection)? {
                return Ok(());
            }
            remove(&path).map_err(|error| StoreError::Failed {
                url: url.into(),
                doing: DOING,
                reason: error.to_string(),
            })
        })
        .await
    }
}

/// Whether nobody else has the file open; nobody else gets in then. The write-ahead log can only be left alone.
fn is_ours_alone(connection: &Connection) -> rusqlite::Result<bool> {
    connection.pragma_update(None, "locking_mode", "EXCLUSIVE")?;
    let mode = connection.query_row("PRAGMA journal_mode = DELETE", [], |row| row.get::<_, String>(0));
    match mode {
        Ok(mode) => Ok(mode == "delete"),
        Err(error) if error.sqlite_error_code() == Some(rusqlite::ErrorCode::DatabaseBusy) => Ok(false),
        Err(error) => Err(error),
    }
}

fn remove(path: &Path) -> std::io::Result<()> {
    match std::fs::remove_file(path) {
        Err(error) if error.kind() != ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use crate::model::{Contact, ContactSubject, Record};
    use crate::store::sqlite::scratch::Scratch;
    use crate::store::{Commit, Open, Untold};
    use spatial::places::AreaCode;

    #[tokio::test]
    async fn a_register_that_was_made_for_nothing_is_gone_with_its_log() {
        let scratch = Scratch::new();
        scratch.store().abandon().await.unwrap();
        let left: Vec<_> = std::fs::read_dir(scratch.path().parent().unwrap()).unwrap().collect();
        assert!(left.is_empty(), "{left:?}");
    }

    #[tokio::test]
    async fn a_register_that_was_there_or_is_somebody_elses_too_stays() {
        let scratch = Scratch::new();
        let (made, also) = (scratch.store(), scratch.open(Open::Existing).unwrap());
        made.abandon().await.unwrap();
        also.abandon().await.unwrap();
        assert!(scratch.path().exists());
    }

    #[tokio::test]
    async fn a_register_that_has_something_stays() {
        let scratch = Scratch::new();
        let store = scratch.store();
        let county = AreaCode::parse("990101").unwrap();
        let (subject, subject_id) = (ContactSubject::Household, "H1".to_owned());
        let contact = Contact { county, subject, subject_id, name: "张三".to_owned(), phone: String::new() };
        let mut stage = store.stage().unwrap();
        stage.put(&[(Record::Contact(contact), Untold::NOTHING)]).unwrap();
        stage.commit(&Commit::default()).unwrap();
        store.abandon().await.unwrap();
        scratch.open(Open::Existing).unwrap();
    }
}
