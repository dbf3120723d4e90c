//! BD-09: Baidu's further turn of GCJ-02.

use std::f64::consts::PI;

use spatial::places::LonLat;

use super::gcj02::{gcj02_to_wgs84, in_china, wgs84_to_gcj02};

const WAVE: f64 = PI * 3000.0 / 180.0;
const OFFSET: LonLat = LonLat { lon: 0.0065, lat: 0.006 };
const MAX_ROUNDS: u32 = 30;
const SETTLED_DEG: f64 = 1e-14;

/// WGS 84 (or CGCS2000) to BD-09. Outside China it is the identity.
pub fn wgs84_to_bd09(position: LonLat) -> LonLat {
    if in_china(position) { turn(wgs84_to_gcj02(position)) } else { position }
}

/// BD-09 to WGS 84 by fixed point; the closed form in circulation misses 1e-6°. Outside China it is the identity.
pub fn bd09_to_wgs84(turned: LonLat) -> LonLat {
    if in_china(turned) { gcj02_to_wgs84(turn_back(turned)) } else { turned }
}

/// GCJ-02 to BD-09.
fn turn(position: LonLat) -> LonLat {
    let LonLat { lon, lat } = position;
    let radius = lon.hypot(lat) + 0.000_02 * (lat * WAVE).sin();
    let angle = lat.atan2(lon) + 0.000_003 * (lon * WAVE).cos();
    LonLat { lon: radius * angle.cos() + OFFSET.lon, lat: radius * angle.sin() + OFFSET.lat }
}

/// BD-09 to GCJ-02.
fn turn_back(turned: LonLat) -> LonLat {
    let mut guess = LonLat { lon: turned.lon - OFFSET.lon, lat: turned.lat - OFFSET.lat };
    for _ in 0..MAX_ROUNDS {
        let there = turn(guess);
        let (east, north) = (turned.lon - there.lon, turned.lat - there.lat);
        guess = LonLat { lon: guess.lon + east, lat: guess.lat + north };
        if east.abs().max(north.abs()) < SETTLED_DEG {
            break;
        }
    }
    guess
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_published_pair_is_reproduced() {
        let turned = turn(LonLat { lon: 116.404, lat: 39.915 });
        assert!((turned.lon - 116.410_369_492_713_75).abs() < 1e-6, "{turned:?}");
        assert!((turned.lat - 39.921_336_993_510_21).abs() < 1e-6, "{turned:?}");
    }

    #[test]
    fn outside_china_nothing_moves() {
        let lisbon = LonLat { lon: -9.14, lat: 38.72 };
        assert_eq!(wgs84_to_bd09(lisbon), lisbon);
        assert_eq!(bd09_to_wgs84(lisbon), lisbon);
    }

    proptest! {
        #[test]
        fn there_and_back_is_the_same_place(lon in 73.0..136.0, lat in 3.0..54.0) {
            let back = bd09_to_wgs84(wgs84_to_bd09(LonLat { lon, lat }));
            prop_assert!((back.lon - lon).abs() < 1e-9 && (back.lat - lat).abs() < 1e-9, "{back:?}");
        }
    }
}
