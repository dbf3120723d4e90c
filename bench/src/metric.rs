//! Places of the program in `PostGIS`, in metres of the district's own zone.

use spatial::District;
use spatial::shape::Point;
use sqlx::{AssertSqlSafe, Executor as _, PgPool};

/// Makes a table of numbered points with a spatial index: `n` from 0, `geom`.
pub async fn table(pool: &PgPool, district: &District, name: &str, points: &[Point]) {
    let frame = &district.snapshot.frame;
    // EPSG:4534 is the 3-degree zone of the central meridian 75°.
    let srid = 4534 + (frame.central_meridian_deg() - 75) / 3;
    let (east, north) = frame.origin_mm();
    let metres = |mm: i32, origin: i64| (i64::from(mm) + origin) as f64 / 1000.0;
    pool.execute(AssertSqlSafe(format!("DROP TABLE IF EXISTS {name}"))).await.expect("dropped");
    let sql = format!(
        "CREATE TABLE {name} AS SELECT (n - 1)::int AS n, ST_SetSRID(ST_MakePoint(x, y), {srid}) AS geom \
         FROM UNNEST($1::float8[], $2::float8[]) WITH ORDINALITY AS t(x, y, n)"
    );
    let query = sqlx::query(AssertSqlSafe(sql))
        .bind(points.iter().map(|at| metres(at.x, east)).collect::<Vec<_>>())
        .bind(points.iter().map(|at| metres(at.y, north)).collect::<Vec<_>>());
    query.execute(pool).await.expect("points");
    let index = format!("CREATE INDEX ON {name} USING gist (geom); ANALYZE {name}");
    pool.execute(AssertSqlSafe(index)).await.expect("an index");
}
