//! G1, grid size: a residential grid has 300 to 500 households. Soft.
//!
//! **Subjects**: grids. Rural and dedicated grids are not applicable. **Verdict**: the households placed in the grid,
//! duplicates apart and vacant ones too, lie between `min_households` and `max_households` (both inclusive), else a gap of
//! *shape*. Unknown only without any household in the register. **Facts**: `households`, `min`, `max`.

use super::evidence::{parameter, sum};
use super::{
    Affects, Case, Cause, Definition, Fact, Input, Judgement, Parameter, RuleId, RuleSeverity, Subject, SubjectKind,
    Tables, TellsOf, Words,
};
use crate::District;
use crate::places::GridKind;
use crate::snapshot::{List, Row};
use crate::sums::Series;

pub(crate) const MIN: Parameter = Parameter::count(
    RuleId::G1,
    "min_households",
    300,
    "Haikou's band; others draw 160 to 500, and a city that does brings a rule set of its own.",
);
pub(crate) const MAX: Parameter =
    Parameter::count(RuleId::G1, "max_households", 500, "Haikou's band; Putian: 500 households or 800 persons.");

pub(super) static RULE: Definition = Definition {
    id: RuleId::G1,
    name: Words { zh: "网格规模", en: "Grid size" },
    text: Words {
        zh: "居民网格的户数（去重，含空置）在 {min_households} 至 {max_households} 户之间。",
        en: "A residential grid has {min_households} to {max_households} households, duplicates apart, vacant ones too.",
    },
    severity: RuleSeverity::Soft,
    on: true,
    source: "海口 2020；莆田：500 户或 800 人",
    source_date: None,
    parameters: &[MIN, MAX],
    ordered: &[("min_households", "max_households")],
    affects: Affects::WholeGrid,
    tells_of: TellsOf::Households,
    needs: &[List::Households],
    reads: &[Input::Grids, Input::Placements],
    evaluate,
    explain,
};

fn evaluate(case: &Case) -> Tables {
    let band = case.rules.value(&MIN) as usize..=case.rules.value(&MAX) as usize;
    let grids = case.snapshot.grids.kind.iter().enumerate().map(|(grid, kind)| match kind {
        GridKind::Rural | GridKind::Dedicated => Judgement::NOT_APPLICABLE,
        GridKind::Residential if band.contains(&case.residents.of(Row(grid as u32)).len()) => Judgement::COVERED,
        GridKind::Residential => Judgement::gap(Cause::Shape),
    });
    vec![(SubjectKind::Grid, grids.collect())]
}

fn explain(district: &District, subject: Subject) -> Vec<Fact> {
    vec![
        sum(district, subject.row, "households", Series::Households),
        parameter("min", district.rules.value(&MIN)),
        parameter("max", district.rules.value(&MAX)),
    ]
}

#[cfg(test)]
mod tests {
    use super::super::RuleSet;
    use super::super::tests::judged;
    use super::*;
    use crate::places::Tenure;
    use crate::snapshot::Placement;
    use crate::town::{Dwelling, Town};

    /// A grid of so many households under a band of 3 to 5.
    fn check(kind: GridKind, households: usize, expected: Judgement) {
        let mut town = Town::new();
        let grid = town.grid(kind);
        let tenure = Some(Tenure::Vacant);
        let dwelling = Dwelling { placement: Placement::InGrid(grid), tenure, ..Dwelling::default() };
        let rows: Vec<_> = (0..households).map(|_| town.household(&dwelling.clone())).collect();
        town.household(&Dwelling { duplicate_of: rows.first().copied().or(Some(Row(0))), ..dwelling });
        let rules = RuleSet::default().with(&MIN, 3).with(&MAX, 5);
        let verdicts = judged(&town, &rules);
        assert_eq!(verdicts.of(RuleId::G1, SubjectKind::Grid), Some(&[expected][..]), "{kind:?} of {households}");
    }

    #[test]
    fn the_band_is_inclusive_at_both_ends_and_counts_vacant_dwellings_but_no_duplicate() {
        check(GridKind::Residential, 2, Judgement::gap(Cause::Shape));
        check(GridKind::Residential, 3, Judgement::COVERED);
        check(GridKind::Residential, 5, Judgement::COVERED);
        check(GridKind::Residential, 6, Judgement::gap(Cause::Shape));
    }

    #[test]
    fn an_empty_residential_grid_is_too_small() {
        check(GridKind::Residential, 0, Judgement::gap(Cause::Shape));
    }

    #[test]
    fn rural_and_dedicated_grids_are_not_measured() {
        check(GridKind::Rural, 1, Judgement::NOT_APPLICABLE);
        check(GridKind::Dedicated, 9, Judgement::NOT_APPLICABLE);
    }
}
