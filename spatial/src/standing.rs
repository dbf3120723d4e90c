//! What stands in each grid: an explanation of one grid looks at its own members and requests, not at all of the district's.

use crate::District;
use crate::rules::{Judgement, RuleId, SubjectKind, Verdict, grid_of};
use crate::snapshot::{Adjacency, Placement, Row, Snapshot};

/// The rows that stand in each grid; of requests those that concern it.
#[derive(Clone, Debug, Default)]
pub(crate) struct Standing {
    members: Adjacency,
    units: Adjacency,
    buildings: Adjacency,
    requests: Adjacency,
}

impl Standing {
    pub(crate) fn of(snapshot: &Snapshot) -> Self {
        let placed = |placements: &[Placement]| by_grid(snapshot, placements.iter().map(|at| grid_of(*at)));
        Self {
            members: placed(&snapshot.members.placement),
            units: placed(&snapshot.units.placement),
            buildings: placed(&snapshot.buildings.placement),
            requests: by_grid(snapshot, snapshot.requests.grid.iter().copied()),
        }
    }

    /// The rows of a kind of subject in a grid, ascending; none of kinds that stand in no grid.
    pub(crate) fn in_grid(&self, kind: SubjectKind, grid: Row) -> &[Row] {
        match kind {
            SubjectKind::Member => self.members.of(grid),
            SubjectKind::Unit => self.units.of(grid),
            SubjectKind::Building => self.buildings.of(grid),
            SubjectKind::Request => self.requests.of(grid),
            _ => &[],
        }
    }
}

impl District {
    /// The verdicts of a rule on the subjects of a kind in a grid.
    pub(crate) fn judged_in(
        &self,
        rule: RuleId,
        kind: SubjectKind,
        grid: Row,
    ) -> impl Iterator<Item = (Row, Judgement)> + Clone {
        let judged = self.verdicts.of(rule, kind).unwrap_or_default();
        let rows = self.standing().in_grid(kind, grid).iter();
        rows.filter_map(|row| Some((*row, *judged.get(row.index())?)))
    }

    /// How many of them are gaps.
    pub(crate) fn gaps_in(&self, rule: RuleId, kind: SubjectKind, grid: Row) -> u64 {
        self.judged_in(rule, kind, grid).filter(|(_, judgement)| judgement.verdict == Verdict::Gap).count() as u64
    }
}

fn by_grid(snapshot: &Snapshot, grids: impl Iterator<Item = Option<Row>> + Clone) -> Adjacency {
    let pairs = (0..).map(Row).zip(grids).filter_map(|(row, grid)| Some((grid?, row)));
    Adjacency::from_ascending(snapshot.grids.code.len(), pairs)
}
