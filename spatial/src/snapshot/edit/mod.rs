//! A snapshot after a few edits: the columns that they touch are copied and patched, all others are shared.
//!
//! Only the last edit of a record counts, so tables are edited one after the other, those that others refer to first. What a
//! full load would draw from records that the snapshot does not hold ([`super::loose`]) is not guessed: then there is none.

mod grids;
mod latest;
mod links;
mod members;
mod moves;
mod placing;
#[cfg(any(test, feature = "fixture"))]
mod plain;
pub(super) mod splice;
mod stations;
mod table;
mod touched;
mod units;
mod visits;

pub(crate) use moves::Moves;
pub(super) use splice::Splice;
pub(crate) use touched::Touched;

use latest::Latest;

use super::{MissingLists, Snapshot};
use crate::edit::Edit;

/// Of more edits than this a full load is as quick.
const MOST: usize = 10_000;

/// A snapshot that is being edited.
struct Editing<'a> {
    before: &'a Snapshot,
    after: Snapshot,
    touched: Touched,
}

impl Snapshot {
    /// The snapshot after some edits, and what they touched; `None` where only a full load can tell.
    pub(crate) fn edited(&self, revision: u64, edits: &[Edit]) -> Option<(Self, Touched)> {
        if edits.len() > MOST {
            return None;
        }
        let latest = Latest::of(edits);
        let after = Self { revision, ..self.clone() };
        let mut editing = Editing { before: self, after, touched: Touched::default() };
        editing.grids(latest.grids)?;
        editing.units(latest.units)?;
        editing.stations(latest.stations)?;
        editing.members(latest.members, &latest.links)?;
        editing.links(latest.links);
        editing.visits(latest.visits)?;
        // With the first or the last record of a list, rules come to know of everybody or of nobody. Where all records of one name
        // what is not there, only the records tell which is the last.
        let empty = MissingLists::empty(self);
        if empty != self.missing || MissingLists::empty(&editing.after) != empty {
            return None;
        }
        Some((editing.after, editing.touched.tidied()))
    }
}

impl Editing<'_> {
    /// Whether the metric frame stays where it is whatever happens to grids and stations: whether it is drawn around areas.
    fn has_fixed_frame(&self) -> bool {
        self.before.areas.shape.iter().any(|shape| !shape.is_empty())
    }
}
