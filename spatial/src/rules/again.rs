use super::definition::Input;
use super::{Case, Judgement, RuleId, SubjectKind, Verdicts, l1};
use crate::District;
use crate::network::Network;
use crate::places::Level;
use crate::shape::bounds;
use crate::snapshot::{Column, Placement, Row, Snapshot, Touched};

/// What was judged before an edit, and what the edit touched of it.
pub(super) struct Again<'a> {
    verdicts: &'a Verdicts,
    touched: &'a Touched,
    /// Whether any household walks another way.
    is_walked: bool,
    /// Households that some rule may judge otherwise. Ascending, as everything here.
    pub(super) households: Vec<Row>,
    /// Grids in which they live or lived, and those that came.
    pub(super) residents: Vec<Row>,
    /// Grids that changed or stand where one did.
    pub(super) near_grids: Vec<Row>,
    /// The communities of those, now and before, and others on that ground.
    pub(super) near_communities: Vec<Row>,
}

impl<'a> Again<'a> {
    /// From the district before an edit and the snapshot after it; `walked` are the households whose walk changed.
    pub(super) fn of(before: &'a District, after: (&Snapshot, &Network), touched: &'a Touched, walked: &[Row]) -> Self {
        let (snapshot, network) = after;
        let mut households = [&touched.households[..], walked].concat();
        if before.rules.is_on(RuleId::L1) {
            households.extend(l1::households_near(before, (snapshot, network), &touched.members));
        }
        let households = sorted(households);
        let near_grids = near_grids(snapshot, touched);
        Self {
            verdicts: &before.verdicts,
            touched,
            is_walked: !walked.is_empty(),
            residents: homes(&before.snapshot, snapshot, touched, &households),
            near_communities: near_communities(snapshot, touched, &near_grids),
            households,
            near_grids,
        }
    }

    /// Grids that came or changed.
    pub(super) fn changed_grids(&self) -> &[Row] {
        &self.touched.changed_grids
    }

    /// The members whose record or links changed; `None` where members came or went, and others stand in other rows than before.
    pub(super) fn members_in_their_rows(&self) -> Option<Vec<Row>> {
        self.touched.members.iter().map(|(before, after)| after.filter(|_| before == after)).collect()
    }

    /// Whether any of these inputs was touched.
    pub(super) fn touches(&self, reads: &[Input]) -> bool {
        let touched = self.touched;
        let is_touched = |input: &Input| match input {
            Input::Grids => touched.grids,
            Input::Shapes => touched.shapes,
            Input::Placements => touched.placements,
            Input::Members => touched.member_records,
            Input::Links => touched.links,
            Input::Visits => touched.visits,
            Input::Units => touched.units,
            Input::Stations => touched.stations,
            Input::Walks => self.is_walked,
        };
        !touched.grid_rows.is_still() || reads.iter().any(is_touched)
    }

    /// What the rule said of a kind of subject before, in the rows of now; what came is not applicable.
    pub(super) fn table(&self, rule: RuleId, kind: SubjectKind) -> Option<Column<Judgement>> {
        let mut table = self.verdicts.table(rule, kind)?.clone();
        if kind == SubjectKind::Grid {
            self.touched.grid_rows.reshape(&mut table, &Judgement::NOT_APPLICABLE);
        }
        Some(table)
    }

    /// Whether a box meets the ground on which grids changed.
    pub(super) fn meets(&self, around: crate::shape::Bounds) -> bool {
        self.touched.meets(around)
    }
}

impl<'a> Case<'a> {
    /// After an edit: what it touched, and what the rule said before.
    pub(super) fn before(&self, kind: SubjectKind) -> Option<(&'a Again<'a>, Column<Judgement>)> {
        let again = self.again?;
        Some((again, again.table(self.rule, kind)?))
    }
}

fn homes(before: &Snapshot, after: &Snapshot, touched: &Touched, households: &[Row]) -> Vec<Row> {
    let grid = |snapshot: &Snapshot, row: &Row| match snapshot.households.placement[row.index()] {
        Placement::InGrid(grid) => Some(grid),
        _ => None,
    };
    let left = |row: &Row| grid(before, row).and_then(|grid| touched.grid_rows.now(grid));
    let grids = households.iter().flat_map(|row| [grid(after, row), left(row)]).flatten();
    sorted(grids.chain(touched.grid_rows.added()).collect())
}

fn near_grids(snapshot: &Snapshot, touched: &Touched) -> Vec<Row> {
    let mut near = touched.changed_grids.clone();
    if touched.shapes {
        let shapes = (0..).map(Row).zip(&snapshot.grids.shape);
        near.extend(shapes.filter(|(_, shape)| bounds(shape).is_some_and(|it| touched.meets(it))).map(|(row, _)| row));
    }
    sorted(near)
}

fn near_communities(snapshot: &Snapshot, touched: &Touched, near_grids: &[Row]) -> Vec<Row> {
    let mut near = touched.communities.clone();
    near.extend(near_grids.iter().filter_map(|grid| snapshot.grids.community[grid.index()]));
    let areas = (0..).map(Row).zip(snapshot.areas.code.iter().zip(&snapshot.areas.shape));
    let communities = areas.filter(|(_, (code, _))| touched.shapes && code.level() == Level::Community);
    let met = communities.filter(|(_, (_, shape))| bounds(shape).is_some_and(|around| touched.meets(around)));
    near.extend(met.map(|(row, _)| row));
    sorted(near)
}

fn sorted(mut rows: Vec<Row>) -> Vec<Row> {
    rows.sort_unstable();
    rows.dedup();
    rows
}
