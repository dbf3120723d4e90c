use super::assignment::Assignment;
use super::graph::Graph;
use super::remaining::Remaining;

/// Not reached, or a dead end.
const NONE: u32 = u32::MAX;

/// The shortest alternating paths from members with room to homes that wait: members and homes by layer. What turns out to
/// be a dead end is closed and never asked again in this phase.
pub(super) struct Layers {
    sources: Vec<u32>,
    /// Of each member spot: its layer.
    layer: Vec<u32>,
    /// Of each layer: the homes that its members reach and no earlier layer's do, ascending; of the last one only those
    /// where households wait.
    homes: Vec<Vec<u32>>,
    /// Of each layer: which of its homes are open.
    open: Vec<Remaining>,
    /// Of each member spot: the run of its homes that it has come to.
    cursor: Vec<u32>,
}

impl Layers {
    /// The layers of the next phase; `None` where no path is left: the assignment is a maximum.
    pub(super) fn of(assignment: &Assignment) -> Option<Self> {
        let Assignment { graph, spare, waiting, taken } = assignment;
        let serves = |home: u32| waiting[home as usize] > 0 || !taken[home as usize].is_empty();
        let mut unseen = Remaining::those(waiting.len(), serves);
        let sources: Vec<_> = (0..spare.len() as u32).filter(|member| spare[*member as usize] > 0).collect();
        let mut layer = vec![NONE; spare.len()];
        for member in &sources {
            layer[*member as usize] = 0;
        }
        let (mut homes, mut frontier) = (Vec::new(), sources.clone());
        loop {
            let mut found = Vec::new();
            for member in frontier.drain(..) {
                graph.take_homes(member, &mut unseen, |home| found.push(home));
            }
            if found.is_empty() {
                return None;
            }
            let last = found.iter().any(|home| waiting[*home as usize] > 0);
            if last {
                found.retain(|home| waiting[*home as usize] > 0);
            }
            found.sort_unstable();
            for taken in found.iter().flat_map(|home| &taken[*home as usize]) {
                if !last && layer[taken.member as usize] == NONE {
                    layer[taken.member as usize] = homes.len() as u32 + 1;
                    frontier.push(taken.member);
                }
            }
            homes.push(found);
            if last {
                let open = homes.iter().map(|homes| Remaining::all(homes.len())).collect();
                return Some(Self { sources, cursor: vec![0; layer.len()], layer, homes, open });
            }
        }
    }

    /// The member spots with room.
    pub(super) fn sources(&self) -> &[u32] {
        &self.sources
    }

    /// Whether households wait at the homes of a member's layer.
    pub(super) fn is_last(&self, member: u32) -> bool {
        self.layer[member as usize] as usize + 1 == self.homes.len()
    }

    /// Whether `next` is open and one layer behind `member`.
    pub(super) fn follows(&self, member: u32, next: u32) -> bool {
        self.layer[next as usize] == self.layer[member as usize] + 1
    }

    /// An open home of a member's layer that is near it.
    pub(super) fn next_home(&mut self, graph: &Graph, member: u32) -> Option<u32> {
        let layer = self.layer[member as usize];
        let (homes, open) = (self.homes.get(layer as usize)?, self.open.get_mut(layer as usize)?);
        let place = |home: u32| homes.partition_point(|at| *at < home) as u32;
        let cursor = &mut self.cursor[member as usize];
        while let Some(run) = graph.runs(member).get(*cursor as usize) {
            let end = place(run.end);
            let mut at = open.first(place(run.start));
            while at < end {
                let home = homes[at as usize];
                if graph.within_reach(member, home) {
                    return Some(home);
                }
                at = open.first(at + 1);
            }
            *cursor += 1;
        }
        graph.of_micro_grid(member).find(|home| {
            let at = place(*home);
            homes.get(at as usize) == Some(home) && open.has(at)
        })
    }

    /// Nothing leads on from a home of this member's layer.
    pub(super) fn close_home(&mut self, member: u32, home: u32) {
        let layer = self.layer[member as usize] as usize;
        if let Ok(at) = self.homes[layer].binary_search(&home) {
            self.open[layer].remove(at as u32);
        }
    }

    /// No open home is near this member.
    pub(super) fn close_member(&mut self, member: u32) {
        self.layer[member as usize] = NONE;
    }
}
