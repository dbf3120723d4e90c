use std::collections::BTreeMap;

use rusqlite::{Connection, OptionalExtension, Transaction, TransactionBehavior, params, params_from_iter};

use super::fault::Doing;
use super::stage::Staged;
use super::{geopackage, read};
use crate::model::{Revision, Table};
use crate::store::ledger::{Ledger, Line};
use crate::store::schema::Schema;
use crate::store::tables::{hollow, key_cells, schema};
use crate::store::tally::Tally;
use crate::store::{Appended, Commit, StoreError, statement};

/// What a change set has gathered, and what its author says.
pub(super) struct Gathered<'a> {
    pub(super) staged: &'a BTreeMap<Table, Staged>,
    pub(super) ledger: &'a Ledger,
    pub(super) commit: &'a Commit,
}

/// Brings a staged change set into the register, in one transaction.
pub(super) fn merge(url: &str, connection: &mut Connection, gathered: &Gathered<'_>) -> Result<Appended, StoreError> {
    let doing = "appending";
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate).doing(url, doing)?;
    let commit = gathered.commit;
    if let Some(before) = replay(&transaction, commit).doing(url, doing)? {
        return Ok(before);
    }
    let current = read::revision(&transaction).doing(url, doing)?;
    if let Some(base) = commit.base.filter(|base| *base != current) {
        return Err(StoreError::Conflict { base, current });
    }
    let mut tally = Tally::default();
    write(&transaction, gathered, &mut tally).doing(url, doing)?;
    let dated = set_data_date(&transaction, commit).doing(url, doing)?;
    if tally.is_empty() && !dated {
        return Ok(Appended { revision: current, changed: Vec::new() });
    }
    let revision = current + 1;
    record(&transaction, revision, gathered, &tally).doing(url, doing)?;
    transaction.commit().doing(url, doing)?;
    Ok(Appended { revision, changed: tally.into_changes() })
}

/// What a change set with the same idempotency key did before.
fn replay(connection: &Connection, commit: &Commit) -> rusqlite::Result<Option<Appended>> {
    let Some(key) = &commit.idempotency_key else { return Ok(None) };
    let sql = "SELECT revision FROM revision WHERE idempotency_key = ?1";
    let Some(revision) = connection.query_row(sql, [key], |row| row.get::<_, Revision>(0)).optional()? else {
        return Ok(None);
    };
    let mut tally = Tally::default();
    for entry in read::journal(connection, revision - 1, Some(revision), u32::MAX)? {
        tally.replay(&entry);
    }
    Ok(Some(Appended { revision, changed: tally.into_changes() }))
}

fn write(connection: &Connection, gathered: &Gathered<'_>, tally: &mut Tally) -> rusqlite::Result<()> {
    let Gathered { staged, ledger, .. } = gathered;
    connection.execute_batch(
        "CREATE TABLE IF NOT EXISTS temp.touched (county, id, PRIMARY KEY (county, id)) WITHOUT ROWID; \
         DELETE FROM temp.touched;",
    )?;
    for key in &ledger.deletes {
        if let Some(staged) = staged.get(&key.table()) {
            let sql = format!("DELETE FROM {} WHERE {}", staged.name, statement::by_key(schema(key.table())));
            connection.prepare_cached(&sql)?.execute(params_from_iter(&key_cells(key)))?;
        }
    }
    for (&table, staged) in *staged {
        if put(connection, table, staged, ledger, tally)? > 0 {
            touch_households(connection, table, &staged.name)?;
        }
    }
    for key in &ledger.deletes {
        let sql = format!("DELETE FROM {} WHERE {}", key.table().as_str(), statement::by_key(schema(key.table())));
        if connection.prepare_cached(&sql)?.execute(params_from_iter(&key_cells(key)))? > 0 {
            tally.delete(Line::delete(key), ledger.is_small());
        }
        if key.table() == Table::Visit {
            let sql = "INSERT OR IGNORE INTO temp.touched VALUES (?1, ?2)";
            connection.prepare_cached(sql)?.execute(params_from_iter(&key_cells(key)[..2]))?;
        }
    }
    connection.execute(&statement::keep_last_visit("temp.touched"), [])?;
    Ok(())
}

/// Puts one table and gives the number of rows that changed.
///
/// Two statements instead of one upsert: an upsert's conflict rule would override the `INSERT OR REPLACE` of the triggers
/// that keep the spatial index, and fail where it has the row already.
fn put(
    connection: &Connection,
    table: Table,
    staged: &Staged,
    ledger: &Ledger,
    tally: &mut Tally,
) -> rusqlite::Result<u64> {
    let (schema, small) = (schema(table), ledger.is_small());
    let source = last_of_each_key(connection, schema, staged)?;
    let untold = ledger.untold(table);
    if !untold.is_nothing() {
        connection.execute(&statement::keep(schema, &source, untold), [])?;
    }
    let mut rows = clear(connection, table, &source, ledger, tally)?;
    let empty = !connection.prepare(&format!("SELECT 1 FROM {}", schema.name()))?.exists([])?;
    let replace = if empty { None } else { Some(statement::replace(schema, &source, small)) };
    let mut put = 0;
    for sql in replace.into_iter().chain([statement::insert(schema, &source, small)]) {
        let mut statement = connection.prepare(&sql)?;
        if small {
            let keys: Vec<String> = statement.query_map([], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?;
            put += keys.len() as u64;
            for key in keys {
                tally.put(ledger.put_line(table, key));
            }
        } else {
            put += statement.execute([])? as u64;
        }
    }
    if put > 0 && !small {
        tally.put(ledger.bulk_line(table, put));
    }
    connection.execute_batch(&format!("DROP TABLE {source}"))?;
    rows += put;
    Ok(rows)
}

/// Removes what was put with nothing in it, from the register and from `source`; gives the number of rows that went.
fn clear(
    connection: &Connection,
    table: Table,
    source: &str,
    ledger: &Ledger,
    tally: &mut Tally,
) -> rusqlite::Result<u64> {
    let Some(hollow) = hollow(table) else { return Ok(0) };
    let mut statement = connection.prepare(&statement::clear(schema(table), source, hollow))?;
    let keys: Vec<String> = statement.query_map([], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?;
    let rows = keys.len() as u64;
    for key in keys {
        tally.delete(ledger.clear_line(table, key), ledger.is_small());
    }
    connection.execute(&format!("DELETE FROM {source} WHERE {hollow}"), [])?;
    Ok(rows)
}

/// A temporary table of the staged rows in key order. Of several rows with one key it holds the last: `SQLite` fills the
/// other columns from the row that has the maximum.
fn last_of_each_key(connection: &Connection, schema: &Schema, staged: &Staged) -> rusqlite::Result<String> {
    let (columns, keys) = (statement::names(schema.written()), statement::names(schema.keys()));
    let name = format!("{}_sorted", staged.name);
    connection.execute_batch(&format!(
        "CREATE TABLE {name} AS SELECT {columns}, {}, max(rowid) FROM {} GROUP BY {keys}",
        statement::UNTOLD,
        staged.name
    ))?;
    Ok(name)
}

/// Notes the households whose last visit may have moved.
fn touch_households(connection: &Connection, table: Table, staged: &str) -> rusqlite::Result<()> {
    let id = match table {
        Table::Household => "id",
        Table::Visit => "household",
        _ => return Ok(()),
    };
    connection.execute(&format!("INSERT OR IGNORE INTO temp.touched SELECT county, {id} FROM {staged}"), [])?;
    Ok(())
}

fn set_data_date(connection: &Connection, commit: &Commit) -> rusqlite::Result<bool> {
    let Some(date) = commit.data_date else { return Ok(false) };
    let sql = "UPDATE yuntu_register SET data_date = ?1 WHERE data_date IS NOT ?1";
    Ok(connection.execute(sql, [date.to_string()])? > 0)
}

/// Writes the revision, its journal and what the contents of the `GeoPackage` say.
fn record(
    transaction: &Transaction<'_>,
    revision: Revision,
    gathered: &Gathered<'_>,
    tally: &Tally,
) -> rusqlite::Result<()> {
    let Commit { author, reason, idempotency_key, .. } = gathered.commit;
    transaction.execute(
        "INSERT INTO revision (revision, author, reason, idempotency_key) VALUES (?1, ?2, ?3, ?4)",
        params![revision, author, reason, idempotency_key],
    )?;
    let mut journal = transaction.prepare_cached(
        "INSERT INTO journal (revision, table_name, action, key, rows, content) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
    )?;
    for Line { table, action, key, rows, content } in tally.lines() {
        journal.execute(params![revision, table.as_str(), action, key, rows, content])?;
    }
    transaction.execute("UPDATE yuntu_register SET revision = ?1", [revision])?;
    for change in tally.changes() {
        geopackage::touch(transaction, change.table)?;
        if let Some(bounds) = gathered.ledger.tables.get(&change.table).and_then(|sheet| sheet.bounds) {
            geopackage::widen(transaction, change.table, bounds)?;
        }
    }
    Ok(())
}
