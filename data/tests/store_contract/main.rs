//! One suite over every store: what is promised of a register holds in memory, in a file and in `PostGIS`.
//!
//! `PostGIS` needs `YUNTU_TEST_POSTGRES`, the address of a server as its superuser (`scripts/test` starts one); each test
//! makes a database of its own there. Without it that third is left out, with a line that says so, but never on a machine
//! that says `CI`.
#![expect(clippy::unwrap_used, reason = "a test may")]

mod edits;
mod ground;
mod partial;
mod promises;
mod records;

use ground::Ground;

/// Runs every promise on every ground.
macro_rules! contract {
    ($($promise:ident)*) => {
        mod memory {
            $(#[tokio::test(flavor = "multi_thread")]
            async fn $promise() {
                crate::promises::$promise(&crate::Ground::memory()).await;
            })*
        }
        mod file {
            $(#[tokio::test(flavor = "multi_thread")]
            async fn $promise() {
                crate::promises::$promise(&crate::Ground::file()).await;
            })*
        }
        mod postgis {
            $(#[tokio::test(flavor = "multi_thread")]
            async fn $promise() {
                if let Some(ground) = crate::Ground::postgis().await {
                    crate::promises::$promise(&ground).await;
                }
            })*
        }
    };
}

contract! {
    a_new_register_is_empty
    what_goes_in_comes_out
    the_same_again_makes_no_revision
    records_are_put_by_key_and_absent_ones_stay
    a_change_made_for_another_revision_is_refused
    of_many_writers_with_one_base_one_wins
    an_idempotency_key_is_appended_once
    what_is_deleted_is_gone
    the_last_visit_follows_the_visits
    the_last_visit_follows_visits_in_bulk
    a_small_change_is_journalled_record_by_record
    a_large_change_is_journalled_table_by_table
    of_two_records_with_one_key_the_later_counts
    what_is_not_told_stays_as_the_register_has_it
    what_is_not_told_stays_in_bulk
    a_contact_with_nothing_in_it_is_removed
    the_data_date_is_part_of_a_revision
    without_a_data_date_the_newest_date_counts
    staging_without_a_commit_leaves_nothing
    districts_are_loaded_apart
    contacts_come_in_the_order_they_were_asked_for
    edits_are_the_records_that_changed
    a_record_that_changed_twice_is_told_once_as_it_is_now
    what_no_edit_tells_of_wants_a_load
    another_day_or_district_is_a_revision_without_edits
}
