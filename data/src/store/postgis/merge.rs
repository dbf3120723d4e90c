use std::collections::BTreeSet;

use sqlx::postgres::PgArguments;
use sqlx::query::Query;
use sqlx::{AssertSqlSafe, Connection, PgConnection, Postgres};

use super::fault::Doing;
use super::read;
use crate::model::{RecordKey, Revision, Table};
use crate::store::cell::Cell;
use crate::store::ledger::{Ledger, Line};
use crate::store::tables::{hollow, key_cells, schema};
use crate::store::tally::Tally;
use crate::store::{Appended, Commit, StoreError, statement};

/// Brings a staged change set into the register, in one transaction.
pub(super) async fn merge(
    url: &str,
    connection: &mut PgConnection,
    staged: &BTreeSet<Table>,
    ledger: &Ledger,
    commit: &Commit,
) -> Result<Appended, StoreError> {
    let doing = "appending";
    let mut transaction = connection.begin().await.doing(url, doing)?;
    let current = lock(&mut transaction).await.doing(url, doing)?;
    if let Some(before) = replay(&mut transaction, commit).await.doing(url, doing)? {
        return Ok(before);
    }
    if let Some(base) = commit.base.filter(|base| *base != current) {
        return Err(StoreError::Conflict { base, current });
    }
    let mut tally = Tally::default();
    write(&mut transaction, staged, ledger, &mut tally).await.doing(url, doing)?;
    let dated = set_data_date(&mut transaction, commit).await.doing(url, doing)?;
    if tally.is_empty() && !dated {
        return Ok(Appended { revision: current, changed: Vec::new() });
    }
    let revision = current + 1;
    record(&mut transaction, revision, commit, &tally).await.doing(url, doing)?;
    transaction.commit().await.doing(url, doing)?;
    Ok(Appended { revision, changed: tally.into_changes() })
}

/// Waits for other writers and gives the revision. Sorting a whole district wants more memory than the
/// server's four megabytes.
async fn lock(connection: &mut PgConnection) -> Result<Revision, sqlx::Error> {
    sqlx::raw_sql("SET LOCAL work_mem = '64MB'").execute(&mut *connection).await?;
    let current: i64 =
        sqlx::query_scalar("SELECT revision FROM yuntu_register FOR UPDATE").fetch_one(connection).await?;
    Ok(current as Revision)
}

/// What a change set with the same idempotency key did before.
async fn replay(connection: &mut PgConnection, commit: &Commit) -> Result<Option<Appended>, sqlx::Error> {
    let Some(key) = &commit.idempotency_key else { return Ok(None) };
    let known = sqlx::query_scalar::<_, i64>("SELECT revision FROM revision WHERE idempotency_key = $1").bind(key);
    let Some(revision) = known.fetch_optional(&mut *connection).await? else { return Ok(None) };
    let revision = revision as Revision;
    let mut tally = Tally::default();
    for entry in read::journal(connection, revision - 1, Some(revision), u32::MAX).await? {
        tally.replay(&entry);
    }
    Ok(Some(Appended { revision, changed: tally.into_changes() }))
}

async fn write(
    connection: &mut PgConnection,
    staged: &BTreeSet<Table>,
    ledger: &Ledger,
    tally: &mut Tally,
) -> Result<(), sqlx::Error> {
    let touched = "CREATE TEMP TABLE touched (county text, id text, PRIMARY KEY (county, id)) ON COMMIT DROP";
    sqlx::raw_sql(touched).execute(&mut *connection).await?;
    for key in ledger.deletes.iter().filter(|key| staged.contains(&key.table())) {
        delete(connection, &format!("staged_{}", key.table().as_str()), key).await?;
    }
    for &table in staged {
        if put(connection, table, ledger, tally).await? > 0 {
            touch_households(connection, table).await?;
        }
    }
    for key in &ledger.deletes {
        if delete(connection, key.table().as_str(), key).await? > 0 {
            tally.delete(Line::delete(key), ledger.is_small());
        }
        if let RecordKey::Visit(county, household, _) = key {
            let sql = "INSERT INTO touched VALUES ($1, $2) ON CONFLICT DO NOTHING";
            let county = county.county();
            sqlx::query(sql).bind(county.as_str()).bind(household.as_str()).execute(&mut *connection).await?;
        }
    }
    sqlx::raw_sql(AssertSqlSafe(statement::keep_last_visit("touched"))).execute(connection).await?;
    Ok(())
}

/// Upserts one table and gives the number of rows that changed.
async fn put(
    connection: &mut PgConnection,
    table: Table,
    ledger: &Ledger,
    tally: &mut Tally,
) -> Result<u64, sqlx::Error> {
    let untold = ledger.untold(table);
    if !untold.is_nothing() {
        let keep = statement::keep(schema(table), &format!("staged_{}", table.as_str()), untold);
        sqlx::raw_sql(AssertSqlSafe(keep)).execute(&mut *connection).await?;
    }
    let cleared = clear(connection, table, ledger, tally).await?;
    let mut source = last_of_each_key(table);
    if let Some(hollow) = hollow(table) {
        source = format!("(SELECT * FROM {source} WHERE NOT ({hollow})) AS said");
    }
    let sql = statement::upsert(schema(table), &source, ledger.is_small());
    if ledger.is_small() {
        let keys: Vec<String> = sqlx::query_scalar(AssertSqlSafe(sql)).fetch_all(connection).await?;
        let rows = keys.len() as u64;
        for key in keys {
            tally.put(ledger.put_line(table, key));
        }
        return Ok(cleared + rows);
    }
    let rows = sqlx::raw_sql(AssertSqlSafe(sql)).execute(connection).await?.rows_affected();
    if rows > 0 {
        tally.put(ledger.bulk_line(table, rows));
    }
    Ok(cleared + rows)
}

/// Removes what was put with nothing in it, and gives the number of rows that went.
async fn clear(
    connection: &mut PgConnection,
    table: Table,
    ledger: &Ledger,
    tally: &mut Tally,
) -> Result<u64, sqlx::Error> {
    let Some(hollow) = hollow(table) else { return Ok(0) };
    let sql = statement::clear(schema(table), &last_of_each_key(table), hollow);
    let keys: Vec<String> = sqlx::query_scalar(AssertSqlSafe(sql)).fetch_all(connection).await?;
    let rows = keys.len() as u64;
    for key in keys {
        tally.delete(ledger.clear_line(table, key), ledger.is_small());
    }
    Ok(rows)
}

/// The staged rows; of several with one key the last.
fn last_of_each_key(table: Table) -> String {
    let schema = schema(table);
    let (name, columns, keys) = (schema.name(), statement::names(schema.written()), statement::names(schema.keys()));
    format!("(SELECT DISTINCT ON ({keys}) {columns} FROM staged_{name} ORDER BY {keys}, staged_order DESC) AS staged")
}

/// Notes the households whose last visit may have moved.
async fn touch_households(connection: &mut PgConnection, table: Table) -> Result<(), sqlx::Error> {
    let sql = match table {
        Table::Household => {
            "INSERT INTO touched SELECT DISTINCT county, id FROM staged_household ON CONFLICT DO NOTHING"
        }
        Table::Visit => {
            "INSERT INTO touched SELECT DISTINCT county, household FROM staged_visit ON CONFLICT DO NOTHING"
        }
        _ => return Ok(()),
    };
    sqlx::raw_sql(sql).execute(connection).await?;
    Ok(())
}

async fn delete(connection: &mut PgConnection, from: &str, key: &RecordKey) -> Result<u64, sqlx::Error> {
    let sql = format!("DELETE FROM {from} WHERE {}", statement::by_key(schema(key.table())));
    let query = key_cells(key).into_iter().fold(sqlx::query(AssertSqlSafe(sql)), bind);
    Ok(query.execute(connection).await?.rows_affected())
}

/// Binds a part of a key: a text, a date or a number.
pub(super) fn bind<'q>(query: Query<'q, Postgres, PgArguments>, cell: Cell<'_>) -> Query<'q, Postgres, PgArguments> {
    match cell {
        Cell::Date(date) => query.bind(date),
        Cell::Integer(number) => query.bind(number),
        Cell::Text(text) => query.bind(text.into_owned()),
        _ => query.bind(None::<String>),
    }
}

async fn set_data_date(connection: &mut PgConnection, commit: &Commit) -> Result<bool, sqlx::Error> {
    let Some(date) = commit.data_date else { return Ok(false) };
    let sql = "UPDATE yuntu_register SET data_date = $1 WHERE data_date IS DISTINCT FROM $1";
    Ok(sqlx::query(sql).bind(date).execute(connection).await?.rows_affected() > 0)
}

/// Writes the revision and its journal.
async fn record(
    connection: &mut PgConnection,
    revision: Revision,
    commit: &Commit,
    tally: &Tally,
) -> Result<(), sqlx::Error> {
    let revision = revision as i64;
    sqlx::query("INSERT INTO revision (revision, author, reason, idempotency_key) VALUES ($1, $2, $3, $4)")
        .bind(revision)
        .bind(&commit.author)
        .bind(&commit.reason)
        .bind(&commit.idempotency_key)
        .execute(&mut *connection)
        .await?;
    for Line { table, action, key, rows, content } in tally.lines() {
        sqlx::query(
            "INSERT INTO journal (revision, table_name, action, key, rows, content) VALUES ($1, $2, $3, $4, $5, $6)",
        )
        .bind(revision)
        .bind(table.as_str())
        .bind(*action)
        .bind(key)
        .bind(*rows as i64)
        .bind(content)
        .execute(&mut *connection)
        .await?;
    }
    sqlx::query("UPDATE yuntu_register SET revision = $1").bind(revision).execute(connection).await?;
    Ok(())
}
