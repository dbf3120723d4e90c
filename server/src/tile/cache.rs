use std::sync::Arc;

use bytes::Bytes;
use moka::future::Cache;
use tiles::TileCoord;
use tokio::sync::Semaphore;

use super::Wire;

/// What a tile is a pure function of. The tag holds revision, data, rules, date and audience.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct TileKey {
    /// State of the district and audience.
    pub tag: Arc<str>,
    /// Layer set.
    pub set: Arc<str>,
    /// Where.
    pub coord: TileCoord,
    /// Format and packing.
    pub wire: Wire,
}

/// Tiles already made, packed; each is made once however many ask for it at the same time.
#[derive(Clone)]
pub struct TileCache {
    cache: Cache<TileKey, Bytes>,
    makers: Arc<Semaphore>,
}

/// Some thousand district tiles; an old revision's tiles are the first to go.
const CACHE_BYTES: u64 = 64 * 1024 * 1024;
/// What an entry costs beside its bytes.
const ENTRY_BYTES: usize = 256;

impl TileCache {
    /// An empty cache.
    pub(crate) fn new() -> Self {
        let weigh = |_: &TileKey, bytes: &Bytes| u32::try_from(bytes.len() + ENTRY_BYTES).unwrap_or(u32::MAX);
        let makers = std::thread::available_parallelism().map_or(2, std::num::NonZero::get);
        Self {
            cache: Cache::builder().max_capacity(CACHE_BYTES).weigher(weigh).build(),
            makers: Arc::new(Semaphore::new(makers)),
        }
    }

    /// The tile of a key, made by `make` on a thread that may block where it is not there yet.
    ///
    /// # Errors
    /// When making it failed, in words for the log; the failure is not kept.
    pub(crate) async fn get(
        &self,
        key: TileKey,
        make: impl FnOnce() -> std::io::Result<Vec<u8>> + Send + 'static,
    ) -> Result<Bytes, Arc<String>> {
        if let Some(bytes) = self.cache.get(&key).await {
            metrics::counter!("yuntu_tile_cache_total", "outcome" => "hit").increment(1);
            return Ok(bytes);
        }
        metrics::counter!("yuntu_tile_cache_total", "outcome" => "miss").increment(1);
        let makers = Arc::clone(&self.makers);
        let task = async move {
            let permit = makers.acquire_owned().await.map_err(|error| error.to_string())?;
            let bytes = tokio::task::spawn_blocking(move || {
                let bytes = make();
                drop(permit);
                bytes
            });
            let bytes = bytes.await.map_err(|error| error.to_string())?.map_err(|error| error.to_string())?;
            Ok::<_, String>(Bytes::from(bytes))
        };
        self.cache.try_get_with(key, task).await
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicUsize, Ordering};

    use super::*;

    fn key(tag: &str) -> TileKey {
        let coord = TileCoord::new(0, 0, 0).unwrap();
        TileKey { tag: tag.into(), set: "map".into(), coord, wire: Wire::negotiate("", "") }
    }

    #[tokio::test(flavor = "multi_thread")]
    async fn a_tile_is_made_once_for_many_who_ask_together() {
        static MADE: AtomicUsize = AtomicUsize::new(0);
        let cache = TileCache::new();
        let slow = || {
            MADE.fetch_add(1, Ordering::SeqCst);
            std::thread::sleep(std::time::Duration::from_millis(30));
            Ok(vec![7])
        };
        let asks = (0..20).map(|_| {
            let cache = cache.clone();
            tokio::spawn(async move { cache.get(key("1-a-public"), slow).await.unwrap() })
        });
        for ask in asks.collect::<Vec<_>>() {
            assert_eq!(ask.await.unwrap(), [7].as_slice());
        }
        assert_eq!(MADE.load(Ordering::SeqCst), 1);
    }

    #[tokio::test]
    async fn audiences_and_revisions_share_no_tile_and_failures_are_not_kept() {
        let cache = TileCache::new();
        for (tag, byte) in [("1-a-public", 1), ("1-a-worker", 2), ("2-b-worker", 3)] {
            assert_eq!(cache.get(key(tag), move || Ok(vec![byte])).await.unwrap(), [byte].as_slice());
        }
        let panicking = cache.get(key("x"), || panic!("a defect")).await;
        assert!(panicking.is_err());
        assert_eq!(cache.get(key("x"), || Ok(vec![9])).await.unwrap(), [9].as_slice());
    }
}
