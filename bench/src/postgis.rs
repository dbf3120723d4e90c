//! The same register in `PostGIS`, prepared as a careful operator would prepare it for tiles: geometry already in Web
//! Mercator with `GiST` indexes, every attribute already computed and joined, so that only `ST_AsMVT` is timed.

use std::time::{Duration, Instant};

use spatial::places::{AreaCode, GridCode};
use spatial::rules::{RuleId, SubjectKind};
use spatial::snapshot::Row;
use spatial::sums::Series;
use spatial::{Audience, District};
use sqlx::postgres::{PgConnectOptions, PgPool, PgPoolOptions};
use sqlx::{AssertSqlSafe, Executor as _, Row as _};

use crate::gaps;

/// Connects to a database; the register's tables are found without their schema.
pub async fn connect(url: &str) -> PgPool {
    let options: PgConnectOptions = url.parse().expect("a URL");
    let options = options.options([("search_path", "yuntu,public")]);
    PgPoolOptions::new().max_connections(2).connect_with(options).await.expect("PostgreSQL answers")
}

/// Makes an empty database on the server and gives its URL.
pub async fn fresh_database(server: &str, name: &str) -> String {
    let pool = connect(server).await;
    pool.execute(AssertSqlSafe(format!("DROP DATABASE IF EXISTS {name}"))).await.expect("dropped");
    pool.execute(AssertSqlSafe(format!("CREATE DATABASE {name}"))).await.expect("created");
    let (base, _) = server.rsplit_once('/').expect("a URL with a database");
    format!("{base}/{name}")
}

/// Copies what tiles need into tables of their own.
pub async fn prepare(pool: &PgPool, district: &District) {
    pool.execute(include_str!("prepare.sql")).await.expect("prepare.sql");
    pool.execute(AssertSqlSafe(gaps::rule_columns())).await.expect("a column for each rule");
    areas(pool, district).await;
    grids(pool, district).await;
    labels(pool, district).await;
    households(pool, district).await;
    bins(pool).await;
    pool.execute(include_str!("index.sql")).await.expect("index.sql");
}

async fn grids(pool: &PgPool, district: &District) {
    let exact = Audience::Auditor;
    let grids = &district.snapshot.grids;
    for row in (0..grids.code.len()).map(|row| Row(row as u32)) {
        let verdict = |rule| {
            let judgements = district.verdicts.of(rule, SubjectKind::Grid);
            judgements.map_or("not_applicable", |all| all[row.index()].verdict.as_str())
        };
        let rate = |rule| district.rate_grid(&exact, row, rule).map(i32::from);
        let (worst, rule) = district.worst(&exact, row);
        sqlx::query(
            "UPDATE tile.grid SET worst = $2, worst_rule = $3, cause = $4, v_g1 = $5, v_o1 = $6, v_o10 = $7, v_l1 = $8, v_s1 = $9, \
             v_v1 = $10, rate_l1 = $11, rate_s1 = $12, rate_v1 = $13, households = $14, persons = $15, members = $16 WHERE code = $1",
        )
        .bind(grids.code[row.index()].as_str())
        .bind(worst.verdict.as_str())
        .bind(rule.map(RuleId::as_str))
        .bind(worst.cause.map(spatial::rules::Cause::as_str))
        .bind(verdict(RuleId::G1))
        .bind(verdict(RuleId::O1))
        .bind(verdict(RuleId::O10))
        .bind(verdict(RuleId::L1))
        .bind(verdict(RuleId::S1))
        .bind(verdict(RuleId::V1))
        .bind(rate(RuleId::L1))
        .bind(rate(RuleId::S1))
        .bind(rate(RuleId::V1))
        .bind(district.sums.grid(row, Series::Households) as i64)
        .bind(district.sums.grid(row, Series::Persons) as i64)
        .bind(district.sums.grid(row, Series::Members) as i64)
        .execute(pool)
        .await
        .expect("a grid's attributes");
        gaps::row(pool, district, row).await;
    }
}

async fn areas(pool: &PgPool, district: &District) {
    let areas = &district.snapshot.areas;
    for row in (0..areas.code.len()).map(|row| Row(row as u32)) {
        let rate = |rule| district.rate_area(&Audience::Auditor, row, rule).map(i32::from);
        sqlx::query(
            "UPDATE tile.area SET households = $2, persons = $3, members = $4, rate_l1 = $5, rate_s1 = $6, rate_v1 = $7 \
             WHERE code = $1",
        )
        .bind(areas.code[row.index()].as_str())
        .bind(district.sums.area(row, Series::Households) as i64)
        .bind(district.sums.area(row, Series::Persons) as i64)
        .bind(district.sums.area(row, Series::Members) as i64)
        .bind(rate(RuleId::L1))
        .bind(rate(RuleId::S1))
        .bind(rate(RuleId::V1))
        .execute(pool)
        .await
        .expect("an area's attributes");
    }
}

async fn labels(pool: &PgPool, district: &District) {
    let (areas, grids) = (&district.snapshot.areas, &district.snapshot.grids);
    let of_areas = areas.code.iter().map(AreaCode::as_str).zip(&areas.label);
    let of_grids = grids.code.iter().map(GridCode::as_str).zip(&grids.label);
    for (code, label) in of_areas.chain(of_grids) {
        let at = district.snapshot.frame.unproject(*label);
        let sql = "INSERT INTO tile.label VALUES ($1, ST_Transform(ST_SetSRID(ST_MakePoint($2, $3), 4490), 3857))";
        sqlx::query(sql).bind(code).bind(at.lon).bind(at.lat).execute(pool).await.expect("a label");
    }
}

async fn households(pool: &PgPool, district: &District) {
    let households = &district.snapshot.households;
    let verdicts = |rule| district.verdicts.of(rule, SubjectKind::Household).expect("a household rule");
    let (l1, s1, v1) = (verdicts(RuleId::L1), verdicts(RuleId::S1), verdicts(RuleId::V1));
    let rows: Vec<usize> = (0..households.id.len()).filter(|row| drawn(district, *row)).collect();
    for chunk in rows.chunks(20_000) {
        let words =
            |of: &[spatial::rules::Judgement]| chunk.iter().map(|row| of[*row].verdict.as_str()).collect::<Vec<_>>();
        let position = |row: &usize| district.snapshot.frame.unproject(households.position[*row].expect("placed"));
        sqlx::query(
            "INSERT INTO tile.household SELECT id, tenure, persons, v_l1, v_s1, v_v1, \
             ST_Transform(ST_SetSRID(ST_MakePoint(lon, lat), 4490), 3857) FROM UNNEST($1::text[], $2::text[], $3::int[], $4::text[], \
             $5::text[], $6::text[], $7::float8[], $8::float8[]) AS t(id, tenure, persons, v_l1, v_s1, v_v1, lon, lat)",
        )
        .bind(chunk.iter().map(|row| households.id.get(Row(*row as u32))).collect::<Vec<_>>())
        .bind(chunk.iter().map(|row| households.tenure[*row].map(spatial::places::Tenure::as_str)).collect::<Vec<_>>())
        .bind(chunk.iter().map(|row| households.persons[*row].map(i32::from)).collect::<Vec<_>>())
        .bind(words(l1))
        .bind(words(s1))
        .bind(words(v1))
        .bind(chunk.iter().map(|row| position(row).lon).collect::<Vec<_>>())
        .bind(chunk.iter().map(|row| position(row).lat).collect::<Vec<_>>())
        .execute(pool)
        .await
        .expect("households");
    }
}

/// Whether a household has a point on the map: a believed position, and no second record of another.
fn drawn(district: &District, row: usize) -> bool {
    let households = &district.snapshot.households;
    households.position[row].is_some() && households.duplicate_of[row].is_none()
}

/// Cells of a 32nd of a tile for each zoom below 14, summed beforehand.
async fn bins(pool: &PgPool) {
    for zoom in 8..14_i32 {
        let cell = 40_075_016.685_578_49 / f64::from(1 << zoom) / 32.0;
        let sql = include_str!("bins.sql").replace("$CELL", &cell.to_string()).replace("$ZOOM", &zoom.to_string());
        pool.execute(AssertSqlSafe(sql)).await.expect("bins.sql");
    }
}

/// One tile of the set `map` as a worker sees it.
pub async fn tile(pool: &PgPool, sql: &str, x: u32, y: u32) -> Vec<u8> {
    let row =
        sqlx::query(AssertSqlSafe(sql.to_owned())).bind(x as i32).bind(y as i32).fetch_one(pool).await.expect("a tile");
    row.get(0)
}

/// The statement for the tiles of a zoom: `$1` is x, `$2` is y; layers and attributes as ours.
pub fn tile_sql(zoom: u8) -> String {
    let layer = |name: &str, columns: &str, condition: &str| {
        format!(
            "(SELECT coalesce(ST_AsMVT(t, '{name}', 4096, 'g'), '') FROM (SELECT ST_AsMVTGeom(geom, ST_TileEnvelope({zoom}, $1, $2), \
             4096, 64, true) AS g, {columns} FROM tile.{name} WHERE geom && ST_TileEnvelope({zoom}, $1, $2, margin => 0.015625) \
             AND ({condition})) t WHERE g IS NOT NULL)"
        )
    };
    // Names of grids and points come at zoom 13.
    let name = if zoom >= 13 { "name, " } else { "" };
    let counts = "households, persons, members, rate_l1, rate_s1, rate_v1";
    let mut layers = vec![layer("area", &format!("code, name, level, kind, {counts}"), &format!("min_zoom <= {zoom}"))];
    layers.push(layer("water", "kind, name", "true"));
    let community = if zoom >= 13 { "name, community, " } else { "" };
    let grid =
        format!("code, {community}kind, worst, worst_rule, cause, v_g1, v_o1, v_o10, v_l1, v_s1, v_v1, {counts}");
    layers.push(layer("grid", &grid, "true"));
    let (columns, drawn) = gaps::at(zoom);
    layers.push(layer("gap", &columns, drawn));
    layers.push(layer("organisation", &format!("id, {name}kind, joint"), "true"));
    layers.push(layer("station", &format!("id, {name}kind"), "true"));
    if zoom >= 10 {
        layers.push(layer("road", "class, name, bridge", &format!("min_zoom <= {zoom}")));
    }
    if zoom < 14 {
        layers.push(layer("bin", "households, persons, rate_l1, rate_s1, rate_v1", &format!("zoom = {zoom}")));
    } else {
        let id = if zoom >= 15 { "id, " } else { "" };
        layers.push(layer("building", &format!("{id}kind, households, persons, gap_l1, gap_s1, gap_v1"), "true"));
        layers.push(layer("household", "id, tenure, persons, v_l1, v_s1, v_v1", "true"));
        layers.push(layer("member", "id, kind, active", "true"));
    }
    format!("SELECT {}", layers.join(" || "))
}

/// What `PostGIS` answered to the rules' questions.
#[derive(Clone, Copy, Debug)]
pub struct Answers {
    pub o1: i64,
    pub o10: i64,
}

/// Asks the rules' questions in SQL; how long it took and the answers.
pub async fn questions(pool: &PgPool, central_meridian_deg: i32) -> (Duration, Answers) {
    // EPSG:4534 is the 3-degree zone of the central meridian 75°.
    let srid = 4534 + (central_meridian_deg - 75) / 3;
    let stations = format!(
        "DROP TABLE IF EXISTS bench_station; CREATE TABLE bench_station AS SELECT ST_Transform(geometry, {srid}) AS geom FROM station \
         WHERE geometry IS NOT NULL; CREATE INDEX ON bench_station USING gist (geom); ANALYZE bench_station"
    );
    pool.execute(AssertSqlSafe(stations)).await.expect("stations");
    let sql = include_str!("questions.sql").replace("$SRID", &srid.to_string());
    let start = Instant::now();
    let row = sqlx::query(AssertSqlSafe(sql)).fetch_one(pool).await.expect("answers");
    (start.elapsed(), Answers { o1: row.get("o1"), o10: row.get("o10") })
}
