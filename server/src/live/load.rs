//! From the register to a district that answers.

use std::panic::resume_unwind;
use std::sync::Arc;
use std::thread;
use std::time::Instant;

use chrono::NaiveDate;
use data::store::{Store, StoreError};
use spatial::places::AreaCode;
use spatial::rules::RuleSet;
use spatial::{District, SnapshotBuilder};

use super::Served;
use super::index::Index;

/// What to load and how to judge it.
#[derive(Clone, Debug, Default)]
pub struct Loading {
    /// The district; `None` takes the register's first.
    pub county: Option<AreaCode>,
    /// The rules.
    pub rules: RuleSet,
    /// The date of the verdicts; `None` takes the register's data date.
    pub as_of: Option<NaiveDate>,
}

/// Why there is nothing to serve.
#[derive(Debug, thiserror::Error)]
pub enum LoadError {
    /// The register cannot be read.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// It has other districts.
    #[error("the register has no district {wanted}; it has {there}")]
    NoSuchDistrict {
        /// What was asked for.
        wanted: AreaCode,
        /// What there is.
        there: String,
    },
    /// A defect of this program.
    #[error("reading the register ended by a defect of this program: {0}")]
    Defect(String),
}

/// The date of a register that has none.
const NO_DATE: NaiveDate = NaiveDate::from_ymd_opt(1970, 1, 1).expect("the first of January is a date");

impl Loading {
    /// Reads and judges the district.
    ///
    /// # Errors
    /// [`LoadError`] when the register cannot be read or has no such district.
    pub async fn district(&self, store: &Store) -> Result<District, LoadError> {
        let builder = self.builder(store).await?;
        let (rules, as_of) = (self.rules.clone(), self.as_of);
        let district = working(move || District::assess(builder.finish().0, rules, as_of)).await?;
        self.doubt(&district);
        Ok(district)
    }

    /// Warns of a date at which the grids that are judged were none yet.
    fn doubt(&self, district: &District) {
        let (Some(as_of), snapshot) = (self.as_of, &district.snapshot) else { return };
        let began_later = snapshot.grids.valid_from.iter().filter(|from| **from > as_of).count();
        if began_later > 0 {
            let (all, data_date) = (snapshot.grids.code.len(), snapshot.data_date);
            tracing::warn!(
                "{began_later} of {all} grids begin after {as_of}: what is judged as of that day are the grids of {data_date}"
            );
        }
    }

    async fn builder(&self, store: &Store) -> Result<SnapshotBuilder, LoadError> {
        let counties = store.counties().await?;
        if let Some(wanted) = self.county.as_ref().filter(|wanted| !counties.contains(wanted)) {
            let there: Vec<_> = counties.iter().map(AreaCode::as_str).collect();
            return Err(LoadError::NoSuchDistrict { wanted: wanted.clone(), there: there.join(", ") });
        }
        let Some(county) = self.county.as_ref().or(counties.first()) else { return empty(store).await };
        if counties.len() > 1 && self.county.is_none() {
            tracing::warn!(%county, all = ?counties, "the register has several districts; the first is taken");
        }
        let mut builders = store.load(Some(county)).await?;
        if builders.is_empty() { empty(store).await } else { Ok(builders.swap_remove(0)) }
    }

    /// Reads and judges the district, and derives what answering quickly needs.
    pub(super) async fn served(&self, store: &Store) -> Result<Served, LoadError> {
        let begun = Instant::now();
        let builder = self.builder(store).await?;
        tracing::debug!(seconds = begun.elapsed().as_secs_f64(), "the register is read");
        let (rules, as_of) = (self.rules.clone(), self.as_of);
        let served = working(move || made(builder, rules, as_of)).await?;
        self.doubt(&served.district);
        let snapshot = &served.district.snapshot;
        let seconds = begun.elapsed().as_secs_f64();
        tracing::info!(
            county = %snapshot.county, revision = snapshot.revision, grids = snapshot.grids.code.len(),
            households = snapshot.households.id.len(), seconds, "the district is ready"
        );
        metrics::gauge!("yuntu_load_seconds").set(seconds);
        Ok(served)
    }
}

/// Judges the district on one thread and derives its indexes on another: neither needs what the other makes.
fn made(builder: SnapshotBuilder, rules: RuleSet, as_of: Option<NaiveDate>) -> Served {
    let begun = Instant::now();
    let (snapshot, findings) = builder.finish();
    tracing::debug!(seconds = begun.elapsed().as_secs_f64(), findings = findings.len(), "the snapshot is made");
    let (snapshot, begun) = (Arc::new(snapshot), Instant::now());
    thread::scope(|scope| {
        let index = scope.spawn(|| {
            let index = Index::of(&snapshot);
            tracing::debug!(seconds = begun.elapsed().as_secs_f64(), "the indexes are made");
            index
        });
        let district = District::assess(Arc::clone(&snapshot), rules, as_of);
        tracing::debug!(seconds = begun.elapsed().as_secs_f64(), "the district is judged");
        Served::over(index.join().unwrap_or_else(|panic| resume_unwind(panic)), district)
    })
}

/// Runs what computes for long on a thread where that does no harm.
pub(super) async fn working<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> Result<T, LoadError> {
    tokio::task::spawn_blocking(work).await.map_err(|error| LoadError::Defect(error.to_string()))
}

/// A register with nothing in it is a district without a name, so that the map opens and says so.
async fn empty(store: &Store) -> Result<SnapshotBuilder, LoadError> {
    let county = AreaCode::parse("000000").map_err(|error| LoadError::Defect(error.to_string()))?;
    let data_date = store.data_date().await?.unwrap_or(NO_DATE);
    Ok(SnapshotBuilder::new(county, store.revision().await?, data_date))
}
