use crate::rules::{Cause, Judgement};

/// What the assignment says of a household.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Standing {
    /// L1 does not judge it: vacant, or a second record.
    NotApplicable,
    /// A link to an active, eligible member counts.
    Linked,
    /// Nobody has linked it, and every best assignment would: somebody near has room for it and for all who compete.
    Unassigned,
    /// Nobody has linked it, and it competes for fewer places than there are households: some must stay without.
    UnreachableByCapacity,
    /// Its position, tenure or the eligibility of its member is missing.
    Unknown,
}

impl Standing {
    /// Every standing.
    pub const ALL: [Self; 5] =
        [Self::NotApplicable, Self::Linked, Self::Unassigned, Self::UnreachableByCapacity, Self::Unknown];

    /// The word on the wire.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::NotApplicable => "not_applicable",
            Self::Linked => "linked",
            Self::Unassigned => "unassigned",
            Self::UnreachableByCapacity => "unreachable_by_capacity",
            Self::Unknown => "unknown",
        }
    }

    /// The verdict of L8.
    pub fn judgement(self) -> Judgement {
        match self {
            Self::NotApplicable => Judgement::NOT_APPLICABLE,
            Self::Linked => Judgement::COVERED,
            Self::Unassigned => Judgement::gap(Cause::Service),
            Self::UnreachableByCapacity => Judgement::gap(Cause::Capacity),
            Self::Unknown => Judgement::UNKNOWN,
        }
    }
}
