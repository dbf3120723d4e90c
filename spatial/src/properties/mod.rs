//! What must hold of any district, over random ones: the tiny fixture with other people, homes, links, stations and roads.
//!
//! * A new station lowers nobody's coverage, and neither does a larger reach.
//! * A building that is split in two changes nothing but the number of buildings.
//! * Other ids, in another order, change nothing at all.

mod outcome;
mod rename;
mod split;

use proptest::prelude::*;

use crate::District;
use crate::fixture::{Records, at, code, date};
use crate::flow;
use crate::places::{
    BuildingId, BuildingLeader, Household, HouseholdId, HubHousehold, Link, MicroGrid, MicroGridCode, PositionTrust,
    Station, StationId, StationKind, Tenure, VisitClass,
};
use crate::rules::{RuleId, RuleSet, SubjectKind, Verdict};
use crate::siting::{Ask, Effort, SiteKind, plan};
use crate::snapshot::Row;
use crate::sums::Series;
use outcome::Outcome;

const HOUSEHOLDS: usize = 60;

/// Metres from the middle, some of them beyond the district's border.
fn place() -> impl Strategy<Value = (f64, f64)> {
    (-4_400..4_400_i32, -4_400..4_400_i32).prop_map(|(x, y)| (f64::from(x) / 10.0, f64::from(y) / 10.0))
}

fn homes() -> impl Strategy<Value = Vec<(Option<u16>, Option<Tenure>, u16)>> {
    let tenure = prop::option::weighted(0.9, prop::sample::select(vec![Tenure::Owner, Tenure::Tenant, Tenure::Vacant]));
    prop::collection::vec((prop::option::weighted(0.9, 1..7_u16), tenure, 0..400_u16), HOUSEHOLDS)
}

/// A district that nobody drew.
fn records() -> impl Strategy<Value = Records> {
    let links = prop::collection::vec((0..HOUSEHOLDS, 0..10_usize), 0..40);
    let members = prop::collection::vec((prop::bool::weighted(0.8), prop::option::weighted(0.9, any::<bool>())), 10);
    let extra = (prop::collection::vec(place(), 0..20), prop::collection::vec(place(), 0..3));
    let circles = (any::<[bool; 4]>(), any::<[bool; 4]>(), prop::collection::vec(0..HOUSEHOLDS, 0..3));
    let roads = prop::collection::vec(prop::bool::weighted(0.85), 7);
    (homes(), links, members, extra, circles, roads).prop_map(|(homes, links, members, extra, circles, roads)| {
        let mut records = Records::tiny();
        let mut kept = roads.iter();
        records.roads.retain(|_| *kept.next().unwrap());
        live(&mut records, &homes);
        for (member, (active, eligible)) in records.members.iter_mut().zip(members) {
            (member.active, member.eligible) = (active, eligible);
        }
        link(&mut records, &links);
        build(&mut records, &extra.0, &extra.1);
        gather(&mut records, circles.0, circles.1, &circles.2);
        records
    })
}

fn live(records: &mut Records, homes: &[(Option<u16>, Option<Tenure>, u16)]) {
    for (household, (persons, tenure, days)) in records.households.iter_mut().zip(homes) {
        (household.persons, household.tenure) = (*persons, *tenure);
        household.last_visit = (*days < 390).then(|| records.data_date - chrono::Days::new(u64::from(*days)));
    }
}

fn link(records: &mut Records, links: &[(usize, usize)]) {
    for (household, member) in links {
        let household = records.households[*household].id.clone();
        let member = records.members[*member].id.clone();
        let known = |link: &Link| link.household == household && link.member == member;
        if !records.links.iter().any(known) {
            records.links.push(Link { county: code("990101"), household, member, since: None, until: None });
        }
    }
}

/// Houses of one household each, and stations.
fn build(records: &mut Records, houses: &[(f64, f64)], stations: &[(f64, f64)]) {
    for (number, (x, y)) in houses.iter().enumerate() {
        records.households.push(Household {
            id: HouseholdId::new(format!("H9{number:02}")),
            community: code(crate::fixture::COMMUNITIES[usize::from(*x >= 0.0)]),
            building: None,
            door: String::new(),
            position: Some(at(*x, *y)),
            trust: PositionTrust::Stated,
            persons: Some(2),
            tenure: Some(Tenure::Owner),
            visit_class: Some(VisitClass::Ordinary),
            last_visit: Some(date(2026, 8, 1)),
        });
    }
    for (number, (x, y)) in stations.iter().enumerate() {
        records.stations.push(station(&format!("S{}", number + 3), *x, *y));
    }
}

fn station(id: &str, x: f64, y: f64) -> Station {
    let area = code(crate::fixture::COMMUNITIES[usize::from(x >= 0.0)]);
    let id = StationId::new(id);
    Station { id, area, name: "新站".into(), kind: StationKind::Community, position: Some(at(x, y)) }
}

/// Micro-grids, leaders of buildings, hub households.
fn gather(records: &mut Records, micro_grids: [bool; 4], leaders: [bool; 4], hubs: &[usize]) {
    let county = || code("990101");
    for grid in 0..4 {
        let building = BuildingId::new(format!("B{}", grid + 1));
        if leaders[grid] {
            let building = building.clone();
            records.leaders.push(BuildingLeader { county: county(), building, since: None });
        }
        if micro_grids[grid] {
            let code = MicroGridCode::new(format!("{}01", crate::fixture::GRIDS[grid]));
            let (name, buildings) = ("微网格".into(), vec![building]);
            records.micro_grids.push(MicroGrid { county: county(), code, name, buildings });
        }
    }
    let mut hubs = hubs.to_vec();
    hubs.sort_unstable();
    hubs.dedup();
    for household in hubs {
        let household = records.households[household].id.clone();
        records.hubs.push(HubHousehold { county: county(), household, since: None });
    }
}

/// Judged by the built-in rules with these reaches, decimetres.
fn judged(records: &Records, walk_dm: u32, straight_dm: u32) -> District {
    let mut rules = RuleSet::default();
    rules.set(RuleId::S1, "reach_dm", u64::from(walk_dm)).unwrap();
    rules.set(RuleId::L4, "reach_dm", u64::from(straight_dm)).unwrap();
    District::assess(records.clone().snapshot(), rules, None)
}

/// Whoever was covered still is, and the sums of every grid and area say the same.
fn covers_no_less(before: &District, after: &District, rule: RuleId) {
    let verdicts = |district: &District| district.verdicts.of(rule, SubjectKind::Household).unwrap().to_vec();
    for (row, (before, after)) in verdicts(before).into_iter().zip(verdicts(after)).enumerate() {
        assert!(before.verdict != Verdict::Covered || after.verdict == Verdict::Covered, "household {row}: {after:?}");
    }
    let grids = (0..before.snapshot.grids.code.len() as u32).map(Row);
    let areas = (0..before.snapshot.areas.code.len() as u32).map(Row);
    let (covered, gaps) = (Series::Covered(rule), Series::GapPersons(rule));
    for grid in grids {
        assert!(after.sums.grid(grid, covered) >= before.sums.grid(grid, covered));
        assert!(after.sums.grid(grid, gaps) <= before.sums.grid(grid, gaps));
    }
    for area in areas {
        assert!(after.sums.area(area, covered) >= before.sums.area(area, covered));
        assert!(after.sums.area(area, gaps) <= before.sums.area(area, gaps));
    }
}

/// Persons within reach of what exists, and with the best k sites on top.
fn reached(district: &District, kind: SiteKind, within_dm: u32) -> (u64, u64, bool) {
    let plan = plan(district, &Ask { kind, k: 2, within_dm, area: None }, Effort::default());
    let covered = plan.sites.last().map_or(plan.before, |site| site.covered);
    (plan.before.persons, covered.persons, plan.proven)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_new_station_never_lowers_coverage(records in records(), at in place(), reach in 1_000..12_000_u32) {
        let mut more = records.clone();
        more.stations.push(station("S9", at.0, at.1));
        let (before, after) = (judged(&records, reach, 5_000), judged(&more, reach, 5_000));
        covers_no_less(&before, &after, RuleId::S1);
        prop_assert!(reached(&after, SiteKind::Station, reach).0 >= reached(&before, SiteKind::Station, reach).0);
    }

    #[test]
    fn a_larger_reach_never_lowers_coverage(records in records(), reach in 1_000..9_000_u32, further in 0..4_000_u32) {
        let (before, after) = (judged(&records, reach, reach), judged(&records, reach + further, reach + further));
        covers_no_less(&before, &after, RuleId::S1);
        covers_no_less(&before, &after, RuleId::L4);
        let (less, more) = (flow::assess(&before).totals, flow::assess(&after).totals);
        prop_assert!(more.closable >= less.closable && more.linkable_anew >= less.linkable_anew, "{less:?} {more:?}");
        for kind in [SiteKind::Station, SiteKind::Hub] {
            let (less, more) = (reached(&before, kind, reach), reached(&after, kind, reach + further));
            prop_assert!(less.2 && more.2, "so few candidates are proven");
            prop_assert!(more.0 >= less.0 && more.1 >= less.1, "{kind:?}: {less:?} {more:?}");
        }
    }

    #[test]
    fn splitting_a_building_changes_nothing(records in records(), building in 0..4_usize) {
        let whole = split::with_positions(&records);
        let halves = split::split(&whole, building);
        let reach = 5_000;
        let (whole, halves) = (judged(&whole, reach, reach), judged(&halves, reach, reach));
        prop_assert_eq!(halves.snapshot.buildings.id.len(), whole.snapshot.buildings.id.len() + 1);
        let (whole, halves) = (Outcome::of(&whole, &rename::Names::default()), Outcome::of(&halves, &rename::Names::default()));
        whole.but_buildings().agrees(&halves.but_buildings());
    }

    #[test]
    fn other_ids_change_nothing(records in records()) {
        let names = rename::Names::of(&records);
        let (before, after) = (judged(&records, 5_000, 3_000), judged(&names.given(&records), 5_000, 3_000));
        Outcome::of(&before, &names).agrees(&Outcome::of(&after, &rename::Names::default()));
    }
}

#[test]
fn the_random_districts_are_not_all_alike() {
    use proptest::strategy::ValueTree as _;
    let mut runner = proptest::test_runner::TestRunner::deterministic();
    let counts = |_| {
        let district = judged(&records().new_tree(&mut runner).unwrap().current(), 5_000, 3_000);
        let all = |series| district.sums.area(Row(0), series);
        let totals = flow::assess(&district).totals;
        (all(Series::Covered(RuleId::S1)), all(Series::Gap(RuleId::S1)), totals.closable, totals.short)
    };
    let counts: Vec<_> = (0..40).map(counts).collect();
    let differing =
        |of: fn(&(u64, u64, u64, u64)) -> u64| counts.iter().map(of).collect::<std::collections::BTreeSet<_>>().len();
    let all = [differing(|c| c.0), differing(|c| c.1), differing(|c| c.2), differing(|c| c.3)];
    assert!(all.into_iter().all(|values| values >= 4), "{all:?}");
}
