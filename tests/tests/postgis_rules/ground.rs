//! A sample street in `PostGIS`, in metres, beside the same street as the program judges it.

use spatial::District;
use spatial::gap_areas::{GapArea, GapAreas};
use spatial::rules::{RuleId, Verdict};
use spatial::shape::{Point, Ring};
use spatial::snapshot::Row;
use sqlx::postgres::{PgPool, PgPoolOptions, PgRow};
use sqlx::{AssertSqlSafe, Executor as _};
use tokio::runtime::Runtime;
use yuntu_tests::{Scratch, district, import, run};

/// The program keeps whole millimetres: a point and a corner may each be half of one off in both directions.
pub const SLACK_M: f64 = 0.002;

/// The street, judged by the program, and a connection to `PostGIS`.
pub struct Ground {
    pub district: District,
    runtime: Runtime,
    pool: PgPool,
}

impl Ground {
    /// Imports the sample into a database of its own; `None`, and a word of it, where there is no server.
    pub fn of_street(scratch: &Scratch) -> Option<Self> {
        let Ok(server) = std::env::var("YUNTU_TEST_POSTGRES") else {
            assert!(std::env::var_os("CI").is_none(), "YUNTU_TEST_POSTGRES is not set: run scripts/test");
            eprintln!("left out: YUNTU_TEST_POSTGRES is not set, scripts/test starts a server");
            return None;
        };
        let runtime = Runtime::new().unwrap();
        let name = format!("yuntu_rules_{}", std::process::id());
        let (base, _) = server.rsplit_once('/').unwrap();
        let url = format!("{base}/{name}");
        runtime.block_on(async {
            let admin = PgPoolOptions::new().max_connections(1).connect(&server).await.unwrap();
            admin.execute(AssertSqlSafe(format!("CREATE DATABASE {name}"))).await.unwrap();
        });
        let files = scratch.join("street");
        run(["sample", "--size", "street", "--seed", "1", "--out", &files.display().to_string()]).ok();
        import(&url, &files).ok();
        let district = district(&url);
        let pool = runtime.block_on(PgPoolOptions::new().max_connections(1).connect(&url)).unwrap();
        let ground = Self { district, runtime, pool };
        ground.run(include_str!("ground.sql"));
        ground.settle();
        ground.outline();
        ground.run("ANALYZE");
        Some(ground)
    }

    /// EPSG:4534 is the 3-degree zone of the central meridian 75°.
    fn srid(&self) -> i32 {
        4534 + (self.district.snapshot.frame.central_meridian_deg() - 75) / 3
    }

    pub fn run(&self, sql: &str) {
        let sql = sql.replace("$SRID", &self.srid().to_string());
        self.runtime.block_on(self.pool.execute(AssertSqlSafe(sql))).unwrap();
    }

    pub fn rows(&self, sql: &str) -> Vec<PgRow> {
        let sql = sql.replace("$SLACK", &SLACK_M.to_string());
        self.runtime.block_on(sqlx::query(AssertSqlSafe(sql)).fetch_all(&self.pool)).unwrap()
    }

    pub fn household(&self, id: &str) -> Row {
        self.district.snapshot.households.id.find(id).expect("a household of the register")
    }

    /// Where every household lives that has a position.
    fn settle(&self) {
        let households = &self.district.snapshot.households;
        let placed =
            (0..households.id.len() as u32).map(Row).filter_map(|row| Some((row, households.position[row.index()]?)));
        let placed: Vec<_> = placed.collect();
        let metres = |of: fn((f64, f64)) -> f64| placed.iter().map(|(_, at)| of(self.metres(*at))).collect::<Vec<_>>();
        let sql = format!(
            "INSERT INTO home SELECT id, ST_SetSRID(ST_MakePoint(x, y), {}) FROM UNNEST($1::text[], $2::float8[], $3::float8[]) AS t(id, x, y)",
            self.srid()
        );
        let query = sqlx::query(AssertSqlSafe(sql))
            .bind(placed.iter().map(|(row, _)| households.id.get(*row).to_owned()).collect::<Vec<_>>())
            .bind(metres(|(x, _)| x))
            .bind(metres(|(_, y)| y));
        self.runtime.block_on(query.execute(&self.pool)).unwrap();
    }

    /// Easting and northing of a point of the program's lattice.
    fn metres(&self, at: Point) -> (f64, f64) {
        let (east, north) = self.district.snapshot.frame.origin_mm();
        ((i64::from(at.x) + east) as f64 / 1000.0, (i64::from(at.y) + north) as f64 / 1000.0)
    }

    /// The blind-spot areas of S1 and L1.
    fn outline(&self) {
        for area in self.areas() {
            let polygons = area.outline.iter().map(|polygon| {
                let rings: Vec<_> = polygon.rings().map(|ring| self.ring(ring)).collect();
                format!("({})", rings.join(", "))
            });
            let text = format!("MULTIPOLYGON({})", polygons.collect::<Vec<_>>().join(", "));
            let sql = format!("INSERT INTO spot VALUES ($1, ST_GeomFromText($2, {}))", self.srid());
            let query = sqlx::query(AssertSqlSafe(sql)).bind(&area.id).bind(text);
            self.runtime.block_on(query.execute(&self.pool)).unwrap();
            let ids = &self.district.snapshot.households.id;
            let homes: Vec<_> = area.households.iter().map(|row| ids.get(*row).to_owned()).collect();
            let query = sqlx::query("INSERT INTO inside SELECT $1, UNNEST($2::text[])").bind(&area.id).bind(homes);
            self.runtime.block_on(query.execute(&self.pool)).unwrap();
        }
    }

    pub fn areas(&self) -> Vec<GapArea> {
        let of = |rule| GapAreas::of(&self.district, rule).unwrap().areas;
        [RuleId::S1, RuleId::L1].into_iter().flat_map(of).collect()
    }

    fn ring(&self, ring: &Ring) -> String {
        let closed = ring.iter().chain(ring.first());
        let corners = closed.map(|at| self.metres(*at)).map(|(x, y)| format!("{x:.3} {y:.3}"));
        format!("({})", corners.collect::<Vec<_>>().join(", "))
    }

    /// The verdict of a household.
    pub fn verdict(&self, rule: RuleId, household: Row) -> Verdict {
        self.district.verdicts.of(rule, spatial::rules::SubjectKind::Household).unwrap()[household.index()].verdict
    }
}
