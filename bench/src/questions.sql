-- The rules as a careful analyst would ask PostGIS; one row per answer. S1 is straight line × 1.32: the road network is
-- beyond plain PostGIS, so this asks for less than the rule does. Cells: placed (G11), G1, O1 (of units), O10, L1, S1, V1.
WITH as_of AS (SELECT data_date AS day FROM yuntu_register),
stated AS (
  SELECT h.id, h.county, h.tenure, h.visit_class, h.last_visit, coalesce(h.geometry, ST_Centroid(b.geometry)) AS geometry
  FROM household h LEFT JOIN building b ON b.county = h.county AND b.id = h.building
  WHERE h.trust = 'stated'
),
placed AS MATERIALIZED (
  SELECT s.id, min(g.code) AS grid FROM stated s JOIN grid g ON ST_Intersects(g.geometry, s.geometry) GROUP BY s.id HAVING count(*) = 1
),
sizes AS (SELECT grid, count(*) AS households FROM placed GROUP BY grid),
strong AS (
  SELECT county, unit, count(*) AS members FROM member WHERE active AND kind = 'full' AND unit IS NOT NULL GROUP BY county, unit
),
served AS (SELECT DISTINCT o.county, u.unit FROM organisation o, unnest(string_to_array(o.serves_units, ';')) AS u (unit)),
linked AS (
  SELECT DISTINCT l.county, l.household FROM link l JOIN member m ON m.county = l.county AND m.id = l.member WHERE m.active AND m.eligible
)
SELECT
  (SELECT count(*) FROM placed) AS placed,
  (SELECT count(*) FROM grid g LEFT JOIN sizes ON sizes.grid = g.code WHERE g.kind = 'residential'
     AND coalesce(households, 0) NOT BETWEEN 300 AND 500) AS g1,
  (SELECT count(*) FROM unit u JOIN strong ON strong.county = u.county AND strong.unit = u.id
     LEFT JOIN served ON served.county = u.county AND served.unit = u.id
     WHERE u.operating AND strong.members >= 3 AND served.unit IS NULL) AS o1,
  (SELECT count(*) FROM grid g WHERE NOT EXISTS (SELECT 1 FROM organisation o WHERE o.kind IN ('branch', 'group')
     AND g.code = ANY(string_to_array(o.serves_grids, ';')))) AS o10,
  (SELECT count(*) FROM household h LEFT JOIN linked ON linked.county = h.county AND linked.household = h.id
     WHERE linked.household IS NULL AND h.tenure IS DISTINCT FROM 'vacant') AS l1,
  (SELECT count(*) FROM stated s WHERE NOT EXISTS (SELECT 1 FROM bench_station t
     WHERE ST_DWithin(t.geom, ST_Transform(s.geometry, $SRID), 1000 / 1.32))) AS s1,
  (SELECT count(*) FROM household h, as_of WHERE h.tenure IS DISTINCT FROM 'vacant'
     AND coalesce(day - h.last_visit, 10000) > CASE h.visit_class WHEN 'more_often' THEN 31 ELSE 183 END) AS v1
