//! From the register to an atlas, once and again at every new revision.

use std::sync::Arc;
use std::time::{Duration, Instant};

use chrono::NaiveDate;
use data::store::{Store, StoreError};
use spatial::places::AreaCode;
use spatial::rules::RuleSet;
use spatial::{District, SnapshotBuilder};

use super::{Atlas, Live, Served};

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
        let judged = tokio::task::spawn_blocking(move || {
            let (snapshot, findings) = builder.finish();
            tracing::debug!(findings = findings.len(), "the snapshot is made");
            District::assess(snapshot, rules, as_of)
        });
        judged.await.map_err(|error| LoadError::Defect(error.to_string()))
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

    async fn atlas(&self, store: &Store) -> Result<Atlas, LoadError> {
        let begun = Instant::now();
        let district = self.district(store).await?;
        let served = tokio::task::spawn_blocking(move || Served::new(district));
        let served = served.await.map_err(|error| LoadError::Defect(error.to_string()))?;
        let snapshot = &served.district.snapshot;
        let seconds = begun.elapsed().as_secs_f64();
        tracing::info!(
            county = %snapshot.county, revision = snapshot.revision, grids = snapshot.grids.code.len(),
            households = snapshot.households.id.len(), seconds, "the district is ready"
        );
        metrics::gauge!("yuntu_load_seconds").set(seconds);
        Ok(Atlas::new(vec![Arc::new(served)]))
    }
}

/// A register with nothing in it is a district without a name, so that the map opens and says so.
async fn empty(store: &Store) -> Result<SnapshotBuilder, LoadError> {
    let county = AreaCode::parse("000000").map_err(|error| LoadError::Defect(error.to_string()))?;
    let data_date = store.data_date().await?.unwrap_or(NO_DATE);
    Ok(SnapshotBuilder::new(county, store.revision().await?, data_date))
}

/// Loads the district, then again whenever the register has another revision: edits are seen without a restart. Only the
/// first load may fail; later ones are tried again, and what is served stays.
///
/// # Errors
/// [`LoadError`] of the first load. Otherwise this never ends.
pub async fn follow(live: Arc<Live>, store: Arc<Store>, loading: Loading, every: Duration) -> Result<(), LoadError> {
    // Asked before loading: an edit during the load is then loaded again, never missed.
    let mut seen = store.revision().await?;
    publish(&live, loading.atlas(&store).await?);
    loop {
        tokio::time::sleep(every).await;
        match store.revision().await {
            Ok(revision) if revision == seen => {}
            Ok(revision) => match loading.atlas(&store).await {
                Ok(atlas) => {
                    publish(&live, atlas);
                    seen = revision;
                }
                Err(error) => tracing::warn!(%error, "the new revision could not be read; it is tried again"),
            },
            Err(error) => tracing::warn!(%error, "the register could not be asked for its revision"),
        }
    }
}

/// Serves an atlas, and works out beside it what takes longer.
fn publish(live: &Live, atlas: Atlas) {
    let districts = atlas.districts().to_vec();
    live.publish(atlas);
    for served in districts {
        tokio::task::spawn_blocking(move || served.capacity.run(&served.district));
    }
}
