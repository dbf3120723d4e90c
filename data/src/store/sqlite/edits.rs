use rusqlite::{Connection, params_from_iter};
use spatial::edit::Edit;
use spatial::places::AreaCode;

use super::fault::Doing;
use super::read;
use crate::model::{RecordKey, Revision};
use crate::store::edits::{MOST_LINES, Touched, known, put};
use crate::store::tables::{self, key_cells, schema};
use crate::store::{Edits, StoreError, statement};

/// What has happened to a district after a revision, read in one transaction: the journal and the records it names are of one
/// and the same revision.
pub(super) fn since(
    url: &str,
    connection: &mut Connection,
    county: &AreaCode,
    after: Revision,
) -> Result<Option<Edits>, StoreError> {
    let doing = "reading the edits";
    let reading = connection.transaction().doing(url, doing)?;
    let revision = read::revision(&reading).doing(url, doing)?;
    if revision <= after {
        return Ok(None);
    }
    let lines = read::journal(&reading, after, None, MOST_LINES + 1).doing(url, doing)?;
    let Some(touched) = Touched::of(&lines, county) else { return Ok(None) };
    let mut puts = Vec::with_capacity(touched.put.len());
    for key in &touched.put {
        match known(key).map_or_else(|| record(url, &reading, key), |edit| Ok(Some(edit)))? {
            Some(edit) => puts.push(edit),
            None => return Ok(None),
        }
    }
    let data_date = read::data_date(&reading).doing(url, doing)?;
    Ok(Some(Edits { revision, data_date, edits: touched.edits(puts) }))
}

fn record(url: &str, connection: &Connection, key: &RecordKey) -> Result<Option<Edit>, StoreError> {
    let (doing, table) = ("reading the edits", key.table());
    let (columns, by_key) = (statement::all_columns(schema(table)), statement::by_key(schema(table)));
    let sql = format!("SELECT {columns} FROM {} WHERE {by_key}", table.as_str());
    let mut statement = connection.prepare_cached(&sql).doing(url, doing)?;
    let mut rows = statement.query(params_from_iter(&key_cells(key))).doing(url, doing)?;
    let Some(row) = rows.next().doing(url, doing)? else { return Ok(None) };
    Ok(put(tables::read(table, row)?))
}
