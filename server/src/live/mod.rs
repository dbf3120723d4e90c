//! What is being served: an atlas of judged districts, swapped whole when the register has a new revision.
//!
//! A request keeps the district it took for as long as it lives; nothing is ever changed in place.

mod capacity;
mod hierarchy;
mod kept;
mod load;
mod search;
mod served;
mod timeline;

pub use capacity::CapacityJob;
pub use hierarchy::Hierarchy;
pub use kept::Kept;
pub use load::{LoadError, Loading, follow};
pub use search::{Hit, HitKind, SearchIndex, may_find};
pub use served::{Served, WebBounds};
pub use timeline::{Timeline, TimelineAsk};

use std::sync::Arc;

use arc_swap::ArcSwapOption;

/// The districts being served, in the order of their codes.
#[derive(Debug, Default)]
pub struct Atlas {
    districts: Vec<Arc<Served>>,
}

impl Atlas {
    /// An atlas of these districts; the first is the one that answers where no code says otherwise.
    pub fn new(districts: Vec<Arc<Served>>) -> Self {
        Self { districts }
    }

    /// All districts.
    pub fn districts(&self) -> &[Arc<Served>] {
        &self.districts
    }

    /// The district that answers where no code says otherwise.
    pub fn home(&self) -> Option<&Arc<Served>> {
        self.districts.first()
    }
}

/// The atlas of this moment; empty until the register has been read.
#[derive(Debug, Default)]
pub struct Live {
    atlas: ArcSwapOption<Atlas>,
}

impl Live {
    /// Makes an atlas the one that new requests see.
    pub fn publish(&self, atlas: Atlas) {
        for served in &atlas.districts {
            let snapshot = &served.district.snapshot;
            metrics::gauge!("yuntu_revision", "district" => snapshot.county.to_string()).set(snapshot.revision as f64);
        }
        self.atlas.store(Some(Arc::new(atlas)));
    }

    /// The atlas of this moment; `None` until the register has been read.
    pub fn atlas(&self) -> Option<Arc<Atlas>> {
        self.atlas.load_full()
    }
}
