//! What is being served: an atlas of judged districts, swapped whole when the register has a new revision.
//!
//! A request keeps the district it took for as long as it lives; nothing is ever changed in place.

mod answers;
mod capacity;
mod circle_only;
mod follow;
mod hierarchy;
mod index;
mod kept;
mod lens;
mod load;
mod search;
mod served;
mod timeline;

pub use capacity::CapacityJob;
pub use circle_only::{Affected, CircleOnly};
pub use follow::follow;
pub use hierarchy::Hierarchy;
pub use index::WebBounds;
pub use kept::Kept;
pub use lens::Lens;
pub use load::{LoadError, Loading};
pub use search::{Hit, HitKind, SearchIndex, may_find};
pub use served::Served;
pub use timeline::{Timeline, TimelineAsk};

use std::sync::{Arc, Mutex, PoisonError};

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
    /// Held by the one who works something out beside what is served.
    working: Mutex<()>,
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

    /// Works out what takes longer than an edit may (the capacity), one district at a time, on the calling thread. One that
    /// was replaced while it waited for its turn is left as it is: nobody new will ask it.
    fn work_out(&self, served: &Arc<Served>) {
        let _turn = self.working.lock().unwrap_or_else(PoisonError::into_inner);
        let is_served = |atlas: Arc<Atlas>| atlas.districts.iter().any(|other| Arc::ptr_eq(other, served));
        if self.atlas().is_some_and(is_served) {
            served.capacity.run(&served.district);
        }
    }
}
