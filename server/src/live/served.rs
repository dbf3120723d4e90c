use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use sha2::{Digest, Sha256};
use spatial::District;
use spatial::gap_areas::GapAreas;
use spatial::places::LonLat;
use spatial::rules::RuleId;
use spatial::shape::Point;
use spatial::siting::{self, Ask, Effort, SitingPlan};
use spatial::snapshot::Row;

use tiles::TileSource;

use super::index::{Index, WebBounds, round7};
use super::{CapacityJob, Hierarchy, Kept, SearchIndex, Timeline, TimelineAsk};
use crate::hex::hex;

/// So many plans are kept: some kilobytes each.
const PLANS: usize = 64;

/// So many timelines are kept: a megabyte each.
const TIMELINES: usize = 4;

/// One district, judged, with what answering about it quickly needs.
pub struct Served {
    /// The district at one revision.
    pub district: Arc<District>,
    /// The same, made ready for cutting tiles.
    pub tiles: Arc<TileSource>,
    /// Children, descendants and paths.
    pub hierarchy: Arc<Hierarchy>,
    /// Names, codes, addresses and initials.
    pub search: SearchIndex,
    /// Bounding boxes of areas, by row.
    pub area_bounds: Arc<[WebBounds]>,
    /// Bounding boxes of grids, by row.
    pub grid_bounds: Arc<[WebBounds]>,
    /// Organisations that serve each grid, by grid row.
    pub grid_organisations: Arc<[Vec<Row>]>,
    /// Names this state of the district: equal exactly when revision, data, rules, date and program are.
    pub tag: String,
    /// What all of the above is made of, for the district that comes after an edit.
    index: Index,
    /// L8, which comes later than the rest.
    pub capacity: CapacityJob,
    /// Blind-spot areas of the rules that somebody asked for.
    gap_areas: Mutex<HashMap<RuleId, Arc<GapAreas>>>,
    /// Plans that somebody asked for, the last ones.
    siting: Kept<Ask, SitingPlan>,
    /// Timelines that somebody asked for, the last ones.
    timeline: Kept<TimelineAsk, Timeline>,
}

impl std::fmt::Debug for Served {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Served")
            .field("county", &self.district.snapshot.county)
            .field("tag", &self.tag)
            .finish_non_exhaustive()
    }
}

impl Served {
    /// Derives the indexes of a judged district.
    pub fn new(district: District) -> Self {
        let index = Index::of(&district.snapshot);
        Self::over(index, district)
    }

    /// The district that came of a served one by edits: equal to [`Self::new`] it, and shares what the edits left alone.
    #[must_use]
    pub fn edited(&self, district: District) -> Self {
        let index = self.index.edited(&self.district.snapshot, &district.snapshot);
        Self::over(index, district)
    }

    /// A judged district with the index of its snapshot.
    pub(super) fn over(index: Index, district: District) -> Self {
        let district = Arc::new(district);
        Self {
            tiles: Arc::new(TileSource::over(index.ground.clone(), Arc::clone(&district))),
            hierarchy: Arc::clone(&index.hierarchy),
            search: index.search.clone(),
            area_bounds: Arc::clone(&index.area_bounds),
            grid_bounds: Arc::clone(&index.grid_bounds),
            grid_organisations: Arc::clone(&index.grid_organisations),
            tag: tag(&district, &index.homes),
            index,
            capacity: CapacityJob::default(),
            gap_areas: Mutex::default(),
            siting: Kept::of(PLANS),
            timeline: Kept::of(TIMELINES),
            district,
        }
    }

    /// The blind-spot areas of a rule, made when first asked for; `None` where it judges no household or is off. A district of
    /// 200,000 gap households takes some tenths of a second.
    pub fn gap_areas(&self, rule: RuleId) -> Option<Arc<GapAreas>> {
        let mut known = self.gap_areas.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(areas) = known.get(&rule) {
            return Some(Arc::clone(areas));
        }
        let areas = Arc::new(GapAreas::of(&self.district, rule)?);
        known.insert(rule, Arc::clone(&areas));
        Some(areas)
    }

    /// The next sites, worked out when first asked for: a whole district takes a second or two.
    pub fn siting(&self, ask: Ask) -> Arc<SitingPlan> {
        self.siting.get(ask, || siting::plan(&self.district, &ask, Effort::default()))
    }

    /// A rule's past and future, judged when first asked for: every month costs what the rule costs.
    pub fn timeline(&self, ask: TimelineAsk) -> Arc<Timeline> {
        self.timeline.get(ask, || Timeline::of(&self.district, ask))
    }

    /// A lattice point in degrees, rounded to 1e-7 (a centimetre).
    pub fn degrees(&self, point: Point) -> [f64; 2] {
        let LonLat { lon, lat } = self.district.snapshot.frame.unproject(point);
        [round7(lon), round7(lat)]
    }
}

/// Two registers may both be at revision 1, so the tag also covers what is in them, the rules and the program. Where everybody
/// lives is part of it, so that nobody can try out how many they are until the tag fits.
fn tag(district: &District, homes: &[u8]) -> String {
    let snapshot = &district.snapshot;
    let mut hash = Sha256::new();
    let mut add = |text: String| hash.update(text + "\n");
    add(format!("{} {} {}", snapshot.county, snapshot.revision, snapshot.data_date));
    add(format!("{} {:?}", district.verdicts.as_of, district.rules));
    add(format!("{:?} {:?}", snapshot.areas.code, snapshot.areas.label));
    add(format!("{:?} {:?}", snapshot.grids.code, snapshot.grids.label));
    add(format!("{} {}", snapshot.households.id.len(), snapshot.members.id.len()));
    add(format!("{} {}", env!("CARGO_PKG_VERSION"), option_env!("YUNTU_BUILD").unwrap_or_default()));
    hash.update(homes);
    format!("{}-{}", snapshot.revision, hex(&hash.finalize()[..6]))
}
