//! The types of the wire. They are the API's own: nothing else of the project is serialised.

mod capacity;
mod count;
mod fact;
mod gap;
mod joint;
mod place;
mod position;
mod siting;
mod spot;
mod timeline;
mod words;

pub use capacity::{
    BuildingItem, CapacityAnswer, CapacityState, CapacityTally, CapacityTerms, CapacityTotals, GridCapacity,
    ProposalItem,
};
pub use count::Count;
pub use fact::{FactItem, FactScalar};
pub use gap::{
    CauseCounts, CircleOnlyItem, GapAreaItem, GapGridItem, GapItem, GapSummaryItem, GapSummaryRule, ReasonSet,
    ReasonsItem, VerdictItem,
};
pub use joint::{JointBranchItem, JointKindWord, JointSubject};
pub use place::{AreaItem, Counts, GridItem, GridRule, PathItem, Place, RuleSums, Worst};
pub use position::{Bounds, Position};
pub use siting::{
    ClosingAnswer, ClosingItem, ClosingStation, FewestAnswer, PeopleItem, SiteAlternative, SiteItem, SiteKindWord,
    SitePlaceWord, SiteSpot, SitingAnswer, SitingLeft, SitingPoint, SitingUnknown,
};
pub use spot::{SpotGrid, SpotItem, SpotPage, SpotStation};
pub use timeline::{TimelineAnswer, TimelineDue, TimelineItem};
pub use words::{CauseWord, LevelWord, ListWord, RuleWord, SeverityWord, StandingWord, VerdictWord};

use serde::Serialize;
use utoipa::ToSchema;

/// A page of a list.
#[derive(Clone, Debug, Serialize, ToSchema)]
pub struct Page<T> {
    /// The items of this page.
    pub items: Vec<T>,
    /// The cursor of the next page; null on the last one.
    pub next: Option<String>,
}
