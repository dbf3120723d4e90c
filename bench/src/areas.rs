//! Blind-spot areas of very many gap households.

use std::time::{Duration, Instant};

use spatial::District;
use spatial::gap_areas::GapAreas;
use spatial::rules::{RuleId, SubjectKind, Verdict};
use spatial::shape::{Point, area_mm2};
use sqlx::{PgPool, Row as _};
use tokio::runtime::Runtime;

use crate::metric;
use crate::table::Table;
use crate::timed::{median, seconds};

/// So many gap households there are to be.
const GAPS: usize = 200_000;

/// The same cells and the same joining, as an analyst would have them of `PostGIS`; `gap` says by number whether a household is one.
const CELLS: &str = "WITH cell AS (SELECT floor(ST_X(geom) / 100) AS east, floor(ST_Y(geom) / 100) AS north, \
      count(*) FILTER (WHERE $1[n + 1]) AS gaps, count(*) AS known FROM bench_judged GROUP BY 1, 2), \
    hit AS MATERIALIZED (SELECT * FROM cell WHERE gaps > 0 AND gaps * 2 >= known), \
    part AS (SELECT (ST_Dump(ST_Union(ST_MakeEnvelope(east * 100, north * 100, east * 100 + 100, north * 100 + 100)))).geom FROM hit), \
    filled AS (SELECT part.geom, sum(gaps) AS gaps FROM part \
      JOIN hit ON ST_Contains(part.geom, ST_MakePoint(east * 100 + 50, north * 100 + 50)) GROUP BY part.geom) \
    SELECT count(*) AS areas, coalesce(sum(gaps), 0)::bigint AS gaps, coalesce(sum(ST_Area(geom)), 0) AS m2 FROM filled WHERE gaps >= 10";

/// Times the areas of S1 with a reach so short that at least 200,000 households (or as many as there are) are beyond it.
///
/// # Panics
/// Where `PostGIS` finds other areas.
pub fn bench(table: &mut Table, district: &District, runtime: &Runtime, pool: &PgPool) {
    let district = crowded(district);
    let gaps = gap_households(&district);
    let (ours, found) = median(3, || GapAreas::of(&district, RuleId::S1).expect("S1 judges households"));
    let inside: usize = found.areas.iter().map(|area| area.households.len()).sum();
    assert_eq!(inside + found.scattered.len() + found.without_position.len(), gaps, "every gap household once");
    let what = format!("{} blind-spot areas of {gaps} gap households", found.areas.len());
    table.figure(&what, seconds(ours), "≤ 1 s", ours <= Duration::from_secs(1) && gaps >= GAPS);
    let (points, is_gap) = known(&district);
    runtime.block_on(metric::table(pool, &district, "bench_judged", &points));
    let start = Instant::now();
    let row = runtime.block_on(sqlx::query(CELLS).bind(is_gap).fetch_one(pool)).expect("areas");
    let theirs = start.elapsed();
    assert_eq!(row.get::<i64, _>("areas"), found.areas.len() as i64, "PostGIS finds as many areas");
    assert_eq!(row.get::<i64, _>("gaps"), inside as i64, "and as many households in them");
    let m2: f64 = found.areas.iter().map(|area| area_mm2(&area.outline) / 1e6).sum();
    assert!((m2 - row.get::<f64, _>("m2")).abs() < 1.0, "and the same ground: {m2} m²");
    let ratio = theirs.as_secs_f64() / ours.as_secs_f64();
    table.pair("the same areas (PostGIS: outlines only)", seconds(ours), seconds(theirs), ratio);
}

/// The district under a reach that leaves enough households beyond it; the shortest tried where none does.
fn crowded(district: &District) -> District {
    let mut crowded = district.clone();
    for reach_dm in [5_000, 3_500, 2_500, 1_500, 1_000, 500] {
        let mut rules = district.rules.clone();
        rules.set(RuleId::S1, "reach_dm", reach_dm).expect("a reach");
        crowded = district.with_rules(rules);
        if gap_households(&crowded) >= GAPS {
            break;
        }
    }
    crowded
}

fn gap_households(district: &District) -> usize {
    let judged = district.verdicts.of(RuleId::S1, SubjectKind::Household).expect("S1 judges households");
    judged.iter().filter(|judgement| judgement.verdict == Verdict::Gap).count()
}

/// Where those live of whom S1 knows, and whether each is a gap.
fn known(district: &District) -> (Vec<Point>, Vec<bool>) {
    let judged = district.verdicts.of(RuleId::S1, SubjectKind::Household).expect("S1 judges households");
    let known = judged.iter().zip(&district.snapshot.households.position).filter_map(|(judgement, at)| {
        let is_gap = judgement.verdict == Verdict::Gap;
        (is_gap || judgement.verdict == Verdict::Covered).then_some(((*at)?, is_gap))
    });
    known.unzip()
}
