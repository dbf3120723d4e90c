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

-- A point beside each polygon, where ours is, with the same attributes.
DO $$
DECLARE polygons text;
BEGIN
    FOREACH polygons IN ARRAY ARRAY['area', 'grid', 'gap'] LOOP
        EXECUTE format('CREATE TEMP TABLE label AS SELECT * FROM tile.%I', polygons);
        UPDATE label SET geom = point.geom FROM tile.label AS point WHERE point.code = label.code;
        EXECUTE format('INSERT INTO tile.%I SELECT * FROM label', polygons);
        DROP TABLE label;
    END LOOP;
END
$$;

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
