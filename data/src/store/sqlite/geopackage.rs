//! What makes a table of ours one of a `GeoPackage`: its line in the contents and, with a geometry, its column and index.

use rusqlite::{Connection, params};

use super::blob::SRS;
use crate::model::Table;
use crate::store::ledger::Bounds;
use crate::store::schema::{ColumnKind, Schema};
use crate::store::tables::schema;

/// Marks the file as a `GeoPackage` 1.3. (Debian's GDAL validator refuses 1.4.)
pub(super) fn mark(connection: &Connection) -> rusqlite::Result<()> {
    connection.pragma_update(None, "application_id", i32::from_be_bytes(*b"GPKG"))?;
    connection.pragma_update(None, "user_version", 10_300)
}

/// Enters a table into the contents, with its spatial index if it has shapes.
pub(super) fn enter(connection: &Connection, table: Table) -> rusqlite::Result<()> {
    let schema = schema(table);
    let data_type = if schema.geometry().is_some() { "features" } else { "attributes" };
    let srs = schema.geometry().map(|_| SRS);
    connection.execute(
        "INSERT INTO gpkg_contents (table_name, data_type, identifier, description, srs_id) VALUES (?1, ?2, ?1, ?3, ?4)",
        params![schema.name(), data_type, table.chinese(), srs],
    )?;
    let Some(column) = schema.geometry() else { return Ok(()) };
    connection.execute(
        "INSERT INTO gpkg_geometry_columns VALUES (?1, ?2, ?3, ?4, 0, 0)",
        params![schema.name(), column.name, type_name(column.kind), SRS],
    )?;
    connection.execute(
        "INSERT INTO gpkg_extensions VALUES (?1, ?2, 'gpkg_rtree_index', \
         'http://www.geopackage.org/spec120/#extension_rtree', 'write-only')",
        params![schema.name(), column.name],
    )?;
    connection.execute_batch(&format!(
        "CREATE VIRTUAL TABLE rtree_{0}_{1} USING rtree (id, minx, maxx, miny, maxy);",
        schema.name(),
        column.name
    ))?;
    create_triggers(connection, schema)
}

/// Widens the box that the contents give for a table.
pub(super) fn widen(connection: &Connection, table: Table, bounds: Bounds) -> rusqlite::Result<()> {
    let mut statement = connection.prepare_cached(
        "UPDATE gpkg_contents SET min_x = min(coalesce(min_x, ?2), ?2), min_y = min(coalesce(min_y, ?3), ?3), \
         max_x = max(coalesce(max_x, ?4), ?4), max_y = max(coalesce(max_y, ?5), ?5) WHERE table_name = ?1",
    )?;
    statement.execute(params![table.as_str(), bounds.west, bounds.south, bounds.east, bounds.north])?;
    Ok(())
}

/// Notes that a table has changed now.
pub(super) fn touch(connection: &Connection, table: Table) -> rusqlite::Result<()> {
    let mut statement = connection.prepare_cached(
        "UPDATE gpkg_contents SET last_change = strftime('%Y-%m-%dT%H:%M:%fZ','now') WHERE table_name = ?1",
    )?;
    statement.execute([table.as_str()])?;
    Ok(())
}

fn type_name(kind: ColumnKind) -> &'static str {
    match kind {
        ColumnKind::Line => "LINESTRING",
        ColumnKind::Area => "MULTIPOLYGON",
        _ => "POINT",
    }
}

/// The triggers of annex F.3, word for word but for the names.
fn create_triggers(connection: &Connection, schema: &Schema) -> rusqlite::Result<()> {
    let Some(column) = schema.geometry() else { return Ok(()) };
    let text = TRIGGERS.replace("<t>", schema.name()).replace("<c>", column.name).replace("<i>", "fid");
    connection.execute_batch(&text)
}

const TRIGGERS: &str = "
CREATE TRIGGER rtree_<t>_<c>_insert AFTER INSERT ON <t>
  WHEN (NEW.<c> NOT NULL AND NOT ST_IsEmpty(NEW.<c>))
BEGIN
  INSERT OR REPLACE INTO rtree_<t>_<c> VALUES (
    NEW.<i>, ST_MinX(NEW.<c>), ST_MaxX(NEW.<c>), ST_MinY(NEW.<c>), ST_MaxY(NEW.<c>)
  );
END;
CREATE TRIGGER rtree_<t>_<c>_update1 AFTER UPDATE OF <c> ON <t>
  WHEN OLD.<i> = NEW.<i> AND (NEW.<c> NOTNULL AND NOT ST_IsEmpty(NEW.<c>))
BEGIN
  INSERT OR REPLACE INTO rtree_<t>_<c> VALUES (
    NEW.<i>, ST_MinX(NEW.<c>), ST_MaxX(NEW.<c>), ST_MinY(NEW.<c>), ST_MaxY(NEW.<c>)
  );
END;
CREATE TRIGGER rtree_<t>_<c>_update2 AFTER UPDATE OF <c> ON <t>
  WHEN OLD.<i> = NEW.<i> AND (NEW.<c> ISNULL OR ST_IsEmpty(NEW.<c>))
BEGIN
  DELETE FROM rtree_<t>_<c> WHERE id = OLD.<i>;
END;
CREATE TRIGGER rtree_<t>_<c>_update3 AFTER UPDATE ON <t>
  WHEN OLD.<i> != NEW.<i> AND (NEW.<c> NOTNULL AND NOT ST_IsEmpty(NEW.<c>))
BEGIN
  DELETE FROM rtree_<t>_<c> WHERE id = OLD.<i>;
  INSERT OR REPLACE INTO rtree_<t>_<c> VALUES (
    NEW.<i>, ST_MinX(NEW.<c>), ST_MaxX(NEW.<c>), ST_MinY(NEW.<c>), ST_MaxY(NEW.<c>)
  );
END;
CREATE TRIGGER rtree_<t>_<c>_update4 AFTER UPDATE ON <t>
  WHEN OLD.<i> != NEW.<i> AND (NEW.<c> ISNULL OR ST_IsEmpty(NEW.<c>))
BEGIN
  DELETE FROM rtree_<t>_<c> WHERE id IN (OLD.<i>, NEW.<i>);
END;
CREATE TRIGGER rtree_<t>_<c>_delete AFTER DELETE ON <t>
  WHEN OLD.<c> NOT NULL
BEGIN
  DELETE FROM rtree_<t>_<c> WHERE id = OLD.<i>;
END;
";
