-- A register of yuntu is a GeoPackage 1.3 (OGC 12-128r17). Its spatial indexes and their triggers, which every feature
-- table has alike, are made by the program after this file.

CREATE TABLE gpkg_spatial_ref_sys (
  srs_name TEXT NOT NULL,
  srs_id INTEGER NOT NULL PRIMARY KEY,
  organization TEXT NOT NULL,
  organization_coordsys_id INTEGER NOT NULL,
  definition TEXT NOT NULL,
  description TEXT
);

INSERT INTO gpkg_spatial_ref_sys VALUES
  ('Undefined Cartesian SRS', -1, 'NONE', -1, 'undefined', 'undefined Cartesian coordinate reference system'),
  ('Undefined geographic SRS', 0, 'NONE', 0, 'undefined', 'undefined geographic coordinate reference system'),
  ('WGS 84 geodetic', 4326, 'EPSG', 4326,
   'GEOGCS["WGS 84",DATUM["WGS_1984",SPHEROID["WGS 84",6378137,298.257223563,AUTHORITY["EPSG","7030"]],AUTHORITY["EPSG","6326"]],PRIMEM["Greenwich",0,AUTHORITY["EPSG","8901"]],UNIT["degree",0.0174532925199433,AUTHORITY["EPSG","9122"]],AXIS["Latitude",NORTH],AXIS["Longitude",EAST],AUTHORITY["EPSG","4326"]]',
   'longitude/latitude coordinates in decimal degrees on the WGS 84 spheroid'),
  ('China Geodetic Coordinate System 2000', 4490, 'EPSG', 4490,
   'GEOGCS["China Geodetic Coordinate System 2000",DATUM["China_2000",SPHEROID["CGCS2000",6378137,298.257222101,AUTHORITY["EPSG","1024"]],AUTHORITY["EPSG","1043"]],PRIMEM["Greenwich",0,AUTHORITY["EPSG","8901"]],UNIT["degree",0.0174532925199433,AUTHORITY["EPSG","9122"]],AXIS["Latitude",NORTH],AXIS["Longitude",EAST],AUTHORITY["EPSG","4490"]]',
   'longitude/latitude coordinates in decimal degrees on the CGCS2000 spheroid');

CREATE TABLE gpkg_contents (
  table_name TEXT NOT NULL PRIMARY KEY,
  data_type TEXT NOT NULL,
  identifier TEXT UNIQUE,
  description TEXT DEFAULT '',
  last_change DATETIME NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ','now')),
  min_x DOUBLE,
  min_y DOUBLE,
  max_x DOUBLE,
  max_y DOUBLE,
  srs_id INTEGER,
  CONSTRAINT fk_gc_r_srs_id FOREIGN KEY (srs_id) REFERENCES gpkg_spatial_ref_sys(srs_id)
);

CREATE TABLE gpkg_geometry_columns (
  table_name TEXT NOT NULL,
  column_name TEXT NOT NULL,
  geometry_type_name TEXT NOT NULL,
  srs_id INTEGER NOT NULL,
  z TINYINT NOT NULL,
  m TINYINT NOT NULL,
  CONSTRAINT pk_geom_cols PRIMARY KEY (table_name, column_name),
  CONSTRAINT uk_gc_table_name UNIQUE (table_name),
  CONSTRAINT fk_gc_tn FOREIGN KEY (table_name) REFERENCES gpkg_contents(table_name),
  CONSTRAINT fk_gc_srs FOREIGN KEY (srs_id) REFERENCES gpkg_spatial_ref_sys(srs_id)
);

CREATE TABLE gpkg_extensions (
  table_name TEXT,
  column_name TEXT,
  extension_name TEXT NOT NULL,
  definition TEXT NOT NULL,
  scope TEXT NOT NULL,
  CONSTRAINT ge_tce UNIQUE (table_name, column_name, extension_name)
);

-- One row: what kind of file this is, and where it stands.
CREATE TABLE yuntu_register (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  schema_version INTEGER NOT NULL,
  revision INTEGER NOT NULL,
  data_date DATE
);
INSERT INTO yuntu_register (id, schema_version, revision) VALUES (1, 0, 0);

CREATE TABLE revision (
  revision INTEGER PRIMARY KEY,
  author TEXT NOT NULL,
  reason TEXT NOT NULL,
  idempotency_key TEXT UNIQUE,
  recorded_at DATETIME NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ','now'))
);

-- One line per record of a small change set, one per table of a large one (then key is NULL).
CREATE TABLE journal (
  fid INTEGER PRIMARY KEY,
  revision INTEGER NOT NULL REFERENCES revision(revision),
  table_name TEXT NOT NULL,
  action TEXT NOT NULL CHECK (action IN ('put', 'delete')),
  key TEXT,
  rows INTEGER NOT NULL,
  content TEXT NOT NULL
);
CREATE INDEX journal_revision ON journal (revision);

CREATE TABLE area (
  fid INTEGER PRIMARY KEY,
  county TEXT NOT NULL,
  code TEXT NOT NULL,
  name TEXT NOT NULL,
  kind TEXT NOT NULL,
  geometry MULTIPOLYGON NOT NULL,
  UNIQUE (county, code)
);

CREATE TABLE grid (
  fid INTEGER PRIMARY KEY,
  county TEXT NOT NULL,
  code TEXT NOT NULL,
  valid_from DATE NOT NULL,
  name TEXT NOT NULL,
  kind TEXT NOT NULL,
  community TEXT NOT NULL,
  valid_to DATE,
  geometry MULTIPOLYGON NOT NULL,
  UNIQUE (county, code, valid_from)
);

CREATE TABLE road (
  fid INTEGER PRIMARY KEY,
  county TEXT NOT NULL,
  id TEXT NOT NULL,
  class TEXT NOT NULL,
  name TEXT NOT NULL,
  bridge BOOLEAN NOT NULL,
  geometry LINESTRING NOT NULL,
  UNIQUE (county, id)
);

CREATE TABLE water (
  fid INTEGER PRIMARY KEY,
  county TEXT NOT NULL,
  id TEXT NOT NULL,
  kind TEXT NOT NULL,
  name TEXT NOT NULL,
  geometry MULTIPOLYGON NOT NULL,
  UNIQUE (county, id)
);

CREATE TABLE building (
  fid INTEGER PRIMARY KEY,
  county TEXT NOT NULL,
  id TEXT NOT NULL,
  community TEXT NOT NULL,
  kind TEXT NOT NULL,
  address TEXT NOT NULL,
  floors INTEGER,
  geometry MULTIPOLYGON NOT NULL,
  UNIQUE (county, id)
);

-- last_visit is the newest date in the table visit, kept by whatever writes visits or households.
CREATE TABLE household (
  fid INTEGER PRIMARY KEY,
  county TEXT NOT NULL,
  id TEXT NOT NULL,
  community TEXT NOT NULL,
  building TEXT,
  door TEXT NOT NULL,
  geometry POINT,
  trust TEXT NOT NULL,
  persons INTEGER,
  tenure TEXT,
  visit_class TEXT,
  last_visit DATE,
  UNIQUE (county, id)
);

CREATE TABLE member (
  fid INTEGER PRIMARY KEY,
  county TEXT NOT NULL,
  id TEXT NOT NULL,
  community TEXT NOT NULL,
  kind TEXT,
  birth_year INTEGER,
  household TEXT,
  unit TEXT,
  organisation TEXT,
  active BOOLEAN NOT NULL,
  eligible BOOLEAN,
  UNIQUE (county, id)
);

-- serves_grids and serves_units are codes separated by semicolons.
CREATE TABLE organisation (
  fid INTEGER PRIMARY KEY,
  county TEXT NOT NULL,
  id TEXT NOT NULL,
  area TEXT NOT NULL,
  name TEXT NOT NULL,
  kind TEXT NOT NULL,
  joint BOOLEAN NOT NULL,
  parent TEXT,
  geometry POINT,
  serves_grids TEXT NOT NULL,
  serves_units TEXT NOT NULL,
  UNIQUE (county, id)
);

CREATE TABLE unit (
  fid INTEGER PRIMARY KEY,
  county TEXT NOT NULL,
  id TEXT NOT NULL,
  community TEXT NOT NULL,
  name TEXT NOT NULL,
  kind TEXT NOT NULL,
  building TEXT,
  staff INTEGER,
  operating BOOLEAN NOT NULL,
  geometry POINT,
  UNIQUE (county, id)
);

CREATE TABLE station (
  fid INTEGER PRIMARY KEY,
  county TEXT NOT NULL,
  id TEXT NOT NULL,
  area TEXT NOT NULL,
  name TEXT NOT NULL,
  kind TEXT NOT NULL,
  geometry POINT,
  UNIQUE (county, id)
);

CREATE TABLE grid_staff (
  fid INTEGER PRIMARY KEY,
  county TEXT NOT NULL,
  grid TEXT NOT NULL,
  role TEXT NOT NULL,
  seat INTEGER NOT NULL,
  since DATE,
  UNIQUE (county, grid, role, seat)
);

CREATE TABLE link (
  fid INTEGER PRIMARY KEY,
  county TEXT NOT NULL,
  household TEXT NOT NULL,
  member TEXT NOT NULL,
  since DATE,
  UNIQUE (county, household, member)
);
