//! What changed since a revision, told record by record where that is possible.

use data::model::{ChangeSet, Record, RecordKey};
use data::store::Store;
use spatial::edit::Edit;
use spatial::places::{AreaKind, HouseholdId, LonLat, MemberId, Station, StationId};

use crate::ground::Ground;
use crate::records::{area, change, code, contact, county, day, everything, household, visit};

/// A register at revision 1 that holds everything, of a day.
async fn register(ground: &Ground) -> Store {
    let store = ground.open().await;
    let all = ChangeSet { data_date: Some(day("2026-10-31")), ..change(everything()) };
    assert_eq!(store.append(all).await.unwrap().revision, 1);
    store
}

fn station(id: &str) -> Station {
    let record = everything().into_iter().find_map(|record| match record {
        Record::Station(station) => Some(station),
        _ => None,
    });
    let position = Some(LonLat { lon: 113.52, lat: 30.12 });
    Station { id: StationId::new(id), name: "新站".into(), position, ..record.unwrap() }
}

/// Every record of a table that an edit can tell, with another value, and the edit that tells it, in the edits' order.
fn changed() -> Vec<(Record, Edit)> {
    let mut all: Vec<(u8, Record, Edit)> = Vec::new();
    for record in everything() {
        all.extend(match record {
            Record::Grid(mut it) if it.valid_to.is_none() => {
                it.name = "新网格".into();
                Some((0, Record::Grid(it.clone()), Edit::PutGrid(it)))
            }
            Record::Unit(mut it) => {
                it.operating = !it.operating;
                Some((1, Record::Unit(it.clone()), Edit::PutUnit(it)))
            }
            Record::Station(it) => {
                let it = Station { position: None, ..it };
                Some((2, Record::Station(it.clone()), Edit::PutStation(it)))
            }
            Record::Member(mut it) if it.household.is_some() => {
                it.eligible = None;
                Some((3, Record::Member(it.clone()), Edit::PutMember(it)))
            }
            Record::Link(mut it) => {
                it.since = Some(day("2026-01-01"));
                Some((4, Record::Link(it.clone()), Edit::PutLink(it)))
            }
            _ => None,
        });
    }
    all.push((5, visit("H1", "2026-10-30"), Edit::PutVisit(HouseholdId::new("H1"), day("2026-10-30"))));
    all.sort_by_key(|(order, ..)| *order);
    assert_eq!(all.len(), 6);
    all.into_iter().map(|(_, record, edit)| (record, edit)).collect()
}

pub(crate) async fn edits_are_the_records_that_changed(ground: &Ground) {
    let store = register(ground).await;
    let (records, mut expected): (Vec<Record>, Vec<Edit>) = changed().into_iter().unzip();
    let deletes = vec![RecordKey::Member(county(), MemberId::new("M2")), visit("H1", "2025-12-31").key()];
    let puts = records.into_iter().rev().chain([Record::Contact(contact("H1", "李四"))]).collect();
    store.append(ChangeSet { deletes, ..change(puts) }).await.unwrap();
    expected.push(Edit::RemoveVisit(HouseholdId::new("H1"), day("2025-12-31")));
    expected.push(Edit::RemoveMember(MemberId::new("M2")));
    let since = store.edits_since(&county(), 1).await.unwrap().unwrap();
    assert_eq!((since.revision, since.data_date), (2, Some(day("2026-10-31"))));
    assert_eq!(since.edits, expected, "and neither the name nor the household whose last visit moved");
}

pub(crate) async fn a_record_that_changed_twice_is_told_once_as_it_is_now(ground: &Ground) {
    let store = register(ground).await;
    let put = |it: Station| change(vec![Record::Station(it)]);
    store.append(put(station("S2"))).await.unwrap();
    let last = Station { name: "再新站".into(), ..station("S2") };
    store.append(put(last.clone())).await.unwrap();
    for after in [1, 2] {
        let since = store.edits_since(&county(), after).await.unwrap().unwrap();
        assert_eq!((since.revision, since.edits), (3, vec![Edit::PutStation(last.clone())]), "after {after}");
    }
    let gone = RecordKey::Station(county(), StationId::new("S2"));
    store.append(ChangeSet { deletes: vec![gone], ..change(vec![]) }).await.unwrap();
    let since = store.edits_since(&county(), 1).await.unwrap().unwrap();
    assert_eq!((since.revision, since.edits), (4, vec![Edit::RemoveStation(StationId::new("S2"))]));
    for after in [4, 5] {
        assert_eq!(store.edits_since(&county(), after).await.unwrap(), None, "the register is not ahead of {after}");
    }
}

pub(crate) async fn what_no_edit_tells_of_wants_a_load(ground: &Ground) {
    let store = register(ground).await;
    let bulk: Vec<Record> = (0..1_001).map(|number| visit(&format!("H{number}"), "2026-10-01")).collect();
    for puts in [vec![Record::Household(household("H9"))], vec![area("990101", AreaKind::District, 0.3)], bulk] {
        let revision = store.append(change(puts)).await.unwrap().revision;
        assert_eq!(store.edits_since(&county(), revision - 1).await.unwrap(), None, "revision {revision}");
    }
    let revision = store.append(change(vec![Record::Station(station("S2"))])).await.unwrap().revision;
    assert_eq!(store.edits_since(&county(), revision - 1).await.unwrap().unwrap().edits.len(), 1);
    assert_eq!(store.edits_since(&county(), revision - 2).await.unwrap(), None, "the visits in bulk before it");
}

pub(crate) async fn another_day_or_district_is_a_revision_without_edits(ground: &Ground) {
    let store = register(ground).await;
    let mut elsewhere = household("H1");
    elsewhere.community = code("990102001001");
    store.append(change(vec![Record::Household(elsewhere)])).await.unwrap();
    let since = store.edits_since(&county(), 1).await.unwrap().unwrap();
    assert_eq!((since.revision, since.edits), (2, vec![]));
    store.append(ChangeSet { data_date: Some(day("2026-11-30")), ..change(vec![]) }).await.unwrap();
    let since = store.edits_since(&county(), 2).await.unwrap().unwrap();
    assert_eq!((since.revision, since.data_date, since.edits), (3, Some(day("2026-11-30")), vec![]));
}
