//! O12, a term that has run out. Soft.
//!
//! **Subjects**: organisations, and the grids that they serve. **Verdict**: elected, and the term in years since then not
//! over on the as-of date (its last day counts) is covered, over a gap of *service*; without the day of the election unknown.
//! The term is the organisation's own, where blank that of its kind. **Facts** of an organisation: `elected_on`, `term_years`,
//! `as_of`; of a grid: `organisations`, `gap_organisations`.

use chrono::{Months, NaiveDate};

use super::bodies;
use super::prelude::*;
use crate::places::OrganisationKind;

const BRANCH: Parameter = Parameter {
    rule: RuleId::O12,
    name: "branch_years",
    default: 3,
    least: 1,
    most: 20,
    why: "Branches, general branches and groups, by the opinion on the terms of basic organisations.",
};
const COMMITTEE: Parameter = Parameter {
    rule: RuleId::O12,
    name: "committee_years",
    default: 5,
    least: 1,
    most: 20,
    why: "Committees, by the opinion on the terms of basic organisations.",
};

pub(super) static RULE: Definition = Definition {
    id: RuleId::O12,
    name: Words { zh: "按期换届", en: "Term overdue" },
    text: Words {
        zh: "党支部、党总支每届 {branch_years} 年，基层党委每届 {committee_years} 年，不逾期。",
        en: "A branch or general branch elects every {branch_years} years, a committee every {committee_years}.",
    },
    severity: RuleSeverity::Soft,
    on: true,
    source: "关于党的基层组织任期的意见",
    source_date: None,
    parameters: &[BRANCH, COMMITTEE],
    ordered: &[],
    affects: Affects::Nobody,
    tells_of: TellsOf::Nobody,
    needs: &[],
    reads: &[],
    evaluate,
    explain,
};

fn evaluate(case: &Case) -> Tables {
    bodies::tables(case.snapshot, |body, _| match ends(case.snapshot, case.rules, body) {
        Some(end) => Judgement::covered_if(end >= case.as_of, Cause::Service),
        None => Judgement::UNKNOWN,
    })
}

fn explain(district: &District, subject: Subject) -> Vec<Fact> {
    if subject.kind == SubjectKind::Grid {
        return bodies::grid_facts(district, RuleId::O12, subject.row);
    }
    let elected = district.snapshot.organisations.elected_on[subject.row.index()];
    let years = parameter("term_years", years(&district.snapshot, &district.rules, subject.row.index()));
    elected
        .map(|day| date("elected_on", day))
        .into_iter()
        .chain([years, date("as_of", district.verdicts.as_of)])
        .collect()
}

fn years(snapshot: &Snapshot, rules: &RuleSet, body: usize) -> u32 {
    let usual = match snapshot.organisations.kind[body] {
        OrganisationKind::Committee => rules.value(&COMMITTEE),
        OrganisationKind::GeneralBranch | OrganisationKind::Branch | OrganisationKind::Group => rules.value(&BRANCH),
    };
    snapshot.organisations.term_years[body].map_or(usual, u32::from)
}

/// The last day of an organisation's term.
fn ends(snapshot: &Snapshot, rules: &RuleSet, body: usize) -> Option<NaiveDate> {
    snapshot.organisations.elected_on[body]?.checked_add_months(Months::new(12 * years(snapshot, rules, body)))
}

#[cfg(test)]
mod tests {
    use super::super::tests::judged;
    use super::*;
    use crate::fixture::date;
    use crate::town::{Town, today};

    #[test]
    fn the_last_day_of_the_term_counts() {
        use OrganisationKind::{Branch, Committee};
        let gap = Judgement::gap(Cause::Service);
        assert_eq!(today(), date(2026, 10, 31));
        for (kind, elected, term, expected) in [
            (Branch, Some(date(2023, 10, 31)), None, Judgement::COVERED),
            (Branch, Some(date(2023, 10, 30)), None, gap),
            (Branch, Some(date(2023, 10, 30)), Some(5), Judgement::COVERED),
            (Committee, Some(date(2021, 10, 31)), None, Judgement::COVERED),
            (Committee, Some(date(2021, 10, 30)), None, gap),
            (Committee, None, Some(3), Judgement::UNKNOWN),
        ] {
            let mut town = Town::new();
            town.organisation(kind, &[], &[]);
            let bodies = &mut town.edit().organisations;
            (bodies.elected_on[0], bodies.term_years[0]) = (elected, term);
            let verdicts = judged(&town, &RuleSet::default());
            assert_eq!(
                verdicts.of(RuleId::O12, SubjectKind::Organisation).unwrap(),
                [expected],
                "{kind:?} {elected:?}"
            );
        }
    }
}
