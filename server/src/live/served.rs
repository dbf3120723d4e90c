use std::sync::Arc;

use sha2::{Digest, Sha256};
use spatial::District;
use spatial::places::LonLat;
use spatial::shape::Point;
use spatial::snapshot::Row;

use tiles::TileSource;

use super::answers::Answers;
use super::index::{Index, WebBounds, round7};
use super::{CapacityJob, Hierarchy, Lens, SearchIndex};
use crate::hex::hex;

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
    /// Answers that take a while.
    pub(super) answers: Answers,
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

    /// The same register judged through a lens.
    pub(super) fn judged(&self, lens: &Lens) -> Self {
        Self::over(self.index.clone(), self.district.otherwise(lens.rules.clone(), lens.as_of))
    }

    /// The tag of the same register judged through a lens.
    pub fn tag_through(&self, lens: &Lens) -> String {
        tag(&self.district, lens, &self.index.homes)
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
            tag: tag(&district, &Lens::of(&district), &index.homes),
            index,
            capacity: CapacityJob::default(),
            answers: Answers::default(),
            district,
        }
    }

    /// A lattice point in degrees, rounded to 1e-7 (a centimetre).
    pub fn degrees(&self, point: Point) -> [f64; 2] {
        let LonLat { lon, lat } = self.district.snapshot.frame.unproject(point);
        [round7(lon), round7(lat)]
    }
}

/// Two registers may both be at revision 1, so the tag also covers what is in them, the rules and the program. Where everybody
/// lives is part of it, so that nobody can try out how many they are until the tag fits.
fn tag(district: &District, lens: &Lens, homes: &[u8]) -> String {
    let snapshot = &district.snapshot;
    let mut hash = Sha256::new();
    let mut add = |text: String| hash.update(text + "\n");
    add(format!("{} {} {}", snapshot.county, snapshot.revision, snapshot.data_date));
    add(format!("{} {:?}", lens.as_of, lens.rules));
    add(format!("{:?} {:?}", snapshot.areas.code, snapshot.areas.label));
    add(format!("{:?} {:?}", snapshot.grids.code, snapshot.grids.label));
    add(format!("{} {}", snapshot.households.id.len(), snapshot.members.id.len()));
    add(format!("{} {}", env!("CARGO_PKG_VERSION"), option_env!("YUNTU_BUILD").unwrap_or_default()));
    hash.update(homes);
    format!("{}-{}", snapshot.revision, hex(&hash.finalize()[..6]))
}
