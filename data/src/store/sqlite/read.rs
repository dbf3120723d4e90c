use chrono::NaiveDate;
use rusqlite::{Connection, OptionalExtension, params};
use spatial::places::AreaCode;

use super::fault::Doing;
use crate::model::{Contact, ContactSubject, Record, Revision, Table};
use crate::store::{JournalEntry, StoreError, statement, tables};

pub(super) fn revision(connection: &Connection) -> rusqlite::Result<Revision> {
    connection.query_row("SELECT revision FROM yuntu_register", [], |row| row.get(0))
}

pub(super) fn data_date(connection: &Connection) -> rusqlite::Result<Option<NaiveDate>> {
    let text: Option<String> = connection.query_row("SELECT data_date FROM yuntu_register", [], |row| row.get(0))?;
    Ok(text.and_then(|text| text.parse().ok()))
}

/// The newest date that the data speak of, where nobody has given a data date.
pub(super) fn newest_date(connection: &Connection) -> rusqlite::Result<Option<NaiveDate>> {
    let text: Option<String> = connection.query_row(statement::NEWEST_DATE, [], |row| row.get(0))?;
    Ok(text.and_then(|text| text.parse().ok()))
}

pub(super) fn counties(connection: &Connection) -> rusqlite::Result<Vec<AreaCode>> {
    let mut found = Vec::<AreaCode>::new();
    loop {
        let last = found.last().map_or("", AreaCode::as_str);
        let next: Option<Option<String>> =
            connection.query_row(&statement::next_county(), [last], |row| row.get(0)).optional()?;
        match next.flatten().and_then(|text| AreaCode::parse(&text).ok()) {
            Some(county) => found.push(county),
            None => return Ok(found),
        }
    }
}

pub(super) fn contacts(
    url: &str,
    connection: &Connection,
    county: &AreaCode,
    subject: ContactSubject,
    ids: &[String],
) -> Result<Vec<Contact>, StoreError> {
    let doing = "reading contacts";
    let columns = statement::all_columns(tables::schema(Table::Contact));
    let sql = format!("SELECT {columns} FROM contact WHERE county = ?1 AND subject = ?2 AND subject_id = ?3");
    let mut statement = connection.prepare_cached(&sql).doing(url, doing)?;
    let mut contacts = Vec::new();
    for id in ids {
        let mut rows = statement.query(params![county.as_str(), subject.as_str(), id]).doing(url, doing)?;
        while let Some(row) = rows.next().doing(url, doing)? {
            if let Record::Contact(contact) = tables::read(Table::Contact, row)? {
                contacts.push(contact);
            }
        }
    }
    Ok(contacts)
}

/// The journal after one revision, up to another one if given.
pub(super) fn journal(
    connection: &Connection,
    after: Revision,
    until: Option<Revision>,
    limit: u32,
) -> rusqlite::Result<Vec<JournalEntry>> {
    let mut statement = connection.prepare_cached(
        "SELECT revision.revision, author, reason, table_name, action, key, rows, content \
         FROM journal JOIN revision ON revision.revision = journal.revision \
         WHERE journal.revision > ?1 AND journal.revision <= ?2 ORDER BY journal.fid LIMIT ?3",
    )?;
    let until = until.unwrap_or(i64::MAX as Revision);
    let mut rows = statement.query(params![after, until, limit])?;
    let mut entries = Vec::new();
    while let Some(row) = rows.next()? {
        // A table that a newer yuntu had and this one has not cannot be: a newer register is refused.
        let Some(table) = Table::parse(&row.get::<_, String>(3)?) else { continue };
        entries.push(JournalEntry {
            revision: row.get(0)?,
            author: row.get(1)?,
            reason: row.get(2)?,
            table,
            action: row.get(4)?,
            key: row.get(5)?,
            rows: row.get(6)?,
            content: row.get(7)?,
        });
    }
    Ok(entries)
}
