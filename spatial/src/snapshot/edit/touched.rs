use super::moves::Moves;
use crate::shape::Bounds;
use crate::snapshot::Row;

/// What an edit touched, in rows of the snapshot after it.
#[derive(Debug, Default)]
#[expect(clippy::struct_excessive_bools, reason = "one for each thing that a rule says it reads")]
pub(crate) struct Touched {
    /// Whether any record of a table may differ.
    pub(crate) stations: bool,
    pub(crate) member_records: bool,
    pub(crate) links: bool,
    pub(crate) visits: bool,
    pub(crate) units: bool,
    /// What a grid is, not where.
    pub(crate) grids: bool,
    /// Where grids are.
    pub(crate) shapes: bool,
    /// In which grid something stands, or which community counts it.
    pub(crate) placements: bool,
    /// Members with a record that changed or whose links did: the row before and the row after.
    pub(crate) members: Vec<(Option<Row>, Option<Row>)>,
    /// Households that stand elsewhere, were visited, or whose links or linked members changed.
    pub(crate) households: Vec<Row>,
    /// Grids that are new or changed.
    pub(crate) changed_grids: Vec<Row>,
    /// The communities that claimed a changed grid before, and that claim it now.
    pub(crate) communities: Vec<Row>,
    /// The boxes around changed shapes, before and after, with the width of a border.
    pub(crate) ground: Vec<Bounds>,
    pub(crate) grid_rows: Moves,
    pub(crate) station_rows: Moves,
}

impl Touched {
    /// Whether a box meets the ground on which shapes changed.
    pub(crate) fn meets(&self, around: Bounds) -> bool {
        self.ground.iter().any(|ground| ground.intersects(&around))
    }

    /// Rows in their order, each once.
    pub(super) fn tidied(mut self) -> Self {
        for rows in [&mut self.households, &mut self.changed_grids, &mut self.communities] {
            rows.sort_unstable();
            rows.dedup();
        }
        self.members.sort_unstable();
        self.members.dedup();
        self
    }
}
