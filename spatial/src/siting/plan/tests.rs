use super::*;
use crate::places::{RoadClass, Tenure};
use crate::rules::RuleSet;
use crate::town::{Dwelling, Person, Town, at};

const ASK: Ask = Ask { kind: SiteKind::Station, k: 2, within_dm: 5_000, area: None };

/// A street of 4 km along the x axis with a bend every 500 m and a station at its beginning.
fn street() -> Town {
    let mut town = Town::new();
    let bends: Vec<_> = (0..9).map(|bend| at(bend * 500, 0)).collect();
    town.road(RoadClass::Street, false, &bends);
    town.station(Some(at(0, 0)));
    town
}

fn live(town: &mut Town, x_m: i32, y_m: i32) -> Row {
    town.household(&Dwelling { position: Some(at(x_m, y_m)), ..Dwelling::default() })
}

fn district(town: &Town) -> District {
    District::assess(town.snapshot(), RuleSet::default(), None)
}

fn planned(town: &Town, ask: Ask) -> SitingPlan {
    plan(&district(town), &ask, Effort::default())
}

fn households(count: u64) -> People {
    People { households: count, persons: count * 3 }
}

#[test]
fn the_next_station_stands_where_most_are_not_yet_served() {
    let mut town = street();
    for x_m in [100, 400, 1550, 1600, 2400, 3800] {
        live(&mut town, x_m, 10);
    }
    let plan = planned(&town, ASK);
    assert_eq!(plan.before, households(2));
    let sites: Vec<_> = plan.sites.iter().map(|site| (site.spot.at, site.adds, site.covered)).collect();
    assert_eq!(sites, [(at(2000, 0), households(3), households(5)), (at(3500, 0), households(1), households(6))]);
    assert_eq!((plan.upper_bound, plan.proven), (vec![15, 18], true));
    assert_eq!(plan.left, Left::default());
}

#[test]
fn who_cannot_be_judged_draws_no_site_and_is_told_apart() {
    let mut town = street();
    let far = Dwelling { position: Some(at(2000, 0)), ..Dwelling::default() };
    let nowhere = town.household(&Dwelling { position: None, ..Dwelling::default() });
    town.household(&Dwelling { tenure: None, ..far.clone() });
    town.household(&Dwelling { tenure: Some(Tenure::Vacant), ..far.clone() });
    town.household(&Dwelling { duplicate_of: Some(nowhere), ..far });
    live(&mut town, 2000, 101);
    let plan = planned(&town, ASK);
    assert_eq!(plan.sites, []);
    let unknown = Unknown { no_position: households(1), off_network: households(1), tenure: households(1) };
    assert_eq!((plan.unknown, plan.left), (unknown, Left::default()));
}

#[test]
fn who_stays_uncovered_is_told_with_the_reason() {
    let mut town = street();
    // A road of its own whose ends are both too far away.
    town.road(RoadClass::Path, false, &[at(9000, 0), at(12_000, 0)]);
    for x_m in [1500, 1600, 3800, 10_500] {
        live(&mut town, x_m, 10);
    }
    let plan = planned(&town, Ask { k: 1, ..ASK });
    assert_eq!(plan.left, Left { not_chosen: households(1), out_of_reach: households(1) });
}

#[test]
fn a_candidate_at_a_station_serves_exactly_whom_the_rule_says_it_serves() {
    let mut town = street();
    for (x_m, y_m) in [(10, 0), (400, 99), (490, 10), (491, 10), (700, 0), (100, 101)] {
        live(&mut town, x_m, y_m);
    }
    let district = district(&town);
    let reached = district.network.homes_within(&[at(0, 0)], 5_000, district.rules.value(&crate::rules::s1::SNAP));
    assert_eq!(reached, [[0, 1, 2]]);
    let served = reach::served(&district, &ASK);
    assert_eq!(served, [true, true, true, false, false, false]);
}

#[test]
fn few_sites_are_enough_for_a_share_and_it_says_when_none_are() {
    let mut town = street();
    for x_m in [100, 1500, 2500, 3900] {
        live(&mut town, x_m, 10);
    }
    let few = |permille| fewest(&district(&town), &Ask { k: 5, ..ASK }, permille, Effort::default());
    let sites = |fewest: &FewestPlan| (fewest.plan.sites.len(), fewest.lower_bound, fewest.reached, fewest.proven);
    assert_eq!(sites(&few(250)), (0, 0, true, true));
    assert_eq!(sites(&few(750)), (2, 2, true, true));
    assert_eq!(sites(&few(1000)), (3, 3, true, true));
    assert_eq!(sites(&fewest(&district(&town), &Ask { k: 2, ..ASK }, 1000, Effort::default())), (2, 3, false, true));
}

#[test]
fn a_closed_station_leaves_those_who_reach_no_other() {
    let mut town = street();
    let second = town.station(Some(at(700, 0)));
    let off = town.station(None);
    let rows: Vec<_> = [100, 300, 900, 3000].map(|x_m| live(&mut town, x_m, 0)).into();
    town.household(&Dwelling { tenure: Some(Tenure::Vacant), position: Some(at(50, 0)), ..Dwelling::default() });
    let district = district(&town);
    let lost = |station| closing(&district, station, 5_000);
    assert_eq!(lost(Row(0)), Closing { households: vec![rows[0]], loses: households(1) });
    assert_eq!(lost(second).households, [rows[2]]);
    assert_eq!(lost(off), Closing { households: vec![], loses: People::default() });
}

#[test]
fn a_hub_household_is_a_members_home_within_a_straight_line() {
    let mut town = Town::new();
    for (x_m, y_m) in [(0, 0), (300, 400), (301, 400), (2000, 0)] {
        live(&mut town, x_m, y_m);
    }
    town.member(&Person { position: Some(at(0, 0)), household: Some(Row(0)), ..Person::default() });
    let gone = Person { active: false, position: Some(at(2000, 0)), household: Some(Row(3)), ..Person::default() };
    town.member(&gone);
    let plan = planned(&town, Ask { kind: SiteKind::Hub, k: 3, ..ASK });
    let sites: Vec<_> = plan.sites.iter().map(|site| (site.spot.place, site.adds)).collect();
    assert_eq!(sites, [(Place::Household(Row(0)), households(2))]);
    assert_eq!(plan.left, Left { not_chosen: People::default(), out_of_reach: households(2) });
}

#[test]
fn a_micro_grid_is_near_its_hub_household_however_far_it_stretches() {
    let mut town = Town::new();
    let in_micro_grid = |x_m| Dwelling { position: Some(at(x_m, 0)), micro_grid: Some(Row(0)), ..Dwelling::default() };
    let hub = town.household(&in_micro_grid(0));
    town.household(&in_micro_grid(900));
    live(&mut town, 501, 0);
    let ask = Ask { kind: SiteKind::Hub, k: 1, ..ASK };
    assert_eq!(planned(&town, ask).before, People::default());
    town.hub(hub);
    assert_eq!(planned(&town, ask).before, households(2));
}

#[test]
fn an_empty_district_gets_an_empty_plan() {
    for kind in [SiteKind::Station, SiteKind::Hub] {
        let plan = planned(&Town::new(), Ask { kind, ..ASK });
        assert_eq!((plan.candidates, plan.sites, plan.upper_bound, plan.proven), (0, vec![], vec![0, 0], true));
    }
}
