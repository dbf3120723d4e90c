//! Where next: the catchments of the candidates, the sites, and the bound above them.

use std::time::{Duration, Instant};

use spatial::District;
use spatial::rules::RuleId;
use spatial::siting::{Ask, Cover, Effort, Question, Setting, SiteKind, most_covered};
use sqlx::{PgPool, Row as _};
use tokio::runtime::Runtime;

use crate::metric;
use crate::table::Table;
use crate::timed::{median, seconds};

const K: usize = 20;

/// Times what a planner waits for, with the stations of the register and as if there were none.
///
/// # Panics
/// Where a catchment reaches beyond the circle, or a plain greedy choice covers more.
pub fn bench(table: &mut Table, district: &District, runtime: &Runtime, pool: &PgPool) {
    let within_dm = district.rules.named(RuleId::S1, "reach_dm").expect("S1 reaches");
    let ask = Ask { kind: SiteKind::Station, k: K, within_dm, area: None };
    let (taken, setting) = median(3, || Setting::of(district, &ask));
    let catchments = setting.question().catchments;
    let what = format!("catchments of {} candidates, {} pairs", catchments.sites(), catchments.pairs());
    table.figure(&what, seconds(taken), "≤ 2 s", taken <= Duration::from_secs(2));
    let (circles, pairs) = circles(district, &setting, within_dm, runtime, pool);
    assert!(pairs >= catchments.pairs() as i64, "nobody walks further than a straight line: {pairs} pairs in circles");
    let ratio = circles.as_secs_f64() / taken.as_secs_f64();
    table.pair(
        &format!("the same candidates (PostGIS: circles, {pairs} pairs)"),
        seconds(taken),
        seconds(circles),
        ratio,
    );
    let cover = sites(table, &setting.question(), "");
    let (gap, taken) = (gap_permyriad(&cover.0), cover.1);
    let what = format!("the bound above the {} people of {K} sites", cover.0.covered());
    let met = gap <= 100 && taken <= Duration::from_secs(1);
    table.figure(&what, bound(gap, taken), "≤ 1 % in ≤ 1 s", met);
    // Harder than what is asked: every site has hundreds of rivals.
    let bare = without_stations(district);
    let (cover, taken) = sites(table, &Setting::of(&bare, &ask).question(), ", as if there were no station");
    let what = format!("the bound above the {} people of {K} sites, as if there were no station", cover.covered());
    table.note(&what, bound(gap_permyriad(&cover), taken));
}

/// Pairs of a candidate and a home within a straight line, and how long `PostGIS` takes for them.
fn circles(district: &District, setting: &Setting, dm: u32, runtime: &Runtime, pool: &PgPool) -> (Duration, i64) {
    let places: Vec<_> = setting.places().collect();
    runtime.block_on(metric::table(pool, district, "bench_place", &places));
    runtime.block_on(metric::table(pool, district, "bench_home", district.network.homes().points()));
    let sql = "SELECT count(*) AS pairs FROM bench_place JOIN bench_home ON ST_DWithin(bench_place.geom, bench_home.geom, $1)";
    let start = Instant::now();
    // A decimetre more than the reach: a walk is rounded.
    let row = runtime.block_on(sqlx::query(sql).bind(f64::from(dm + 1) / 10.0).fetch_one(pool)).expect("pairs");
    (start.elapsed(), row.get("pairs"))
}

/// The sites alone, beside a plain greedy choice; and the answer with its bound, with the time that took.
fn sites(table: &mut Table, question: &Question, whose: &str) -> (Cover, Duration) {
    let candidates = question.catchments.sites();
    let (quick, sites) = median(5, || most_covered(question, K, Effort::SITES));
    let start = Instant::now();
    let greedy = greedy(question);
    let naive = start.elapsed();
    assert!(sites.covered() >= greedy, "{} people, greedy {greedy}", sites.covered());
    let what = format!("{K} sites of {candidates} candidates{whose}");
    table.figure(&what, seconds(quick), "≤ 0.3 s", quick <= Duration::from_millis(300));
    let gained = format!("plain greedy: {greedy} people, with swaps {}", sites.covered());
    table.pair(
        &gained,
        seconds(quick),
        format!("{} (naive)", seconds(naive)),
        naive.as_secs_f64() / quick.as_secs_f64(),
    );
    let (taken, cover) = median(3, || most_covered(question, K, Effort::default()));
    assert!(cover.covered() >= sites.covered(), "more effort is never worse");
    (cover, taken)
}

fn bound(permyriad: u64, taken: Duration) -> String {
    format!("{} in {}", percent(permyriad), seconds(taken))
}

/// Hundredths of a per cent by which the bound is above what is covered, rounded up.
fn gap_permyriad(cover: &Cover) -> u64 {
    let bound = cover.upper_bound.last().copied().unwrap_or(0);
    ((bound - cover.covered()) * 10_000).div_ceil(cover.covered().max(1))
}

fn percent(permyriad: u64) -> String {
    format!("{}.{:02} %", permyriad / 100, permyriad % 100)
}

/// Again and again the site that adds most, reckoned anew each time.
fn greedy(question: &Question) -> u64 {
    let mut covered = question.covered.to_vec();
    let mut total = 0;
    for _ in 0..K {
        let adds = |rows: &[u32]| {
            let open = rows.iter().map(|row| *row as usize).filter(|row| !covered[*row]);
            open.map(|row| u64::from(question.weights[row])).sum::<u64>()
        };
        let Some((best, site)) = question.catchments.iter().map(adds).zip(0..).max_by_key(|(adds, _)| *adds) else {
            break;
        };
        total += best;
        question.catchments.of(site).iter().for_each(|row| covered[*row as usize] = true);
    }
    total
}

fn without_stations(district: &District) -> District {
    let mut snapshot = (*district.snapshot).clone();
    snapshot.stations.position.fill(None);
    District::assess(snapshot, district.rules.clone(), None)
}
