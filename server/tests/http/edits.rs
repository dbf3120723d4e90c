//! A district that came of another one by edits answers, byte by byte, as if it had been loaded.

use std::sync::Arc;

use axum::Router;
use server::http::PublicAddress;
use server::live::{Atlas, Live, Served};
use spatial::District;
use spatial::edit::Edit;
use spatial::fixture::{Records, at, date, household_id, member_id};
use spatial::places::{Grid, Station, StationId, Unit};

use crate::kit::{ask, json, over};

/// What is asked of the API.
const PATHS: [&str; 18] = [
    "/api/v1/district",
    "/api/v1/areas?limit=200",
    "/api/v1/areas?level=grid&limit=200",
    "/api/v1/areas/990101001001",
    "/api/v1/grids/990101001001001",
    "/api/v1/grids/990101001002002",
    "/api/v1/gaps?limit=200",
    "/api/v1/gaps?level=community&limit=200",
    "/api/v1/gaps/summary?level=grid&limit=200",
    "/api/v1/gaps/areas",
    "/api/v1/responsible?lon=113.5985&lat=30.1985",
    "/api/v1/search?q=S",
    "/api/v1/search?q=E1",
    "/api/v1/search?q=%E6%96%B0",
    "/api/v1/timeline?rule=V1",
    "/api/v1/capacity",
    "/tiles/map.json",
    "/tiles/station.json",
];

fn serving(served: &Arc<Served>, audience: &str) -> Router {
    let live = Arc::new(Live::default());
    live.publish(Atlas::new(vec![Arc::clone(served)]));
    over(live, audience, PublicAddress::default())
}

/// Status, tag and body of every address asked of a district, tiles of several zooms among them.
async fn answers(served: &Arc<Served>, audience: &str) -> Vec<(String, u16, String, Vec<u8>)> {
    let router = serving(served, audience);
    let mut paths = PATHS.map(str::to_owned).to_vec();
    let district = json(&router, "/api/v1/district").await;
    let degree = |index: usize| district["bounds"][index].as_f64().unwrap();
    for zoom in [8_u32, 11, 13, 14, 16] {
        let size = f64::from(1_u32 << zoom);
        let x = |lon: f64| ((lon + 180.0) / 360.0 * size) as u32;
        let y = |lat: f64| ((0.5 - lat.to_radians().sin().atanh() / std::f64::consts::TAU) * size) as u32;
        for (x, y) in (x(degree(0))..=x(degree(2))).flat_map(|x| (y(degree(3))..=y(degree(1))).map(move |y| (x, y))) {
            paths.push(format!("/tiles/map/{zoom}/{x}/{y}"));
        }
    }
    let mut answers = Vec::new();
    for path in paths {
        let asked = ask(&router, &path).await;
        answers.push((path, asked.status.as_u16(), asked.header("etag").to_owned(), asked.body));
    }
    answers
}

/// Serves the tiny district, makes its tiles, edits it, and holds every answer against that of a fresh index.
async fn check(name: &str, edits: &[Edit]) {
    let before = Arc::new(Served::new(Records::tiny().district()));
    for audience in ["worker", "public"] {
        answers(&before, audience).await;
    }
    let district: District = before.district.edited(2, edits).unwrap_or_else(|| panic!("{name} wants a load"));
    let edited = Arc::new(before.edited(district.clone()));
    let fresh = Arc::new(Served::new(district));
    for audience in ["public", "worker", "worker:990101001001", "planner", "auditor"] {
        let (edited, fresh) = (answers(&edited, audience).await, answers(&fresh, audience).await);
        assert!(edited.iter().filter(|(_, status, ..)| *status == 200).count() > 20, "{name} {audience}");
        for (edited, fresh) in edited.into_iter().zip(fresh) {
            let text = |body: &[u8]| String::from_utf8_lossy(body).into_owned();
            assert!(edited == fresh, "{name} {audience} {}:\n{}\n{}", edited.0, text(&edited.3), text(&fresh.3));
        }
    }
    assert_ne!(edited.tag, before.tag, "{name}: another state has another tag");
}

fn station(id: &str) -> Station {
    let station = Records::tiny().stations[0].clone();
    Station { id: StationId::new(id), name: "新站".into(), position: Some(at(-300.0, 290.0)), ..station }
}

#[tokio::test]
async fn after_a_station_moved_came_or_went() {
    check("moved", &[Edit::PutStation(station("S1"))]).await;
    check("came", &[Edit::PutStation(station("S0"))]).await;
    check("went", &[Edit::RemoveStation(StationId::new("S2"))]).await;
}

#[tokio::test]
async fn after_a_visit_and_a_link() {
    check("visit", &[Edit::PutVisit(household_id(1, 2), date(2026, 10, 30))]).await;
    check("link", &[Edit::RemoveLink(household_id(0, 0), member_id(0, 0))]).await;
}

#[tokio::test]
async fn after_a_unit_and_a_member_changed() {
    let records = Records::tiny();
    let unit = Unit { name: "新公司".into(), operating: false, ..records.units[0].clone() };
    check("unit", &[Edit::PutUnit(unit)]).await;
    let mut member = records.members[0].clone();
    member.household = Some(household_id(3, 14));
    check("member", &[Edit::PutMember(member)]).await;
}

#[tokio::test]
async fn after_a_grid_changed_its_name_or_its_outline() {
    let grid = Records::tiny().grids[1].clone();
    check("name", &[Edit::PutGrid(Grid { name: "新网格".into(), ..grid.clone() })]).await;
    let mut smaller = grid;
    smaller.shape = spatial::fixture::block(-400.0, 0.0, -100.0, 400.0);
    check("outline", &[Edit::PutGrid(smaller)]).await;
}

#[tokio::test]
async fn a_revision_that_changed_nothing_here_shares_everything_and_has_a_tag_of_its_own() {
    check("nothing", &[]).await;
}
