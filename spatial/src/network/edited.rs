use super::nearest::Moved;
use super::{Method, Network, Reach, stations};
use crate::snapshot::{Column, Moves, Row, Snapshot};

impl Network {
    /// The network after stations came, moved or went (`rows`), equal to the one that is built anew, and the households whose walk
    /// is another one. Only the part of it is walked again that a station held or holds.
    pub(crate) fn edited(
        &self,
        (before, after): (&Snapshot, &Snapshot),
        rows: &Moves,
        snap_limit_dm: u32,
    ) -> (Self, Vec<Row>) {
        let stood = |row: Row| before.stations.position[row.index()];
        let stands = |row: Row| after.stations.position[row.index()];
        let stays = |was: Row| rows.now(was).is_some_and(|is| stands(is) == stood(was));
        let is_same = |is: Row| rows.before(is).is_some_and(|was| stands(is) == stood(was));
        let gone: Vec<Row> = (0..before.stations.id.len() as u32).map(Row).filter(|row| !stays(*row)).collect();
        let new = (0..after.stations.id.len() as u32).map(Row).filter(|row| !is_same(*row));
        let snap = |row: Row| Some((row, self.snapper.snap(&self.graph, stands(row)?, Some(snap_limit_dm))?));
        let come: Vec<_> = new.filter_map(snap).collect();

        let mut network = self.clone();
        network.stations = stations(after).or_same(&self.stations);
        let walks: Vec<Reach> = match self.method() {
            Method::Straight => (0..self.walks.len()).map(|home| network.walk(home)).collect(),
            Method::Network => network.walk_again(&Moved { rows, gone: &gone, come: &come }),
        };
        let renumbered = self.walks.iter().map(|walk| renumber(*walk, rows));
        let is_other: Vec<bool> = walks.iter().zip(renumbered).map(|(is, was)| Some(*is) != was).collect();
        network.walks = Column::from(walks).or_same(&self.walks);
        let households = if is_other.contains(&true) { self.homes.households(&is_other) } else { Vec::new() };
        (network, households)
    }

    fn walk_again(&mut self, moved: &Moved) -> Vec<Reach> {
        if moved.rows.is_still() && moved.gone.is_empty() && moved.come.is_empty() {
            return self.walks.to_vec();
        }
        let (nearest, changed) = self.nearest.edited(&self.graph, moved);
        self.nearest = nearest;
        let walk = |home: usize| {
            let is_touched = self.snaps[home].is_some_and(|snap| {
                let edge = self.graph.edges()[snap.edge as usize];
                let ends = [edge.from, edge.to].map(|node| changed.nodes[node as usize]);
                ends.contains(&true) || changed.edges.contains(&snap.edge)
            });
            let kept = if is_touched { None } else { renumber(self.walks[home], moved.rows) };
            kept.unwrap_or_else(|| self.walk(home))
        };
        (0..self.walks.len()).map(walk).collect()
    }
}

#[cfg(any(test, feature = "fixture"))]
impl Network {
    /// What of it differs from another one's.
    pub(crate) fn difference(&self, other: &Self) -> Option<String> {
        use crate::fixture::edits::differ;
        differ("homes", &self.homes, &other.homes)
            .or_else(|| differ("snaps", &self.snaps, &other.snaps))
            .or_else(|| differ("stations on foot", &self.stations, &other.stations))
            .or_else(|| differ("nearest", &self.nearest, &other.nearest))
            .or_else(|| differ("walks", &self.walks, &other.walks))
    }
}

/// A walk with its station's row where it is now; `None` where that is gone.
fn renumber(walk: Reach, rows: &Moves) -> Option<Reach> {
    match walk {
        Reach::Walk { station, dm } => Some(Reach::Walk { station: rows.now(station)?, dm }),
        other => Some(other),
    }
}

#[cfg(test)]
mod tests;
