-- The register's tables stand in a schema of their own; the program has made it and put it first on the search path.
-- Every key begins with the county, so that each table can be partitioned by it later (LIST, one server or several).

-- One row: where the register stands.
CREATE TABLE yuntu_register (
  id integer PRIMARY KEY CHECK (id = 1),
  schema_version bigint NOT NULL,
  revision bigint NOT NULL,
  data_date date
);

INSERT INTO yuntu_register (id, schema_version, revision) VALUES (1, 0, 0);

CREATE TABLE revision (
  revision bigint PRIMARY KEY,
  author text NOT NULL,
  reason text NOT NULL,
  idempotency_key text UNIQUE,
  recorded_at timestamptz NOT NULL DEFAULT now()
);

-- One line per record of a small change set, one per table of a large one (then key is NULL).
CREATE TABLE journal (
  line bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  revision bigint NOT NULL REFERENCES revision (revision),
  table_name text NOT NULL,
  action text NOT NULL CHECK (action IN ('put', 'delete')),
  key text,
  rows bigint NOT NULL,
  content text NOT NULL
);

CREATE INDEX journal_revision ON journal (revision);

CREATE TABLE area (
  county text NOT NULL,
  code text NOT NULL,
  name text NOT NULL,
  kind text NOT NULL,
  geometry geometry(MultiPolygon, 4490) NOT NULL,
  PRIMARY KEY (county, code)
);

CREATE INDEX area_geometry ON area USING gist (geometry);

CREATE TABLE grid (
  county text NOT NULL,
  code text NOT NULL,
  valid_from date NOT NULL,
  name text NOT NULL,
  kind text NOT NULL,
  community text NOT NULL,
  valid_to date,
  geometry geometry(MultiPolygon, 4490) NOT NULL,
  PRIMARY KEY (county, code, valid_from)
);

CREATE INDEX grid_geometry ON grid USING gist (geometry);

CREATE TABLE road (
  county text NOT NULL,
  id text NOT NULL,
  class text NOT NULL,
  name text NOT NULL,
  bridge boolean NOT NULL,
  geometry geometry(LineString, 4490) NOT NULL,
  PRIMARY KEY (county, id)
);

CREATE INDEX road_geometry ON road USING gist (geometry);

CREATE TABLE water (
  county text NOT NULL,
  id text NOT NULL,
  kind text NOT NULL,
  name text NOT NULL,
  geometry geometry(MultiPolygon, 4490) NOT NULL,
  PRIMARY KEY (county, id)
);

CREATE INDEX water_geometry ON water USING gist (geometry);

CREATE TABLE building (
  county text NOT NULL,
  id text NOT NULL,
  community text NOT NULL,
  kind text NOT NULL,
  address text NOT NULL,
  floors bigint,
  geometry geometry(MultiPolygon, 4490) NOT NULL,
  PRIMARY KEY (county, id)
);

CREATE INDEX building_geometry ON building USING gist (geometry);

-- last_visit is the newest date in the table visit, kept by whatever writes visits or households.
CREATE TABLE household (
  county text NOT NULL,
  id text NOT NULL,
  community text NOT NULL,
  building text,
  door text NOT NULL,
  geometry geometry(Point, 4490),
  trust text NOT NULL,
  persons bigint,
  tenure text,
  visit_class text,
  last_visit date,
  PRIMARY KEY (county, id)
);

CREATE INDEX household_geometry ON household USING gist (geometry);

CREATE TABLE member (
  county text NOT NULL,
  id text NOT NULL,
  community text NOT NULL,
  kind text,
  birth_year bigint,
  household text,
  unit text,
  organisation text,
  active boolean NOT NULL,
  eligible boolean,
  PRIMARY KEY (county, id)
);

-- serves_grids and serves_units are codes separated by semicolons.
CREATE TABLE organisation (
  county text NOT NULL,
  id text NOT NULL,
  area text NOT NULL,
  name text NOT NULL,
  kind text NOT NULL,
  joint boolean NOT NULL,
  parent text,
  geometry geometry(Point, 4490),
  serves_grids text NOT NULL,
  serves_units text NOT NULL,
  PRIMARY KEY (county, id)
);

CREATE INDEX organisation_geometry ON organisation USING gist (geometry);

CREATE TABLE unit (
  county text NOT NULL,
  id text NOT NULL,
  community text NOT NULL,
  name text NOT NULL,
  kind text NOT NULL,
  building text,
  staff bigint,
  operating boolean NOT NULL,
  geometry geometry(Point, 4490),
  PRIMARY KEY (county, id)
);

CREATE INDEX unit_geometry ON unit USING gist (geometry);

CREATE TABLE station (
  county text NOT NULL,
  id text NOT NULL,
  area text NOT NULL,
  name text NOT NULL,
  kind text NOT NULL,
  geometry geometry(Point, 4490),
  PRIMARY KEY (county, id)
);

CREATE INDEX station_geometry ON station USING gist (geometry);

CREATE TABLE grid_staff (
  county text NOT NULL,
  grid text NOT NULL,
  role text NOT NULL,
  seat bigint NOT NULL,
  since date,
  PRIMARY KEY (county, grid, role, seat)
);

CREATE TABLE link (
  county text NOT NULL,
  household text NOT NULL,
  member text NOT NULL,
  since date,
  PRIMARY KEY (county, household, member)
);
