//! V3, visit status: never, on track, due soon, overdue. A report.
//!
//! **Subjects**: households and grids. There is no verdict, that is V1's; every one is not applicable. **Facts** of a household:
//! `status` (where its window is known); of a grid: `never`, `on_track`, `due_soon`, `overdue`.

use super::prelude::*;
use super::v1;
use crate::places::{Tenure, VisitClass};

const DUE_SOON: Parameter = Parameter::permille(
    RuleId::V3,
    "due_soon_permille",
    800,
    "A fifth of the window is left: five weeks, or six days.",
);

pub(super) static RULE: Definition = Definition {
    id: RuleId::V3,
    name: Words { zh: "走访状态", en: "Visit status" },
    text: Words {
        zh: "未走访、正常、即将到期（达周期的 {due_soon_percent}%）、逾期。",
        en: "Never visited, on track, due soon ({due_soon_percent} % of the window), overdue.",
    },
    severity: RuleSeverity::Soft,
    on: true,
    source: "走访制度",
    source_date: None,
    parameters: &[DUE_SOON],
    ordered: &[],
    affects: Affects::Nobody,
    tells_of: TellsOf::Nobody,
    needs: &[],
    reads: &[],
    evaluate,
    explain,
};

/// How a household stands with its visits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Status {
    Never,
    OnTrack,
    DueSoon,
    Overdue,
}

fn evaluate(case: &Case) -> Tables {
    let none = |len: usize| vec![Judgement::NOT_APPLICABLE; len].into();
    let snapshot = case.snapshot;
    vec![
        (SubjectKind::Household, none(snapshot.households.id.len())),
        (SubjectKind::Grid, none(snapshot.grids.code.len())),
    ]
}

fn explain(district: &District, subject: Subject) -> Vec<Fact> {
    if subject.kind == SubjectKind::Household {
        return status(district, subject.row).map(|status| word("status", status.as_str())).into_iter().collect();
    }
    let residents = district.verdicts.residents(subject.row).iter();
    let lived_in = residents.filter(|row| district.snapshot.households.tenure[row.index()] != Some(Tenure::Vacant));
    let statuses: Vec<_> = lived_in.filter_map(|row| status(district, *row)).collect();
    let with = |wanted: Status| statuses.iter().filter(|status| **status == wanted).count() as u64;
    [Status::Never, Status::OnTrack, Status::DueSoon, Status::Overdue].map(|s| count(s.as_str(), with(s))).to_vec()
}

/// `None` where nobody has said how often the household is to be visited.
fn status(district: &District, household: Row) -> Option<Status> {
    let (households, as_of) = (&district.snapshot.households, district.verdicts.as_of);
    let Some(last) = households.visits.last_by(household, as_of) else { return Some(Status::Never) };
    let window = match households.visit_class[household.index()]? {
        VisitClass::Ordinary => district.rules.value(&v1::ORDINARY),
        VisitClass::MoreOften => district.rules.value(&v1::MORE_OFTEN),
    };
    Some(Status::of((as_of - last).num_days(), window.into(), district.rules.value(&DUE_SOON).into()))
}

impl Status {
    fn of(age: i64, window: i64, due_soon_permille: i64) -> Self {
        match age {
            age if age > window => Self::Overdue,
            age if age * i64::from(WHOLE) >= window * due_soon_permille => Self::DueSoon,
            _ => Self::OnTrack,
        }
    }

    fn as_str(self) -> &'static str {
        match self {
            Self::Never => "never",
            Self::OnTrack => "on_track",
            Self::DueSoon => "due_soon",
            Self::Overdue => "overdue",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixture::Records;

    #[test]
    fn four_fifths_of_the_window_are_due_soon_and_a_day_beyond_it_is_overdue() {
        for (age, expected) in [
            (0, Status::OnTrack),
            (79, Status::OnTrack),
            (80, Status::DueSoon),
            (100, Status::DueSoon),
            (101, Status::Overdue),
        ] {
            assert_eq!(Status::of(age, 100, 800), expected, "{age}");
        }
    }

    #[test]
    fn a_grid_counts_its_households_by_status() {
        let district = Records::tiny().district();
        let told =
            super::super::explain(&district, RuleId::V3, Subject { kind: SubjectKind::Grid, row: Row(0) }).unwrap();
        assert_eq!(told.judgement, Judgement::NOT_APPLICABLE);
        let expected = [count("never", 0), count("on_track", 14), count("due_soon", 0), count("overdue", 1)];
        assert_eq!(told.facts, expected);
    }
}
