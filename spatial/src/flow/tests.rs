use std::sync::Arc;

use chrono::NaiveDate;
use proptest::prelude::*;

use super::*;
use crate::District;
use crate::places::{BuildingId, Tenure};
use crate::rules::{Cause, Judgement, RuleId, RuleSet, SubjectKind, l1};
use crate::shape::{Point, distance2_mm2};
use crate::snapshot::{Links, Placement, Row, Snapshot, Span};
use crate::town::{Dwelling, Person, Town, at};

/// The built-in rules, but for how many households a member may be linked to.
fn capped(per_member: u32) -> RuleSet {
    RuleSet::default().with(&l1::PER_MEMBER, per_member)
}

fn assessed(town: &Town, per_member: u32) -> Capacity {
    assess(&District::assess(town.snapshot(), capped(per_member), None))
}

fn household(town: &mut Town, x_m: i32) -> Row {
    town.household(&Dwelling { position: Some(at(x_m, 0)), ..Dwelling::default() })
}

fn member(town: &mut Town, x_m: i32) -> Row {
    town.member(&Person { position: Some(at(x_m, 0)), ..Person::default() })
}

#[test]
fn an_empty_register_lacks_nobody() {
    let capacity = assessed(&Town::new(), 10);
    assert_eq!(capacity.totals, Totals::default());
    assert_eq!(capacity.proposals(), []);
}

#[test]
fn a_lone_household_is_unassigned_beside_a_member_and_else_unreachable() {
    let mut town = Town::new();
    let (near, far) = (household(&mut town, 0), household(&mut town, 9000));
    let member = member(&mut town, 500);
    let capacity = assessed(&town, 10);
    assert_eq!(capacity.judgement(near), Judgement::gap(Cause::Service));
    assert_eq!(capacity.judgement(far), Judgement::gap(Cause::Capacity));
    assert_eq!(capacity.proposals(), [Proposal { household: near, member, dm: 5000 }]);
    assert_eq!(capacity.proposal(far), None);
    let alone = Shortage { part: 0, households: 1, members: 0, spare: 0, moving_helps: false };
    assert_eq!((capacity.shortage(near), capacity.shortage(far)), (None, Some(alone)));
}

#[test]
fn the_reach_is_inclusive_to_the_millimetre() {
    let check = |x, y, expected| {
        let mut town = Town::new();
        let home = household(&mut town, 0);
        town.member(&Person { position: Some(Point { x, y }), ..Person::default() });
        assert_eq!(assessed(&town, 1).standing(home), expected, "{x} {y}");
    };
    check(300_000, 400_000, Standing::Unassigned);
    check(300_000, 400_001, Standing::UnreachableByCapacity);
    check(-500_000, 0, Standing::Unassigned);
    check(0, -500_001, Standing::UnreachableByCapacity);
}

#[test]
fn only_an_active_and_eligible_member_with_a_position_has_room() {
    let check = |person: Person, expected| {
        let mut town = Town::new();
        let home = household(&mut town, 0);
        town.member(&person);
        assert_eq!(assessed(&town, 1).standing(home), expected, "{:?} {:?}", person.active, person.eligible);
    };
    check(Person::default(), Standing::Unassigned);
    check(Person { active: false, ..Person::default() }, Standing::UnreachableByCapacity);
    check(Person { eligible: Some(false), ..Person::default() }, Standing::UnreachableByCapacity);
    check(Person { eligible: None, ..Person::default() }, Standing::UnreachableByCapacity);
    check(Person { position: None, ..Person::default() }, Standing::UnreachableByCapacity);
}

#[test]
fn households_that_may_not_wait_claim_no_place() {
    let mut town = Town::new();
    let first = household(&mut town, 0);
    let mut live = |dwelling: Dwelling| town.household(&dwelling);
    let vacant = live(Dwelling { tenure: Some(Tenure::Vacant), ..Dwelling::default() });
    let second_record = live(Dwelling { duplicate_of: Some(first), ..Dwelling::default() });
    let blank = live(Dwelling { tenure: None, ..Dwelling::default() });
    let nowhere = live(Dwelling { position: None, ..Dwelling::default() });
    member(&mut town, 0);
    let capacity = assessed(&town, 1);
    assert_eq!(capacity.standing(first), Standing::Unassigned);
    assert_eq!([vacant, second_record].map(|row| capacity.standing(row)), [Standing::NotApplicable; 2]);
    assert_eq!([blank, nowhere].map(|row| capacity.standing(row)), [Standing::Unknown; 2]);
    assert_eq!(capacity.totals.waiting, 1);
}

#[test]
fn links_that_there_are_stay_and_take_their_places() {
    let mut town = Town::new();
    let linked: Vec<_> = (0..9).map(|_| household(&mut town, 9000)).collect();
    let (first, second) = (household(&mut town, 0), household(&mut town, 0));
    let member = member(&mut town, 100);
    for household in &linked {
        town.link(*household, member);
    }
    let capacity = assessed(&town, 10);
    assert_eq!(capacity.standing(linked[0]), Standing::Linked);
    assert_eq!([first, second].map(|row| capacity.standing(row)), [Standing::UnreachableByCapacity; 2]);
    assert_eq!(capacity.proposals(), [Proposal { household: first, member, dm: 1000 }]);
    let shortage = Shortage { part: 0, households: 2, members: 1, spare: 1, moving_helps: true };
    assert_eq!(capacity.shortage(second), Some(shortage));
    assert_eq!(capacity.near(second), Some(Near { members: 1, places: 10, spare: 1 }));
    let totals =
        Totals { linked: 9, waiting: 2, closable: 1, short: 1, members: 1, places: 10, spare: 1, linkable_anew: 2 };
    assert_eq!(capacity.totals, totals);
}

#[test]
fn a_near_member_is_handed_on_where_that_closes_one_gap_more() {
    let mut town = Town::new();
    // The first takes the household beside it, and would leave the one that only it can reach.
    let (beside, far) = (household(&mut town, 10), household(&mut town, -480));
    let (between, other) = (member(&mut town, 0), member(&mut town, 400));
    let capacity = assessed(&town, 1);
    let expected = [
        Proposal { household: beside, member: other, dm: 3900 },
        Proposal { household: far, member: between, dm: 4800 },
    ];
    assert_eq!(capacity.proposals(), expected);
    assert_eq!([beside, far].map(|row| capacity.standing(row)), [Standing::Unassigned; 2]);
}

#[test]
fn where_moving_a_link_would_help_the_shortage_says_so() {
    let mut town = Town::new();
    let (linked, waits) = (household(&mut town, 10), household(&mut town, -480));
    let (between, _other) = (member(&mut town, 0), member(&mut town, 400));
    town.link(linked, between);
    let capacity = assessed(&town, 1);
    assert_eq!(capacity.standing(waits), Standing::UnreachableByCapacity);
    let shortage = Shortage { part: 0, households: 1, members: 0, spare: 0, moving_helps: true };
    assert_eq!(capacity.shortage(waits), Some(shortage));
    assert_eq!(capacity.near(waits), Some(Near { members: 1, places: 1, spare: 0 }));
    assert_eq!((capacity.totals.closable, capacity.totals.linkable_anew), (0, 2));
}

#[test]
fn two_competitions_are_told_apart_and_who_can_be_served_is_in_neither() {
    let mut town = Town::new();
    let [west, east, middle] = [0, 8000, 4000].map(|x_m| {
        member(&mut town, x_m);
        household(&mut town, x_m)
    });
    let (west_too, east_too) = (household(&mut town, 300), household(&mut town, 8300));
    let capacity = assessed(&town, 1);
    let part = |row| capacity.shortage(row).map(|shortage| shortage.part);
    assert_eq!([west, west_too, east, east_too, middle].map(part), [Some(0), Some(0), Some(1), Some(1), None]);
    assert_eq!((capacity.totals.closable, capacity.totals.short), (3, 2));
}

#[test]
fn a_member_with_more_links_than_the_cap_has_no_room() {
    let mut town = Town::new();
    let member = member(&mut town, 0);
    for _ in 0..3 {
        let linked = household(&mut town, 0);
        town.link(linked, member);
    }
    let waits = household(&mut town, 0);
    let capacity = assessed(&town, 2);
    assert_eq!(capacity.standing(waits), Standing::UnreachableByCapacity);
    assert_eq!((capacity.totals.spare, capacity.totals.places, capacity.totals.linkable_anew), (0, 2, 2));
}

#[test]
fn a_common_micro_grid_is_near_at_any_distance() {
    let mut town = Town::new();
    let [home, far] = [0, 9000].map(|x_m| household(&mut town, x_m));
    let member = member(&mut town, 0);
    let mut snapshot = town.snapshot();
    snapshot.members.household[member.index()] = Some(home);
    let mut check = |micro_grids: [Option<u32>; 2], expected| {
        snapshot.households.micro_grid = micro_grids.map(|code| code.map(Row)).to_vec().into();
        let capacity = assess(&District::assess(snapshot.clone(), capped(2), None));
        assert_eq!(capacity.standing(far), expected, "{micro_grids:?}");
        let metres: Vec<_> = capacity.proposals().iter().map(|proposal| proposal.dm).collect();
        assert_eq!(metres, if expected == Standing::Unassigned { vec![0, 90_000] } else { vec![0] });
    };
    check([Some(4), Some(4)], Standing::Unassigned);
    check([Some(4), Some(5)], Standing::UnreachableByCapacity);
    check([None, None], Standing::UnreachableByCapacity);
}

#[test]
fn a_link_that_has_ended_or_not_begun_takes_no_place() {
    let day = |month| NaiveDate::from_ymd_opt(2026, month, 1);
    let mut town = Town::new();
    let (waits, other) = (household(&mut town, 0), household(&mut town, 9000));
    let member = member(&mut town, 0);
    let mut snapshot = town.snapshot();
    let mut check = |since, until, spare| {
        snapshot.members.links = Links::from_links(1, [(member, other, Span { since, until })]);
        let capacity = assess(&District::assess(snapshot.clone(), capped(3), None));
        assert_eq!(capacity.near(waits), Some(Near { members: 1, places: 3, spare }), "{since:?} {until:?}");
    };
    check(None, None, 2);
    check(day(10), day(12), 2);
    check(None, day(10), 3);
    check(day(12), None, 3);
}

#[test]
fn where_l1_is_off_nothing_is_asked() {
    let mut town = Town::new();
    let home = household(&mut town, 0);
    let mut rules = capped(1);
    rules.switch(RuleId::L1, false);
    let capacity = assess(&District::assess(town.snapshot(), rules, None));
    assert_eq!(capacity.judgement(home), Judgement::NOT_APPLICABLE);
}

#[test]
fn an_answer_is_pending_until_it_is_there() {
    assert!(Answer::default().done().is_none());
    let capacity = assessed(&Town::new(), 7);
    let answer = Answer::Done(Arc::new(capacity));
    assert_eq!(answer.done().map(|capacity| capacity.basis.terms.per_member), Some(7));
}

#[test]
fn a_building_has_the_verdict_of_its_worst_household() {
    let tally = |linked, unassigned, unreachable_by_capacity, unknown| {
        Tally { linked, unassigned, unreachable_by_capacity, unknown, ..Tally::default() }.judgement()
    };
    assert_eq!(tally(5, 1, 1, 1), Judgement::gap(Cause::Capacity));
    assert_eq!(tally(5, 1, 0, 1), Judgement::gap(Cause::Service));
    assert_eq!(tally(5, 0, 0, 1), Judgement::UNKNOWN);
    assert_eq!(tally(5, 0, 0, 0), Judgement::COVERED);
    assert_eq!(tally(0, 0, 0, 0), Judgement::NOT_APPLICABLE);
}

/// Where people live (metres), whom the households are linked to, and the cap.
#[derive(Clone, Debug)]
struct Made {
    households: Vec<(i32, i32, Option<usize>)>,
    members: Vec<(i32, i32)>,
    per_member: u32,
}

fn made() -> impl Strategy<Value = Made> {
    let household = (0..30_i32, 0..20_i32, prop::option::weighted(0.4, 0..8_usize));
    (prop::collection::vec(household, 1..40), prop::collection::vec((0..30_i32, 0..20_i32), 1..8), 1..6_u32)
        .prop_map(|(households, members, per_member)| Made { households, members, per_member })
}

/// The made-up town with its rows in the given order or turned round, in a grid and a building.
fn built(made: &Made, turned: bool) -> Snapshot {
    let mut town = Town::new();
    let grid = town.grid(crate::places::GridKind::Residential);
    let turn = |len: usize, index: usize| if turned { len - 1 - index } else { index };
    let (people, homes) = (made.members.len(), made.households.len());
    for index in 0..people {
        let (x, y) = made.members[turn(people, index)];
        town.member(&Person { position: Some(at(x * 100, y * 100)), ..Person::default() });
    }
    for index in 0..homes {
        let (x, y, linked) = made.households[turn(homes, index)];
        let placement = if x % 2 == 0 { Placement::InGrid(grid) } else { Placement::Outside };
        let dwelling = Dwelling { position: Some(at(x * 100, y * 100)), placement, ..Dwelling::default() };
        let household = town.household(&dwelling);
        if let Some(member) = linked.filter(|member| *member < people) {
            town.link(household, Row(turn(people, member) as u32));
        }
    }
    let mut snapshot = town.snapshot();
    snapshot.buildings.id.push(BuildingId::new("B1"));
    snapshot.households.building.iter_mut().for_each(|building| *building = Some(Row(0)));
    snapshot
}

/// Every link proposed can be made beside those that there are.
fn check_proposals(snapshot: &Snapshot, capacity: &Capacity) -> Result<(), TestCaseError> {
    let mut links: Vec<usize> = snapshot.members.id.iter().map(|_| 0).collect();
    for Proposal { household, member, dm } in capacity.proposals() {
        let ends = (snapshot.households.position[household.index()], snapshot.members.position[member.index()]);
        let (Some(home), Some(at)) = ends else { return Err(TestCaseError::fail("no position")) };
        let distance_2 = distance2_mm2(home, at);
        prop_assert!(distance_2 <= 500_000 * 500_000);
        let (low, high) = (i128::from(*dm) * 100, (i128::from(*dm) + 1) * 100);
        prop_assert!(low * low <= distance_2 && distance_2 < high * high);
        prop_assert!(snapshot.households.links.of(*household).is_empty());
        links[member.index()] += 1;
    }
    for (member, proposed) in links.into_iter().enumerate().filter(|(_, proposed)| *proposed > 0) {
        let linked = snapshot.members.links.of(Row(member as u32)).len();
        prop_assert!(linked + proposed <= capacity.basis.terms.per_member as usize);
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 512, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn proposals_close_what_can_be_closed_and_break_nothing(made in made()) {
        let district = District::assess(built(&made, false), capped(made.per_member), None);
        let capacity = assess(&district);
        check_proposals(&district.snapshot, &capacity)?;
        prop_assert_eq!(capacity.proposals().len() as u64, capacity.totals.closable);
        prop_assert!(capacity.proposals().windows(2).all(|pair| pair[0].household < pair[1].household));
        for household in (0..made.households.len()).map(|row| Row(row as u32)) {
            let (standing, proposal) = (capacity.standing(household), capacity.proposal(household));
            prop_assert!(standing != Standing::Unassigned || proposal.is_some(), "all unassigned can be closed at once");
            prop_assert!(standing != Standing::Linked || proposal.is_none());
        }
    }

    #[test]
    fn every_level_adds_up_and_the_shortages_are_the_flows(made in made()) {
        let district = District::assess(built(&made, false), capped(made.per_member), None);
        let capacity = assess(&district);
        let (all, totals) = (capacity.of_all(), capacity.totals);
        prop_assert_eq!(capacity.of_building(Row(0)), all);
        let in_grid = made.households.iter().filter(|(x, _, _)| x % 2 == 0).count() as u64;
        let grid = capacity.of_grid(Row(0));
        prop_assert_eq!(grid.linked + grid.unassigned + grid.unreachable_by_capacity, in_grid);
        prop_assert_eq!((all.linked, all.unassigned + all.unreachable_by_capacity), (totals.linked, totals.waiting));
        prop_assert_eq!((all.proposed, totals.waiting - totals.closable), (totals.closable, totals.short));
        let rows = (0..made.households.len()).map(|row| Row(row as u32));
        let mut parts: Vec<_> = rows.filter_map(|row| capacity.shortage(row)).collect();
        prop_assert_eq!(parts.len() as u64, all.unreachable_by_capacity);
        parts.sort_by_key(|shortage| shortage.part);
        parts.dedup_by_key(|shortage| shortage.part);
        prop_assert_eq!(parts.iter().map(|part| part.households - part.spare).sum::<u64>(), totals.short);
        prop_assert_eq!(parts.iter().map(|part| part.households).sum::<u64>(), all.unreachable_by_capacity);
    }

    #[test]
    fn other_ids_change_nothing(made in made()) {
        let capacity = |turned| assess(&District::assess(built(&made, turned), capped(made.per_member), None));
        let (one, other) = (capacity(false), capacity(true));
        prop_assert_eq!(one.totals, other.totals);
        prop_assert_eq!((one.of_all(), one.of_grid(Row(0))), (other.of_all(), other.of_grid(Row(0))));
        let last = made.households.len() - 1;
        for index in 0..=last {
            let (row, turned) = (Row(index as u32), Row((last - index) as u32));
            prop_assert_eq!(one.standing(row), other.standing(turned));
            prop_assert_eq!(one.shortage(row), other.shortage(turned));
        }
        let metres = |capacity: &Capacity| {
            let mut metres: Vec<_> = capacity.proposals().iter().map(|proposal| proposal.dm).collect();
            metres.sort_unstable();
            metres
        };
        prop_assert_eq!(metres(&one), metres(&other));
    }

    #[test]
    fn who_l1_says_lacks_capacity_is_never_unassigned(made in made()) {
        let district = District::assess(built(&made, false), capped(made.per_member), None);
        let capacity = assess(&district);
        let l1 = district.verdicts.of(RuleId::L1, SubjectKind::Household).unwrap();
        for (row, judgement) in l1.iter().enumerate().filter(|(_, judgement)| judgement.cause == Some(Cause::Capacity)) {
            prop_assert_eq!(capacity.judgement(Row(row as u32)), *judgement);
        }
    }
}
