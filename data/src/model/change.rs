use chrono::NaiveDate;

use super::{Record, RecordKey};

/// The number of a state of the register: 0 is the empty one, each change adds one.
pub type Revision = u64;

/// What somebody wants to change, in one step or not at all.
///
/// Records are put by key: an absent record stays, an equal one is no change.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ChangeSet {
    /// The revision the author looked at; the change is refused if the register has moved on. `None` takes whatever is
    /// current.
    pub base: Option<Revision>,
    /// Who.
    pub author: String,
    /// Why, in words.
    pub reason: String,
    /// A change set with a key that was appended before is not appended again: its revision is given back.
    pub idempotency_key: Option<String>,
    /// Records to add or replace; of two with one key the later counts.
    pub puts: Vec<Record>,
    /// Records to remove, after the puts.
    pub deletes: Vec<RecordKey>,
    /// The new data date of the register; `None` leaves it.
    pub data_date: Option<NaiveDate>,
}
