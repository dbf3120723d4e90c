//! O6, organisation coverage: of the private enterprises in scope those with an organisation. A report.
//!
//! **Subjects**: areas. There is no verdict: the rate is told, not judged, and every area is not applicable. **Facts** of an
//! area, over the enterprises counted in it: `in_scope` (O8c), `served` (by an organisation of their own or a joint one),
//! `scope_unknown`, `rate_permille` where any is in scope.

use super::o8c::in_scope;
use super::prelude::*;
use super::served::served;
use crate::places::UnitKind;

pub(super) static RULE: Definition = Definition {
    id: RuleId::O6,
    name: Words { zh: "组织覆盖率", en: "Organisation coverage" },
    text: Words {
        zh: "统计范围内营业的非公企业中，单独或联合建立党组织的比例（只报告）。",
        en: "Share of operating private enterprises in scope with an organisation of their own or a joint one (reported).",
    },
    severity: RuleSeverity::Soft,
    on: true,
    source: "官方定义",
    source_date: None,
    parameters: &[],
    ordered: &[],
    affects: Affects::Nobody,
    tells_of: TellsOf::Nobody,
    needs: &[],
    reads: &[],
    evaluate,
    explain,
};

fn evaluate(case: &Case) -> Tables {
    let none = |len: usize| vec![Judgement::NOT_APPLICABLE; len].into();
    let snapshot = case.snapshot;
    vec![(SubjectKind::Area, none(snapshot.areas.code.len())), (SubjectKind::Grid, none(snapshot.grids.code.len()))]
}

fn explain(district: &District, subject: Subject) -> Vec<Fact> {
    if subject.kind != SubjectKind::Area {
        return Vec::new();
    }
    let tally = Tally::of(&district.snapshot, &district.rules, subject.row);
    let rate = (tally.served * u64::from(WHOLE)).checked_div(tally.in_scope);
    let counts =
        [count("in_scope", tally.in_scope), count("served", tally.served), count("scope_unknown", tally.unknown)];
    counts.into_iter().chain(rate.map(|rate| count("rate_permille", rate))).collect()
}

/// The private enterprises of an area.
#[derive(Debug, Default, PartialEq, Eq)]
struct Tally {
    in_scope: u64,
    served: u64,
    unknown: u64,
}

impl Tally {
    fn of(snapshot: &Snapshot, rules: &RuleSet, area: Row) -> Self {
        let (units, organisations) = (&snapshot.units, &snapshot.organisations);
        let has = served(organisations, &organisations.serves_units, units.id.len(), |_| true);
        let mut tally = Self::default();
        let here = |unit: &usize| units.community[*unit].is_some_and(|community| snapshot.is_within(community, area));
        let private = |unit: &usize| units.kind[*unit] == UnitKind::PrivateEnterprise;
        for unit in (0..units.id.len()).filter(private).filter(here) {
            match in_scope(snapshot, rules, unit) {
                Some(true) => {
                    tally.in_scope += 1;
                    tally.served += u64::from(has[unit]);
                }
                Some(false) => {}
                None => tally.unknown += 1,
            }
        }
        tally
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixture::Records;

    #[test]
    fn an_area_counts_its_own_enterprises() {
        let mut records = Records::tiny();
        records.units[0].fixed_premises = Some(true);
        let snapshot = records.snapshot();
        let tally = |area| Tally::of(&snapshot, &RuleSet::default(), Row(area));
        let one = Tally { in_scope: 1, served: 1, unknown: 0 };
        assert_eq!(
            [tally(0), tally(2), tally(3)],
            [Tally { ..one }, Tally { in_scope: 1, served: 1, unknown: 0 }, Tally::default()]
        );
    }
}
