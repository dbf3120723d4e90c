use crate::snapshot::{Row, Snapshot};
use crate::sums::{Series, Sums, area_parent, grid_parent};

/// The cells of one series as a tree: an area's value is the sum of its children's and of its own leaf, which stands for what
/// is counted in the area and in none of its children.
///
/// Nodes are numbered: the areas, parents before children; then their own leaves; then the grids.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Tree {
    areas: usize,
    parent: Vec<Option<usize>>,
    /// Of the areas.
    children: Vec<Vec<usize>>,
}

impl Tree {
    pub(super) fn of(snapshot: &Snapshot) -> Self {
        let rows = |len: usize| (0..len as u32).map(Row);
        let areas = snapshot.areas.code.len();
        let parents = rows(areas).map(|area| area_parent(snapshot, area).map(Row::index));
        let grids = rows(snapshot.grids.code.len()).map(|grid| grid_parent(snapshot, grid).map(Row::index));
        Self::new(parents.collect(), grids)
    }

    /// From the areas' parents and the grids'.
    pub(super) fn new(area_parents: Vec<Option<usize>>, grid_parents: impl IntoIterator<Item = Option<usize>>) -> Self {
        let areas = area_parents.len();
        let mut parent = area_parents;
        parent.extend((0..areas).map(Some));
        parent.extend(grid_parents);
        let mut children = vec![Vec::new(); areas];
        for (node, parent) in parent.iter().enumerate() {
            if let Some(parent) = parent {
                children[*parent].push(node);
            }
        }
        Self { areas, parent, children }
    }

    pub(super) fn len(&self) -> usize {
        self.parent.len()
    }

    pub(super) fn area(area: Row) -> usize {
        area.index()
    }

    pub(super) fn grid(&self, grid: Row) -> usize {
        2 * self.areas + grid.index()
    }

    /// The number of a node; the other way round from [`Self::kind`].
    pub(super) fn node(&self, node: Node) -> usize {
        match node {
            Node::Area(area) => Self::area(area),
            Node::Own(area) => self.areas + area.index(),
            Node::Grid(grid) => self.grid(grid),
        }
    }

    #[cfg(test)]
    pub(super) fn own(&self, area: usize) -> usize {
        self.areas + area
    }

    pub(super) fn parent(&self, node: usize) -> Option<usize> {
        self.parent[node]
    }

    /// The node's children, its own leaf among them; none for a leaf.
    pub(super) fn children(&self, node: usize) -> &[usize] {
        self.children.get(node).map_or(&[], Vec::as_slice)
    }

    /// The areas, parents before children.
    pub(super) fn areas(&self) -> std::ops::Range<usize> {
        0..self.areas
    }

    /// What stands at each node.
    pub(super) fn kind(&self, node: usize) -> Node {
        if node < self.areas {
            Node::Area(Row(node as u32))
        } else if node < 2 * self.areas {
            Node::Own(Row((node - self.areas) as u32))
        } else {
            Node::Grid(Row((node - 2 * self.areas) as u32))
        }
    }

    /// The series' value at each node.
    pub(super) fn values(&self, sums: &Sums, series: Series) -> Vec<u64> {
        (0..self.len()).map(|node| sums.at(self.kind(node), series)).collect()
    }
}

/// What a node stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Node {
    Area(Row),
    /// What an area counts itself.
    Own(Row),
    Grid(Row),
}
