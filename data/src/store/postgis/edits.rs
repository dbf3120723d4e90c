use spatial::edit::Edit;
use spatial::places::AreaCode;
use sqlx::{AssertSqlSafe, Connection, PgConnection};

use super::copy::Fetched;
use super::fault::Doing;
use super::merge::bind;
use super::read;
use crate::model::{RecordKey, Revision};
use crate::store::edits::{MOST_LINES, Touched, known, put};
use crate::store::tables::{self, key_cells, schema};
use crate::store::{Edits, StoreError, statement};

/// What has happened to a district after a revision, read in one transaction: the journal and the records it names are of one
/// and the same revision.
pub(super) async fn since(
    url: &str,
    connection: &mut PgConnection,
    county: &AreaCode,
    after: Revision,
) -> Result<Option<Edits>, StoreError> {
    let doing = "reading the edits";
    let begin = "BEGIN TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY";
    let mut reading = connection.begin_with(begin).await.doing(url, doing)?;
    let revision = read::revision(&mut reading).await.doing(url, doing)?;
    if revision <= after {
        return Ok(None);
    }
    let lines = read::journal(&mut reading, after, None, MOST_LINES + 1).await.doing(url, doing)?;
    let Some(touched) = Touched::of(&lines, county) else { return Ok(None) };
    let mut puts = Vec::with_capacity(touched.put.len());
    for key in &touched.put {
        let edit = match known(key) {
            None => record(url, &mut reading, key).await?,
            known => known,
        };
        match edit {
            Some(edit) => puts.push(edit),
            None => return Ok(None),
        }
    }
    let data_date = read::data_date(&mut reading).await.doing(url, doing)?;
    Ok(Some(Edits { revision, data_date, edits: touched.edits(puts) }))
}

async fn record(url: &str, connection: &mut PgConnection, key: &RecordKey) -> Result<Option<Edit>, StoreError> {
    let (doing, table) = ("reading the edits", key.table());
    let (columns, by_key) = (statement::all_columns(schema(table)), statement::by_key(schema(table)));
    let sql = format!("SELECT {columns} FROM {} WHERE {by_key}", table.as_str());
    let query = key_cells(key).into_iter().fold(sqlx::query(AssertSqlSafe(sql)), bind);
    let Some(row) = query.fetch_optional(connection).await.doing(url, doing)? else { return Ok(None) };
    let row = Fetched::of(&row).doing(url, doing)?;
    Ok(put(tables::read(table, &row.tuple())?))
}
