//! L7, a leader for every residential building (楼栋长). Soft.
//!
//! **Subjects**: towers, blocks of flats and dormitories, rolled up to the grids their labels stand in; low houses need none.
//! **Verdict**: a leader is covered, none a gap of *service*. A grid tolerates `grid_permille` of gaps. **Facts** of a
//! building: none; of a grid: `buildings`, `gap_buildings`.

use super::prelude::*;
use super::rollup::shares_by_grid;
use super::strength::grid_of;
use crate::places::BuildingKind;
use crate::snapshot::List;

const GRID_PERMILLE: Parameter = Parameter::permille(
    RuleId::L7,
    "grid_permille",
    200,
    "15 % of buildings lack one in an ordinary year; a fifth is neglect.",
);

pub(super) static RULE: Definition = Definition {
    id: RuleId::L7,
    name: Words { zh: "楼栋长", en: "Building leader" },
    text: Words { zh: "每栋住宅楼有一名楼栋长。", en: "Every residential building has a leader." },
    severity: RuleSeverity::Soft,
    on: true,
    source: "实践",
    source_date: None,
    parameters: &[GRID_PERMILLE],
    ordered: &[],
    affects: Affects::WholeGrid,
    tells_of: TellsOf::Nobody,
    needs: &[List::BuildingLeaders],
    reads: &[Input::Placements],
    evaluate,
    explain,
};

fn evaluate(case: &Case) -> Tables {
    let buildings = &case.snapshot.buildings;
    let judge = |(kind, leader): (&BuildingKind, &bool)| match kind {
        BuildingKind::Tower | BuildingKind::MidRise | BuildingKind::Dormitory => {
            Judgement::covered_if(*leader, Cause::Service)
        }
        _ => Judgement::NOT_APPLICABLE,
    };
    let judged: Vec<_> = buildings.kind.iter().zip(&buildings.leader).map(judge).collect();
    let placed = buildings.placement.iter().map(|at| grid_of(*at)).zip(judged.iter().copied());
    let grids = shares_by_grid(case, case.rules.value(&GRID_PERMILLE), placed);
    vec![(SubjectKind::Building, judged.into()), (SubjectKind::Grid, grids.into())]
}

fn explain(district: &District, subject: Subject) -> Vec<Fact> {
    if subject.kind == SubjectKind::Building {
        return Vec::new();
    }
    let here = district.judged_in(RuleId::L7, SubjectKind::Building, subject.row);
    let here = here.map(|(_, judgement)| judgement.verdict);
    let with = |wanted: &dyn Fn(Verdict) -> bool| here.clone().filter(|verdict| wanted(*verdict)).count() as u64;
    vec![
        count("buildings", with(&|verdict| verdict != Verdict::NotApplicable)),
        count("gap_buildings", with(&|verdict| verdict == Verdict::Gap)),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixture::Records;
    use crate::places::{BuildingId, BuildingLeader};

    #[test]
    fn flats_need_a_leader_and_low_houses_do_not() {
        let mut records = Records::tiny();
        records.buildings[1].kind = BuildingKind::Low;
        records.buildings[3].kind = BuildingKind::Office;
        let county = records.county.clone();
        records.leaders = vec![BuildingLeader { county, building: BuildingId::new("B1"), since: None }];
        let district = records.district();
        let (none, gap) = (Judgement::NOT_APPLICABLE, Judgement::gap(Cause::Service));
        let expected = [Judgement::COVERED, none, gap, none];
        assert_eq!(district.verdicts.of(RuleId::L7, SubjectKind::Building).unwrap(), expected);
        assert_eq!(district.verdicts.of(RuleId::L7, SubjectKind::Grid).unwrap(), expected);
    }
}
