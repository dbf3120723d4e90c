//! Blind spots in `PostGIS`: the table `tile.gap`, with the attributes that our layer `gap` has.

use spatial::District;
use spatial::rules::{RuleId, RuleSet, RuleSeverity, SubjectKind, Verdict};
use spatial::snapshot::Row;
use spatial::sums::Series;
use sqlx::AssertSqlSafe;
use sqlx::postgres::PgPool;

/// The rules whose gaps a tile counts, as ours does.
const COUNTED: [RuleId; 6] = [RuleId::G1, RuleId::O1, RuleId::O10, RuleId::L1, RuleId::S1, RuleId::V1];
/// The zoom from which a tile has soft rules without counts.
const ALL_RULES_ZOOM: u8 = 13;

fn is_far(rule: RuleId) -> bool {
    COUNTED.contains(&rule) || RuleSet::default().severity(rule) == RuleSeverity::Hard
}

/// The attributes of a rule's gaps, as the columns `tile.gap` has for them.
fn columns_of(rule: RuleId) -> Vec<String> {
    let id = rule.as_str().to_lowercase();
    let counts = COUNTED.contains(&rule).then(|| [format!("households_{id}"), format!("persons_{id}")]);
    std::iter::once(id).chain(counts.into_iter().flatten()).collect()
}

/// The statement that gives `tile.gap` its columns.
pub fn rule_columns() -> String {
    let column = |name: String| format!("ADD COLUMN {name} {}", if name.contains('_') { "bigint" } else { "text" });
    let columns: Vec<_> = RuleId::ALL.into_iter().flat_map(columns_of).map(column).collect();
    format!("ALTER TABLE tile.gap {}", columns.join(", "))
}

/// One row for a grid with gaps: by rule the cause and whom it affects.
pub async fn row(pool: &PgPool, district: &District, grid: Row) {
    let code = district.snapshot.grids.code[grid.index()].as_str();
    let mut chief: [Option<&str>; 3] = [None; 3];
    for rule in RuleId::ALL {
        let judged = district.verdicts.of(rule, SubjectKind::Grid).map(|all| all[grid.index()]);
        let Some(judged) = judged.filter(|judged| judged.verdict == Verdict::Gap) else { continue };
        if chief == [None; 3] {
            let sql = "INSERT INTO tile.gap (code, geom) SELECT code, geom FROM tile.grid WHERE code = $1";
            sqlx::query(sql).bind(code).execute(pool).await.expect("a grid with gaps");
        }
        let cause = judged.cause.expect("a gap has a cause").as_str();
        let soft = district.rules.severity(rule) == RuleSeverity::Soft;
        chief[usize::from(soft)].get_or_insert(cause);
        if soft && is_far(rule) {
            chief[2].get_or_insert(cause);
        }
        let columns = columns_of(rule);
        let assignments: Vec<_> = (2..).zip(&columns).map(|(at, column)| format!("{column} = ${at}")).collect();
        let sql = format!("UPDATE tile.gap SET {} WHERE code = $1", assignments.join(", "));
        let mut query = sqlx::query(AssertSqlSafe(sql)).bind(code).bind(cause);
        if columns.len() > 1 {
            let sum = |series| district.sums.grid(grid, series) as i64;
            query = query.bind(sum(Series::Gap(rule))).bind(sum(Series::GapPersons(rule)));
        }
        query.execute(pool).await.expect("a gap");
    }
    let [hard, soft, soft_far] = chief;
    let sql = "UPDATE tile.gap SET hard = $2, soft = $3, soft_far = $4 WHERE code = $1";
    let query = sqlx::query(sql).bind(code).bind(hard).bind(soft).bind(soft_far);
    query.execute(pool).await.expect("the chief causes");
}

/// The columns of a tile of this zoom, and which rows it has.
pub fn at(zoom: u8) -> (String, &'static str) {
    let near = zoom >= ALL_RULES_ZOOM;
    let rules = RuleId::ALL.into_iter().filter(|rule| near || is_far(*rule)).flat_map(columns_of);
    let rules = rules.collect::<Vec<_>>().join(", ");
    if near {
        (format!("code, {rules}, hard, soft"), "true")
    } else {
        (format!("code, {rules}, hard, soft_far AS soft"), "hard IS NOT NULL OR soft_far IS NOT NULL")
    }
}
