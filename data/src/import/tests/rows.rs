//! Rows of households: what is refused, what is doubted, what goes where.

use super::*;

#[test]
fn a_good_household_enters_whole() {
    let read = household("H1,990101001001,,1-101,113.6,30.2,3,owner,ordinary,张三,13800000000,survey", &[]);
    let [it] = read.households()[..] else { panic!() };
    assert_eq!(
        (it.id.as_str(), it.door.as_str(), it.persons, it.tenure),
        ("H1", "1-101", Some(3), Some(Tenure::Owner))
    );
    assert_eq!(it.trust, PositionTrust::Stated);
    let position = it.position.unwrap();
    assert!((position.lon, position.lat) == (113.6, 30.2));
}

#[test]
fn names_and_phones_go_to_the_contacts_alone() {
    let read = household("H1,990101001001,,,,,,,,张三,13800000000,", &[]);
    let [contact] = read.contacts()[..] else { panic!() };
    assert_eq!((contact.subject, contact.subject_id.as_str()), (ContactSubject::Household, "H1"));
    assert_eq!((contact.name.as_str(), contact.phone.as_str()), ("张三", "13800000000"));
    assert!(!format!("{:?}", read.households()).contains("张三"));
    assert!(household("H1,990101001001,,,,,,,,,,", &[]).contacts().is_empty());
}

#[test]
fn a_second_row_with_an_id_is_refused_and_the_first_counts() {
    let rows = "H1,990101001001,,1,,,1,,,,,\nH1,990101001001,,2,,,9,,,,,";
    let read = household(rows, &[(Refused, "repeated_id", "id")]);
    assert_eq!(read.households()[0].persons, Some(1));
    assert_eq!(read.finding().row, Some(3));
    assert!(read.finding().reason.starts_with("row 2 has it already"), "{}", read.finding().reason);
}

#[test]
fn a_refused_row_does_not_take_the_id_from_a_good_one() {
    let rows = "H1,99,,1,,,1,,,,,\nH1,990101001001,,2,,,9,,,,,";
    let read = household(rows, &[(Refused, "bad_area_code", "community")]);
    assert_eq!(read.households()[0].persons, Some(9));
}

#[test]
fn what_must_be_there_and_is_not_refuses_the_row() {
    household(",990101001001,,,,,,,,,,", &[(Refused, "blank", "id")]);
    household("H1,,,,,,,,,,,", &[(Refused, "blank", "community")]);
    household("H1,990101,,,,,,,,,,", &[(Refused, "bad_area_code", "community")]);
    household("H1,9901010010O1,,,,,,,,,,", &[(Refused, "bad_area_code", "community")]);
}

#[test]
fn what_may_be_blank_is_left_blank_with_a_word() {
    let read = household(
        "H1,990101001001,,,,,-2,renter,daily,,,",
        &[
            (Doubtful, "bad_number", "persons"),
            (Doubtful, "not_in_list", "tenure"),
            (Doubtful, "not_in_list", "visit_class"),
        ],
    );
    let household = read.households()[0];
    assert_eq!((household.persons, household.tenure, household.visit_class), (None, None, None));
    assert!(read.outcome.findings.kept()[1].remedy.contains("tenant (租住)"));
    assert_eq!(read.outcome.tallies[&Kind::Households].doubtful, 1);
}

#[test]
fn thirty_one_people_in_one_household_are_taken_and_doubted() {
    let read = household("H1,990101001001,,,,,31,,,,,", &[(Doubtful, "many_persons", "persons")]);
    assert_eq!(read.households()[0].persons, Some(31));
    household("H1,990101001001,,,,,30,,,,,", &[]);
}

#[test]
fn positions_that_cannot_be_meant_are_left_out_and_the_row_stays() {
    for (position, code) in [
        ("30.2,113.6", "swapped_position"),
        ("0,0", "zero_position"),
        ("120.1,30.2", "far_position"),
        ("113.6,", "half_position"),
        ("NaN,30.2", "bad_position"),
        ("1e400,30.2", "bad_position"),
        ("461500,3342000", "bad_position"),
        ("东,北", "bad_position"),
    ] {
        let read = household(&format!("H1,990101001001,,,{position},,,,,,"), &[(Doubtful, code, "lon")]);
        assert_eq!(read.households()[0].position, None);
    }
}

#[test]
fn a_reference_to_nothing_is_kept_and_said() {
    let rows = format!("{HEADER}H1,990101001009,B9,,,,,,,,,\n");
    let footprint = feature(r#""id":"B1","community":"990101001001","kind":"tower""#, DISTRICT);
    let desk = Desk::with_areas().file("h.csv", rows).file("b.geojson", collection(&[footprint]));
    let read = desk.read();
    assert_eq!(read.codes(), [(Doubtful, "dangling", "community"), (Doubtful, "dangling", "building")]);
    assert_eq!(read.households()[0].building.as_ref().map(BuildingId::as_str), Some("B9"));
}

#[test]
fn where_nothing_can_be_referred_to_one_word_is_enough() {
    let rows = "H1,990101001001,B1,,,,,,,,,\nH2,990101001001,B2,,,,,,,,,";
    let read = household(rows, &[(Doubtful, "unchecked_references", "")]);
    assert_eq!(read.households().len(), 2);
}

#[test]
fn two_households_behind_one_door_are_both_taken_and_the_second_is_doubted() {
    let rows = format!(
        "{HEADER}H1,990101001001,B1,1-101,,,,,,,,\nH2,990101001001,B1,1-101,,,,,,,,\nH3,990101001001,B1,,,,,,,,,\nH4,990101001001,B1,,,,,,,,,\n"
    );
    let footprint = feature(r#""id":"B1","community":"990101001001","kind":"tower""#, DISTRICT);
    let read = Desk::with_areas().file("h.csv", rows).file("b.geojson", collection(&[footprint])).read();
    assert_eq!(read.households().len(), 4);
    assert!(read.finding().reason.contains("household H1"), "{:?}", read.finding());
    assert_eq!((read.finding().code, read.finding().row), ("same_door", Some(3)));
}

#[test]
fn identity_numbers_never_enter_and_are_never_repeated() {
    let read = household("11010519491231002X,990101001001,,,,,,,,,,", &[(Refused, "identity_number", "id")]);
    assert!(!format!("{:?}", read.outcome.findings).contains("19491231"));
    let read = list(
        "members.csv",
        "党员编号,所属社区,姓名,身份证号,性别\nM1,990101001001,张三,11010519491231002X,男\n",
        &[(Refused, "identity_number", "身份证号")],
    );
    assert_eq!(read.members().len(), 1);
    assert!(!format!("{:?}{:?}", read.records, read.outcome.findings).contains("19491231"));
    assert!(!format!("{:?}", read.records).contains('男'));
}

#[test]
fn rows_with_too_few_or_too_many_cells_are_refused() {
    let rows = "H1,990101001001\nH2,990101001001,,,,,,,,,,\n\n,,,,\nH3,990101001001,,,,,,,,,,,x";
    let read = household(rows, &[(Refused, "bad_row", ""), (Refused, "bad_row", "")]);
    assert_eq!(read.outcome.findings.kept().iter().map(|it| it.row).collect::<Vec<_>>(), [Some(2), Some(6)]);
    assert_eq!(read.households().len(), 1);
}

#[test]
fn a_finding_names_the_line_that_an_editor_shows() {
    let bad = "H9,990101001001,,,,,many,,,,,";
    let good = "H1,990101001001,,,,,,,,,,";
    let quoted = "H2,990101001001,,\"1\n2\",,,,,,,,";
    for (lines, expected) in [
        (vec![good, bad], 3),
        (vec![bad], 2),
        (vec![good, "", "", bad], 5),
        (vec![quoted, bad], 4),
        (vec![quoted, good, bad, good], 5),
    ] {
        for (ending, last) in [("\n", "\n"), ("\r\n", "\r\n"), ("\n", ""), ("\r\n", "")] {
            if last.is_empty() && lines.contains(&"") {
                // The last line may then be told a blank line too early.
                continue;
            }
            let text = format!("{HEADER}{}{last}", lines.join("\n")).replace('\n', ending);
            let read = Desk::with_areas().file("households.csv", text.clone()).read();
            let rows: Vec<_> =
                read.outcome.findings.kept().iter().filter(|finding| finding.code == "bad_number").collect();
            assert_eq!(rows.len(), 1, "{text:?}");
            assert_eq!(rows[0].row, Some(expected), "{text:?}");
        }
    }
}
