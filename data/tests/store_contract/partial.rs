//! Records whose source does not tell all of them.

use data::model::{ContactSubject, Record, Table};
use data::store::{Appended, Commit, Store, Untold};
use spatial::places::{Household, PositionTrust, Tenure};

use crate::ground::Ground;
use crate::promises::snapshot;
use crate::records::{change, contact, county, household};

/// A household of which a list tells the persons alone.
fn counted(id: &str, persons: u16) -> Record {
    let bare = Household {
        building: None,
        door: String::new(),
        position: None,
        trust: PositionTrust::Doubtful,
        persons: Some(persons),
        tenure: None,
        ..household(id)
    };
    Record::Household(bare)
}

async fn told(store: &Store, records: impl IntoIterator<Item = (Record, Untold)>) -> Appended {
    let mut staging = store.begin_staging().await.unwrap();
    for (record, untold) in records {
        staging.push_told(record, untold).await.unwrap();
    }
    staging.commit(Commit { author: "test".into(), reason: "to see".into(), ..Commit::default() }).await.unwrap()
}

fn all_but(table: Table, told: &str) -> Untold {
    Untold::of(table, |column| column == told)
}

pub(crate) async fn what_is_not_told_stays_as_the_register_has_it(ground: &Ground) {
    let store = ground.open().await;
    let known = ["H1", "H2", "H3"].map(|id| Record::Household(household(id)));
    store.append(change(known.to_vec())).await.unwrap();
    let persons = all_but(Table::Household, "persons");
    let list = || {
        let moved_out = Household { tenure: None, ..household("H2") };
        let all = (Record::Household(moved_out), Untold::NOTHING);
        [(counted("H1", 5), persons), all, (counted("H3", 3), persons), (counted("H4", 2), persons)]
    };
    let appended = told(&store, list()).await;
    assert_eq!((appended.revision, appended.changed[0].put), (2, 3), "H3 says what is known");
    let now = snapshot(&store).await.households;
    assert_eq!(now.persons, [Some(5), Some(3), Some(3), Some(2)]);
    assert_eq!(now.tenure, [Some(Tenure::Tenant), None, Some(Tenure::Tenant), None]);
    assert_eq!(now.position.iter().map(Option::is_some).collect::<Vec<_>>(), [true, true, true, false]);
    assert_eq!(told(&store, list()).await.revision, 2, "the same again makes no revision");
    let keys: Vec<_> = store.journal(1, 10).await.unwrap().into_iter().map(|line| (line.key, line.content)).collect();
    assert_eq!(
        keys.iter().filter_map(|(key, _)| key.as_deref()).collect::<Vec<_>>(),
        ["990101/H1", "990101/H2", "990101/H4"]
    );
    told(&store, [(counted("H1", 6), persons)]).await;
    told(&store, [(counted("H1", 7), Untold::NOTHING)]).await;
    let now = snapshot(&store).await.households;
    assert_eq!((now.persons[0], now.tenure[0], now.position[0]), (Some(7), None, None), "what is told blank is blank");
}

pub(crate) async fn what_is_not_told_stays_in_bulk(ground: &Ground) {
    let store = ground.open().await;
    let known = (0..1_200).map(|number| Record::Household(household(&format!("H{number:04}"))));
    store.append(change(known.collect())).await.unwrap();
    let persons = all_but(Table::Household, "persons");
    let tenure = all_but(Table::Household, "tenure");
    let list =
        (0..1_200).map(|number| (counted(&format!("H{number:04}"), 5), if number < 700 { persons } else { tenure }));
    assert_eq!(told(&store, list).await.changed[0].put, 1_200);
    let now = snapshot(&store).await.households;
    assert_eq!(now.persons[..], [vec![Some(5); 700], vec![Some(3); 500]].concat());
    assert_eq!(now.tenure[..], [vec![Some(Tenure::Tenant); 700], vec![None; 500]].concat());
    assert!(now.position.iter().all(Option::is_some));
}

pub(crate) async fn a_contact_with_nothing_in_it_is_removed(ground: &Ground) {
    let store = ground.open().await;
    store
        .append(change(vec![Record::Contact(contact("H1", "张三")), Record::Contact(contact("H2", "李四"))]))
        .await
        .unwrap();
    let mut blank = contact("H1", "");
    let name = all_but(Table::Contact, "name");
    told(&store, [(Record::Contact(blank.clone()), name)]).await;
    let found = store.contacts(&county(), ContactSubject::Household, &["H1"]).await.unwrap();
    assert_eq!(found, [contact("H1", "")], "a phone is left");
    blank.phone.clear();
    let gone = change(vec![Record::Contact(blank)]);
    let appended = store.append(gone.clone()).await.unwrap();
    assert_eq!((appended.revision, appended.changed[0].put, appended.changed[0].deleted), (3, 0, 1));
    let found = store.contacts(&county(), ContactSubject::Household, &["H1", "H2"]).await.unwrap();
    assert_eq!(found, [contact("H2", "李四")]);
    let last = store.journal(2, 10).await.unwrap().remove(0);
    assert_eq!((&*last.action, last.key.as_deref()), ("delete", Some("990101/household/H1")));
    assert_eq!(store.append(gone).await.unwrap().revision, 3, "nobody is removed twice or comes to be as nobody");
}
