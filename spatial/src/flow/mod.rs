//! Capacity (L8): the best assignment of members to the households that nobody is linked to.
//!
//! **Who waits.** A household that L1 calls a gap and that has a position: not vacant, not a second record, without a link
//! that counts to an active, eligible member. Where L1 does not know, or the position is missing, L8 does not know either.
//! **Who has room.** An active, eligible member with a position has `households_per_member` places (L1), less its links.
//! **Who is near whom** (L4): within the reach in a straight line, in whole millimetres and inclusive, or in the same
//! micro-grid.
//!
//! Households at one position are exchangeable, and so are members: both are counted by place ([`spots`]), the pairs of
//! places are never written down ([`graph`]), and a maximum flow over places ([`assignment`]) says how many households can be
//! linked at once. *Unassigned* and *unreachable by capacity* are told apart by place, by the one minimum cut with the fewest
//! homes on the short side ([`cut`]): a home is short exactly when some best assignment leaves one of its households waiting.
//! So neither depends on the assignment that was found, on the order of the rows, or on ids. All who wait at a short home are
//! *unreachable by capacity*: together they compete for fewer places than they are, and [`Shortage`] says how many. How many
//! must stay without in the end is [`Totals::short`], the flow's number, and smaller than the number of those who compete.
//!
//! The links that count stay: what is proposed ([`Proposal`]) can be done today, without asking anybody to give a household
//! up. Beside it a second flow asks what would be possible if every link were made anew ([`Totals::linkable_anew`],
//! [`Shortage::moving_helps`]): the arithmetic that no map may blame a grid for.
//!
//! The proposals depend on ids only in the choice among households, or among members, at one place. Near pairs are linked
//! first, in rings of an eighth of the reach; paths that close more gaps may then hand households on to members further
//! away. The sum of distances is not claimed to be the least.

mod assignment;
mod capacity;
mod cut;
mod graph;
mod layers;
mod market;
mod proposals;
#[cfg(test)]
mod reference;
mod remaining;
mod rollup;
mod spots;
mod standing;
mod terms;
#[cfg(test)]
mod tests;

pub use capacity::{Answer, Capacity, Near, Shortage, Totals, assess};
pub use proposals::Proposal;
pub use rollup::Tally;
pub use standing::Standing;
pub use terms::{Basis, Terms};

use remaining::Remaining;
