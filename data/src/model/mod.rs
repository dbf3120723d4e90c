//! What enters the register and rests there beyond the places of [`spatial::places`]: contacts, visits, requests, and the
//! change set that is the one door.

mod change;
mod contact;
mod record;
mod visit;

pub use change::{ChangeSet, Revision};
pub use contact::{Contact, ContactSubject};
pub use record::{Record, RecordKey, Table};
pub use visit::{Visit, VisitResult};
