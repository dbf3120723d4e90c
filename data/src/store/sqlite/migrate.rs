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
    Migration {
        sql: include_str!("../../../migrations/sqlite/0003_rules.sql"),
        tables: &[Table::MicroGrid, Table::HubHousehold, Table::BuildingLeader, Table::CheckIn, Table::Compound],
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::sqlite::connect;
    use crate::store::sqlite::scratch::Scratch;
    use crate::store::tables::schema;
    use crate::store::{Open, statement};

    #[test]
    fn an_older_file_is_brought_up_and_keeps_its_rows() {
        let scratch = Scratch::new();
        let mut old = connect::file("old", &scratch.path(), true).unwrap();
        migrate("old", &mut old, &MIGRATIONS[..1]).unwrap();
        old.execute("INSERT INTO link (county, household, member) VALUES ('990101', 'H1', 'M1')", []).unwrap();
        assert_eq!(content("old", &old).unwrap(), Content::Register(1));
        drop(old);
        let store = scratch.open(Open::Existing).unwrap();
        let (version, links, visits) = store
            .with(|url, main| {
                let count = |sql: &str| main.query_row(sql, [], |row| row.get::<_, i64>(0)).unwrap();
                Ok((content(url, main)?, count("SELECT count(*) FROM link"), count("SELECT count(*) FROM visit")))
            })
            .unwrap();
        assert_eq!((version, links, visits), (Content::Register(known()), 1, 0));
    }

    #[test]
    fn a_file_of_the_version_before_reads_what_it_did_not_know_as_unknown() {
        let scratch = Scratch::new();
        let mut old = connect::file("old", &scratch.path(), true).unwrap();
        migrate("old", &mut old, &MIGRATIONS[..2]).unwrap();
        old.execute_batch(
            "INSERT INTO member (county, id, community, active) VALUES ('990101', 'M1', '990101001001', 1);
             INSERT INTO unit (county, id, community, name, kind, operating)
               VALUES ('990101', 'U1', '990101001001', 'U', 'agency', 1);
             INSERT INTO organisation (county, id, area, name, kind, joint, serves_grids, serves_units)
               VALUES ('990101', 'O1', '990101001', 'O', 'branch', 0, '', 'U1');
             INSERT INTO link (county, household, member) VALUES ('990101', 'H1', 'M1');
             INSERT INTO household (county, id, community, door, trust, last_visit)
               VALUES ('990101', 'H1', '990101001001', '', 'stated', '2026-05-04');
             INSERT INTO visit (county, household, date) VALUES ('990101', 'H1', '2026-05-04');",
        )
        .unwrap();
        drop(old);
        let store = scratch.open(Open::Existing).unwrap();
        let (snapshot, _) = store.load_now(None).unwrap().remove(0).finish();
        let (members, units, organisations) = (&snapshot.members, &snapshot.units, &snapshot.organisations);
        assert_eq!((members.left_on[0], members.exemption[0], members.hub[0]), (None, None, None));
        assert_eq!((units.fixed_premises[0], units.work[0].instructor), (None, None));
        assert_eq!((organisations.elected_on[0], organisations.has_branch_committee[0]), (None, None));
        let household = spatial::Row(0);
        let always = chrono::NaiveDate::MIN;
        assert_eq!(snapshot.households.links.at(household, always).count(), 1, "a link without days counts on any");
        assert_eq!(snapshot.households.visits.of(household).len(), 1);
        assert!(snapshot.compounds.id.is_empty() && snapshot.micro_grids.code.is_empty());
    }

    #[test]
    fn a_newer_file_is_refused_with_both_versions() {
        let scratch = Scratch::new();
        let sql = "UPDATE yuntu_register SET schema_version = 99";
        scratch.store().with(|_, main| Ok(main.execute(sql, []).unwrap())).unwrap();
        let error = scratch.open(Open::Existing).unwrap_err();
        assert!(matches!(error, StoreError::Newer { found: 99, known: 3, .. }), "{error}");
        assert!(error.to_string().contains("99") && error.to_string().contains("up to 3"), "{error}");
    }

    #[test]
    fn the_tables_have_the_columns_that_the_program_reads_and_writes() {
        let mut connection = connect::memory("m").unwrap();
        migrate("m", &mut connection, MIGRATIONS).unwrap();
        for &table in Table::ALL {
            let schema = schema(table);
            let sql = format!("SELECT fid, {} FROM {}", statement::all_columns(schema), schema.name());
            assert_eq!(connection.prepare(&sql).unwrap().column_count(), schema.columns.len() + 1);
            let keyed: i64 = connection
                .query_row("SELECT count(*) FROM gpkg_contents WHERE table_name = ?1", [schema.name()], |row| {
                    row.get(0)
                })
                .unwrap();
            assert_eq!(keyed, 1, "{} stands in the contents", schema.name());
        }
    }
}
