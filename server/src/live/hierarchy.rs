use spatial::places::Level;
use spatial::snapshot::{Row, Snapshot};

/// Who is inside whom, by rows of the areas and grids of one snapshot.
#[derive(Clone, Debug, Default)]
pub struct Hierarchy {
    children: Vec<Vec<Row>>,
    grids: Vec<Vec<Row>>,
    level: Vec<Level>,
}

impl Hierarchy {
    /// Reads the parents of a snapshot's areas and grids.
    pub fn of(snapshot: &Snapshot) -> Self {
        let areas = snapshot.areas.code.len();
        let mut hierarchy = Self {
            children: vec![Vec::new(); areas],
            grids: vec![Vec::new(); areas],
            level: snapshot.areas.code.iter().map(spatial::places::AreaCode::level).collect(),
        };
        for row in (0..areas as u32).map(Row) {
            if let Some(parent) = snapshot.areas.parent[row.index()] {
                hierarchy.children[parent.index()].push(row);
            }
        }
        for grid in (0..snapshot.grids.code.len() as u32).map(Row) {
            // As it is summed: a grid that no community of the register claims still belongs somewhere.
            let mut area = spatial::sums::grid_parent(snapshot, grid);
            while let Some(row) = area {
                hierarchy.grids[row.index()].push(grid);
                area = snapshot.areas.parent[row.index()];
            }
        }
        hierarchy
    }

    /// The areas directly inside an area, by code.
    pub fn children(&self, area: Row) -> &[Row] {
        self.children.get(area.index()).map_or(&[], Vec::as_slice)
    }

    /// All grids inside an area, by code.
    pub fn grids(&self, area: Row) -> &[Row] {
        self.grids.get(area.index()).map_or(&[], Vec::as_slice)
    }

    /// All areas of a level inside an area (itself included), by code.
    pub fn areas(&self, area: Row, level: Level) -> Vec<Row> {
        let mut found = Vec::new();
        self.collect(area, level, &mut found);
        found
    }

    /// How many areas the district has at a level.
    pub fn count(&self, level: Level) -> usize {
        self.level.iter().filter(|&&other| other == level).count()
    }

    fn collect(&self, area: Row, level: Level, found: &mut Vec<Row>) {
        if self.level.get(area.index()) == Some(&level) {
            found.push(area);
        }
        for &child in self.children(area) {
            self.collect(child, level, found);
        }
    }
}
