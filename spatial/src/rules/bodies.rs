//! Rules about organisations: a grid is as bad as the worst of those that serve it.

use super::prelude::*;
use super::rollup::worse;
use crate::places::OrganisationKind;

/// The tables of a rule about organisations, judged by row and kind, and of the grids that they serve.
pub(super) fn tables(snapshot: &Snapshot, judge: impl Fn(usize, OrganisationKind) -> Judgement) -> Tables {
    let organisations = &snapshot.organisations;
    let judged: Vec<_> = organisations.kind.iter().enumerate().map(|(row, kind)| judge(row, *kind)).collect();
    let mut grids = vec![Judgement::NOT_APPLICABLE; snapshot.grids.code.len()];
    for (row, judgement) in (0..).map(Row).zip(&judged) {
        for grid in organisations.serves_grids.of(row) {
            grids[grid.index()] = worse(grids[grid.index()], *judgement);
        }
    }
    vec![(SubjectKind::Organisation, judged.into()), (SubjectKind::Grid, grids.into())]
}

/// How many of the organisations that serve a grid are judged, and how many are gaps.
pub(super) fn grid_facts(district: &District, rule: RuleId, grid: Row) -> Vec<Fact> {
    let organisations = &district.snapshot.organisations;
    let judged = district.verdicts.of(rule, SubjectKind::Organisation).unwrap_or_default();
    let serving = (0..).map(Row).zip(judged).filter(|(row, _)| organisations.serves_grids.of(*row).contains(&grid));
    let with = |wanted: &dyn Fn(Verdict) -> bool| {
        serving.clone().filter(|(_, judgement)| wanted(judgement.verdict)).count() as u64
    };
    vec![
        count("organisations", with(&|verdict| verdict != Verdict::NotApplicable)),
        count("gap_organisations", with(&|verdict| verdict == Verdict::Gap)),
    ]
}
