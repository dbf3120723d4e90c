use std::collections::{BTreeMap, BTreeSet};

use sqlx::{AssertSqlSafe, PgConnection};

use super::copy::Encoder;
use super::fault::Doing;
use super::{PostGisStore, merge};
use crate::model::{Record, RecordKey, Table};
use crate::store::ledger::Ledger;
use crate::store::schema::Schema;
use crate::store::tables::schema;
use crate::store::{Appended, Commit, StoreError, Untold, statement};

/// Temporary tables that gather a change set, on a connection of their own: they go with it.
#[derive(Debug)]
pub(crate) struct Stage {
    url: String,
    connection: PgConnection,
    tables: BTreeSet<Table>,
    ledger: Ledger,
}

impl PostGisStore {
    /// Begins to gather a change set.
    pub(crate) async fn stage(&self) -> Result<Stage, StoreError> {
        let connection = self.connect().await?;
        Ok(Stage { url: self.url().into(), connection, tables: BTreeSet::new(), ledger: Ledger::default() })
    }
}

impl Stage {
    /// Gathers records.
    pub(crate) async fn put(&mut self, records: &[(Record, Untold)]) -> Result<(), StoreError> {
        let mut encoders = BTreeMap::new();
        for (record, untold) in records {
            let encoder = encoders.entry(record.table()).or_insert_with(Encoder::new);
            encoder.row(&self.ledger.enter(record, *untold));
        }
        for (table, encoder) in encoders {
            self.send(schema(table), encoder).await.doing(&self.url, "staging")?;
        }
        Ok(())
    }

    /// Gathers a removal.
    pub(crate) fn delete(&mut self, key: RecordKey) {
        self.ledger.strike(key);
    }

    /// Makes what was gathered the next revision.
    pub(crate) async fn commit(mut self, commit: &Commit) -> Result<Appended, StoreError> {
        merge::merge(&self.url, &mut self.connection, &self.tables, &self.ledger, commit).await
    }

    async fn send(&mut self, schema: &Schema, encoder: Encoder) -> Result<(), sqlx::Error> {
        let name = schema.name();
        if self.tables.insert(schema.table) {
            // The order in which rows came decides between two of one key.
            let sql = format!(
                "CREATE TEMP TABLE staged_{name} \
                 (LIKE {name}, {} bigint NOT NULL, staged_order bigint GENERATED ALWAYS AS IDENTITY)",
                statement::UNTOLD
            );
            sqlx::raw_sql(AssertSqlSafe(sql)).execute(&mut self.connection).await?;
        }
        let columns = format!("{}, {}", statement::names(schema.written()), statement::UNTOLD);
        let sql = format!("COPY staged_{name} ({columns}) FROM STDIN (FORMAT binary)");
        let mut copy = self.connection.copy_in_raw(&sql).await?;
        copy.send(encoder.finish()).await?;
        copy.finish().await?;
        Ok(())
    }
}
