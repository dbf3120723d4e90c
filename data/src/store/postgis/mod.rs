//! A register in `PostgreSQL` with `PostGIS`: typed geometry columns, keys that begin with the county.

mod backend;
mod copy;
mod edits;
mod fault;
mod load;
mod merge;
mod migrate;
mod read;
mod stage;

use std::str::FromStr;
use std::sync::Arc;
use std::time::Duration;

use sqlx::pool::PoolConnection;
use sqlx::postgres::{PgConnectOptions, PgPoolOptions};
use sqlx::{ConnectOptions, PgConnection, PgPool, Postgres};

pub(crate) use stage::Stage;

use self::fault::Doing;
use self::migrate::{Content, MIGRATIONS, SCHEMA};
use super::address::without_password;
use super::{Open, StoreError};

/// Connections for reading. Loads and imports take one of their own.
const POOL: u32 = 4;

/// How long to wait for the server before saying that it does not answer.
const PATIENCE: Duration = Duration::from_secs(5);

/// How long a statement waits for a lock before it says that the register is locked: as long as a register in a file waits.
const LOCK_TIMEOUT: &str = "5s";

/// A register in a `PostgreSQL` database.
#[derive(Clone, Debug)]
pub struct PostGisStore {
    url: Arc<str>,
    options: PgConnectOptions,
    pool: PgPool,
    /// Whether there was no register before this was opened.
    made: bool,
}

impl PostGisStore {
    pub(super) async fn open(url: &str, open: Open) -> Result<Self, StoreError> {
        let shown: Arc<str> = without_password(url).into();
        let options = PgConnectOptions::from_str(url)
            .map_err(|_| StoreError::BadUrl { url: shown.to_string() })?
            .options([("search_path", format!("{SCHEMA},public").as_str()), ("lock_timeout", LOCK_TIMEOUT)]);
        let pool = PgPoolOptions::new().max_connections(POOL).acquire_timeout(PATIENCE);
        let mut store = Self { url: shown, pool: pool.connect_lazy_with(options.clone()), options, made: false };
        let mut connection = store.connect().await?;
        store.made = prepare(&store.url, &mut connection, open).await? == Content::Nothing;
        Ok(store)
    }

    pub(super) fn url(&self) -> &str {
        &self.url
    }

    /// Removes the register's schema where this made it and it is empty still.
    pub(crate) async fn abandon(self) -> Result<(), StoreError> {
        if !self.made {
            return Ok(());
        }
        let mut connection = self.connect().await?;
        migrate::abandon(&mut connection).await.doing(&self.url, "taking the empty register away")
    }

    /// A connection for a short read.
    async fn pooled(&self) -> Result<PoolConnection<Postgres>, StoreError> {
        self.pool.acquire().await.doing(&self.url, "connecting")
    }

    /// A connection outside the pool, closed with everything temporary when it is dropped.
    async fn connect(&self) -> Result<PgConnection, StoreError> {
        let connecting = tokio::time::timeout(PATIENCE, self.options.connect());
        let unanswered = |_| StoreError::Unreachable { url: self.url.to_string(), reason: "it does not answer".into() };
        connecting.await.map_err(unanswered)?.doing(&self.url, "connecting")
    }
}

/// Checks what stands in the database, and makes or migrates the register; gives what stood there.
async fn prepare(url: &str, connection: &mut PgConnection, open: Open) -> Result<Content, StoreError> {
    let known = migrate::known();
    let content = migrate::content(connection).await.doing(url, "looking whether it is a register")?;
    match content {
        Content::Register(found) if found > known => Err(StoreError::Newer { url: url.into(), found, known }),
        Content::Register(found) if found == known => Ok(content),
        Content::Nothing if open == Open::Existing => {
            Err(StoreError::Missing { url: url.into(), reason: format!("the database has no schema {SCHEMA}") })
        }
        Content::Register(_) | Content::Nothing => {
            migrate::migrate(connection, MIGRATIONS).await.doing(url, "bringing the register up to this version")?;
            Ok(content)
        }
        Content::Other => {
            let reason = format!("its schema {SCHEMA} has no table yuntu_register");
            Err(StoreError::NotARegister { url: url.into(), reason })
        }
    }
}
