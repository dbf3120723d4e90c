//! A district from its records: what the builder promises, one sentence a test.

use proptest::prelude::*;

use super::*;
use crate::Finding;
use crate::fixture::{COMMUNITIES, GRIDS, Records, at, block, code, date, household_id, member_id};
use crate::places::{
    BuildingId, BuildingLeader, CheckIn, CheckInKind, CheckInSubject, Compound, CompoundId, CompoundKind, GridCode,
    HouseholdId, HubHousehold, Link, LonLat, MemberId, MicroGrid, MicroGridCode, PositionTrust, Request, RequestId,
    StaffRole, Urgency,
};
use crate::shape::Point;

fn finding<'a>(findings: &'a [Finding], code: &str, subject: &str) -> Option<&'a Finding> {
    findings.iter().find(|finding| finding.code == code && finding.subject == subject)
}

fn row_of(snapshot: &Snapshot, household: &str) -> usize {
    snapshot.households.id.find(household).unwrap().index()
}

#[test]
fn an_empty_register_is_an_empty_snapshot() {
    let (snapshot, findings) = Records::empty().finish();
    assert!(findings.is_empty(), "{findings:?}");
    assert!(snapshot.areas.code.is_empty() && snapshot.households.id.is_empty() && snapshot.members.id.is_empty());
    assert_eq!(snapshot.grids_at(Point { x: 0, y: 0 }), []);
    assert_eq!(snapshot.community_at(Point { x: 0, y: 0 }), None);
}

#[test]
fn a_clean_district_is_placed_whole_and_without_a_finding() {
    let (snapshot, findings) = Records::tiny().finish();
    assert!(findings.is_empty(), "{findings:?}");
    for (grid, code) in GRIDS.into_iter().enumerate() {
        let row = snapshot.grid_row(code).unwrap();
        assert_eq!(row.index(), grid);
        let here = |placement: &&Placement| **placement == Placement::InGrid(row);
        assert_eq!(snapshot.households.placement.iter().filter(here).count(), 15, "{code}");
        assert_eq!(snapshot.members.placement.iter().filter(here).count(), 4 - grid, "{code}");
        assert_eq!(snapshot.buildings.placement[grid], Placement::InGrid(row));
        assert_eq!((snapshot.grids.leaders[grid], snapshot.grids.workers[grid]), (1, 1));
        assert_eq!(snapshot.grids.community[grid], snapshot.area_row(COMMUNITIES[grid / 2]));
    }
}

#[test]
fn the_frame_is_around_the_district_and_keeps_millimetres() {
    let snapshot = Records::tiny().snapshot();
    assert_eq!(snapshot.frame.central_meridian_deg(), 114);
    assert_eq!(
        snapshot.stations.position,
        [Some(Point { x: -200_000, y: -90_000 }), Some(Point { x: 250_000, y: -110_000 })]
    );
    assert_eq!(snapshot.buildings.label[0], Point { x: -300_000, y: -120_000 });
}

#[test]
fn areas_stand_below_their_parents() {
    let mut records = Records::tiny();
    records.areas.reverse();
    let areas = records.snapshot().areas;
    let parents: Vec<_> = areas.parent.iter().map(|parent| parent.map(Row::index)).collect();
    assert_eq!(parents, [None, Some(0), Some(1), Some(1)]);
}

#[test]
fn a_missing_street_leaves_its_communities_with_the_district() {
    let mut records = Records::tiny();
    records.areas.retain(|area| area.code.as_str() != "990101001");
    let areas = records.snapshot().areas;
    assert_eq!(areas.parent, [None, Some(Row(0)), Some(Row(0))]);
}

#[test]
fn an_area_of_another_district_is_left_out_and_said() {
    let mut records = Records::tiny();
    records.areas[1].code = code("990100001");
    let (snapshot, findings) = records.finish();
    assert_eq!(snapshot.areas.code.len(), 3);
    assert!(finding(&findings, "foreign_area", "area").is_some());
}

#[test]
fn every_way_of_standing_has_its_placement_and_its_finding() {
    let mut records = Records::tiny();
    let spoil = [
        (0, Some(at(-100.0, -100.0)), PositionTrust::Stated, Placement::InGrid(Row(0)), None),
        (1, Some(at(-410.0, 0.0)), PositionTrust::Stated, Placement::Outside, Some("outside_boundary")),
        (2, Some(at(0.0, -200.0)), PositionTrust::Stated, Placement::Ambiguous, Some("ambiguous")),
        (3, Some(at(-100.0, -100.0)), PositionTrust::Doubtful, Placement::Unverified, Some("unverified_position")),
        (4, None, PositionTrust::Stated, Placement::NoPosition, Some("no_position")),
        (5, Some(LonLat { lon: 0.0, lat: 0.0 }), PositionTrust::Stated, Placement::Outside, Some("outside_boundary")),
    ];
    for (number, position, trust, ..) in spoil {
        let household = &mut records.households[number];
        (household.position, household.trust) = (position, trust);
    }
    records.households[4].building = None;
    let (snapshot, findings) = records.finish();
    for (number, position, _, expected, code) in spoil {
        let row = row_of(&snapshot, household_id(0, number).as_str());
        assert_eq!(snapshot.households.placement[row], expected, "{number} at {position:?}");
        let placed = matches!(expected, Placement::InGrid(_) | Placement::Ambiguous) || number == 1;
        assert_eq!(snapshot.households.position[row].is_some(), placed, "{number}");
        assert!(code.is_none_or(|code| finding(&findings, code, "household").is_some()), "{code:?}");
        if number < 4 {
            assert_eq!(snapshot.members.placement[number], expected, "a member stands where its household does");
        }
    }
    let outside = finding(&findings, "outside_boundary", "household").unwrap();
    assert_eq!(outside.evidence, "2 in no grid: H001, H005");
}

#[test]
fn ten_millimetres_over_the_outer_border_is_still_in() {
    let mut records = Records::tiny();
    records.households[0].position = Some(at(-400.010, -200.0));
    records.households[1].position = Some(at(-400.011, -200.0));
    let snapshot = records.snapshot();
    assert_eq!(snapshot.households.placement[..2], [Placement::InGrid(Row(0)), Placement::Outside]);
}

#[test]
fn a_household_is_counted_by_its_grids_community_then_by_the_area_that_holds_it_then_by_its_list() {
    let mut records = Records::tiny();
    // Listed in the west, standing in the east.
    records.households[0].position = Some(at(100.0, -100.0));
    // In the east's area, in no grid.
    records.grids[2].shape = block(0.0, -400.0, 200.0, 0.0);
    records.households[1].position = Some(at(300.0, -300.0));
    // Nowhere.
    records.households[2].building = None;
    let snapshot = records.snapshot();
    let (west, east) = (snapshot.area_row(COMMUNITIES[0]), snapshot.area_row(COMMUNITIES[1]));
    assert_eq!(snapshot.households.placement[1], Placement::Outside);
    assert_eq!(snapshot.households.community[..3], [east, east, west]);
    assert_eq!(snapshot.members.community[..3], [east, east, west]);
}

#[test]
fn the_lowest_id_of_one_door_is_the_original() {
    let mut records = Records::tiny();
    for number in [7, 4, 9] {
        records.households[number].door = " 1-04".into();
    }
    // A blank door, and a door without a building, say nothing.
    (records.households[5].door, records.households[6].door) = (String::new(), String::new());
    (records.households[10].door, records.households[11].door) = ("1-04".into(), "1-04".into());
    records.households.reverse();
    let (snapshot, findings) = records.finish();
    let duplicates: Vec<_> =
        (0_u32..).map(Row).zip(&snapshot.households.duplicate_of).filter_map(|(row, of)| Some((row, (*of)?))).collect();
    assert_eq!(duplicates, [(Row(7), Row(4)), (Row(9), Row(4))]);
    assert_eq!(finding(&findings, "duplicate_household", "household").unwrap().evidence.split(' ').next(), Some("2"));
}

#[test]
fn two_records_of_one_door_are_duplicates_even_where_the_building_is_not_in_the_register() {
    let mut records = Records::tiny();
    for number in [0, 1] {
        (records.households[number].building, records.households[number].door) =
            (Some(BuildingId::new("B99")), "1".into());
    }
    let (snapshot, findings) = records.finish();
    assert_eq!(snapshot.households.duplicate_of[1], Some(Row(0)));
    assert_eq!(snapshot.households.placement[0], Placement::NoPosition);
    assert_eq!(
        finding(&findings, "unknown_reference", "household building").unwrap().evidence.split(':').nth(1),
        Some(" B99")
    );
}

#[test]
fn links_lead_both_ways_and_those_of_nobody_are_said() {
    let mut records = Records::tiny();
    let link = |household: HouseholdId, member: MemberId| Link {
        county: code("990101"),
        household,
        member,
        since: None,
        until: None,
    };
    records.links.push(link(HouseholdId::new("H999"), member_id(0, 0)));
    records.links.push(link(household_id(3, 14), MemberId::new("M99")));
    records.links.push(link(household_id(3, 14), member_id(0, 0)));
    let (snapshot, findings) = records.finish();
    let (member, household) = (snapshot.members.id.find("M00").unwrap(), snapshot.households.id.find("H314").unwrap());
    assert_eq!(snapshot.members.links.of(member).len(), 6);
    assert_eq!(snapshot.households.links.of(household), [member]);
    assert_eq!(snapshot.members.links.pairs(), snapshot.households.links.pairs());
    assert!(finding(&findings, "unknown_reference", "link household").is_some());
    assert!(finding(&findings, "unknown_reference", "link member").is_some());
}

#[test]
fn only_the_versions_valid_on_the_data_date_are_grids() {
    let mut records = Records::tiny();
    let today = records.data_date;
    let mut ended = records.grids[0].clone();
    (ended.code, ended.valid_to) = (GridCode::new("990101001001009"), Some(today));
    let mut future = ended.clone();
    (future.code, future.valid_from, future.valid_to) =
        (GridCode::new("990101001001008"), today.succ_opt().unwrap(), None);
    let mut newer = records.grids[0].clone();
    (newer.name, newer.valid_from, newer.valid_to) = ("新".into(), today, today.succ_opt());
    records.grids.splice(0..0, [newer, ended, future]);
    let (snapshot, findings) = records.finish();
    let codes: Vec<_> = snapshot.grids.code.iter().map(GridCode::as_str).collect();
    assert_eq!(codes, GRIDS);
    assert_eq!(&*snapshot.grids.name[0], "新");
    assert_eq!(snapshot.grids.valid_to, [today.succ_opt(), None, None, None]);
    assert!(finding(&findings, "overlapping_versions", "grid").is_some());
}

#[test]
fn references_that_lead_nowhere_are_none_and_said() {
    let mut records = Records::tiny();
    records.grids[0].community = code("990101009009");
    records.members[0].household = Some(HouseholdId::new("H999"));
    records.organisations[1].serves_grids.push(GridCode::new("1"));
    records.staff[0].grid = GridCode::new("2");
    assert_eq!(records.staff[0].role, StaffRole::GridLeader);
    let (snapshot, findings) = records.finish();
    assert_eq!(snapshot.grids.community[0], None);
    assert_eq!((snapshot.members.household[0], snapshot.members.placement[0]), (None, Placement::NoPosition));
    assert_eq!(snapshot.members.community[0], snapshot.area_row(COMMUNITIES[0]));
    assert_eq!(snapshot.organisations.serves_grids.of(Row(1)), [Row(0), Row(1)]);
    assert_eq!(snapshot.grids.leaders[0], 0);
    for subject in ["grid community", "member household", "organisation serves_grids", "grid_staff grid"] {
        assert!(finding(&findings, "unknown_reference", subject).is_some(), "{subject}: {findings:?}");
    }
}

#[test]
fn a_record_that_comes_twice_is_the_last_one() {
    let mut records = Records::tiny();
    let mut again = records.households[3].clone();
    again.persons = Some(9);
    records.households.push(again);
    let mut station = records.stations[0].clone();
    station.name = "新".into();
    records.stations.push(station);
    let (snapshot, findings) = records.finish();
    assert_eq!(snapshot.households.id.len(), 60);
    assert_eq!(snapshot.households.persons[3], Some(9));
    assert_eq!(snapshot.stations.name.iter().map(|name| &**name).collect::<Vec<_>>(), ["新", "S2党群服务站"]);
    assert!(finding(&findings, "repeated_id", "household").is_some());
    assert!(finding(&findings, "repeated_id", "station").is_some());
}

#[test]
fn broken_shapes_are_said_and_break_nothing() {
    let mut records = Records::tiny();
    records.grids[0].shape = block(0.0, 0.0, 0.0, 0.0);
    records.buildings[0].shape = geo_types::MultiPolygon(vec![]);
    records.roads[0].line = crate::fixture::line(&[(0.0, 0.0), (0.0, 0.0)]);
    records.water[0].shape.0[0].exterior_mut(|ring| ring.0[0].x = f64::NAN);
    let (snapshot, findings) = records.finish();
    assert_eq!(snapshot.grids.code.len(), 4);
    assert_eq!(snapshot.buildings.placement[0], Placement::NoPosition);
    assert_eq!(snapshot.roads.id.len(), 6);
    for table in ["grid", "building", "road", "water"] {
        assert!(finding(&findings, "broken_shape", table).is_some(), "{table}");
    }
}

#[test]
fn a_household_is_in_the_first_micro_grid_that_lists_its_building() {
    let mut records = Records::tiny();
    let micro_grid = |number: &str, buildings: &[&str]| MicroGrid {
        county: code("990101"),
        code: MicroGridCode::new(format!("{}{number}", GRIDS[0])),
        name: "微网格".into(),
        buildings: buildings.iter().copied().map(BuildingId::new).collect(),
    };
    records.micro_grids = vec![micro_grid("02", &["B1", "B2"]), micro_grid("01", &["B1", "B9"])];
    records.micro_grids.push(MicroGrid { code: MicroGridCode::new("短"), ..micro_grid("03", &[]) });
    let (snapshot, findings) = records.finish();
    assert_eq!(snapshot.micro_grids.grid, [Some(Row(0)), Some(Row(0)), None]);
    let of = |grid, number| snapshot.households.micro_grid[row_of(&snapshot, household_id(grid, number).as_str())];
    assert_eq!((of(0, 0), of(1, 0), of(2, 0)), (Some(Row(0)), Some(Row(1)), None));
    assert_eq!(of(0, 12), None, "beside the road, in no building");
    for subject in ["micro_grid buildings", "micro_grid grid"] {
        assert!(finding(&findings, "unknown_reference", subject).is_some(), "{subject}: {findings:?}");
    }
}

#[test]
fn circles_leaders_and_check_ins_stand_with_whom_they_concern() {
    let mut records = Records::tiny();
    let county = code("990101");
    let hub = |household| HubHousehold { county: county.clone(), household, since: None };
    records.hubs = vec![hub(household_id(1, 3)), hub(household_id(0, 2)), hub(HouseholdId::new("H999"))];
    records.members[3].hub = Some(household_id(0, 2));
    let leader = |id| BuildingLeader { county: county.clone(), building: BuildingId::new(id), since: None };
    records.leaders = vec![leader("B2"), leader("B9")];
    let check_in = |kind, id, community, date| CheckIn {
        subject: CheckInSubject::new(kind, id),
        community: code(community),
        date,
    };
    records.check_ins = vec![
        check_in(CheckInKind::Organisation, "O2", COMMUNITIES[0], Some(date(2026, 3, 1))),
        check_in(CheckInKind::Member, "M01", COMMUNITIES[1], None),
        check_in(CheckInKind::Member, "M99", COMMUNITIES[1], None),
        check_in(CheckInKind::Member, "M01", "990101009009", None),
    ];
    let (snapshot, findings) = records.finish();
    assert_eq!(snapshot.hubs.household, [Row(2), Row(18)]);
    assert_eq!(snapshot.members.hub[3], Some(Row(2)));
    assert_eq!(snapshot.buildings.leader, [false, true, false, false]);
    let (west, east) = (snapshot.area_row(COMMUNITIES[0]).unwrap(), snapshot.area_row(COMMUNITIES[1]).unwrap());
    let checked_in = &snapshot.organisations.checked_in;
    assert_eq!(checked_in.at(Row(1), date(2026, 3, 1)).collect::<Vec<_>>(), [west]);
    assert_eq!(checked_in.at(Row(1), date(2026, 2, 28)).count(), 0, "it had not yet checked in");
    assert_eq!(snapshot.members.checked_in.of(Row(1)), [east]);
    for subject in ["hub_household household", "building_leader building", "check_in id", "check_in community"] {
        assert!(finding(&findings, "unknown_reference", subject).is_some(), "{subject}: {findings:?}");
    }
}

#[test]
fn a_unit_is_in_the_compound_around_it_and_of_two_in_the_one_with_the_lower_id() {
    let mut records = Records::tiny();
    let compound = |id: &str, shape| Compound {
        id: CompoundId::new(id),
        kind: CompoundKind::Park,
        name: "园区".into(),
        community: code(COMMUNITIES[0]),
        shape,
    };
    let around_west = block(-150.0, -150.0, -50.0, -50.0);
    records.compounds = vec![compound("C2", around_west.clone()), compound("C1", around_west)];
    records.compounds.push(compound("C0", block(-160.0, 60.0, -150.0, 70.0)));
    let snapshot = records.snapshot();
    assert_eq!(snapshot.units.compound, [Some(Row(1)), None]);
    assert_eq!(snapshot.compounds.id[1].as_str(), "C1");
}

#[test]
fn a_request_concerns_the_grid_it_names_else_where_its_household_stands() {
    let mut records = Records::tiny();
    let asked = |id: &str, household: Option<HouseholdId>, grid: Option<&str>| Request {
        county: code("990101"),
        id: RequestId::new(id),
        household,
        grid: grid.map(GridCode::new),
        urgency: Some(Urgency::Urgent),
        accepted_at: date(2026, 5, 1).and_hms_opt(8, 0, 0).unwrap(),
        dispatched_at: date(2026, 5, 1).and_hms_opt(9, 30, 0),
        handled_at: None,
        evaluated_at: None,
        satisfied: None,
    };
    records.requests = vec![
        asked("Q3", Some(HouseholdId::new("H999")), Some("1")),
        asked("Q1", Some(household_id(2, 0)), Some(GRIDS[3])),
        asked("Q2", Some(household_id(2, 0)), None),
    ];
    let (snapshot, findings) = records.finish();
    let requests = &snapshot.requests;
    assert_eq!(requests.id.iter().collect::<Vec<_>>(), ["Q1", "Q2", "Q3"]);
    assert_eq!(requests.grid, [Some(Row(3)), Some(Row(2)), None]);
    assert_eq!(requests.household, [Some(Row(30)), Some(Row(30)), None]);
    assert_eq!((requests.dispatched[0].unwrap() - requests.accepted[0]).num_minutes(), 90);
    for subject in ["request household", "request grid"] {
        assert!(finding(&findings, "unknown_reference", subject).is_some(), "{subject}: {findings:?}");
    }
}

#[test]
fn the_visits_hold_the_last_one_and_bring_it_up() {
    let mut records = Records::tiny();
    let (first, second) = (household_id(0, 0), household_id(0, 2));
    let (old, new) = (date(2025, 5, 5), date(2026, 10, 25));
    records.visits = vec![(second.clone(), new), (first.clone(), old), (HouseholdId::new("H999"), new)];
    let snapshot = records.snapshot();
    let households = &snapshot.households;
    let [first, second] = [first, second].map(|id| Row(row_of(&snapshot, id.as_str()) as u32));
    assert_eq!(households.visits.of(first).collect::<Vec<_>>(), [old, date(2026, 10, 20)]);
    assert_eq!(households.last_visit[second.index()], Some(new));
    assert_eq!(households.visits.last_by(second, date(2026, 10, 1)), Some(date(2026, 1, 1)));
    assert_eq!(households.visits.len(), 62, "one of a household that is no record is passed over");
}

proptest! {
    #[test]
    fn the_order_of_arrival_changes_nothing(seed in prop::collection::vec(any::<prop::sample::Index>(), 60)) {
        let mut records = Records::tiny();
        for (position, index) in seed.iter().enumerate() {
            records.households.swap(position, index.index(60));
            records.links.swap(position % 20, index.index(20));
            records.members.swap(position % 10, index.index(10));
        }
        records.grids.reverse();
        let shuffled = records.snapshot();
        let plain = Records::tiny().snapshot();
        prop_assert_eq!(format!("{:?}", shuffled.households), format!("{:?}", plain.households));
        prop_assert_eq!(format!("{:?}", shuffled.members), format!("{:?}", plain.members));
        prop_assert_eq!(format!("{:?}", shuffled.grids), format!("{:?}", plain.grids));
    }
}

#[test]
fn the_data_date_and_revision_are_the_builders() {
    let snapshot = Records::tiny().snapshot();
    assert_eq!((snapshot.revision, snapshot.data_date), (1, date(2026, 10, 31)));
}
