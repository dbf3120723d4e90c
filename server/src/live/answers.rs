//! Answers about one district that take a while, worked out when first asked for.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use spatial::gap_areas::GapAreas;
use spatial::rules::RuleId;
use spatial::siting::{self, Ask, Closing, Effort, FewestPlan, SitingPlan};
use spatial::snapshot::Row;

use super::{CircleOnly, Kept, Lens, Served, Timeline, TimelineAsk};

/// So many plans are kept: some kilobytes each.
const PLANS: usize = 64;
/// So many timelines are kept: a megabyte each.
const TIMELINES: usize = 4;
/// So many closings are kept: the rows of those who are lost.
const CLOSINGS: usize = 64;
/// So many other judgements are kept: some tens of megabytes each for a district of 400,000 households.
const LENSES: usize = 4;

/// What somebody asked for.
pub(super) struct Answers {
    gap_areas: Mutex<HashMap<RuleId, Arc<GapAreas>>>,
    siting: Kept<Ask, SitingPlan>,
    /// With the share per thousand.
    fewest: Kept<(Ask, u32), FewestPlan>,
    /// By station and reach in decimetres.
    closing: Kept<(Row, u32), Closing>,
    timeline: Kept<TimelineAsk, Timeline>,
    circle_only: OnceLock<CircleOnly>,
    otherwise: Kept<Lens, Served>,
}

impl Default for Answers {
    fn default() -> Self {
        Self {
            gap_areas: Mutex::default(),
            siting: Kept::of(PLANS),
            fewest: Kept::of(PLANS),
            closing: Kept::of(CLOSINGS),
            timeline: Kept::of(TIMELINES),
            circle_only: OnceLock::new(),
            otherwise: Kept::of(LENSES),
        }
    }
}

impl Served {
    /// The blind-spot areas of a rule; `None` where it judges no household or is off. A district of 200,000 gap households
    /// takes some tenths of a second.
    pub fn gap_areas(&self, rule: RuleId) -> Option<Arc<GapAreas>> {
        let mut known = self.answers.gap_areas.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(areas) = known.get(&rule) {
            return Some(Arc::clone(areas));
        }
        let areas = Arc::new(GapAreas::of(&self.district, rule)?);
        known.insert(rule, Arc::clone(&areas));
        Some(areas)
    }

    /// The next sites: a whole district takes a second or two.
    pub fn siting(&self, ask: Ask) -> Arc<SitingPlan> {
        self.answers.siting.get(ask, || siting::plan(&self.district, &ask, Effort::default()))
    }

    /// The fewest sites for so many of a thousand persons: some seconds.
    pub fn fewest(&self, ask: Ask, permille: u32) -> Arc<FewestPlan> {
        let work_out = || siting::fewest(&self.district, &ask, permille, Effort::default());
        self.answers.fewest.get((ask, permille), work_out)
    }

    /// Who relies on a station within a reach.
    pub fn closing(&self, station: Row, within_dm: u32) -> Arc<Closing> {
        let work_out = || siting::closing(&self.district, station, within_dm);
        self.answers.closing.get((station, within_dm), work_out)
    }

    /// A rule's past and future: every month costs what the rule costs.
    pub fn timeline(&self, ask: TimelineAsk) -> Arc<Timeline> {
        self.answers.timeline.get(ask, || Timeline::of(&self.district, ask))
    }

    /// Households that the circle covers and the walk does not, added up.
    pub fn circle_only(&self) -> &CircleOnly {
        self.answers.circle_only.get_or_init(|| CircleOnly::of(&self.district))
    }

    /// The same register judged by other rules or as of another day: a second for a district of 400,000 households.
    pub fn otherwise(&self, lens: &Lens) -> Arc<Self> {
        self.answers.otherwise.get(lens.clone(), || self.judged(lens))
    }

    /// The same where it has been asked for of late.
    pub fn known_otherwise(&self, lens: &Lens) -> Option<Arc<Self>> {
        self.answers.otherwise.known(lens)
    }
}
