use serde::Serialize;
use spatial::flow::{Tally, Totals};
use utoipa::ToSchema;

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
    /// The date it speaks of.
    pub as_of: String,
    /// What it was worked out under.
    pub terms: CapacityTerms,
    /// The area's households. Members may live outside it.
    pub households: CapacityTally,
    /// Of the whole district; null when an area inside it was asked about.
    pub totals: Option<CapacityTotals>,
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
