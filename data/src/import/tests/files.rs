//! Files as a whole: encodings, separators, what is no list, what would hurt a parser.

use super::*;

#[test]
fn chinese_headers_and_words_in_gb18030_are_the_same_list() {
    let content = "户编号,所属社区,楼栋编号,门牌号,经度,纬度,人数,居住类型,走访类别,户主姓名,联系电话,数据来源\n\
                   H1,990101001001,,一单元,113.6,30.2,2,租住,重点,李四,,\n";
    let utf8 = list("户.csv", content, &[]);
    let bom = list("户.csv", &format!("\u{feff}{content}"), &[]);
    let gb = Desk::with_areas().file("户.csv", GB18030.encode(content).0).read();
    assert_eq!(utf8.records, bom.records);
    assert_eq!(utf8.records, gb.records);
    assert_eq!(utf8.households()[0].tenure, Some(Tenure::Tenant));
}

#[test]
fn a_column_nobody_knows_is_said_once() {
    list("links.csv", "household,member,mood\n", &[(Doubtful, "unknown_column", "mood")]);
}

#[test]
fn bytes_that_are_no_text_refuse_their_row_alone() {
    let mut content = HEADER.as_bytes().to_vec();
    content.extend(b"H1,990101001001,,\xff\xff,,,,,,,,\nH2,990101001001,,,,,,,,,,\n");
    let read = Desk::with_areas().file("h.csv", content).read();
    assert_eq!(read.codes(), [(Refused, "bad_row", "")]);
    assert_eq!(read.households().len(), 1);
}

#[test]
fn a_quote_that_never_closes_ends_the_file_and_not_the_program() {
    let content = format!("{HEADER}H1,990101001001,,,,,,,,,,\n\"{}", "H2,990101001001,,,,,,,,,,\n".repeat(100_000));
    let read = Desk::with_areas().file("h.csv", content).read();
    assert_eq!(read.households().len(), 1);
    assert!(read.finding().reason.contains("quotation mark"), "{:?}", read.finding());
}

#[test]
fn semicolons_and_tabs_separate_as_well() {
    for separator in [";", "\t"] {
        let content = "household,member,since\nH1,M1,2026-01-01\n".replace(',', separator);
        let read = Desk::with_areas().file("links.csv", content).read();
        assert_eq!(read.records.iter().filter(|it| matches!(it, Record::Link(_))).count(), 1);
    }
}

#[test]
fn a_list_without_its_columns_is_refused_by_name() {
    let read = list("h.csv", "户编号,人数\nH1,2\n", &[(Refused, "unknown_file", "")]);
    assert!(read.finding().reason.contains("community (所属社区)"), "{:?}", read.finding());
    list("x.csv", "a,b\n1,2\n", &[(Refused, "unknown_file", "")]);
    list("empty.csv", "", &[(Refused, "unreadable_file", "")]);
}

#[test]
fn json_that_would_hurt_a_parser_is_refused() {
    for text in [
        "[".repeat(1 << 20),
        "{\"a\":".repeat(1 << 18),
        collection(&[feature(r#""id":"B1""#, r#"{"type":"Point","coordinates":[1e400,30]}"#)]),
        collection(&[feature(r#""id":"B1""#, r#"{"type":"Point","coordinates":[NaN,30]}"#)]),
        collection(&[feature(r#""id":"\ud800""#, "null")]),
        r#"{"type":"FeatureCollection","features":[{"#.to_owned(),
        r#"{"type":"Topology"}"#.to_owned(),
        "{}".to_owned(),
    ] {
        list("buildings.geojson", &text, &[(Refused, "unreadable_file", "")]);
    }
}

#[test]
fn the_truth_of_a_sample_is_passed_over_and_no_finding() {
    let truth = r#"{"as_of":"2026-10-31","rules":{"G1":{"grid":{"gap":[]}}},"size":"tiny"}"#;
    let read = list("truth.json", truth, &[]);
    assert_eq!(read.outcome.passed_over.len(), 1);
    // Known by what it says, not by its name.
    list("truth.json", r#"{"as_of":"2026-10-31"}"#, &[(Refused, "unreadable_file", "")]);
}

#[test]
fn a_file_says_itself_what_it_is_in() {
    let with = |name: &str| {
        collection(&[feature(r#""code":"990101","name":"a","kind":"区""#, DISTRICT)]).replacen(
            '{',
            &format!(r#"{{"crs":{{"type":"name","properties":{{"name":"{name}"}}}},"#),
            1,
        )
    };
    let desk = Desk::new().file("areas.geojson", with("urn:ogc:def:crs:EPSG::4490"));
    assert_eq!(desk.read().codes(), [(Doubtful, "no_data_date", "data_date")]);
    let desk = Desk::new().file("areas.geojson", with("urn:ogc:def:crs:EPSG::4214"));
    let read = desk.read();
    assert!(read.outcome.findings.kept()[0].reason.contains("北京54"), "{:?}", read.codes());
}

#[test]
fn lists_in_metres_are_turned_into_degrees() {
    let mut desk = Desk::with_areas().file("h.csv", "户编号,所属社区,x坐标,y坐标\nH1,990101001001,3342500,38461500\n");
    desk.options.crs = Some(Crs::GaussKruger(4526));
    // The shapes beside it are in degrees and say so.
    for name in ["areas.geojson", "grids.geojson"] {
        let text = std::fs::read_to_string(desk.folder.join(name)).unwrap();
        desk = desk.file(name, text.replacen('{', r#"{"crs":{"type":"name","properties":{"name":"EPSG:4490"}},"#, 1));
    }
    let read = desk.read();
    let position = read.households()[0].position.unwrap();
    assert!((position.lon - 113.6).abs() < 0.01 && (position.lat - 30.2).abs() < 0.01, "{position:?}");
    assert_eq!(read.codes(), []);
}

#[test]
fn a_file_that_is_not_there_ends_the_import() {
    let desk = Desk::new();
    std::fs::create_dir(desk.folder.join("folder.csv")).unwrap();
    assert!(matches!(desk.try_read(), Err(ImportError::Unreadable { .. })));
}
