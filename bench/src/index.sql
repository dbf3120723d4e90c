CREATE TABLE tile.building AS
SELECT building.id, building.kind, count(household.id) AS households, sum(household.persons) AS persons,
       count(*) FILTER (WHERE point.v_l1 = 'gap') AS gap_l1,
       count(*) FILTER (WHERE point.v_s1 = 'gap') AS gap_s1,
       count(*) FILTER (WHERE point.v_v1 = 'gap') AS gap_v1,
       ST_Transform(building.geometry, 3857) AS geom
FROM building
LEFT JOIN household ON household.county = building.county AND household.building = building.id
LEFT JOIN tile.household AS point ON point.id = household.id
GROUP BY building.county, building.id;

CREATE TABLE tile.member AS
SELECT member.id, member.kind, member.active, point.geom
FROM member JOIN tile.household AS point ON point.id = member.household;

CREATE INDEX ON tile.area USING gist (geom);
CREATE INDEX ON tile.water USING gist (geom);
CREATE INDEX ON tile.road USING gist (geom);
CREATE INDEX ON tile.organisation USING gist (geom);
CREATE INDEX ON tile.station USING gist (geom);
CREATE INDEX ON tile.grid USING gist (geom);
CREATE INDEX ON tile.gap USING gist (geom);
CREATE INDEX ON tile.household USING gist (geom);
CREATE INDEX ON tile.bin USING gist (geom);
CREATE INDEX ON tile.building USING gist (geom);
CREATE INDEX ON tile.member USING gist (geom);
ANALYZE;
