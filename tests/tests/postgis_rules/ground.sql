-- The register's shapes in metres, and the places where its people live. $SRID is the zone of the district's own meridian.
CREATE SCHEMA metric;
SET search_path = metric, yuntu, public;

CREATE TABLE zone AS SELECT code, community, ST_Transform(geometry, $SRID)::geometry AS geom FROM grid WHERE valid_to IS NULL;
CREATE TABLE land AS SELECT code, ST_Transform(geometry, $SRID)::geometry AS geom FROM area;
CREATE TABLE house AS SELECT id, ST_Transform(geometry, $SRID)::geometry AS geom FROM building;
CREATE TABLE stop AS SELECT id, ST_Transform(geometry, $SRID)::geometry AS geom FROM station WHERE geometry IS NOT NULL;
-- Filled by the test: where the program says that a household lives.
CREATE TABLE home (id text PRIMARY KEY, geom geometry NOT NULL);
-- Filled by the test: blind-spot areas as the program outlines them, and the households that it says are inside.
CREATE TABLE spot (id text PRIMARY KEY, geom geometry NOT NULL);
CREATE TABLE inside (spot text NOT NULL, home text NOT NULL);

CREATE INDEX ON zone USING gist (geom);
CREATE INDEX ON land USING gist (geom);
CREATE INDEX ON house USING gist (geom);
CREATE INDEX ON stop USING gist (geom);
CREATE INDEX ON home USING gist (geom);
