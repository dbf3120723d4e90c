use std::path::Path;
use std::time::Duration;

use rusqlite::functions::{Context, FunctionFlags};
use rusqlite::{Connection, OpenFlags};

use super::blob;
use super::fault::Doing;
use crate::store::StoreError;
use crate::store::ledger::Bounds;

/// How long a writer waits for another one before it says that the register is locked: longer than any edit, shorter than
/// anybody's patience. An import holds the lock for its merge only, some seconds.
const PATIENCE: Duration = Duration::from_secs(5);

/// Opens a file for reading and writing, without touching it yet.
pub(super) fn file(url: &str, path: &Path, create: bool) -> Result<Connection, StoreError> {
    let mut flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    if create {
        flags |= OpenFlags::SQLITE_OPEN_CREATE;
    }
    let connection = Connection::open_with_flags(path, flags).doing(url, "opening the file")?;
    prepare(url, connection)
}

/// A register in memory, gone with its connection.
pub(super) fn memory(url: &str) -> Result<Connection, StoreError> {
    let connection = Connection::open_in_memory().doing(url, "opening memory")?;
    prepare(url, connection)
}

/// Write-ahead log, so that readers and a writer do not wait for each other. The file remembers it, so this is done once a
/// file is known to be a register.
pub(super) fn write_ahead(url: &str, connection: &Connection) -> Result<(), StoreError> {
    connection.pragma_update(None, "journal_mode", "WAL").doing(url, "switching to the write-ahead log")
}

/// Memory for a connection that sorts and writes millions of rows: 64 MiB instead of 2.
pub(super) fn for_bulk(url: &str, connection: &Connection) -> Result<(), StoreError> {
    connection.pragma_update(None, "cache_size", -65_536).doing(url, "preparing a connection")
}

/// What every connection gets. An acknowledged revision must survive a power cut: `synchronous = FULL` syncs the log
/// before a commit returns, and it holds per connection, not per file.
fn prepare(url: &str, connection: Connection) -> Result<Connection, StoreError> {
    let all = || -> rusqlite::Result<()> {
        connection.busy_timeout(PATIENCE)?;
        connection.pragma_update(None, "synchronous", "FULL")?;
        connection.set_prepared_statement_cache_capacity(64);
        shape_functions(&connection)
    };
    all().doing(url, "preparing a connection")?;
    Ok(connection)
}

/// One edge of a box.
type Edge = fn(Bounds) -> f64;

/// The functions that the triggers of a `GeoPackage`'s spatial index call.
fn shape_functions(connection: &Connection) -> rusqlite::Result<()> {
    let edges: [(&str, Edge); 4] = [
        ("ST_MinX", |bounds| bounds.west),
        ("ST_MaxX", |bounds| bounds.east),
        ("ST_MinY", |bounds| bounds.south),
        ("ST_MaxY", |bounds| bounds.north),
    ];
    let flags = FunctionFlags::SQLITE_UTF8 | FunctionFlags::SQLITE_DETERMINISTIC | FunctionFlags::SQLITE_INNOCUOUS;
    for (name, edge) in edges {
        connection.create_scalar_function(name, 1, flags, move |context| Ok(envelope(context)?.map(edge)))?;
    }
    connection.create_scalar_function("ST_IsEmpty", 1, flags, |context| Ok(envelope(context)?.is_none()))
}

fn envelope(context: &Context<'_>) -> rusqlite::Result<Option<Bounds>> {
    Ok(context.get_raw(0).as_blob_or_null()?.and_then(blob::envelope))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::sqlite::scratch::Scratch;

    fn synchronous(connection: &Connection) -> i64 {
        connection.pragma_query_value(None, "synchronous", |row| row.get(0)).unwrap()
    }

    #[test]
    fn every_connection_syncs_before_it_acknowledges() {
        const FULL: i64 = 2;
        let scratch = Scratch::new();
        let store = scratch.store();
        assert_eq!(store.with(|_, main| Ok(synchronous(main))).unwrap(), FULL, "main");
        assert_eq!(synchronous(&store.another().unwrap().unwrap()), FULL, "staging and readers");
        assert_eq!(synchronous(&memory("sqlite::memory:").unwrap()), FULL, "memory");
    }

    #[test]
    fn a_register_keeps_a_write_ahead_log() {
        let scratch = Scratch::new();
        let mode = scratch
            .store()
            .with(|_, main| Ok(main.pragma_query_value(None, "journal_mode", |row| row.get::<_, String>(0)).unwrap()));
        assert_eq!(mode.unwrap(), "wal");
    }

    #[test]
    fn the_shape_functions_are_there_for_the_triggers_and_take_anything() {
        let connection = memory("sqlite::memory:").unwrap();
        for (sql, wanted) in [
            ("SELECT ST_IsEmpty(NULL)", Some(1.0)),
            ("SELECT ST_IsEmpty(x'00')", Some(1.0)),
            ("SELECT ST_MinX(x'00')", None),
            ("SELECT ST_MinX(x'4750000100000000010100000000000000000008400000000000001440')", Some(3.0)),
            ("SELECT ST_MaxY(x'4750000100000000010100000000000000000008400000000000001440')", Some(5.0)),
        ] {
            let found: Option<f64> = connection.query_row(sql, [], |row| row.get(0)).unwrap();
            assert_eq!(found, wanted, "{sql}");
        }
    }
}
