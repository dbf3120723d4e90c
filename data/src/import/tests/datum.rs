//! Lists drawn on a vendor’s map.

use super::*;

/// Two lists of one community, each household at its own building; one list drawn on a vendor's map.
fn desk_with_a_shifted_list() -> Desk {
    let corner = |i: u32| (113.6 + f64::from(i % 10) * 0.001, 30.2 + f64::from(i / 10) * 0.001);
    let mut footprints = Vec::new();
    let mut rows = HEADER.to_owned();
    for i in 0..40 {
        let (lon, lat) = corner(i);
        let ring = [(0., 0.), (2e-4, 0.), (2e-4, 2e-4), (0., 2e-4), (0., 0.)]
            .map(|(x, y)| format!("[{},{}]", lon + x, lat + y));
        let geometry = format!(r#"{{"type":"Polygon","coordinates":[[{}]]}}"#, ring.join(","));
        footprints.push(feature(&format!(r#""id":"B{i}","community":"990101001001","kind":"low""#), &geometry));
        let home = spatial::places::LonLat { lon: lon + 1e-4, lat: lat + 1e-4 };
        let shifted = wgs84_to_gcj02(home);
        writeln!(rows, "S{i},990101001001,B{i},s,{},{},2,,,,,survey", home.lon, home.lat).unwrap();
        writeln!(rows, "A{i},990101001001,B{i},a,{},{},2,,,,,app", shifted.lon, shifted.lat).unwrap();
    }
    rows += "A99,990101001001,B1,z,,,2,,,,,app\n";
    Desk::with_areas().file("b.geojson", collection(&footprints)).file("households.csv", rows)
}

#[test]
fn a_list_from_a_vendors_map_is_doubted_as_a_whole_and_no_other() {
    let read = desk_with_a_shifted_list().read();
    let finding = read.finding();
    assert_eq!((finding.severity, finding.code, finding.row), (Doubtful, "probably_gcj02", None));
    assert_eq!(finding.value, "990101001001 app");
    assert!(finding.reason.contains("40 points") && finding.remedy.contains("--crs gcj02"), "{finding:?}");
    for household in read.households() {
        let doubtful = household.id.as_str().starts_with('A') && household.position.is_some();
        let expected = if doubtful { PositionTrust::Doubtful } else { PositionTrust::Stated };
        assert_eq!(household.trust, expected, "{}", household.id);
    }
}

/// Twelve communities of a kilometre, and in each a station and a unit, drawn on a vendor's map or not.
fn desk_of_stations(turn: fn(spatial::places::LonLat) -> spatial::places::LonLat) -> Desk {
    let area = |code: &str, kind, geometry: &str| {
        feature(&format!(r#""code":"{code}","name":"云河","kind":"{kind}""#), geometry)
    };
    let mut areas = vec![area("990101", "district", DISTRICT), area("990101001", "street", DISTRICT)];
    let mut stations = "id,area,name,kind,lon,lat\n".to_owned();
    let mut units = "id,community,name,kind,lon,lat\n".to_owned();
    for i in 0..12 {
        let (code, lon) = (format!("9901010010{:02}", i + 1), 113.55 + 0.01 * f64::from(i));
        let ring = [(0., 0.), (0.01, 0.), (0.01, 0.01), (0., 0.01), (0., 0.)]
            .map(|(x, y)| format!("[{},{}]", lon + x, 30.2 + y));
        let square = format!(r#"{{"type":"Polygon","coordinates":[[{}]]}}"#, ring.join(","));
        areas.push(area(&code, "community", &square));
        let place = |x: f64, y: f64| turn(spatial::places::LonLat { lon: lon + x, lat: 30.2 + y });
        // In the east of its community a point leaves it, in the middle it does not.
        let (station, unit) = (place(if i % 2 == 0 { 0.008 } else { 0.003 }, 0.005), place(0.008, 0.006));
        writeln!(stations, "Z{i},{code},站{i},community,{},{}", station.lon, station.lat).unwrap();
        writeln!(units, "E{i},{code},厂{i},private_enterprise,{},{}", unit.lon, unit.lat).unwrap();
    }
    let desk = Desk::with_areas().file("areas.geojson", collection(&areas));
    desk.file("stations.csv", stations).file("units.csv", units)
}

#[test]
fn stations_and_units_from_a_vendors_map_are_said_and_taken() {
    let read = desk_of_stations(wgs84_to_gcj02).read();
    let said: Vec<_> = read
        .outcome
        .findings
        .kept()
        .iter()
        .map(|it| (it.code, it.file.as_str(), it.reason.contains("taken")))
        .collect();
    assert_eq!(said, [("probably_gcj02", "units.csv", true), ("probably_gcj02", "stations.csv", true)]);
    assert_eq!(read.outcome.tallies[&Kind::Stations].refused, 0);
    assert_eq!(desk_of_stations(|place| place).read().codes(), []);
}

#[test]
fn the_same_list_said_to_be_gcj02_is_in_place() {
    let mut desk = desk_with_a_shifted_list();
    let households = std::fs::read_to_string(desk.folder.join("households.csv")).unwrap();
    let app: Vec<&str> = households.lines().filter(|line| !line.ends_with("survey")).collect();
    desk = desk.file("households.csv", app.join("\n"));
    desk.options.crs = Some(Crs::Gcj02);
    std::fs::remove_file(desk.folder.join("b.geojson")).unwrap();
    let read = desk.read();
    assert!(read.outcome.findings.kept().iter().all(|it| it.code == "unchecked_references"), "{:?}", read.codes());
    let first = read.households()[0].position.unwrap();
    assert!((first.lon - 113.6001).abs() < 1e-9 && (first.lat - 30.2001).abs() < 1e-9, "{first:?}");
}
