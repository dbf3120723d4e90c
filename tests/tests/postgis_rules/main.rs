//! What `PostGIS` can say of the rules, it says too: a sample street, imported into a `PostGIS` register, asked in SQL in metres of
//! the district's Gauss-Krüger zone.
//!
//! Needs `YUNTU_TEST_POSTGRES`, which `scripts/test` sets. The walking network, time and capacity are beyond SQL; they have plain
//! references of their own in `spatial`.
#![expect(clippy::unwrap_used, reason = "a test may")]

mod ground;
mod shapes;
mod ways;

use ground::Ground;
use yuntu_tests::Scratch;

#[test]
fn postgis_says_of_a_street_what_the_rules_say() {
    let scratch = Scratch::new("rules");
    let Some(ground) = Ground::of_street(&scratch) else { return };
    ways::homes_are_where_the_register_has_them(&ground);
    shapes::every_household_is_in_the_grids_that_contain_it(&ground);
    shapes::grids_overlap_and_leave_bare_what_they_are_said_to(&ground);
    shapes::buildings_are_cut_where_they_are_said_to_be(&ground);
    shapes::grids_have_the_parts_and_the_compactness_that_they_are_said_to(&ground);
    ways::without_roads_the_nearest_station_is_the_nearest_neighbour(&ground);
    ways::whoever_the_circle_alone_covers_is_in_a_circle(&ground);
    ways::linked_members_are_as_near_as_they_are_said_to_be(&ground);
    shapes::every_blind_spot_is_valid_apart_from_the_others_and_holds_its_households(&ground);
}
