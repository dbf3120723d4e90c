//! G7, balanced load over the residential grids of a community. Soft.
//!
//! **Subjects**: communities with two residential grids or more, and those grids. **Verdict** of a community, over their
//! deduplicated households: a coefficient of variation up to `variation_permille` and a largest grid up to
//! `times_median_permille` of the median (all inclusive) is covered, else a gap of *shape*. A grid of such a community is a
//! gap where it is itself further from the median than that, up or down, and the community is one. **Facts** of a community:
//! `grids`, `variation_permille`; of a grid: `households`, `median_households`.

use super::prelude::*;
use crate::places::GridKind;
use crate::snapshot::List;

const VARIATION: Parameter = Parameter::permille(
    RuleId::G7,
    "variation_permille",
    250,
    "A quarter of the mean: about what grids drawn along streets come to when somebody minds it.",
);
const TIMES: Parameter = Parameter {
    rule: RuleId::G7,
    name: "times_median_permille",
    default: 1_600,
    least: 1_000,
    most: 100_000,
    why: "More than one and a half times the usual round is a second round.",
};

pub(super) static RULE: Definition = Definition {
    id: RuleId::G7,
    name: Words { zh: "任务相当", en: "Balanced load" },
    text: Words {
        zh: "同一社区各居民网格户数的变异系数不超过 {variation_percent}%，最大不超过中位数的 {times_median_percent}%。",
        en: "Over the residential grids of a community the households vary by at most {variation_percent} % (CV), the largest {times_median_percent} % of the median.",
    },
    severity: RuleSeverity::Soft,
    on: true,
    source: "“任务相当”",
    source_date: None,
    parameters: &[VARIATION, TIMES],
    ordered: &[],
    affects: Affects::WholeGrid,
    tells_of: TellsOf::Households,
    needs: &[List::Households],
    reads: &[Input::Grids, Input::Placements],
    evaluate,
    explain,
};

fn evaluate(case: &Case) -> Tables {
    let loads = loads(case.snapshot, |grid| case.residents.of(grid).len() as u64);
    let areas: Vec<_> = loads.iter().map(|load| load.judge(case.rules)).collect();
    let grids = (0..case.snapshot.grids.code.len() as u32).map(Row).map(|grid| {
        let Some(area) = community_of(case.snapshot, grid) else { return Judgement::NOT_APPLICABLE };
        let households = case.residents.of(grid).len() as u64;
        match areas[area.index()] {
            judgement if judgement.verdict != Verdict::Gap => judgement,
            _ => Judgement::covered_if(!loads[area.index()].is_far(households, case.rules), Cause::Shape),
        }
    });
    let grids = grids.collect();
    vec![(SubjectKind::Area, areas.into()), (SubjectKind::Grid, grids)]
}

fn explain(district: &District, subject: Subject) -> Vec<Fact> {
    let snapshot = &district.snapshot;
    let loads = loads(snapshot, |grid| district.verdicts.residents(grid).len() as u64);
    if subject.kind == SubjectKind::Area {
        let load = &loads[subject.row.index()];
        return vec![
            parameter("grids", load.0.len() as u32),
            count("variation_permille", load.variation_permille()),
            parameter("most_variation_permille", district.rules.value(&VARIATION)),
        ];
    }
    let Some(area) = community_of(snapshot, subject.row) else { return Vec::new() };
    vec![
        sum(district, subject.row, "households", Series::Households),
        count("median_households", loads[area.index()].median2() / 2),
        parameter("times_median_permille", district.rules.value(&TIMES)),
    ]
}

/// The community of a residential grid.
fn community_of(snapshot: &Snapshot, grid: Row) -> Option<Row> {
    let residential = snapshot.grids.kind[grid.index()] == GridKind::Residential;
    snapshot.grids.community[grid.index()].filter(|_| residential)
}

/// The households of the residential grids of one community, ascending.
struct Load(Vec<u64>);

fn loads(snapshot: &Snapshot, households: impl Fn(Row) -> u64) -> Vec<Load> {
    let mut loads: Vec<_> = snapshot.areas.code.iter().map(|_| Load(Vec::new())).collect();
    for grid in (0..snapshot.grids.code.len() as u32).map(Row) {
        if let Some(area) = community_of(snapshot, grid) {
            loads[area.index()].0.push(households(grid));
        }
    }
    for load in &mut loads {
        load.0.sort_unstable();
    }
    loads
}

impl Load {
    fn judge(&self, rules: &RuleSet) -> Judgement {
        let [.., most] = self.0[..] else { return Judgement::NOT_APPLICABLE };
        if self.0.len() < 2 {
            return Judgement::NOT_APPLICABLE;
        }
        // With the sums S of the loads and Q of their squares over k grids: CV² = k·Q/S² − 1.
        let (k, s, q) = self.moments();
        let limit = u128::from(rules.value(&VARIATION));
        let varied = (k * q - s * s) * u128::from(WHOLE * WHOLE) > limit * limit * s * s;
        let large = 2 * most * u64::from(WHOLE) > self.median2() * u64::from(rules.value(&TIMES));
        Judgement::covered_if(!varied && !large, Cause::Shape)
    }

    /// Whether so many households are further from the median, up or down, than a grid may be.
    fn is_far(&self, households: u64, rules: &RuleSet) -> bool {
        let (twice, times, whole) = (2 * households, u64::from(rules.value(&TIMES)), u64::from(WHOLE));
        twice * whole > self.median2() * times || twice * times < self.median2() * whole
    }

    /// Twice the median: whole for an even number too.
    fn median2(&self) -> u64 {
        let at = |index: usize| self.0.get(index).copied().unwrap_or(0);
        let half = self.0.len() / 2;
        if self.0.len() % 2 == 1 { 2 * at(half) } else { at(half.saturating_sub(1)) + at(half) }
    }

    fn variation_permille(&self) -> u64 {
        let (k, s, q) = self.moments();
        if s == 0 { 0 } else { ((k * q - s * s) as f64).sqrt().mul_add(f64::from(WHOLE) / s as f64, 0.5) as u64 }
    }

    fn moments(&self) -> (u128, u128, u128) {
        let squares = self.0.iter().map(|load| u128::from(*load) * u128::from(*load));
        (self.0.len() as u128, self.0.iter().map(|load| u128::from(*load)).sum(), squares.sum())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(loads: &[u64], expected: Judgement) {
        let mut load = Load(loads.to_vec());
        load.0.sort_unstable();
        assert_eq!(load.judge(&RuleSet::default()), expected, "{loads:?}");
    }

    #[test]
    fn variation_and_the_largest_are_judged_at_their_bounds() {
        let gap = Judgement::gap(Cause::Shape);
        check(&[], Judgement::NOT_APPLICABLE);
        check(&[400], Judgement::NOT_APPLICABLE);
        check(&[400, 400], Judgement::COVERED);
        // (a−b)/(a+b) is the CV of two: exactly a quarter.
        check(&[500, 300], Judgement::COVERED);
        check(&[501, 300], gap);
        check(&[100, 100, 100, 100, 100, 100, 100, 100, 100, 100, 160], Judgement::COVERED);
        check(&[100, 100, 100, 100, 100, 100, 100, 100, 100, 100, 161], gap);
        check(&[0, 0], Judgement::COVERED);
    }

    #[test]
    fn a_grid_is_far_from_the_median_both_ways() {
        let load = Load(vec![100, 160, 300]);
        let far = |households| load.is_far(households, &RuleSet::default());
        assert_eq!([100, 99, 256, 257].map(far), [false, true, false, true]);
        assert_eq!(load.variation_permille(), 449);
    }

    #[test]
    fn only_the_grids_that_stand_out_make_the_gap() {
        let mut records = crate::fixture::Records::tiny();
        records.households.retain(|household| household.id.as_str() < "H010" || household.id.as_str() >= "H100");
        let district = records.district();
        let grids = district.verdicts.of(RuleId::G7, SubjectKind::Grid).unwrap();
        let areas = district.verdicts.of(RuleId::G7, SubjectKind::Area).unwrap();
        assert_eq!(areas[2], Judgement::COVERED, "10 and 15 households");
        assert_eq!(areas[0], Judgement::NOT_APPLICABLE);
        assert_eq!(grids, [Judgement::COVERED; 4]);
    }
}
