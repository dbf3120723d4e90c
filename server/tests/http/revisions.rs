//! Edits are seen without a restart.

use std::sync::Arc;
use std::time::Duration;

use data::model::{ChangeSet, Record};
use data::store::{Open, Store};
use server::app::App;
use server::http::{PublicAddress, recorder, router};
use server::live::{Live, Loading, follow};
use spatial::Audience;
use spatial::fixture::Records;

use crate::kit::{ask, json};

fn change(puts: Vec<Record>) -> ChangeSet {
    let data_date = Some(Records::tiny().data_date);
    ChangeSet { author: "test".into(), reason: "test".into(), puts, data_date, ..ChangeSet::default() }
}

async fn eventually<T: PartialEq + std::fmt::Debug>(expected: T, mut ask: impl AsyncFnMut() -> T) {
    for _ in 0..400 {
        if ask().await == expected {
            return;
        }
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    assert_eq!(ask().await, expected);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_edit_is_seen_without_a_restart_and_changes_the_tags() {
    let folder = std::env::temp_dir().join(format!("yuntu-follow-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    let url = format!("sqlite://{}/r.gpkg", folder.display());
    let store = Arc::new(Store::open(&url, Open::CreateIfMissing).await.unwrap());
    let records = Records::tiny();
    let areas = records.areas.iter().cloned().map(Record::Area);
    let grids = records.grids.iter().cloned().map(Record::Grid);
    store.append(change(areas.chain(grids).collect())).await.unwrap();

    let live = Arc::new(Live::default());
    let audience = Audience::parse("worker").unwrap();
    let app = App::new(Arc::clone(&live), audience, PublicAddress::default(), Some(Arc::clone(&store)), recorder());
    let router = router(app);
    let follower = tokio::spawn(follow(live, Arc::clone(&store), Loading::default(), Duration::from_millis(10)));
    eventually(200, async || ask(&router, "/readyz").await.status.as_u16()).await;
    let before = ask(&router, "/tiles/grid.json").await.header("etag").to_owned();
    assert_eq!(json(&router, "/api/v1/district").await["counts"]["households"], 0);

    let households = records.households.into_iter().map(Record::Household);
    let buildings = records.buildings.into_iter().map(Record::Building);
    let appended = store.append(change(buildings.chain(households).collect())).await.unwrap();
    eventually(appended.revision, async || json(&router, "/api/v1/district").await["revision"].as_u64().unwrap()).await;
    assert_eq!(json(&router, "/api/v1/district").await["counts"]["households"], 60);
    assert_ne!(ask(&router, "/tiles/grid.json").await.header("etag"), before);
    follower.abort();
    std::fs::remove_dir_all(&folder).unwrap();
}
