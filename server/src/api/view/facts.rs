//! The numbers behind a verdict.

use spatial::rules::{Evidence, Fact, FactValue, Judgement, RuleId, Subject, SubjectKind};
use spatial::sums::Series;

use super::{PlaceRow, View};
use crate::api::wire::{FactItem, FactScalar, VerdictItem};

impl View {
    /// A verdict with the facts behind it.
    pub fn verdict(&self, rule: RuleId, judgement: Judgement, facts: Vec<FactItem>) -> VerdictItem {
        let cause = judgement.cause;
        VerdictItem {
            rule: rule.into(),
            severity: self.severity(rule).into(),
            verdict: judgement.verdict.into(),
            cause: cause.map(Into::into),
            facts,
            remedy: cause.map(|cause| format!("{}_{}", rule.as_str(), cause.as_str())),
        }
    }

    /// The facts behind a rule's verdict on a grid or area, as far as the audience may see them.
    pub fn facts(&self, rule: RuleId, place: PlaceRow) -> Vec<FactItem> {
        let subject = match place {
            PlaceRow::Grid(row) => Subject { kind: SubjectKind::Grid, row },
            PlaceRow::Area(row) => Subject { kind: SubjectKind::Area, row },
        };
        let evidence = spatial::rules::explain(&self.served.district, rule, subject);
        evidence.map(|evidence| self.shown_facts(place, evidence)).unwrap_or_default()
    }

    fn shown_facts(&self, place: PlaceRow, evidence: Evidence) -> Vec<FactItem> {
        let exact = self.knows(place);
        // Left out, not null: some facts are there only when there is a gap, so that even their presence would tell.
        let withheld = |fact: &Fact| match fact.value {
            FactValue::Count(_) => !exact,
            // One household's distance is that household's affair.
            FactValue::Decimetres(_) => !exact && fact.name == "farthest_m",
            _ => false,
        };
        let item = |fact: Fact| {
            let (value, unit) = self.shown_value(place, fact.value);
            FactItem { name: fact.name.to_owned(), value, unit: unit.map(str::to_owned) }
        };
        evidence.facts.into_iter().filter(|fact| !withheld(fact)).map(item).collect()
    }

    fn shown_value(&self, place: PlaceRow, value: FactValue) -> (FactScalar, Option<&'static str>) {
        match value {
            FactValue::Sum(series, _) => (FactScalar::Count(self.count(place, series)), Some(series_unit(series))),
            FactValue::Count(value) | FactValue::Parameter(value) => (FactScalar::Integer(value as i64), None),
            FactValue::Decimetres(dm) => (FactScalar::Number(f64::from(dm) / 10.0), Some("m")),
            FactValue::Days(days) => (FactScalar::Integer(days), Some("days")),
            FactValue::Date(date) => (FactScalar::Text(date.to_string()), Some("date")),
            FactValue::Id(id) => (FactScalar::Text(id), Some("id")),
            FactValue::Word(word) => (FactScalar::Text(word.to_owned()), Some("word")),
        }
    }
}

fn series_unit(series: Series) -> &'static str {
    match series {
        Series::Persons | Series::GapPersons(_) => "persons",
        Series::Members | Series::FullMembers | Series::EligibleMembers => "members",
        Series::Buildings => "buildings",
        Series::Units => "units",
        Series::Organisations => "organisations",
        Series::Stations => "stations",
        Series::GapGrids(_) => "grids",
        Series::Households | Series::PersonsUnknown | Series::Covered(_) | Series::Gap(_) | Series::Unknown(_) => {
            "households"
        }
    }
}
