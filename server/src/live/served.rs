use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use sha2::{Digest, Sha256};
use spatial::District;
use spatial::gap_areas::GapAreas;
use spatial::places::LonLat;
use spatial::rules::RuleId;
use spatial::shape::{Point, Shape};
use spatial::siting::{self, Ask, Effort, SitingPlan};
use spatial::snapshot::{Row, Snapshot};

use tiles::TileSource;

use super::{CapacityJob, Hierarchy, Kept, SearchIndex, Timeline, TimelineAsk};
use crate::hex::hex;

/// So many plans are kept: some kilobytes each.
const PLANS: usize = 64;

/// So many timelines are kept: a megabyte each.
const TIMELINES: usize = 4;

/// West, south, east, north in degrees.
pub type WebBounds = [f64; 4];

/// One district, judged, with what answering about it quickly needs.
pub struct Served {
    /// The district at one revision.
    pub district: Arc<District>,
    /// The same, made ready for cutting tiles.
    pub tiles: Arc<TileSource>,
    /// Children, descendants and paths.
    pub hierarchy: Hierarchy,
    /// Names, codes, addresses and initials.
    pub search: SearchIndex,
    /// Bounding boxes of areas, by row.
    pub area_bounds: Vec<WebBounds>,
    /// Bounding boxes of grids, by row.
    pub grid_bounds: Vec<WebBounds>,
    /// Organisations that serve each grid, by grid row.
    pub grid_organisations: Vec<Vec<Row>>,
    /// Names this state of the district: equal exactly when revision, data, rules, date and program are.
    pub tag: String,
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
        let district = Arc::new(district);
        let snapshot = &district.snapshot;
        Self {
            hierarchy: Hierarchy::of(snapshot),
            search: SearchIndex::of(snapshot),
            area_bounds: snapshot.areas.shape.iter().map(|shape| bounds(snapshot, shape)).collect(),
            grid_bounds: snapshot.grids.shape.iter().map(|shape| bounds(snapshot, shape)).collect(),
            grid_organisations: grid_organisations(snapshot),
            tiles: Arc::new(TileSource::new(Arc::clone(&district))),
            tag: tag(&district),
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

/// Rounds degrees to a centimetre, which keeps answers short.
fn round7(degrees: f64) -> f64 {
    (degrees * 1e7).round() / 1e7
}

fn bounds(snapshot: &Snapshot, shape: &Shape) -> WebBounds {
    let exterior = || shape.iter().flat_map(|polygon| &polygon.exterior);
    let (Some(west), Some(east)) = (exterior().map(|p| p.x).min(), exterior().map(|p| p.x).max()) else {
        return [0.0; 4];
    };
    let south = exterior().map(|p| p.y).min().unwrap_or_default();
    let north = exterior().map(|p| p.y).max().unwrap_or_default();
    // The frame's axes are turned a little against the meridians: all four corners count.
    let corners = [(west, south), (west, north), (east, south), (east, north)];
    let corners = corners.map(|(x, y)| snapshot.frame.unproject(Point { x, y }));
    let fold = |pick: fn(&LonLat) -> f64, better: fn(f64, f64) -> f64| {
        round7(corners.iter().map(pick).reduce(better).unwrap_or_default())
    };
    [fold(|c| c.lon, f64::min), fold(|c| c.lat, f64::min), fold(|c| c.lon, f64::max), fold(|c| c.lat, f64::max)]
}

fn grid_organisations(snapshot: &Snapshot) -> Vec<Vec<Row>> {
    let mut by_grid = vec![Vec::new(); snapshot.grids.code.len()];
    for row in (0..snapshot.organisations.id.len() as u32).map(Row) {
        for grid in snapshot.organisations.serves_grids.of(row) {
            if let Some(list) = by_grid.get_mut(grid.index()) {
                list.push(row);
            }
        }
    }
    by_grid
}

/// Two registers may both be at revision 1, so the tag also covers what is in them, the rules and the program.
fn tag(district: &District) -> String {
    let snapshot = &district.snapshot;
    let mut hash = Sha256::new();
    let mut add = |text: String| hash.update(text + "\n");
    add(format!("{} {} {}", snapshot.county, snapshot.revision, snapshot.data_date));
    add(format!("{} {:?}", district.verdicts.as_of, district.rules));
    add(format!("{:?} {:?}", snapshot.areas.code, snapshot.areas.label));
    add(format!("{:?} {:?}", snapshot.grids.code, snapshot.grids.label));
    // Where everybody lives, to the millimetre: nobody can try out how many they are until the tag fits.
    add(format!("{:?}", snapshot.households.position));
    add(format!("{} {}", snapshot.households.id.len(), snapshot.members.id.len()));
    add(format!("{} {}", env!("CARGO_PKG_VERSION"), option_env!("YUNTU_BUILD").unwrap_or_default()));
    format!("{}-{}", snapshot.revision, hex(&hash.finalize()[..6]))
}
