//! The walking network: roads as a graph, snapped to by households and stations.

use crate::snapshot::Snapshot;

/// The walkable part of a snapshot's roads.
#[derive(Clone, Debug, Default)]
pub struct Network {}

impl Network {
    /// Builds the graph from the roads and water of a snapshot.
    pub fn build(_snapshot: &Snapshot) -> Self {
        Self {}
    }
}
