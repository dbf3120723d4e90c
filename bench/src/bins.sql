INSERT INTO tile.bin
SELECT $ZOOM, count(*), sum(persons),
       (1000 * count(*) FILTER (WHERE v_l1 = 'covered') / nullif(count(*) FILTER (WHERE v_l1 IN ('covered', 'gap')), 0))::int,
       (1000 * count(*) FILTER (WHERE v_s1 = 'covered') / nullif(count(*) FILTER (WHERE v_s1 IN ('covered', 'gap')), 0))::int,
       (1000 * count(*) FILTER (WHERE v_v1 = 'covered') / nullif(count(*) FILTER (WHERE v_v1 IN ('covered', 'gap')), 0))::int,
       ST_MakeEnvelope(cx * $CELL, cy * $CELL, (cx + 1) * $CELL, (cy + 1) * $CELL, 3857)
FROM (SELECT *, floor(ST_X(geom) / $CELL) AS cx, floor(ST_Y(geom) / $CELL) AS cy FROM tile.household) cells
GROUP BY cx, cy;
