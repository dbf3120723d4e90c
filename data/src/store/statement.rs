//! SQL that both stores speak alike.

use super::schema::{Column, Schema};
use super::untold::Untold;
use crate::model::Table;

/// Replaces the rows whose key stands in `source` and whose values differ. The count of affected rows is the count of
/// changes; with `returning` the changed keys come back. (`SQLite` only: `PostgreSQL` has them from [`upsert`].)
pub(crate) fn replace(schema: &Schema, source: &str, returning: bool) -> String {
    let table = schema.name();
    let set = each(schema, ", ", |name| format!("{name} = staged.{name}"));
    let differs = each(schema, " OR ", |name| format!("kept.{name} IS DISTINCT FROM staged.{name}"));
    let returning = if returning { format!(" RETURNING {}", key_text(schema)) } else { String::new() };
    format!(
        "UPDATE {table} AS kept SET {set} FROM {source} AS staged WHERE {} AND ({differs}){returning}",
        same_key(schema)
    )
}

/// Inserts the rows of `source` whose key is new; the rest as in [`replace`].
pub(crate) fn insert(schema: &Schema, source: &str, returning: bool) -> String {
    let (table, columns, keys) = (schema.name(), names(schema.written()), names(schema.keys()));
    let returning = if returning { format!(" RETURNING {}", key_text(schema)) } else { String::new() };
    format!(
        "INSERT INTO {table} ({columns}) SELECT {columns} FROM {source} WHERE true ON CONFLICT ({keys}) DO NOTHING{returning}"
    )
}

/// Puts the rows of `source` into a table: new keys are inserted, known ones replaced where a value differs. The rest as in
/// [`replace`].
pub(crate) fn upsert(schema: &Schema, source: &str, returning: bool) -> String {
    let table = schema.name();
    let columns = names(schema.written());
    let keys = names(schema.keys());
    let set = each(schema, ", ", |name| format!("{name} = excluded.{name}"));
    let differs = each(schema, " OR ", |name| format!("kept.{name} IS DISTINCT FROM excluded.{name}"));
    let returning = if returning { format!(" RETURNING {}", key_text(schema)) } else { String::new() };
    format!(
        "INSERT INTO {table} AS kept ({columns}) SELECT {columns} FROM {source} WHERE true \
         ON CONFLICT ({keys}) DO UPDATE SET {set} WHERE {differs}{returning}"
    )
}

/// The column of a staged row that says which others its source did not tell.
pub(crate) const UNTOLD: &str = "untold";

/// Fills what the rows of `target` do not tell from the rows of the same key that the register has.
pub(crate) fn keep(schema: &'static Schema, target: &str, untold: Untold) -> String {
    let kept = |(column, bit): (&Column, u32)| {
        let name = column.name;
        format!("{name} = CASE WHEN (staged.{UNTOLD} & {bit}) <> 0 THEN kept.{name} ELSE staged.{name} END")
    };
    let set: Vec<_> = untold.columns(schema).map(kept).collect();
    format!(
        "UPDATE {target} AS staged SET {} FROM {} AS kept WHERE {} AND staged.{UNTOLD} <> 0",
        set.join(", "),
        schema.name(),
        same_key(schema)
    )
}

/// Removes the rows whose key stands in `source` with nothing in it but the key, which is what `hollow` says. The changed
/// keys come back.
pub(crate) fn clear(schema: &Schema, source: &str, hollow: &str) -> String {
    let (table, keys) = (schema.name(), names(schema.keys()));
    format!(
        "DELETE FROM {table} WHERE ({keys}) IN (SELECT {keys} FROM {source} WHERE {hollow}) RETURNING {}",
        key_text(schema)
    )
}

/// The condition that picks one key; parameters `$1`, `$2` … are its parts.
pub(crate) fn by_key(schema: &Schema) -> String {
    let parts: Vec<_> = schema.keys().zip(1..).map(|(column, number)| format!("{} = ${number}", column.name)).collect();
    parts.join(" AND ")
}

/// A row's key as the journal writes it: its parts joined by `/`.
pub(crate) fn key_text(schema: &Schema) -> String {
    let parts: Vec<_> = schema.keys().map(|column| format!("CAST({} AS text)", column.name)).collect();
    parts.join(" || '/' || ")
}

/// Brings `household.last_visit` up to its visits, for the households in `touched (county, id)`.
pub(crate) fn keep_last_visit(touched: &str) -> String {
    format!(
        "UPDATE household SET last_visit = newest.date FROM (SELECT county, id, (SELECT max(visit.date) FROM visit \
         WHERE visit.county = touched.county AND visit.household = touched.id) AS date FROM {touched} AS touched) AS newest \
         WHERE household.county = newest.county AND household.id = newest.id \
         AND household.last_visit IS DISTINCT FROM newest.date"
    )
}

/// The newest date that the data speak of: a visit's, else a grid's.
pub(crate) const NEWEST_DATE: &str =
    "SELECT coalesce((SELECT max(last_visit) FROM household), (SELECT max(valid_from) FROM grid))";

/// The first county after `$1` that any table has; each part is one step down an index.
pub(crate) fn next_county() -> String {
    let parts: Vec<_> = Table::ALL
        .iter()
        .map(|table| format!("SELECT min(county) AS county FROM {} WHERE county > $1", table.as_str()))
        .collect();
    format!("SELECT min(county) FROM ({}) AS counties", parts.join(" UNION ALL "))
}

/// All columns of a table, as a load reads them.
pub(crate) fn all_columns(schema: &Schema) -> String {
    names(schema.columns.iter())
}

/// Column names joined by commas.
pub(crate) fn names<'a>(columns: impl Iterator<Item = &'a Column>) -> String {
    columns.map(|column| column.name).collect::<Vec<_>>().join(", ")
}

fn same_key(schema: &Schema) -> String {
    let same: Vec<_> = schema.keys().map(|column| format!("kept.{0} = staged.{0}", column.name)).collect();
    same.join(" AND ")
}

fn each(schema: &Schema, glue: &str, part: impl Fn(&str) -> String) -> String {
    schema.values().map(|column| part(column.name)).collect::<Vec<_>>().join(glue)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::tables::schema;

    #[test]
    fn an_upsert_replaces_only_what_differs() {
        assert_eq!(
            upsert(schema(Table::HubHousehold), "staged", true),
            "INSERT INTO hub_household AS kept (county, household, since) SELECT county, household, since \
             FROM staged WHERE true ON CONFLICT (county, household) DO UPDATE SET since = excluded.since \
             WHERE kept.since IS DISTINCT FROM excluded.since RETURNING CAST(county AS text) || '/' || \
             CAST(household AS text)"
        );
    }

    #[test]
    fn only_what_is_untold_is_kept() {
        let untold = Untold::of(Table::Link, |name| name != "until");
        assert_eq!(
            keep(schema(Table::Link), "staged_link", untold),
            "UPDATE staged_link AS staged SET until = CASE WHEN (staged.untold & 2) <> 0 THEN kept.until ELSE staged.until END \
             FROM link AS kept WHERE kept.county = staged.county AND kept.household = staged.household \
             AND kept.member = staged.member AND staged.untold <> 0"
        );
    }

    #[test]
    fn a_derived_column_is_read_but_never_written() {
        assert!(all_columns(schema(Table::Household)).contains("last_visit"));
        assert!(!upsert(schema(Table::Household), "staged", false).contains("last_visit"));
    }
}
