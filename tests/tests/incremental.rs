//! An edited district is the district that a full load of the edited register gives, to the last bit: over random edits of
//! stations, links, visits, members, units and grids of sample districts.

use spatial::edit::Edit;
use spatial::fixture::edits::{Drawing, difference};
use spatial::rules::RuleSet;
use spatial::{District, SnapshotBuilder};
use yuntu_tests::{Scratch, sample_register};

const KINDS: [&str; 7] = ["station", "link", "visit", "member", "unit", "grid", "several"];

/// The records of a sample district, as its register gives them.
fn records(size: &str) -> SnapshotBuilder {
    let scratch = Scratch::new(&format!("incremental-{size}"));
    let store = scratch.store("incremental.gpkg");
    sample_register(size, 1, scratch.path(), &store);
    let mut builder = yuntu_tests::records(&store);
    builder.derive_last_visits();
    builder
}

fn full(builder: &SnapshotBuilder) -> District {
    District::assess(builder.clone().finish().0, RuleSet::default(), None)
}

fn kind(edits: &[Edit]) -> usize {
    let of = |edit: &Edit| match edit {
        Edit::PutStation(_) | Edit::RemoveStation(_) => 0,
        Edit::PutLink(_) | Edit::RemoveLink(..) => 1,
        Edit::PutVisit(..) | Edit::RemoveVisit(..) => 2,
        Edit::PutMember(_) | Edit::RemoveMember(_) => 3,
        Edit::PutUnit(_) | Edit::RemoveUnit(_) => 4,
        Edit::PutGrid(_) | Edit::RemoveGrid(..) => 5,
    };
    if let [edit] = edits { of(edit) } else { KINDS.len() - 1 }
}

/// One edit after the other; nine of ten of every kind are told without a full load.
fn check(size: &str, edits: usize) {
    let mut builder = records(size);
    let (mut district, mut drawing) = (full(&builder), Drawing::new(7));
    let (mut drawn, mut edited) = ([0; KINDS.len()], [0; KINDS.len()]);
    for step in 0..edits {
        let edits = drawing.next(&district.snapshot);
        for edit in &edits {
            builder.apply(edit);
        }
        let expected = full(&builder);
        drawn[kind(&edits)] += 1;
        district = match district.edited(district.snapshot.revision + 1, &edits) {
            Some(told) => {
                edited[kind(&edits)] += 1;
                assert_eq!(difference(&told, &expected), None, "{size}, edit {step}: {edits:?}");
                told
            }
            None => expected,
        };
    }
    for ((kind, drawn), edited) in KINDS.into_iter().zip(drawn).zip(edited) {
        assert!(drawn > 0 && edited * 10 >= drawn * 9, "{size}, {kind}: {edited} of {drawn} without a full load");
    }
}

#[test]
fn ten_thousand_random_edits_of_a_tiny_district_give_what_a_full_load_gives() {
    check("tiny", 10_000);
}

#[test]
fn two_hundred_random_edits_of_a_street_give_what_a_full_load_gives() {
    check("street", 200);
}
