//! Micro-grids, hub households, building leaders, check-ins, compounds, and the columns the rules ask for.

use spatial::places::{CheckInKind, CompoundKind, Exemption, HouseholdId};

use super::*;

const GRID: &str = "990101001001001";

/// A desk with two buildings, B1 and B2, and two households, H1 and H2.
fn desk() -> Desk {
    let building = |id: &str| feature(&format!(r#""id":"{id}","community":"990101001001","kind":"tower""#), DISTRICT);
    Desk::with_areas()
        .file("buildings.geojson", collection(&[building("B1"), building("B2")]))
        .file("h.csv", format!("{HEADER}H1,990101001001,,,,,,,,,,\nH2,990101001001,,,,,,,,,,\n"))
}

#[track_caller]
fn taken(name: &str, rows: &str, findings: &[(Severity, &str, &str)]) -> Vec<Record> {
    let read = desk().file(name, rows).read();
    // Nothing is known of members, units or organisations here, so that references to them cannot be checked.
    let codes: Vec<_> = read.codes().into_iter().filter(|(_, code, _)| *code != "unchecked_references").collect();
    assert_eq!(codes, findings);
    read.records
}

#[test]
fn a_micro_grid_lists_buildings_and_bears_its_grids_code() {
    let rows = format!(
        "微网格编码,微网格名称,楼栋编号\n{GRID}01,一,B1;B2\n{GRID}1,二,B9\n99010100100100901,三,B1\n{GRID}01,四,B1\n"
    );
    let findings = [
        (Doubtful, "dangling", "buildings"),
        (Doubtful, "bad_micro_grid_code", "code"),
        (Doubtful, "dangling", "code"),
        (Refused, "repeated_id", "code"),
    ];
    let records = taken("m.csv", &rows, &findings);
    let listed: Vec<_> =
        records.iter().filter_map(|it| if let Record::MicroGrid(it) = it { Some(it) } else { None }).collect();
    assert_eq!(listed.iter().map(|it| it.buildings.len()).collect::<Vec<_>>(), [2, 1, 1]);
    assert_eq!(listed[0].county.as_str(), "990101");
}

#[test]
fn a_hub_household_and_a_building_leader_stand_once() {
    let records = taken(
        "hubs.csv",
        "户编号,设立日期\nH1,2025-05-01\nH9,昨天\nH1,\n",
        &[(Doubtful, "bad_date", "since"), (Doubtful, "dangling", "household"), (Refused, "repeated_id", "household")],
    );
    assert_eq!(records.iter().filter(|it| matches!(it, Record::HubHousehold(_))).count(), 2);
    let records = taken(
        "leaders.csv",
        "building,name,phone,since\nB1,王五,13800000000,2025-01-01\nB1,赵六,,\nB9,孙七,,\n",
        &[(Refused, "repeated_id", "building"), (Doubtful, "dangling", "building")],
    );
    let leaders = records.iter().filter(|it| matches!(it, Record::BuildingLeader(_))).count();
    let contacts: Vec<_> =
        records.iter().filter_map(|it| if let Record::Contact(it) = it { Some(it) } else { None }).collect();
    assert_eq!((leaders, contacts.len()), (2, 2));
    assert_eq!((contacts[0].subject, contacts[0].subject_id.as_str()), (ContactSubject::BuildingLeader, "B1"));
}

#[test]
fn organisations_and_members_check_in_at_a_community() {
    let rows = "报到类型,编号,报到社区,报到日期\n组织,O1,990101001001,2026-01-05\nmember,M1,990101001001,\n\
                党员,M1,990101001,\n访客,V1,990101001001,\n党员,M1,990101001001,2026-02-01\n";
    let findings =
        [(Refused, "bad_area_code", "community"), (Refused, "not_in_list", "kind"), (Refused, "repeated_id", "id")];
    let records = taken("c.csv", rows, &findings);
    let subjects: Vec<_> = records
        .iter()
        .filter_map(|it| if let Record::CheckIn(it) = it { Some((it.subject.kind(), it.subject.id())) } else { None })
        .collect();
    assert_eq!(subjects, [(CheckInKind::Organisation, "O1"), (CheckInKind::Member, "M1")]);
}

#[test]
fn a_compound_is_a_shape_of_its_kind() {
    let compound = |id: &str, kind: &str| {
        feature(&format!(r#""编号":"{id}","类型":"{kind}","名称":"园","所属社区":"990101001001""#), DISTRICT)
    };
    let shapes = [compound("C1", "园区"), compound("C2", "城堡"), compound("C1", "小区")];
    let findings = [(Refused, "not_in_list", "kind"), (Refused, "repeated_id", "id")];
    let records = taken("compounds.geojson", &collection(&shapes), &findings);
    let kinds: Vec<_> =
        records.iter().filter_map(|it| if let Record::Compound(it) = it { Some(it.kind) } else { None }).collect();
    assert_eq!(kinds, [CompoundKind::Park]);
}

#[test]
fn members_units_organisations_and_links_say_what_the_rules_ask() {
    let rows = "党员编号,所属社区,离开日期,免联原因,中心户编号\nM1,990101001001,2026-09-01,长期外出,H1\n\
                M2,990101001001,,懒,H9\n";
    let records = taken("m.csv", rows, &[(Doubtful, "not_in_list", "exemption"), (Doubtful, "dangling", "hub")]);
    let members: Vec<_> =
        records.iter().filter_map(|it| if let Record::Member(it) = it { Some(it) } else { None }).collect();
    assert_eq!(
        (members[0].left_on, members[0].exemption),
        (NaiveDate::from_ymd_opt(2026, 9, 1), Some(Exemption::LongAbsent))
    );
    assert_eq!((members[1].exemption, members[1].hub.as_ref().map(HouseholdId::as_str)), (None, Some("H9")));

    let rows = "单位编号,所属社区,单位名称,单位类型,固定场所,党建指导员,联络员,工会,共青团\n\
                U1,990101001001,甲,非公企业,是,否,1,,也许\n";
    let records = taken("u.csv", rows, &[(Doubtful, "bad_flag", "youth_league")]);
    let unit = records.iter().find_map(|it| if let Record::Unit(it) = it { Some(it) } else { None }).unwrap();
    assert_eq!(unit.fixed_premises, Some(true));
    assert_eq!((unit.work.instructor, unit.work.liaison, unit.work.union), (Some(false), Some(true), None));

    let rows = "id,area,name,kind,elected_on,term_years,has_branch_committee\nO1,990101001,甲,branch,2024-01-01,3,是\n\
                O2,990101001,乙,branch,,30,\n";
    let records = taken("o.csv", rows, &[(Doubtful, "bad_number", "term_years")]);
    let terms: Vec<_> = records
        .iter()
        .filter_map(|it| {
            if let Record::Organisation(it) = it { Some((it.term_years, it.has_branch_committee)) } else { None }
        })
        .collect();
    assert_eq!(terms, [(Some(3), Some(true)), (None, None)]);

    let rows = "户编号,党员编号,建立日期,结束日期\nH1,M1,2026-01-01,2026-05-01\nH2,M1,2026-01-01,2025-05-01\n";
    let records = taken("l.csv", rows, &[(Doubtful, "dates_out_of_order", "until")]);
    let ends: Vec<_> =
        records.iter().filter_map(|it| if let Record::Link(it) = it { Some(it.until) } else { None }).collect();
    assert_eq!(ends, [NaiveDate::from_ymd_opt(2026, 5, 1), NaiveDate::from_ymd_opt(2025, 5, 1)]);
}
