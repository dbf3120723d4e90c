use chrono::NaiveDate;
use spatial::places::AreaCode;
use sqlx::{AssertSqlSafe, PgConnection};

use crate::model::{Contact, ContactSubject, Revision, Table};
use crate::store::{JournalEntry, statement};

pub(super) async fn revision(connection: &mut PgConnection) -> Result<Revision, sqlx::Error> {
    let revision: i64 = sqlx::query_scalar("SELECT revision FROM yuntu_register").fetch_one(connection).await?;
    Ok(revision as Revision)
}

pub(super) async fn data_date(connection: &mut PgConnection) -> Result<Option<NaiveDate>, sqlx::Error> {
    sqlx::query_scalar("SELECT data_date FROM yuntu_register").fetch_one(connection).await
}

/// The newest date that the data speak of, where nobody has given a data date.
pub(super) async fn newest_date(connection: &mut PgConnection) -> Result<Option<NaiveDate>, sqlx::Error> {
    sqlx::query_scalar(statement::NEWEST_DATE).fetch_one(connection).await
}

pub(super) async fn counties(connection: &mut PgConnection) -> Result<Vec<AreaCode>, sqlx::Error> {
    let mut found = Vec::<AreaCode>::new();
    loop {
        let last = found.last().map_or("", AreaCode::as_str).to_owned();
        let next = sqlx::query_scalar::<_, Option<String>>(AssertSqlSafe(statement::next_county())).bind(last);
        let next = next.fetch_one(&mut *connection).await?;
        match next.and_then(|text| AreaCode::parse(&text).ok()) {
            Some(county) => found.push(county),
            None => return Ok(found),
        }
    }
}

pub(super) async fn contacts(
    connection: &mut PgConnection,
    county: &AreaCode,
    subject: ContactSubject,
    ids: &[&str],
) -> Result<Vec<Contact>, sqlx::Error> {
    let ids: Vec<String> = ids.iter().map(|id| (*id).to_owned()).collect();
    let rows: Vec<(String, String, String)> = sqlx::query_as(
        "SELECT subject_id, name, phone FROM unnest($3::text[]) WITH ORDINALITY AS wanted (id, place) \
         JOIN contact ON county = $1 AND subject = $2 AND subject_id = wanted.id ORDER BY place",
    )
    .bind(county.as_str())
    .bind(subject.as_str())
    .bind(ids)
    .fetch_all(connection)
    .await?;
    let contact = |(subject_id, name, phone)| Contact { county: county.clone(), subject, subject_id, name, phone };
    Ok(rows.into_iter().map(contact).collect())
}

type JournalRow = (i64, String, String, String, String, Option<String>, i64, String);

/// The journal after one revision, up to another one if given.
pub(super) async fn journal(
    connection: &mut PgConnection,
    after: Revision,
    until: Option<Revision>,
    limit: u32,
) -> Result<Vec<JournalEntry>, sqlx::Error> {
    let rows: Vec<JournalRow> = sqlx::query_as(
        "SELECT revision.revision, author, reason, table_name, action, key, rows, content \
         FROM journal JOIN revision ON revision.revision = journal.revision \
         WHERE journal.revision > $1 AND journal.revision <= $2 ORDER BY journal.line LIMIT $3",
    )
    .bind(after as i64)
    .bind(until.map_or(i64::MAX, |until| until as i64))
    .bind(i64::from(limit))
    .fetch_all(connection)
    .await?;
    let entry = |(revision, author, reason, table, action, key, rows, content): JournalRow| {
        let (revision, rows) = (revision as Revision, rows as u64);
        Some(JournalEntry { revision, author, reason, table: Table::parse(&table)?, action, key, rows, content })
    };
    Ok(rows.into_iter().filter_map(entry).collect())
}
