//! From households to grids.
//!
//! A grid is judged by the households that are judged in it, duplicates apart; those to which the rule does not apply
//! count on no side. More unknown ones than the rule set allows make the grid unknown; else a larger share of gaps than
//! the rule tolerates makes it a gap, of the cause that most of its gap households have.

use super::again::Again;
use super::{Case, Cause, Judgement, SubjectKind, Tables, Verdict};
use crate::places::Tenure;
use crate::snapshot::{Adjacency, Column, Placement, Row, Snapshot};

/// The causes in the order in which an equal count decides: what needs building before what needs doing.
const PRECEDENCE: [Cause; 5] = [Cause::Place, Cause::Capacity, Cause::Service, Cause::Shape, Cause::Data];

/// The judged households of one grid under one rule.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Tally {
    pub(super) covered: u64,
    pub(super) unknown: u64,
    pub(super) gap: u64,
    causes: [u64; PRECEDENCE.len()],
}

impl Tally {
    /// Counts judgements.
    pub(super) fn of(judgements: impl Iterator<Item = Judgement>) -> Self {
        let mut tally = Self::default();
        judgements.for_each(|judgement| tally.add(judgement));
        tally
    }

    /// The gap households of one cause.
    pub(super) fn caused_by(&self, cause: Cause) -> u64 {
        PRECEDENCE.iter().zip(self.causes).find_map(|(at, count)| (*at == cause).then_some(count)).unwrap_or(0)
    }

    /// The grid's judgement when it may have `gap_permille` of gaps among covered and gaps, and `unknown_permille` of
    /// unknown among all three.
    pub(super) fn judgement(&self, gap_permille: u32, unknown_permille: u32) -> Judgement {
        let known = self.covered + self.gap;
        if known + self.unknown == 0 {
            Judgement::NOT_APPLICABLE
        } else if self.unknown * 1000 > u64::from(unknown_permille) * (known + self.unknown) {
            Judgement::UNKNOWN
        } else if self.gap * 1000 > u64::from(gap_permille) * known {
            Judgement::gap(self.commonest())
        } else {
            Judgement::COVERED
        }
    }

    fn add(&mut self, judgement: Judgement) {
        match judgement.verdict {
            Verdict::NotApplicable => {}
            Verdict::Covered => self.covered += 1,
            Verdict::Unknown => self.unknown += 1,
            Verdict::Gap => {
                self.gap += 1;
                if let Some(at) = PRECEDENCE.iter().position(|cause| Some(*cause) == judgement.cause) {
                    self.causes[at] += 1;
                }
            }
        }
    }

    fn commonest(&self) -> Cause {
        let most = self.causes.into_iter().max();
        PRECEDENCE
            .into_iter()
            .zip(self.causes)
            .find(|(_, count)| Some(*count) == most)
            .map_or(Cause::Data, |(at, _)| at)
    }
}

/// For each grid the households placed in it, duplicates apart, vacant ones too.
pub(super) fn residents(snapshot: &Snapshot) -> Adjacency {
    let households = &snapshot.households;
    let rows = households.placement.iter().zip(&households.duplicate_of).enumerate();
    let placed = rows.filter_map(|(row, (placement, original))| match (placement, original) {
        (Placement::InGrid(grid), None) => Some((*grid, Row(row as u32))),
        _ => None,
    });
    Adjacency::from_ascending(snapshot.grids.code.len(), placed)
}

/// The worse of two: a gap before unknown, unknown before covered, covered before not applicable.
pub(super) fn worse(a: Judgement, b: Judgement) -> Judgement {
    if b.verdict > a.verdict { b } else { a }
}

/// For each grid the worst judgement of the subjects placed in it.
pub(super) fn worst_by_grid(snapshot: &Snapshot, placements: &[Placement], judged: &[Judgement]) -> Vec<Judgement> {
    let mut grids = vec![Judgement::NOT_APPLICABLE; snapshot.grids.code.len()];
    for (placement, judgement) in placements.iter().zip(judged) {
        if let Placement::InGrid(grid) = placement {
            grids[grid.index()] = worse(grids[grid.index()], *judgement);
        }
    }
    grids
}

/// For each grid the judgement that its subjects make by their shares.
pub(super) fn shares_by_grid(
    case: &Case,
    gap_permille: u32,
    subjects: impl Iterator<Item = (Option<Row>, Judgement)>,
) -> Vec<Judgement> {
    let mut tallies = vec![Tally::default(); case.snapshot.grids.code.len()];
    for (grid, judgement) in subjects {
        if let Some(grid) = grid {
            tallies[grid.index()].add(judgement);
        }
    }
    tallies.iter().map(|tally| tally.judgement(gap_permille, case.rules.unknown_permille)).collect()
}

/// Every member judged by a record and links of his own; after an edit that left all in their rows, those that it touched.
pub(super) fn each_member(case: &Case, judge: impl Fn(Row) -> Judgement) -> Column<Judgement> {
    let touched =
        case.before(SubjectKind::Member).and_then(|(again, judged)| Some((again.members_in_their_rows()?, judged)));
    let Some((touched, mut judged)) = touched else {
        return (0..case.snapshot.members.active.len() as u32).map(|row| judge(Row(row))).collect();
    };
    for row in touched {
        judged.set(row, judge(row));
    }
    judged
}

/// Every household judged; after an edit those that it touched.
pub(super) fn each_household(case: &Case, mut judge: impl FnMut(Row) -> Judgement) -> Column<Judgement> {
    let Some((again, mut judged)) = case.before(SubjectKind::Household) else {
        return (0..case.snapshot.households.duplicate_of.len() as u32).map(|row| judge(Row(row))).collect();
    };
    for row in &again.households {
        judged.set(*row, judge(*row));
    }
    judged
}

/// Every grid judged; after an edit those in `touched`.
pub(super) fn each_grid(
    case: &Case,
    touched: impl for<'a> Fn(&'a Again) -> &'a [Row],
    judge: impl Fn(Row) -> Judgement,
) -> Column<Judgement> {
    let Some((again, mut judged)) = case.before(SubjectKind::Grid) else {
        return (0..case.snapshot.grids.code.len() as u32).map(|row| judge(Row(row))).collect();
    };
    for row in touched(again) {
        judged.set(*row, judge(*row));
    }
    judged
}

/// The tables of a rule about households: judged by `judge`, duplicates apart, grids by their tally.
pub(super) fn households(case: &Case, gap_permille: u32, mut judge: impl FnMut(Row) -> Judgement) -> Tables {
    let duplicate_of = &case.snapshot.households.duplicate_of;
    let judged = each_household(case, |row| match duplicate_of[row.index()] {
        Some(_) => Judgement::NOT_APPLICABLE,
        None => judge(row),
    });
    let grids = each_grid(
        case,
        |again| &again.residents,
        |grid| {
            let tally = Tally::of(case.residents.of(grid).iter().map(|household| judged[household.index()]));
            tally.judgement(gap_permille, case.rules.unknown_permille)
        },
    );
    vec![(SubjectKind::Household, judged), (SubjectKind::Grid, grids)]
}

/// The tables of a rule about dwellings: households judged by `judge`, grids by their tally.
///
/// Duplicates and vacant dwellings are no subjects. Where the tenure is blank the dwelling may be vacant: it is covered when
/// `judge` finds it covered, and unknown otherwise.
pub(super) fn dwellings(case: &Case, gap_permille: u32, mut judge: impl FnMut(Row) -> Judgement) -> Tables {
    let tenures = &case.snapshot.households.tenure;
    households(case, gap_permille, |household| match tenures[household.index()] {
        Some(Tenure::Vacant) => Judgement::NOT_APPLICABLE,
        tenure => match judge(household) {
            judgement if judgement.verdict == Verdict::Gap && tenure.is_none() => Judgement::UNKNOWN,
            judgement => judgement,
        },
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::places::GridKind;
    use crate::town::{Dwelling, Town};

    fn tally(covered: usize, unknown: usize, gaps: &[(Cause, usize)]) -> Tally {
        let gaps = gaps.iter().flat_map(|(cause, count)| vec![Judgement::gap(*cause); *count]);
        let others = vec![Judgement::COVERED; covered].into_iter().chain(vec![Judgement::UNKNOWN; unknown]);
        Tally::of(others.chain(gaps).chain([Judgement::NOT_APPLICABLE; 3]))
    }

    #[test]
    fn a_grid_without_judged_households_is_not_applicable() {
        assert_eq!(tally(0, 0, &[]).judgement(100, 100), Judgement::NOT_APPLICABLE);
    }

    #[test]
    fn the_share_of_gaps_may_reach_the_threshold_and_not_pass_it() {
        assert_eq!(tally(90, 0, &[(Cause::Place, 10)]).judgement(100, 100), Judgement::COVERED);
        assert_eq!(tally(89, 0, &[(Cause::Place, 11)]).judgement(100, 100), Judgement::gap(Cause::Place));
    }

    #[test]
    fn more_than_the_allowed_unknown_makes_the_grid_unknown_however_many_gaps_it_has() {
        assert_eq!(tally(0, 10, &[(Cause::Place, 90)]).judgement(100, 100), Judgement::gap(Cause::Place));
        assert_eq!(tally(0, 11, &[(Cause::Place, 89)]).judgement(100, 100), Judgement::UNKNOWN);
        assert_eq!(tally(0, 1, &[]).judgement(100, 100), Judgement::UNKNOWN);
    }

    #[test]
    fn unknown_households_are_not_counted_among_the_covered() {
        // 9 of 81 known ones are 11.1 %; 9 of 90 would be 10 %.
        assert_eq!(tally(72, 9, &[(Cause::Place, 9)]).judgement(100, 100), Judgement::gap(Cause::Place));
    }

    #[test]
    fn the_commonest_cause_is_the_grids_and_equal_counts_fall_to_the_first_in_order() {
        let check = |gaps: &[(Cause, usize)], cause| {
            assert_eq!(tally(0, 0, gaps).judgement(100, 100), Judgement::gap(cause), "{gaps:?}");
        };
        check(&[(Cause::Service, 3), (Cause::Capacity, 2)], Cause::Service);
        check(&[(Cause::Data, 2), (Cause::Service, 2), (Cause::Capacity, 2)], Cause::Capacity);
        check(&[(Cause::Data, 2), (Cause::Service, 2)], Cause::Service);
        check(&[(Cause::Data, 1)], Cause::Data);
    }

    #[test]
    fn residents_are_the_placed_households_without_duplicates() {
        let mut town = Town::new();
        let (first, second) = (town.grid(GridKind::Residential), town.grid(GridKind::Rural));
        let mut live =
            |placement, duplicate_of| town.household(&Dwelling { placement, duplicate_of, ..Dwelling::default() });
        let a = live(Placement::InGrid(second), None);
        live(Placement::InGrid(second), Some(a));
        live(Placement::Ambiguous, None);
        let b = live(Placement::InGrid(first), None);
        let c = live(Placement::InGrid(second), None);
        let residents = residents(&town.snapshot());
        assert_eq!(residents.of(first), [b]);
        assert_eq!(residents.of(second), [a, c]);
    }
}
