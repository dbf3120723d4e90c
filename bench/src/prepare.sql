-- Tables for tiles: geometry in Web Mercator, attributes beside it.
DROP SCHEMA IF EXISTS tile CASCADE;
CREATE SCHEMA tile;

CREATE TABLE tile.area AS
SELECT code, name, kind,
       CASE length(code) WHEN 6 THEN 'district' WHEN 9 THEN 'street' ELSE 'community' END AS level,
       CASE length(code) WHEN 6 THEN 0 WHEN 9 THEN 8 ELSE 11 END AS min_zoom,
       NULL::bigint AS households, NULL::bigint AS persons, NULL::bigint AS members,
       NULL::int AS rate_l1, NULL::int AS rate_s1, NULL::int AS rate_v1,
       ST_Transform(geometry, 3857)::geometry AS geom
FROM area;

CREATE TABLE tile.water AS SELECT kind, name, ST_Transform(geometry, 3857) AS geom FROM water;

CREATE TABLE tile.road AS
SELECT class, name, bridge,
       CASE class WHEN 'motorway' THEN 10 WHEN 'arterial' THEN 10 WHEN 'street' THEN 12 WHEN 'lane' THEN 13 ELSE 14 END AS min_zoom,
       ST_Transform(geometry, 3857) AS geom
FROM road;

CREATE TABLE tile.organisation AS
SELECT id, name, kind, joint, ST_Transform(geometry, 3857) AS geom FROM organisation WHERE geometry IS NOT NULL;

CREATE TABLE tile.station AS SELECT id, name, kind, ST_Transform(geometry, 3857) AS geom FROM station WHERE geometry IS NOT NULL;

CREATE TABLE tile.grid AS
SELECT code, name, kind, community, NULL::text AS worst, NULL::text AS worst_rule, NULL::text AS cause,
       NULL::text AS v_g1, NULL::text AS v_o1, NULL::text AS v_o10, NULL::text AS v_l1, NULL::text AS v_s1, NULL::text AS v_v1,
       NULL::int AS rate_l1, NULL::int AS rate_s1, NULL::int AS rate_v1,
       NULL::bigint AS households, NULL::bigint AS persons, NULL::bigint AS members,
       ST_Transform(geometry, 3857)::geometry AS geom
FROM grid WHERE valid_to IS NULL;

-- Columns for each rule follow.
CREATE TABLE tile.gap (code text, hard text, soft text, soft_far text, geom geometry);

CREATE TABLE tile.label (code text, geom geometry);

CREATE TABLE tile.household (id text, tenure text, persons int, v_l1 text, v_s1 text, v_v1 text, geom geometry(Point, 3857));

CREATE TABLE tile.bin (zoom int, households bigint, persons bigint, rate_l1 int, rate_s1 int, rate_v1 int, geom geometry);
