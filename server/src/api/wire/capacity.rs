use serde::Serialize;
use spatial::flow::{Tally, Totals};
use utoipa::ToSchema;

use super::{PathItem, Position, StandingWord};

/// The households of an area by what the best assignment of members says of them.
#[derive(Clone, Copy, Debug, Serialize, ToSchema)]
pub struct CapacityTally {
    /// Linked to an active, eligible member.
    pub linked: u64,
    /// Not linked, though every best assignment would: somebody near has room.
    pub unassigned: u64,
    /// Not linked, competing for fewer places than there are households.
    pub unreachable_by_capacity: u64,
    /// The record does not say enough.
    pub unknown: u64,
    /// How many of the two gaps the proposed links would close.
    pub proposed: u64,
    /// The residents of the unassigned.
    pub unassigned_persons: u64,
    /// The residents of the unreachable.
    pub unreachable_persons: u64,
}

/// Whether the best assignment of members has been worked out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum CapacityState {
    /// Not yet: it is worked out beside what is served already.
    Pending,
    /// It is.
    Done,
}

/// The households of a grid by what the best assignment of members says of them.
#[derive(Clone, Copy, Debug, Serialize, ToSchema)]
pub struct GridCapacity {
    /// Whether it is known yet.
    pub state: CapacityState,
    /// Its households; null while pending.
    pub households: Option<CapacityTally>,
}

impl GridCapacity {
    /// Not yet worked out.
    pub const PENDING: Self = Self { state: CapacityState::Pending, households: None };

    /// Worked out.
    pub fn done(tally: Tally) -> Self {
        Self { state: CapacityState::Done, households: Some(tally.into()) }
    }
}

/// The arithmetic of the whole district; households with a position only.
#[derive(Clone, Copy, Debug, Serialize, ToSchema)]
pub struct CapacityTotals {
    /// Households linked already.
    pub linked: u64,
    /// Households that wait for a link.
    pub waiting: u64,
    /// How many of those who wait can be linked at once, no link that counts being moved.
    pub closable: u64,
    /// How many of them cannot.
    pub short: u64,
    /// Active, eligible members with a position.
    pub members: u64,
    /// Their places.
    pub places: u64,
    /// Their free places.
    pub spare: u64,
    /// How many of `linked` and `waiting` could be linked within reach if every link were made anew.
    pub linkable_anew: u64,
}

/// What the assignment was worked out under.
#[derive(Clone, Copy, Debug, Serialize, ToSchema)]
pub struct CapacityTerms {
    /// How many households one member may be linked to (L1).
    pub households_per_member: u32,
    /// How far apart their homes may be in a straight line, metres; a common micro-grid makes them near at any distance.
    pub reach_m: f64,
}

/// Whether there are members enough (L8), in one area.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct CapacityAnswer {
    /// The area's code.
    pub area: String,
    /// The register's revision that it was worked out from.
    pub revision: u64,
    /// The date it speaks of.
    pub as_of: String,
    /// What it was worked out under.
    pub terms: CapacityTerms,
    /// The area's households. Members may live outside it.
    pub households: CapacityTally,
    /// Of the whole district; null when an area inside it was asked about.
    pub totals: Option<CapacityTotals>,
}

/// A building by what the best assignment of members says of its households.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct BuildingItem {
    /// The building's id.
    pub id: String,
    /// Its address; null where it has none.
    pub address: Option<String>,
    /// The grid it stands in; null outside every grid and between several.
    pub grid: Option<PathItem>,
    /// A point in it.
    pub label: Position,
    /// The verdict: the gap that needs more members before the one that needs a link.
    pub standing: StandingWord,
    /// Its households.
    pub households: CapacityTally,
}

/// A link that would close a gap. All of them together can be made, and none moves a link that counts.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct ProposalItem {
    /// The household's id again: every item of every list has an id, and a household one proposal.
    pub id: String,
    /// The household that waits.
    pub household: String,
    /// The member who would take it on.
    pub member: String,
    /// Straight from home to home, metres.
    pub metres: f64,
    /// The building of the household; null where the register does not say.
    pub building: Option<String>,
    /// Its address; null where it has none.
    pub address: Option<String>,
    /// The grid of the household; null outside every grid and between several.
    pub grid: Option<PathItem>,
    /// Where the household is.
    pub position: Option<Position>,
}

impl From<Tally> for CapacityTally {
    fn from(tally: Tally) -> Self {
        let Tally {
            linked,
            unassigned,
            unreachable_by_capacity,
            unknown,
            proposed,
            unassigned_persons,
            unreachable_persons,
        } = tally;
        Self { linked, unassigned, unreachable_by_capacity, unknown, proposed, unassigned_persons, unreachable_persons }
    }
}

impl From<Totals> for CapacityTotals {
    fn from(totals: Totals) -> Self {
        let Totals { linked, waiting, closable, short, members, places, spare, linkable_anew } = totals;
        Self { linked, waiting, closable, short, members, places, spare, linkable_anew }
    }
}
