//! The register's newest revision, served: edits as edits where they can be told so, anything else by reading it anew.

use std::sync::Arc;
use std::time::{Duration, Instant};

use data::store::{Edits, Store};
use spatial::Snapshot;

use super::load::working;
use super::{Atlas, Live, LoadError, Loading, Served};

/// Loads the district, then keeps up with the register: edits are seen without a restart. Only the first load may fail; what
/// fails later is tried again, and what is served stays.
///
/// # Errors
/// [`LoadError`] of the first load. Otherwise this never ends.
pub async fn follow(live: Arc<Live>, store: Arc<Store>, loading: Loading, every: Duration) -> Result<(), LoadError> {
    let mut served = publish(&live, loading.served(&store).await?, How::Full);
    loop {
        tokio::time::sleep(every).await;
        match next(&store, &loading, &served).await {
            Ok(Some((newer, how))) => served = publish(&live, newer, how),
            Ok(None) => {}
            Err(error) => tracing::warn!(%error, "the register could not be followed; it is tried again"),
        }
    }
}

/// How a revision came to be served.
#[derive(Clone, Copy)]
enum How {
    /// Read and judged as a whole.
    Full,
    /// Made of the revision before by edits.
    Edit,
}

impl How {
    fn as_str(self) -> &'static str {
        match self {
            Self::Full => "full",
            Self::Edit => "edit",
        }
    }
}

/// What to serve after `served`; `None` while the register is where it was.
async fn next(store: &Store, loading: &Loading, served: &Arc<Served>) -> Result<Option<(Served, How)>, LoadError> {
    if store.revision().await? == served.district.snapshot.revision {
        return Ok(None);
    }
    Ok(Some(match edited(store, loading, served).await? {
        Some(newer) => (newer, How::Edit),
        None => (loading.served(store).await?, How::Full),
    }))
}

/// The served district after what happened since; `None` where only a load can tell.
async fn edited(store: &Store, loading: &Loading, served: &Arc<Served>) -> Result<Option<Served>, LoadError> {
    let begun = Instant::now();
    let snapshot = &served.district.snapshot;
    // Without a wish the register's first district is served, and another one may be that now.
    if loading.county.is_none() && store.counties().await?.first() != Some(&snapshot.county) {
        return Ok(None);
    }
    let Some(since) = store.edits_since(&snapshot.county, snapshot.revision).await? else { return Ok(None) };
    if !same_day(&since, snapshot) {
        return Ok(None);
    }
    let (revision, edits) = (since.revision, since.edits.len());
    let before = Arc::clone(served);
    let after = move || before.district.edited(since.revision, &since.edits).map(|district| before.edited(district));
    let newer = working(after).await?;
    if newer.is_some() {
        let seconds = begun.elapsed().as_secs_f64();
        tracing::info!(revision, edits, seconds, "the district is edited");
        metrics::gauge!("yuntu_edit_seconds").set(seconds);
    }
    Ok(newer)
}

/// Whether the data are still of the snapshot's day. In a register whose day nobody has stated any visit may move it.
fn same_day(since: &Edits, snapshot: &Snapshot) -> bool {
    since.data_date == Some(snapshot.data_date)
}

/// Serves a district, and works out beside it what takes longer.
fn publish(live: &Arc<Live>, served: Served, how: How) -> Arc<Served> {
    let served = Arc::new(served);
    live.publish(Atlas::new(vec![Arc::clone(&served)]));
    metrics::counter!("yuntu_loads_total", "how" => how.as_str()).increment(1);
    let (live, job) = (Arc::clone(live), Arc::clone(&served));
    tokio::task::spawn_blocking(move || live.work_out(&job));
    served
}
