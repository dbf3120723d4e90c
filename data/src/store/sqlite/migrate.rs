use rusqlite::{Connection, TransactionBehavior};

use super::fault::Doing;
use super::geopackage;
use crate::model::Table;
use crate::store::StoreError;

/// One step of the schema.
pub(super) struct Migration {
    sql: &'static str,
    /// The tables it makes.
    tables: &'static [Table],
}

/// All steps; a register's schema version is the number of steps it has taken.
pub(super) const MIGRATIONS: &[Migration] = &[
    Migration {
        sql: include_str!("../../../migrations/sqlite/0001_places.sql"),
        tables: &[
            Table::Area,
            Table::Grid,
            Table::Road,
            Table::Water,
            Table::Building,
            Table::Household,
            Table::Member,
            Table::Organisation,
            Table::Unit,
            Table::Station,
            Table::GridStaff,
            Table::Link,
        ],
    },
    Migration {
        sql: include_str!("../../../migrations/sqlite/0002_service.sql"),
        tables: &[Table::Contact, Table::Visit, Table::Request],
    },
];

/// What stands in a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Content {
    /// No table at all.
    Nothing,
    /// A register of this schema version.
    Register(u32),
    /// Tables, but not ours.
    Other,
}

/// Looks what stands in a file, without changing it.
pub(super) fn content(url: &str, connection: &Connection) -> Result<Content, StoreError> {
    let doing = "looking whether it is a register";
    let count = |sql: &str| connection.query_row(sql, [], |row| row.get::<_, u32>(0)).doing(url, doing);
    if count("SELECT count(*) FROM sqlite_master WHERE name = 'yuntu_register'")? == 1 {
        return count("SELECT schema_version FROM yuntu_register").map(Content::Register);
    }
    let tables = count("SELECT count(*) FROM sqlite_master")?;
    Ok(if tables == 0 { Content::Nothing } else { Content::Other })
}

/// Brings a register (or an empty file) up to `to` steps, all in one transaction.
pub(super) fn migrate(url: &str, connection: &mut Connection, to: &[Migration]) -> Result<(), StoreError> {
    let doing = "bringing the register up to this version";
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate).doing(url, doing)?;
    // Looked at again inside the transaction: another process may have been first.
    let from = match content(url, &transaction)? {
        Content::Register(version) => version,
        Content::Nothing => {
            geopackage::mark(&transaction).doing(url, doing)?;
            0
        }
        Content::Other => {
            return Err(StoreError::NotARegister { url: url.into(), reason: "it has other tables".into() });
        }
    };
    for migration in to.iter().skip(from as usize) {
        transaction.execute_batch(migration.sql).doing(url, doing)?;
        for &table in migration.tables {
            geopackage::enter(&transaction, table).doing(url, doing)?;
        }
    }
    let version = to.len().max(from as usize) as u32;
    transaction.execute("UPDATE yuntu_register SET schema_version = ?1", [version]).doing(url, doing)?;
    transaction.commit().doing(url, doing)
}

/// The newest schema version of this program.
pub(super) fn known() -> u32 {
    MIGRATIONS.len() as u32
}
