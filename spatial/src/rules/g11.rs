//! G11, every point in exactly one grid. Hard.
//!
//! **Subjects**: households (duplicates apart), buildings, active members, units, stations. **Verdict**: in one grid is
//! covered; in none, in several or on a border between them a gap of *data*; without a position, or with coordinates that
//! import did not believe, unknown. Grids themselves are not applicable: a point that lies in no grid counts in no grid.
//! **Facts**: `placement`, and `grid` where it is in one, or one for each that could claim it.

use super::evidence::{id, word};
use super::{
    Affects, Case, Cause, Definition, Fact, Input, Judgement, RuleId, RuleSeverity, Subject, SubjectKind, Tables,
    TellsOf, Words, rollup,
};
use crate::District;
use crate::shape::Point;
use crate::snapshot::{Placement, Row, Snapshot};

pub(super) static RULE: Definition = Definition {
    id: RuleId::G11,
    name: Words { zh: "点位归属", en: "Exactly one grid" },
    text: Words {
        zh: "每个住户、楼栋、党员、单位和站点恰好落在一个网格内。",
        en: "Every household, building, member, unit and station lies in exactly one grid.",
    },
    severity: RuleSeverity::Hard,
    on: true,
    source: "网格划分原则",
    source_date: None,
    parameters: &[],
    ordered: &[],
    affects: Affects::Households,
    tells_of: TellsOf::Gaps,
    needs: &[],
    reads: &[Input::Placements, Input::Members, Input::Units, Input::Stations],
    evaluate,
    explain,
};

fn evaluate(case: &Case) -> Tables {
    let snapshot = case.snapshot;
    let (at, duplicate_of) = (&snapshot.households.placement, &snapshot.households.duplicate_of);
    let household = |row: Row| judge_if(duplicate_of[row.index()].is_none(), at[row.index()]);
    let members = snapshot.members.placement.iter().zip(&snapshot.members.active);
    let plain = |placements: &[Placement]| placements.iter().map(|placement| judge(*placement)).collect();
    vec![
        (SubjectKind::Grid, vec![Judgement::NOT_APPLICABLE; snapshot.grids.code.len()].into()),
        (SubjectKind::Household, rollup::each_household(case, household)),
        (SubjectKind::Building, plain(&snapshot.buildings.placement)),
        (SubjectKind::Member, members.map(|(placement, active)| judge_if(*active, *placement)).collect()),
        (SubjectKind::Unit, plain(&snapshot.units.placement)),
        (SubjectKind::Station, plain(&snapshot.stations.placement)),
    ]
}

fn explain(district: &District, subject: Subject) -> Vec<Fact> {
    let snapshot = &district.snapshot;
    let Some((placement, position)) = stands(snapshot, subject) else { return Vec::new() };
    let grids = match (placement, position) {
        (Placement::InGrid(grid), _) => vec![grid],
        (Placement::Ambiguous, Some(position)) => snapshot.grids_at(position),
        _ => Vec::new(),
    };
    let grids = grids.into_iter().map(|grid| id("grid", snapshot.grids.code[grid.index()].as_str()));
    std::iter::once(word("placement", as_str(placement))).chain(grids).collect()
}

fn judge(placement: Placement) -> Judgement {
    match placement {
        Placement::InGrid(_) => Judgement::COVERED,
        Placement::Outside | Placement::Ambiguous => Judgement::gap(Cause::Data),
        Placement::NoPosition | Placement::Unverified => Judgement::UNKNOWN,
    }
}

fn judge_if(is_subject: bool, placement: Placement) -> Judgement {
    if is_subject { judge(placement) } else { Judgement::NOT_APPLICABLE }
}

/// A subject's placement and position; `None` for what this rule does not judge.
fn stands(snapshot: &Snapshot, subject: Subject) -> Option<(Placement, Option<Point>)> {
    let row = subject.row.index();
    let (placement, position) = match subject.kind {
        SubjectKind::Grid | SubjectKind::Area | SubjectKind::Organisation | SubjectKind::Request => return None,
        SubjectKind::Building => return Some((snapshot.buildings.placement[row], Some(snapshot.buildings.label[row]))),
        SubjectKind::Household => (&snapshot.households.placement, &snapshot.households.position),
        SubjectKind::Member => (&snapshot.members.placement, &snapshot.members.position),
        SubjectKind::Unit => (&snapshot.units.placement, &snapshot.units.position),
        SubjectKind::Station => (&snapshot.stations.placement, &snapshot.stations.position),
    };
    Some((placement[row], position[row]))
}

fn as_str(placement: Placement) -> &'static str {
    match placement {
        Placement::InGrid(_) => "in_grid",
        Placement::Outside => "outside",
        Placement::Ambiguous => "ambiguous",
        Placement::NoPosition => "no_position",
        Placement::Unverified => "unverified",
    }
}

#[cfg(test)]
mod tests {
    use super::super::RuleSet;
    use super::super::tests::judged;
    use super::*;
    use crate::fixture::{GRIDS, Records, at};
    use crate::places::GridKind;
    use crate::snapshot::Row;
    use crate::town::{Dwelling, Person, Town};

    const PLACEMENTS: [(Placement, Judgement); 5] = [
        (Placement::InGrid(Row(0)), Judgement::COVERED),
        (Placement::Outside, Judgement::gap(Cause::Data)),
        (Placement::Ambiguous, Judgement::gap(Cause::Data)),
        (Placement::NoPosition, Judgement::UNKNOWN),
        (Placement::Unverified, Judgement::UNKNOWN),
    ];

    fn check(town: &Town, kind: SubjectKind, expected: &[Judgement]) {
        let verdicts = judged(town, &RuleSet::default());
        assert_eq!(verdicts.of(RuleId::G11, kind), Some(expected), "{kind:?}");
    }

    #[test]
    fn households_members_and_units_are_judged_by_where_they_stand() {
        let mut town = Town::new();
        town.grid(GridKind::Residential);
        for (placement, _) in PLACEMENTS {
            town.household(&Dwelling { placement, ..Dwelling::default() });
            town.member(&Person { placement, ..Person::default() });
            town.unit(false, placement);
        }
        for kind in [SubjectKind::Household, SubjectKind::Member, SubjectKind::Unit] {
            check(&town, kind, &PLACEMENTS.map(|(_, judgement)| judgement));
        }
        check(&town, SubjectKind::Grid, &[Judgement::NOT_APPLICABLE]);
    }

    #[test]
    fn a_station_without_a_position_is_unknown() {
        let mut town = Town::new();
        town.station(None);
        check(&town, SubjectKind::Station, &[Judgement::UNKNOWN]);
    }

    #[test]
    fn a_household_on_the_border_of_two_grids_names_both() {
        let mut records = Records::tiny();
        records.households[0].position = Some(at(0.0, -200.0));
        let district = records.district();
        let subject = Subject { kind: SubjectKind::Household, row: Row(0) };
        let evidence = explain(&district, subject);
        assert_eq!(evidence, [word("placement", "ambiguous"), id("grid", GRIDS[0]), id("grid", GRIDS[2])]);
    }

    #[test]
    fn duplicates_and_members_who_left_are_no_subjects() {
        let mut town = Town::new();
        let original = town.household(&Dwelling::default());
        town.household(&Dwelling { duplicate_of: Some(original), ..Dwelling::default() });
        town.member(&Person { active: false, ..Person::default() });
        check(&town, SubjectKind::Household, &[Judgement::gap(Cause::Data), Judgement::NOT_APPLICABLE]);
        check(&town, SubjectKind::Member, &[Judgement::NOT_APPLICABLE]);
    }
}
