use sqlx::{AssertSqlSafe, PgConnection};

/// All steps; a register's schema version is the number of steps it has taken.
pub(super) const MIGRATIONS: &[&str] = &[
    include_str!("../../../migrations/postgis/0001_places.sql"),
    include_str!("../../../migrations/postgis/0002_service.sql"),
    include_str!("../../../migrations/postgis/0003_rules.sql"),
];

/// The register's schema: first on the search path of every connection.
pub(super) const SCHEMA: &str = "yuntu";

/// What stands in a database.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Content {
    /// No schema of ours.
    Nothing,
    /// A register of this schema version.
    Register(u32),
    /// A schema of that name, but not ours.
    Other,
}

/// Looks what stands in a database, without changing it.
pub(super) async fn content(connection: &mut PgConnection) -> Result<Content, sqlx::Error> {
    let schema: bool = exists(connection, "SELECT to_regnamespace('yuntu') IS NOT NULL").await?;
    if !schema {
        return Ok(Content::Nothing);
    }
    if !exists(connection, "SELECT to_regclass('yuntu.yuntu_register') IS NOT NULL").await? {
        return Ok(Content::Other);
    }
    let version: i64 =
        sqlx::query_scalar("SELECT schema_version FROM yuntu.yuntu_register").fetch_one(connection).await?;
    Ok(Content::Register(version as u32))
}

/// Brings a register (or an empty database) up to `to` steps, all in one transaction.
pub(super) async fn migrate(connection: &mut PgConnection, to: &[&'static str]) -> Result<(), sqlx::Error> {
    let mut transaction = sqlx::Connection::begin(connection).await?;
    // Whoever comes second waits here and then finds the work done. The number is this lock's name, nothing else.
    sqlx::query("SELECT pg_advisory_xact_lock(990101)").execute(&mut *transaction).await?;
    let from = match content(&mut transaction).await? {
        Content::Register(version) => version as usize,
        Content::Nothing | Content::Other => {
            sqlx::query("CREATE EXTENSION IF NOT EXISTS postgis WITH SCHEMA public").execute(&mut *transaction).await?;
            sqlx::raw_sql(AssertSqlSafe(format!("CREATE SCHEMA {SCHEMA}"))).execute(&mut *transaction).await?;
            0
        }
    };
    for sql in to.iter().skip(from) {
        sqlx::raw_sql(*sql).execute(&mut *transaction).await?;
    }
    let version = to.len().max(from) as i64;
    sqlx::query("UPDATE yuntu_register SET schema_version = $1").bind(version).execute(&mut *transaction).await?;
    transaction.commit().await
}

/// Removes a register at revision 0. Whoever waits to write into it fails, and loses nothing that was acknowledged.
pub(super) async fn abandon(connection: &mut PgConnection) -> Result<(), sqlx::Error> {
    let mut transaction = sqlx::Connection::begin(connection).await?;
    let revision: i64 =
        sqlx::query_scalar("SELECT revision FROM yuntu_register FOR UPDATE").fetch_one(&mut *transaction).await?;
    if revision == 0 {
        sqlx::raw_sql(AssertSqlSafe(format!("DROP SCHEMA {SCHEMA} CASCADE"))).execute(&mut *transaction).await?;
    }
    transaction.commit().await
}

/// The newest schema version of this program.
pub(super) fn known() -> u32 {
    MIGRATIONS.len() as u32
}

async fn exists(connection: &mut PgConnection, sql: &'static str) -> Result<bool, sqlx::Error> {
    sqlx::query_scalar(sql).fetch_one(connection).await
}
