//! Which grids and units have a party organisation.

use crate::places::OrganisationKind;
use crate::snapshot::{Adjacency, Organisations, Row};

/// For each of `len` rows, whether any organisation of a kind that counts serves it.
pub(super) fn served(
    organisations: &Organisations,
    serves: &Adjacency,
    len: usize,
    counts: impl Fn(OrganisationKind) -> bool,
) -> Vec<bool> {
    let mut yes = vec![false; len];
    let counting = organisations.kind.iter().enumerate().filter(|(_, kind)| counts(**kind));
    for to in counting.flat_map(|(row, _)| serves.of(Row(row as u32))) {
        yes[to.index()] = true;
    }
    yes
}

/// How many organisations of a kind that counts serve `row`.
pub(super) fn servants(
    organisations: &Organisations,
    serves: &Adjacency,
    row: Row,
    counts: impl Fn(OrganisationKind) -> bool,
) -> u64 {
    let counting = organisations.kind.iter().enumerate().filter(|(_, kind)| counts(**kind));
    counting.filter(|(organisation, _)| serves.of(Row(*organisation as u32)).contains(&row)).count() as u64
}
