use std::mem;

use chrono::NaiveDate;
use futures_util::TryStreamExt;
use spatial::SnapshotBuilder;
use spatial::places::AreaCode;
use sqlx::PgConnection;

use super::copy::Decoder;
use super::fault::Doing;
use super::{PostGisStore, read};
use crate::model::{Revision, Table};
use crate::store::load::{self, LOADED};
use crate::store::visits::{self, VisitRuns};
use crate::store::{StoreError, statement, tables};

impl PostGisStore {
    /// One filled builder per district, all of one revision.
    pub(super) async fn load_now(&self, county: Option<&AreaCode>) -> Result<Vec<SnapshotBuilder>, StoreError> {
        let doing = "loading";
        let mut connection = self.connect().await?;
        let begin = "BEGIN TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY";
        sqlx::raw_sql(begin).execute(&mut connection).await.doing(self.url(), doing)?;
        let (revision, date) = standing(&mut connection).await.doing(self.url(), doing)?;
        let counties = read::counties(&mut connection).await.doing(self.url(), doing)?;
        let mut builders = Vec::new();
        for code in counties.into_iter().filter(|code| county.is_none_or(|county| county == code)) {
            let mut builder = SnapshotBuilder::new(code.clone(), revision, date);
            for table in LOADED {
                self.table(&mut connection, table, &code, &mut builder).await?;
            }
            builders.push(builder);
        }
        Ok(builders)
    }

    /// Streams one table of one district into its builder.
    async fn table(
        &self,
        connection: &mut PgConnection,
        table: Table,
        county: &AreaCode,
        builder: &mut SnapshotBuilder,
    ) -> Result<(), StoreError> {
        let columns = match table {
            Table::Visit => visits::COLUMNS.into(),
            table => statement::all_columns(tables::schema(table)),
        };
        // COPY takes no parameters; a code is six digits and nothing else.
        let sql = format!(
            "COPY (SELECT {columns} FROM {} WHERE county = '{county}') TO STDOUT (FORMAT binary)",
            table.as_str()
        );
        let mut stream = connection.copy_out_raw(&sql).await.doing(self.url(), "loading")?;
        let mut decoder = Decoder::default();
        let mut runs = VisitRuns::default();
        while let Some(bytes) = stream.try_next().await.doing(self.url(), "loading")? {
            decoder.push(&bytes);
            while let Some(tuple) = decoder.next() {
                if table == Table::Visit {
                    let (household, day) = visits::read(&tuple)?;
                    runs.push(household, day);
                } else {
                    drop(load::add(builder, tables::read(table, &tuple)?));
                }
            }
            mem::take(&mut runs).give(builder);
        }
        Ok(())
    }
}

async fn standing(connection: &mut PgConnection) -> Result<(Revision, NaiveDate), sqlx::Error> {
    let revision = read::revision(connection).await?;
    let date = match read::data_date(connection).await? {
        None => read::newest_date(connection).await?,
        stated => stated,
    };
    Ok((revision, date.unwrap_or_default()))
}
