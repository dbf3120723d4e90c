use std::sync::Arc;

use chrono::NaiveDate;
use data::model::{ChangeSet, ContactSubject, Record, RecordKey, Table};
use data::store::{Commit, Store, StoreError, TableChange};
use spatial::Snapshot;
use spatial::places::{AreaKind, HouseholdId, Tenure};

pub(crate) use crate::edits::{
    a_record_that_changed_twice_is_told_once_as_it_is_now, another_day_or_district_is_a_revision_without_edits,
    edits_are_the_records_that_changed, what_no_edit_tells_of_wants_a_load,
};
use crate::ground::Ground;
pub(crate) use crate::partial::{
    a_contact_with_nothing_in_it_is_removed, what_is_not_told_stays_as_the_register_has_it,
    what_is_not_told_stays_in_bulk,
};
use crate::records::{area, builder, change, change_of, code, contact, county, day, everything, household, visit};

pub(crate) async fn snapshot(store: &Store) -> Snapshot {
    let mut builders = store.load(None).await.unwrap();
    assert_eq!(builders.len(), 1);
    builders.remove(0).finish().0
}

async fn last_visit(store: &Store, id: &str) -> Option<NaiveDate> {
    let households = snapshot(store).await.households;
    households.last_visit[households.id.find(id).unwrap().index()]
}

pub(crate) async fn a_new_register_is_empty(ground: &Ground) {
    let store = ground.open().await;
    assert_eq!(store.revision().await.unwrap(), 0);
    assert_eq!(store.data_date().await.unwrap(), None);
    assert_eq!(store.counties().await.unwrap(), []);
    assert!(store.load(None).await.unwrap().is_empty());
    assert_eq!(store.journal(0, 10).await.unwrap(), []);
    assert_eq!(store.contacts(&county(), ContactSubject::Household, &["H1"]).await.unwrap(), []);
}

pub(crate) async fn what_goes_in_comes_out(ground: &Ground) {
    let store = ground.open().await;
    let change = ChangeSet { data_date: Some(day("2026-10-31")), ..change(everything()) };
    let appended = store.append(change).await.unwrap();
    assert_eq!(appended.revision, 1);
    assert_eq!(appended.changed.len(), Table::ALL.len());
    let direct = builder(1, day("2026-10-31"), everything()).finish();
    let stored = store.load(None).await.unwrap().remove(0).finish();
    assert_eq!(format!("{stored:?}"), format!("{direct:?}"));
    assert_eq!(stored.0.households.id.len(), 2);
    let contacts = store.contacts(&county(), ContactSubject::Household, &["H1", "H2"]).await.unwrap();
    assert_eq!(contacts, [contact("H1", "张三")]);
}

pub(crate) async fn the_same_again_makes_no_revision(ground: &Ground) {
    let store = ground.open().await;
    let change = ChangeSet { data_date: Some(day("2026-10-31")), ..change(everything()) };
    store.append(change.clone()).await.unwrap();
    let again = store.append(change).await.unwrap();
    assert_eq!((again.revision, again.changed), (1, vec![]));
    assert_eq!(store.revision().await.unwrap(), 1);
}

pub(crate) async fn records_are_put_by_key_and_absent_ones_stay(ground: &Ground) {
    let store = ground.open().await;
    store.append(change(everything())).await.unwrap();
    let mut moved = household("H1");
    moved.tenure = Some(Tenure::Vacant);
    moved.position = None;
    let appended =
        store.append(change(vec![Record::Household(moved), Record::Household(household("H3"))])).await.unwrap();
    assert_eq!(appended.changed, [TableChange { table: Table::Household, put: 2, deleted: 0 }]);
    let households = snapshot(&store).await.households;
    assert_eq!((0..3).map(|row| households.id.get(spatial::Row(row))).collect::<Vec<_>>(), ["H1", "H2", "H3"]);
    assert_eq!(households.tenure, [Some(Tenure::Vacant), None, Some(Tenure::Tenant)]);
}

pub(crate) async fn a_change_made_for_another_revision_is_refused(ground: &Ground) {
    let store = ground.open().await;
    store.append(change_of(0, everything())).await.unwrap();
    let stale = store.append(change_of(0, vec![Record::Household(household("H9"))])).await.unwrap_err();
    assert!(matches!(stale, StoreError::Conflict { base: 0, current: 1 }), "{stale}");
    assert!(stale.to_string().contains("revision 0") && stale.to_string().contains("revision 1"), "{stale}");
    assert_eq!(snapshot(&store).await.households.id.find("H9"), None);
    assert_eq!(store.append(change_of(1, vec![Record::Household(household("H9"))])).await.unwrap().revision, 2);
}

pub(crate) async fn of_many_writers_with_one_base_one_wins(ground: &Ground) {
    let store = Arc::new(ground.open().await);
    let writers = (0..6).map(|number| {
        let store = Arc::clone(&store);
        tokio::spawn(async move {
            store.append(change_of(0, vec![Record::Household(household(&format!("H{number}")))])).await
        })
    });
    let mut won = 0;
    for writer in writers.collect::<Vec<_>>() {
        match writer.await.unwrap() {
            Ok(appended) => {
                assert_eq!(appended.revision, 1);
                won += 1;
            }
            Err(error) => assert!(matches!(error, StoreError::Conflict { base: 0, current: 1 }), "{error}"),
        }
    }
    assert_eq!(won, 1);
    assert_eq!(store.revision().await.unwrap(), 1);
    assert_eq!(snapshot(&store).await.households.id.len(), 1);
}

pub(crate) async fn an_idempotency_key_is_appended_once(ground: &Ground) {
    let store = ground.open().await;
    let keyed = ChangeSet { idempotency_key: Some("form 17".into()), ..change_of(0, everything()) };
    let first = store.append(keyed.clone()).await.unwrap();
    store.append(change(vec![Record::Household(household("H3"))])).await.unwrap();
    // Its base is stale by now; it is given its revision back all the same.
    assert_eq!(store.append(keyed).await.unwrap(), first);
    assert_eq!(store.revision().await.unwrap(), 2);
}

pub(crate) async fn what_is_deleted_is_gone(ground: &Ground) {
    let store = ground.open().await;
    store.append(change(everything())).await.unwrap();
    let gone = RecordKey::Household(county(), HouseholdId::new("H1"));
    let delete = ChangeSet { deletes: vec![gone.clone()], ..change(vec![Record::Household(household("H1"))]) };
    let appended = store.append(delete.clone()).await.unwrap();
    assert_eq!(appended.changed, [TableChange { table: Table::Household, put: 0, deleted: 1 }]);
    assert_eq!(snapshot(&store).await.households.id.find("H1"), None);
    assert_eq!(store.append(delete).await.unwrap().changed, [], "what is not there cannot be deleted");
    let all: Vec<RecordKey> = everything().iter().map(Record::key).collect();
    let appended = store.append(ChangeSet { deletes: all, ..change(vec![]) }).await.unwrap();
    assert_eq!(appended.changed.len(), Table::ALL.len());
    assert_eq!(store.counties().await.unwrap(), []);
}

pub(crate) async fn the_last_visit_follows_the_visits(ground: &Ground) {
    let store = ground.open().await;
    store.append(change(vec![visit("H1", "2026-01-05")])).await.unwrap();
    store.append(change(vec![Record::Household(household("H1"))])).await.unwrap();
    assert_eq!(last_visit(&store, "H1").await, Some(day("2026-01-05")), "the visit was there first");
    store.append(change(vec![visit("H1", "2026-03-01"), visit("H1", "2025-01-01")])).await.unwrap();
    assert_eq!(last_visit(&store, "H1").await, Some(day("2026-03-01")));
    let mut again = household("H1");
    again.persons = Some(5);
    again.last_visit = Some(day("2030-01-01"));
    store.append(change(vec![Record::Household(again)])).await.unwrap();
    assert_eq!(last_visit(&store, "H1").await, Some(day("2026-03-01")), "what a record says is ignored");
    let newest = visit("H1", "2026-03-01").key();
    store.append(ChangeSet { deletes: vec![newest], ..change(vec![]) }).await.unwrap();
    assert_eq!(last_visit(&store, "H1").await, Some(day("2026-01-05")));
}

pub(crate) async fn the_last_visit_follows_visits_in_bulk(ground: &Ground) {
    let store = ground.open().await;
    let mut puts: Vec<Record> = (0..700).map(|number| Record::Household(household(&format!("H{number:03}")))).collect();
    puts.extend((0..700).map(|number| visit(&format!("H{number:03}"), "2026-01-01")));
    puts.extend((0..700).step_by(2).map(|number| visit(&format!("H{number:03}"), "2026-02-01")));
    store.append(change(puts)).await.unwrap();
    let last = snapshot(&store).await.households.last_visit.clone();
    let newer = last.iter().filter(|date| **date == Some(day("2026-02-01"))).count();
    let older = last.iter().filter(|date| **date == Some(day("2026-01-01"))).count();
    assert_eq!((newer, older), (350, 350));
}

pub(crate) async fn a_small_change_is_journalled_record_by_record(ground: &Ground) {
    let store = ground.open().await;
    store.append(change(vec![Record::Household(household("H1")), visit("H1", "2026-01-05")])).await.unwrap();
    let delete = ChangeSet {
        deletes: vec![visit("H1", "2026-01-05").key()],
        ..change(vec![Record::Household(household("H1"))])
    };
    store.append(delete).await.unwrap();
    let journal = store.journal(0, 10).await.unwrap();
    let lines: Vec<_> =
        journal.iter().map(|it| (it.revision, it.table, &*it.action, it.key.as_deref().unwrap())).collect();
    assert_eq!(
        lines,
        [
            (1, Table::Household, "put", "990101/H1"),
            (1, Table::Visit, "put", "990101/H1/2026-01-05"),
            (2, Table::Visit, "delete", "990101/H1/2026-01-05"),
        ]
    );
    assert!(journal.iter().all(|it| it.author == "test" && it.reason == "to see" && it.content.len() == 64));
    assert_eq!(store.journal(1, 10).await.unwrap(), journal[2..]);
    assert_eq!(store.journal(0, 1).await.unwrap(), journal[..1]);
}

pub(crate) async fn a_large_change_is_journalled_table_by_table(ground: &Ground) {
    let store = ground.open().await;
    let mut puts: Vec<Record> = (0..1_100).map(|number| Record::Household(household(&format!("H{number}")))).collect();
    puts.extend(everything());
    let rows: u64 = store.append(change(puts)).await.unwrap().changed.iter().map(|it| it.put).sum();
    let journal = store.journal(0, 100).await.unwrap();
    assert_eq!(journal.len(), Table::ALL.len());
    assert!(journal.iter().all(|it| it.key.is_none() && it.content.len() == 64));
    assert_eq!(journal.iter().map(|it| it.rows).sum::<u64>(), rows);
    assert_eq!(rows as usize, 1_100 + everything().len() - 2, "H1 and H2 stand twice and count once");
}

pub(crate) async fn of_two_records_with_one_key_the_later_counts(ground: &Ground) {
    let store = ground.open().await;
    let (mut first, last) = (household("H1"), household("H1"));
    first.persons = Some(9);
    let both = vec![Record::Household(first), Record::Household(last)];
    assert_eq!(store.append(change(both.clone())).await.unwrap().changed[0].put, 1);
    assert_eq!(snapshot(&store).await.households.persons, [Some(3)]);
    assert_eq!(store.append(change(both)).await.unwrap().revision, 1);
}

pub(crate) async fn the_data_date_is_part_of_a_revision(ground: &Ground) {
    let store = ground.open().await;
    let dated =
        |date: &str| ChangeSet { data_date: Some(day(date)), ..change(vec![Record::Household(household("H1"))]) };
    assert_eq!(store.append(dated("2026-09-30")).await.unwrap().revision, 1);
    assert_eq!(store.append(dated("2026-10-31")).await.unwrap().revision, 2);
    assert_eq!(store.append(dated("2026-10-31")).await.unwrap().revision, 2);
    assert_eq!(store.append(change(vec![])).await.unwrap().revision, 2);
    assert_eq!(store.data_date().await.unwrap(), Some(day("2026-10-31")));
    assert_eq!(snapshot(&store).await.data_date, day("2026-10-31"));
    assert_eq!(snapshot(&store).await.revision, 2);
}

pub(crate) async fn without_a_data_date_the_newest_date_counts(ground: &Ground) {
    let store = ground.open().await;
    store.append(change(everything())).await.unwrap();
    assert_eq!(store.data_date().await.unwrap(), None);
    assert_eq!(snapshot(&store).await.data_date, day("2026-05-04"));
}

pub(crate) async fn staging_without_a_commit_leaves_nothing(ground: &Ground) {
    let store = ground.open().await;
    let mut abandoned = store.begin_staging().await.unwrap();
    let mut kept = store.begin_staging().await.unwrap();
    for number in 0..3_000 {
        abandoned.push(Record::Household(household(&format!("A{number}")))).await.unwrap();
    }
    kept.push(Record::Household(household("H1"))).await.unwrap();
    drop(abandoned);
    let commit = Commit { author: "test".into(), reason: "to see".into(), ..Commit::default() };
    assert_eq!(kept.commit(commit).await.unwrap().revision, 1);
    assert_eq!(snapshot(&store).await.households.id.len(), 1);
}

pub(crate) async fn districts_are_loaded_apart(ground: &Ground) {
    let store = ground.open().await;
    let mut elsewhere = household("H1");
    elsewhere.community = code("990102001001");
    let there = area("990102", AreaKind::District, 0.2);
    let puts = vec![
        area("990101", AreaKind::District, 0.1),
        there,
        Record::Household(household("H1")),
        Record::Household(elsewhere),
    ];
    store.append(change(puts)).await.unwrap();
    assert_eq!(store.counties().await.unwrap(), [code("990101"), code("990102")]);
    for builder in store.load(None).await.unwrap() {
        let snapshot = builder.finish().0;
        assert_eq!((snapshot.areas.code.len(), snapshot.households.id.len()), (1, 1));
        assert_eq!(snapshot.areas.code[0], snapshot.county);
    }
    let one = store.load(Some(&code("990102"))).await.unwrap();
    assert_eq!(one.len(), 1);
    assert!(store.load(Some(&code("110101"))).await.unwrap().is_empty());
}

pub(crate) async fn contacts_come_in_the_order_they_were_asked_for(ground: &Ground) {
    let store = ground.open().await;
    let people = ["H1", "H2", "H3"].map(|id| Record::Contact(contact(id, id)));
    store.append(change(people.to_vec())).await.unwrap();
    let found = store.contacts(&county(), ContactSubject::Household, &["H3", "nobody", "H1"]).await.unwrap();
    assert_eq!(found, [contact("H3", "H3"), contact("H1", "H1")]);
    assert_eq!(store.contacts(&county(), ContactSubject::Member, &["H3"]).await.unwrap(), []);
    assert_eq!(store.contacts(&code("990102"), ContactSubject::Household, &["H3"]).await.unwrap(), []);
}
