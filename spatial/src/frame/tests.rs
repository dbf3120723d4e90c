use proj::Proj;
use proptest::prelude::*;

use super::*;

const fn at(lon: f64, lat: f64) -> LonLat {
    LonLat { lon, lat }
}

/// The registry's own zone for a central meridian: EPSG:4534 is 75° E, EPSG:4554 is 135° E.
fn epsg_zone(central_meridian_deg: i32) -> Proj {
    let code = 4534 + (central_meridian_deg - 75) / 3;
    // `new_known_crs` normalises the axes: longitude, latitude in; easting, northing out, whatever the registry says.
    Proj::new_known_crs("EPSG:4490", &format!("EPSG:{code}"), None).unwrap()
}

#[test]
fn agrees_with_proj_in_every_zone_of_the_registry() {
    for central_meridian in (75..=135).step_by(3) {
        let oracle = epsg_zone(central_meridian);
        let frame = Frame::for_position(at(f64::from(central_meridian), 30.0));
        for lon_step in -6..=6 {
            for lat in [3.5, 18.25, 30.2, 39.9, 53.5] {
                let lon = f64::from(central_meridian) + f64::from(lon_step) * 0.5;
                let expected = oracle.convert((lon, lat)).unwrap();
                let (easting, northing) = frame.easting_northing_m(at(lon, lat));
                let off = (easting - expected.0).hypot(northing - expected.1);
                assert!(off < 1e-6, "{lon} {lat} in zone {central_meridian}: {off} m from PROJ");
            }
        }
    }
}

#[test]
fn the_registry_states_northing_before_easting_and_the_oracle_turns_it() {
    let (easting, northing) = epsg_zone(114).convert((113.6, 30.2)).unwrap();
    assert!((400_000.0..500_000.0).contains(&easting), "{easting}");
    assert!((3_300_000.0..3_400_000.0).contains(&northing), "{northing}");
}

#[test]
fn the_zone_follows_the_longitude_and_stays_within_the_standard() {
    let zone = |lon| Frame::for_position(at(lon, 30.0)).central_meridian_deg();
    assert_eq!([zone(113.6), zone(115.4), zone(115.6), zone(10.0), zone(179.0)], [114, 114, 117, 75, 135]);
}

#[test]
fn the_origin_is_the_nearest_whole_kilometre() {
    let centre = at(113.6, 30.2);
    let frame = Frame::for_position(centre);
    assert_eq!(frame.origin_easting_mm % 1_000_000, 0);
    assert_eq!(frame.origin_northing_mm % 1_000_000, 0);
    let point = frame.project(centre).unwrap();
    assert!(point.x.abs() <= 500_000 && point.y.abs() <= 500_000, "{point:?}");
}

#[test]
fn what_is_no_position_or_too_far_has_no_point() {
    let frame = Frame::for_position(at(113.6, 30.2));
    for position in [
        at(f64::NAN, 30.0),
        at(113.0, f64::NAN),
        at(f64::INFINITY, 30.0),
        at(113.0, 91.0),
        at(0.0, 0.0),
        at(30.2, 113.6),
        at(113.6, 55.0),
        at(1e300, 1e300),
    ] {
        assert_eq!(frame.project(position), None, "{position:?}");
    }
}

#[test]
fn a_reference_that_is_no_position_still_makes_a_frame() {
    let frame = Frame::for_position(at(f64::NAN, f64::NAN));
    assert_eq!(frame.central_meridian_deg(), 75);
}

proptest! {
    #[test]
    fn there_and_back_is_within_a_millimetre(lon in 73.5..136.5, lat in 3.0..54.0, east in -0.5..0.5, north in -0.5..0.5) {
        let frame = Frame::for_position(at(lon, lat));
        let position = at(lon + east, lat + north);
        let point = frame.project(position).unwrap();
        let back = frame.unproject(point);
        let metres_per_degree = 111_320.0;
        let off_m = ((back.lon - position.lon) * position.lat.to_radians().cos()).hypot(back.lat - position.lat) * metres_per_degree;
        prop_assert!(off_m <= 0.001, "{position:?} came back {off_m} m off");
        prop_assert_eq!(frame.project(back), Some(point));
    }
}
