//! Lists of some columns, brought to a register that holds more.

use spatial::Snapshot;
use spatial::places::AreaCode;

use super::whole::{empty, imported, run};
use super::*;
use crate::model::Contact;
use crate::store::Store;

/// A register with two households that have everything; H1 is asked after.
async fn register() -> Store {
    let store = empty().await;
    let building = feature(r#""id":"B1","community":"990101001001","kind":"tower""#, DISTRICT);
    let rows = "H1,990101001001,B1,2-1203,113.6,30.2,3,tenant,more_often,张三,138,\n\
                H2,990101001001,B1,2-1204,113.6,30.2,2,owner,,李四,139,\n";
    let desk = Desk::with_areas()
        .file("buildings.geojson", collection(&[building]))
        .file("households.csv", format!("{HEADER}{rows}"));
    assert_eq!(Box::pin(imported(&store, &desk)).await.unwrap().revision, 1);
    store
}

/// Brings files to a register and gives its revision.
async fn brought(store: &Store, files: &[(&str, &str)]) -> u64 {
    let desk = files.iter().fold(Desk::new(), |desk, (name, content)| desk.file(name, content));
    imported(store, &desk).await.unwrap().revision
}

/// What the register has of a household: building, place, persons, tenure, name and phone.
async fn told(store: &Store, id: &str) -> String {
    let snapshot: Snapshot = store.load(None).await.unwrap().remove(0).finish().0;
    let households = &snapshot.households;
    let at = households.id.find(id).unwrap().index();
    let place = households.position[at].map(|point| snapshot.frame.unproject(point));
    let place = place.map_or("nowhere".to_owned(), |place| format!("{:.4} {:.4}", place.lon, place.lat));
    let building = households.building[at].is_some();
    let tenure = households.tenure[at].map_or("-", Tenure::as_str);
    format!("{building} {place} {:?} {tenure} {}", households.persons[at], contact(store, id).await)
}

async fn contact(store: &Store, id: &str) -> String {
    let county = AreaCode::parse("990101").unwrap();
    let found = store.contacts(&county, ContactSubject::Household, &[id]).await.unwrap();
    found.first().map_or("nobody".to_owned(), |Contact { name, phone, .. }| format!("{name} {phone}"))
}

const WHOLE: &str = "true 113.6000 30.2000 Some(3) tenant 张三 138";

#[test]
fn a_list_of_two_columns_leaves_all_others_as_they_are() {
    run(async {
        let store = register().await;
        assert_eq!(told(&store, "H1").await, WHOLE);
        let list = [("户.csv", "户编号,所属社区\nH1,990101001001\n")];
        assert_eq!(brought(&store, &list).await, 1, "nothing is said, so nothing changes");
        assert_eq!(told(&store, "H1").await, WHOLE);
    });
}

#[test]
fn a_blank_cell_clears_and_an_absent_column_does_not() {
    run(async {
        let store = register().await;
        let list = [("h.csv", "id,community,persons,tenure,contact_phone\nH1,990101001001,4,,\n")];
        assert_eq!(brought(&store, &list).await, 2);
        assert_eq!(told(&store, "H1").await, "true 113.6000 30.2000 Some(4) - 张三 ");
        assert_eq!(brought(&store, &list).await, 2, "the same list again says nothing new");
        let list = [("h.csv", "id,community,building,lon,lat,contact_name\nH1,990101001001,,,,\n")];
        assert_eq!(brought(&store, &list).await, 3);
        assert_eq!(told(&store, "H1").await, "false nowhere Some(4) - nobody");
        assert_eq!(brought(&store, &list).await, 3);
    });
}

#[test]
fn each_file_of_an_import_speaks_for_its_own_columns() {
    run(async {
        let store = register().await;
        let files = [
            ("a.csv", "id,community,persons\nH1,990101001001,5\n"),
            ("b.csv", "id,community,tenure\nH2,990101001001,vacant\n"),
        ];
        assert_eq!(brought(&store, &files).await, 2);
        assert_eq!(told(&store, "H1").await, "true 113.6000 30.2000 Some(5) tenant 张三 138");
        assert_eq!(told(&store, "H2").await, "true 113.6000 30.2000 Some(2) vacant 李四 139");
    });
}

#[test]
fn a_household_that_is_new_has_what_its_list_says() {
    run(async {
        let store = register().await;
        let list = [("h.csv", "id,community,persons,contact_name,contact_phone\nH3,990101001001,1,,\n")];
        assert_eq!(brought(&store, &list).await, 2);
        assert_eq!(told(&store, "H3").await, "false nowhere Some(1) - nobody");
        assert_eq!(brought(&store, &list).await, 2);
    });
}

#[test]
fn points_of_a_map_move_households_and_nothing_else() {
    run(async {
        let store = register().await;
        let at = r#"{"type":"Point","coordinates":[113.61,30.21]}"#;
        let moved = collection(&[feature(r#""id":"H1","community":"990101001001""#, at)]);
        assert_eq!(brought(&store, &[("h.geojson", &moved)]).await, 2);
        assert_eq!(told(&store, "H1").await, "true 113.6100 30.2100 Some(3) tenant 张三 138");
        let nowhere = collection(&[feature(r#""id":"H1","community":"990101001001""#, "null")]);
        assert_eq!(
            brought(&store, &[("households.geojson", &nowhere)]).await,
            2,
            "a layer without any point tells none"
        );
    });
}
