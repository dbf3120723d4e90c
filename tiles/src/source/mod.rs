//! What tiles are cut from, derived from a district once.

pub(crate) mod bins;
mod clusters;
mod coverage;
mod footprints;
mod ground;
mod homes;
mod spots;
mod streets;

use std::sync::{Arc, OnceLock};

use spatial::District;
use spatial::places::LonLat;
use spatial::rules::{self, RuleId};
use spatial::snapshot::Row;

pub(crate) use bins::{Bin, Bins};
pub(crate) use clusters::{clusters, middle};
pub(crate) use coverage::{Coverage, Level};
pub(crate) use footprints::Footprints;
pub use ground::Ground;
pub(crate) use homes::{Dwellings, HOUSEHOLD_RULES, counts, judgements};
pub(crate) use spots::Spots;
pub(crate) use streets::Streets;

use crate::MAX_ZOOM;
use crate::world::{to_degrees, unit_mm};

/// A district made ready for cutting tiles: its ground, and what its verdicts add up to there when the first tile asks.
#[derive(Debug)]
pub struct TileSource {
    district: Arc<District>,
    pub(crate) ground: Ground,
    bins: OnceLock<Bins>,
    dwellings: OnceLock<Vec<Dwellings>>,
    circle_only: OnceLock<Vec<Row>>,
    /// By rule.
    spots: [OnceLock<Option<Spots>>; RuleId::ALL.len()],
}

impl TileSource {
    /// Derives what tiles need from a district, once.
    pub fn new(district: Arc<District>) -> Self {
        let ground = Ground::of(&district.snapshot);
        Self::over(ground, district)
    }

    /// A district on the ground of its snapshot.
    pub fn over(ground: Ground, district: Arc<District>) -> Self {
        Self {
            district,
            ground,
            bins: OnceLock::new(),
            dwellings: OnceLock::new(),
            circle_only: OnceLock::new(),
            spots: std::array::from_fn(|_| OnceLock::new()),
        }
    }

    /// The district it was made from.
    pub fn district(&self) -> &Arc<District> {
        &self.district
    }

    /// What it is cut from whatever the verdicts.
    pub fn ground(&self) -> &Ground {
        &self.ground
    }

    /// Households by cell.
    pub(crate) fn bins(&self) -> &Bins {
        self.bins.get_or_init(|| Bins::new(&self.district, &self.ground.households, self.circle_only()))
    }

    /// Households by building row.
    pub(crate) fn dwellings(&self) -> &[Dwellings] {
        self.dwellings.get_or_init(|| homes::dwellings(&self.district))
    }

    /// Households that the circle covers and the walk does not, ascending.
    pub(crate) fn circle_only(&self) -> &[Row] {
        self.circle_only.get_or_init(|| rules::circle_only(&self.district))
    }

    /// The blind-spot areas of a rule; `None` where it judges no household or is off.
    pub(crate) fn spots(&self, rule: RuleId) -> Option<&Spots> {
        let spots = || Spots::of(&self.district, rule, self.ground.projection());
        self.spots[rule as usize].get_or_init(spots).as_ref()
    }

    /// South-western and north-eastern corner of the district; `None` where the register has no shape.
    pub(crate) fn bounds(&self) -> Option<(LonLat, LonLat)> {
        let (low, high) = self.ground.corners()?;
        let degrees = |x: i32, y: i32| to_degrees(f64::from(x), f64::from(y));
        Some((degrees(low.x, high.y), degrees(high.x, low.y)))
    }
}

/// The side of the square of which a zoom may lose half, mm: a vertex goes when it moves a line by less. Half a pixel of
/// a 512-pixel tile. Two where a district fills a tile and its grids are still ten pixels wide and more: the outlines weigh
/// most there, and half of so long a side moves by less than a pixel. At the deepest zoom, which clients stretch, one tile
/// unit. Zoom 10 must not be finer than zoom 11.
fn detail_mm(zoom: u8, latitude: f64) -> f64 {
    let units = match zoom {
        MAX_ZOOM => 1.0,
        11 | 12 => 16.0,
        10 => 8.0,
        _ => 4.0,
    };
    unit_mm(zoom, latitude) * units
}
