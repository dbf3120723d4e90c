use proptest::prelude::*;

use super::*;
use crate::District;
use crate::fixture::{COMMUNITIES, GRIDS, Records, at, code};
use crate::places::{AreaCode, PositionTrust};
use crate::rules::RuleId;

fn grid(district: &District, number: usize, series: Series) -> u64 {
    district.sums.grid(district.snapshot.grid_row(GRIDS[number]).unwrap(), series)
}

fn area(district: &District, code: &str, series: Series) -> u64 {
    district.sums.area(district.snapshot.area_row(code).unwrap(), series)
}

fn own(district: &District, code: &str, series: Series) -> u64 {
    district.sums.own(district.snapshot.area_row(code).unwrap(), series)
}

#[test]
fn an_empty_register_has_no_sums_and_none_is_missed() {
    let district = Records::empty().district();
    assert!(district.sums.grids.is_empty() && district.sums.areas.is_empty());
}

#[test]
fn a_clean_district_is_counted_in_its_grids() {
    let district = Records::tiny().district();
    assert_eq!([0, 1, 2, 3].map(|number| grid(&district, number, Series::Households)), [15; 4]);
    assert_eq!([0, 1, 2, 3].map(|number| grid(&district, number, Series::Members)), [4, 3, 2, 1]);
    assert_eq!([0, 1, 2, 3].map(|number| grid(&district, number, Series::FullMembers)), [3, 3, 2, 1]);
    assert_eq!([0, 1, 2, 3].map(|number| grid(&district, number, Series::EligibleMembers)), [3, 2, 1, 1]);
    assert_eq!(area(&district, COMMUNITIES[0], Series::Households), 30);
    assert_eq!(area(&district, "990101", Series::Households), 60);
    assert_eq!(area(&district, "990101", Series::Persons), 4 * 36);
    assert_eq!(area(&district, "990101", Series::Stations), 2);
    assert_eq!(area(&district, "990101", Series::Organisations), 3);
    assert_eq!(own(&district, "990101", Series::Households), 0);
}

#[test]
fn what_is_in_no_grid_is_its_communitys_own() {
    let mut records = Records::tiny();
    records.households[0].position = Some(at(-500.0, 0.0));
    records.households[1].trust = PositionTrust::Doubtful;
    let district = records.district();
    assert_eq!(grid(&district, 0, Series::Households), 13);
    assert_eq!(own(&district, COMMUNITIES[0], Series::Households), 2);
    assert_eq!(own(&district, COMMUNITIES[0], Series::Members), 2);
    assert_eq!(area(&district, COMMUNITIES[0], Series::Households), 30);
    assert_eq!(own(&district, COMMUNITIES[0], Series::Gap(RuleId::G11)), 1);
    assert_eq!(own(&district, COMMUNITIES[0], Series::Unknown(RuleId::G11)), 1);
}

#[test]
fn what_no_community_claims_is_the_districts_own() {
    let mut records = Records::tiny();
    records.households[0].community = code("990101009009");
    records.households[0].position = Some(at(-500.0, 0.0));
    let district = records.district();
    assert_eq!(own(&district, "990101", Series::Households), 1);
    assert_eq!(area(&district, "990101", Series::Households), 60);
}

#[test]
fn duplicates_and_inactive_members_are_in_no_sum() {
    let mut records = Records::tiny();
    records.households[1].door = records.households[0].door.clone();
    records.members[0].active = false;
    let district = records.district();
    assert_eq!(grid(&district, 0, Series::Households), 14);
    assert_eq!(grid(&district, 0, Series::Persons), 34);
    assert_eq!(grid(&district, 0, Series::Members), 3);
}

#[test]
fn persons_nobody_counted_are_households_of_their_own_series() {
    let mut records = Records::tiny();
    records.households[3].persons = None;
    let district = records.district();
    assert_eq!((grid(&district, 0, Series::Persons), grid(&district, 0, Series::PersonsUnknown)), (32, 1));
}

#[test]
fn a_grid_that_is_a_gap_as_a_whole_makes_gaps_of_all_its_households() {
    // Every grid of the tiny district is far below 300 households; only the north-eastern one has no organisation.
    let district = Records::tiny().district();
    assert_eq!(area(&district, "990101", Series::GapGrids(RuleId::G1)), 4);
    assert_eq!(area(&district, "990101", Series::Gap(RuleId::G1)), 60);
    assert_eq!(area(&district, "990101", Series::GapPersons(RuleId::G1)), area(&district, "990101", Series::Persons));
    assert_eq!([2, 3].map(|number| grid(&district, number, Series::Gap(RuleId::O10))), [15, 15]);
}

#[test]
fn a_unit_that_is_due_does_not_make_gaps_of_the_households_around_it() {
    let mut records = Records::tiny();
    records.organisations[1].serves_units.clear();
    let district = records.district();
    assert_eq!(grid(&district, 0, Series::GapGrids(RuleId::O1)), 1);
    assert_eq!(grid(&district, 0, Series::Gap(RuleId::O1)), 0);
    let mut records = Records::tiny();
    records.organisations[1].serves_grids.clear();
    let district = records.district();
    assert_eq!(grid(&district, 0, Series::Gap(RuleId::O1)), 15);
}

#[test]
fn a_grid_of_no_known_community_is_summed_by_its_code() {
    let mut records = Records::tiny();
    records.grids[0].community = code("990101009009");
    assert_eq!(area(&records.district(), COMMUNITIES[0], Series::Households), 30);
}

proptest! {
    #[test]
    fn the_sums_of_a_level_are_the_truth_of_the_level_above(
        moves in prop::collection::vec((0_usize..60, -600.0..600.0, -600.0..600.0, any::<bool>(), 0_usize..4), 0..40),
        dropped in prop::collection::vec(0_usize..4, 0..2),
    ) {
        let mut records = Records::tiny();
        let claimed = [COMMUNITIES[0], COMMUNITIES[1], "990101001", "990101077001"];
        for (household, x, y, stated, community) in moves {
            let household = &mut records.households[household];
            household.position = Some(at(x, y));
            household.community = AreaCode::parse(claimed[community]).unwrap();
            household.trust = if stated { PositionTrust::Stated } else { PositionTrust::Doubtful };
        }
        for index in dropped {
            records.areas.truncate(4 - index);
        }
        let district = records.district();
        let (snapshot, sums) = (&district.snapshot, &district.sums);
        let rows = |len: usize| (0..len as u32).map(Row);
        for series in Series::all() {
            for parent in rows(snapshot.areas.code.len()) {
                let areas: u64 = rows(snapshot.areas.code.len())
                    .filter(|row| area_parent(snapshot, *row) == Some(parent)).map(|row| sums.area(row, series)).sum();
                let grids: u64 = rows(snapshot.grids.code.len())
                    .filter(|row| grid_parent(snapshot, *row) == Some(parent)).map(|row| sums.grid(row, series)).sum();
                prop_assert_eq!(sums.area(parent, series), areas + grids + sums.own(parent, series));
            }
        }
        prop_assert_eq!(sums.area(Row(0), Series::Households), 60);
    }
}
