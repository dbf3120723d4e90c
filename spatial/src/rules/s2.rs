//! S2, one station per community. Soft.
//!
//! **Subjects**: communities and villages. **Verdict**: at least one station of the kind *community* whose area it is, is covered,
//! else a gap of *place*. Grids are not applicable: how far a grid's households walk is S1. **Facts**: `stations`.

use super::prelude::*;
use crate::places::{Level, StationKind};
use crate::snapshot::List;

pub(super) static RULE: Definition = Definition {
    id: RuleId::S2,
    name: Words { zh: "一社区一站", en: "One station per community" },
    text: Words {
        zh: "每个社区（村）有一个党群服务站。", en: "Every community or village has a service station."
    },
    severity: RuleSeverity::Soft,
    on: true,
    source: "实践",
    source_date: None,
    parameters: &[],
    ordered: &[],
    affects: Affects::Nobody,
    tells_of: TellsOf::Nobody,
    needs: &[List::Stations],
    reads: &[Input::Stations],
    evaluate,
    explain,
};

fn evaluate(case: &Case) -> Tables {
    let snapshot = case.snapshot;
    let judge = |area: usize| match snapshot.areas.code[area].level() {
        Level::Community => Judgement::covered_if(stations(snapshot, Row(area as u32)) > 0, Cause::Place),
        _ => Judgement::NOT_APPLICABLE,
    };
    let areas = (0..snapshot.areas.code.len()).map(judge).collect();
    vec![
        (SubjectKind::Area, areas),
        (SubjectKind::Grid, vec![Judgement::NOT_APPLICABLE; snapshot.grids.code.len()].into()),
    ]
}

fn explain(district: &District, subject: Subject) -> Vec<Fact> {
    if subject.kind != SubjectKind::Area {
        return Vec::new();
    }
    vec![parameter("stations", stations(&district.snapshot, subject.row) as u32)]
}

/// The community stations of an area.
fn stations(snapshot: &Snapshot, area: Row) -> usize {
    let stations = snapshot.stations.kind.iter().zip(&snapshot.stations.area);
    stations.filter(|(kind, of)| **kind == StationKind::Community && **of == Some(area)).count()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixture::Records;

    #[test]
    fn a_station_of_another_kind_is_not_the_communitys() {
        let mut records = Records::tiny();
        records.stations[1].kind = StationKind::Grid;
        let none = Judgement::NOT_APPLICABLE;
        let expected = [none, none, Judgement::COVERED, Judgement::gap(Cause::Place)];
        assert_eq!(records.district().verdicts.of(RuleId::S2, SubjectKind::Area).unwrap(), expected);
    }
}
