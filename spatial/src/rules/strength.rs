//! The active members of units, grids and organisations.

use crate::places::MemberKind;
use crate::snapshot::{List, Members, Organisations, Placement, Row, Snapshot};

/// The active members of a unit or grid.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Strength {
    pub(super) full: u32,
    /// Members whose kind is blank: full ones, perhaps.
    pub(super) blank: u32,
}

/// The active members of each of `len` rows, by the row that a member belongs to. Any number of them may be full ones where the
/// register has no list of members.
pub(super) fn strengths(snapshot: &Snapshot, len: usize, group: impl Fn(usize) -> Option<Row>) -> Vec<Strength> {
    let members = &snapshot.members;
    let blank = if snapshot.lacks(List::Members) { u32::MAX } else { 0 };
    let mut strengths = vec![Strength { full: 0, blank }; len];
    for member in (0..members.active.len()).filter(|member| members.active[*member]) {
        if let Some(row) = group(member) {
            strengths[row.index()].add(members.kind[member]);
        }
    }
    strengths
}

impl Strength {
    pub(super) fn add(&mut self, kind: Option<MemberKind>) {
        match kind {
            Some(MemberKind::Full) => self.full += 1,
            Some(MemberKind::Probationary) => {}
            None => self.blank += 1,
        }
    }
}

/// The grid that something stands in.
pub(crate) fn grid_of(placement: Placement) -> Option<Row> {
    match placement {
        Placement::InGrid(grid) => Some(grid),
        _ => None,
    }
}

/// The active members of each organisation itself that `counts`.
pub(super) fn own_members(
    members: &Members,
    organisations: &Organisations,
    counts: impl Fn(Option<MemberKind>) -> bool,
) -> Vec<u32> {
    let mut own = vec![0; organisations.id.len()];
    for (row, organisation) in members.organisation.iter().enumerate() {
        if let (true, true, Some(organisation)) = (members.active[row], counts(members.kind[row]), organisation) {
            own[organisation.index()] += 1;
        }
    }
    own
}

/// The sums over each organisation and all below it. Parents that go round in a circle are followed once around.
pub(super) fn subtrees(organisations: &Organisations, own: &[u32]) -> Vec<u32> {
    let mut sums = own.to_vec();
    for (row, count) in own.iter().enumerate() {
        let mut seen = vec![row];
        let mut above = organisations.parent[row];
        while let Some(parent) = above.filter(|parent| !seen.contains(&parent.index())) {
            sums[parent.index()] += count;
            seen.push(parent.index());
            above = organisations.parent[parent.index()];
        }
    }
    sums
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_subtree_counts_every_member_once_even_in_a_circle() {
        let parent = [None, Some(0), Some(1), Some(4), Some(3)].map(|row: Option<u32>| row.map(Row)).to_vec();
        let organisations = Organisations { parent: parent.into(), ..Organisations::default() };
        assert_eq!(subtrees(&organisations, &[1, 2, 4, 8, 16]), [7, 6, 4, 24, 24]);
    }
}
