//! Shapes, and the lists that carry them.

use super::*;

/// One building with a geometry.
#[track_caller]
fn building(geometry: &str, expected: &[(Severity, &str, &str)]) -> Read {
    let properties = r#""id":"B1","community":"990101001001","kind":"tower","floors":5.0,"address":null"#;
    list("buildings.geojson", &collection(&[feature(properties, geometry)]), expected)
}

#[test]
fn a_good_footprint_enters() {
    let read = building(
        r#"{"type":"Polygon","coordinates":[[[113.6,30.2,9],[113.601,30.2],[113.601,30.201],[113.6,30.2]]]}"#,
        &[],
    );
    assert!(read.records.iter().any(|it| matches!(it, Record::Building(it) if it.floors == Some(5))));
}

#[test]
fn an_open_outline_is_closed_and_said() {
    let read = building(
        r#"{"type":"Polygon","coordinates":[[[113.6,30.2],[113.601,30.2],[113.601,30.201]]]}"#,
        &[(Doubtful, "open_ring", "geometry")],
    );
    assert!(read.records.iter().any(|it| matches!(it, Record::Building(it) if it.shape.0[0].exterior().is_closed())));
}

#[test]
fn outlines_that_are_none_refuse_the_row() {
    for (geometry, code) in [
        ("null", "no_geometry"),
        (r#"{"type":"Polygon","coordinates":[]}"#, "bad_geometry"),
        (r#"{"type":"Polygon","coordinates":[[]]}"#, "bad_geometry"),
        (r#"{"type":"Polygon","coordinates":[[[113.6,30.2],[113.7,30.2],[113.6,30.2]]]}"#, "bad_geometry"),
        (
            r#"{"type":"Polygon","coordinates":[[[113.6,30.2],[113.61,30.2],[113.62,30.2],[113.6,30.2]]]}"#,
            "bad_geometry",
        ),
        (r#"{"type":"Polygon","coordinates":[[113.6,30.2]]}"#, "bad_geometry"),
        (r#"{"type":"Polygon","coordinates":[[[113.6],[113.7,30.2],[113.6,30.2]]]}"#, "bad_geometry"),
        (r#"{"type":"Polygon"}"#, "bad_geometry"),
        (
            r#"{"type":"Polygon","coordinates":[[[30.2,113.6],[30.2,113.61],[30.21,113.6],[30.2,113.6]]]}"#,
            "swapped_position",
        ),
        (r#"{"type":"Polygon","coordinates":[[[3.6,30.2],[3.61,30.2],[3.6,30.21],[3.6,30.2]]]}"#, "far_position"),
        (
            r#"{"type":"Polygon","coordinates":[[[113.6,30.2],[113.61,30.21],[113.61,30.2],[113.6,30.21],[113.6,30.2]]]}"#,
            "crossing_ring",
        ),
    ] {
        // A sound one beside it, so that the file is known for what it is.
        let sound = feature(r#""id":"B0","community":"990101001001","kind":"tower""#, DISTRICT);
        let bad = feature(r#""id":"B1","community":"990101001001","kind":"tower""#, geometry);
        let read = list("buildings.geojson", &collection(&[sound, bad]), &[(Refused, code, "geometry")]);
        assert_eq!(read.finding().row, Some(2), "{geometry}");
    }
}

#[test]
fn a_grid_with_a_bad_code_is_taken_and_doubted() {
    for code in ["99010100100100", "990101001002001", "99010100100100A"] {
        let properties = format!(
            r#""code":"{code}","name":"二","kind":"rural","community":"990101001001","valid_from":"2024-01-01""#
        );
        let grids = collection(&[feature(&properties, DISTRICT)]);
        let read = Desk::with_areas().file("more_grids.geojson", grids).read();
        assert_eq!(read.codes(), [(Doubtful, "bad_grid_code", "code")], "{code}");
        assert_eq!(read.records.iter().filter(|it| matches!(it, Record::Grid(_))).count(), 2);
    }
}

#[test]
fn two_versions_of_a_grid_are_two_rows_and_one_version_twice_is_not() {
    let version = |from: &str| {
        let text = format!(
            r#""code":"990101001001009","name":"九","kind":"rural","community":"990101001001","valid_from":"{from}""#
        );
        feature(&text, DISTRICT)
    };
    let grids = collection(&[version("2024-01-01"), version("2025-01-01"), version("2025-01-01")]);
    let read = Desk::with_areas().file("more_grids.geojson", grids).read();
    assert_eq!(read.codes(), [(Refused, "repeated_id", "code")]);
}

#[test]
fn an_area_whose_kind_and_code_differ_is_doubted() {
    let area = feature(r#""code":"990101002","name":"乙","kind":"社区""#, DISTRICT);
    list("more_areas.geojson", &collection(&[area]), &[(Doubtful, "kind_against_code", "kind")]);
}

#[test]
fn stations_may_come_as_points() {
    let station =
        r#""id":"S1","area":"990101","name":"中心","kind":"区党群服务中心","duty_name":"值班","duty_phone":"8""#;
    let point = r#"{"type":"Point","coordinates":[113.6,30.2]}"#;
    let read = list("stations.geojson", &collection(&[feature(station, point)]), &[]);
    assert!(read.records.iter().any(|it| matches!(it, Record::Station(it) if it.position.is_some())));
    assert_eq!(read.contacts()[0].subject, ContactSubject::Station);
}

#[test]
fn a_county_comes_from_the_areas_or_the_manifest_or_is_asked_for() {
    let road = collection(&[feature(
        r#""id":"R1","class":"lane""#,
        r#"{"type":"LineString","coordinates":[[113.6,30.2],[113.61,30.2]]}"#,
    )]);
    let county = |desk: Desk| match &desk.read().records[..] {
        [.., Record::Road(road)] => Some(road.county.to_string()),
        _ => None,
    };
    assert_eq!(county(Desk::with_areas().file("roads.geojson", &road)).as_deref(), Some("990101"));
    let manifest = r#"{"data_date":"2026-10-31","county":"990102"}"#;
    assert_eq!(
        county(Desk::new().file("roads.geojson", &road).file("register.json", manifest)).as_deref(),
        Some("990102")
    );
    let nobody = Desk::new().file("roads.geojson", &road).read();
    assert_eq!(nobody.codes()[0], (Refused, "no_county", "county"));
}
