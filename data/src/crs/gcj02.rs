//! GCJ-02 (“Mars coordinates”): what maps of Chinese vendors are drawn in, 300–600 m off and not by a constant.

use std::f64::consts::PI;

use spatial::places::LonLat;

/// Krasovsky's ellipsoid, which the obfuscation is computed on.
const SEMI_MAJOR_M: f64 = 6_378_245.0;
const ECCENTRICITY_SQUARED: f64 = 0.006_693_421_622_965_943;

/// Six rounds reach 3e-14°; the rest is margin, and the loop ends early.
const MAX_ROUNDS: u32 = 20;
const SETTLED_DEG: f64 = 1e-14;

/// Whether GCJ-02 is defined here: the vendors' box around China. Outside it GCJ-02 is WGS 84.
pub fn in_china(position: LonLat) -> bool {
    (72.004..=137.8347).contains(&position.lon) && (0.8293..=55.8271).contains(&position.lat)
}

/// WGS 84 (or CGCS2000) to GCJ-02. Outside China it is the identity.
///
/// ```
/// use data::crs::wgs84_to_gcj02;
/// use spatial::places::LonLat;
/// let shifted = wgs84_to_gcj02(LonLat { lon: 113.6, lat: 30.2 });
/// assert!((shifted.lon - 113.605_3).abs() < 1e-3);
/// ```
pub fn wgs84_to_gcj02(position: LonLat) -> LonLat {
    if !in_china(position) {
        return position;
    }
    let (east, north) = shift_deg(position);
    LonLat { lon: position.lon + east, lat: position.lat + north }
}

/// GCJ-02 to WGS 84 by fixed point, exact to about 3e-14°. Outside China it is the identity.
pub fn gcj02_to_wgs84(shifted: LonLat) -> LonLat {
    if !in_china(shifted) {
        return shifted;
    }
    let mut guess = shifted;
    for _ in 0..MAX_ROUNDS {
        let (east, north) = shift_deg(guess);
        let next = LonLat { lon: shifted.lon - east, lat: shifted.lat - north };
        let moved = (next.lon - guess.lon).abs().max((next.lat - guess.lat).abs());
        guess = next;
        if moved < SETTLED_DEG {
            break;
        }
    }
    guess
}

/// How far GCJ-02 moves a position, in degrees east and north.
fn shift_deg(position: LonLat) -> (f64, f64) {
    let (x, y) = (position.lon - 105.0, position.lat - 35.0);
    let latitude = position.lat.to_radians();
    let curvature = 1.0 - ECCENTRICITY_SQUARED * latitude.sin().powi(2);
    let meridian_m = SEMI_MAJOR_M * (1.0 - ECCENTRICITY_SQUARED) / (curvature * curvature.sqrt());
    let parallel_m = SEMI_MAJOR_M / curvature.sqrt() * latitude.cos();
    ((east_m(x, y) / parallel_m).to_degrees(), (north_m(x, y) / meridian_m).to_degrees())
}

fn east_m(x: f64, y: f64) -> f64 {
    300.0
        + x
        + 2.0 * y
        + 0.1 * x * x
        + 0.1 * x * y
        + 0.1 * x.abs().sqrt()
        + ripples(x)
        + waves(x, 20.0, 40.0, 3.0)
        + waves_long(x, 150.0, 12.0, 300.0, 30.0)
}

fn north_m(x: f64, y: f64) -> f64 {
    -100.0
        + 2.0 * x
        + 3.0 * y
        + 0.2 * y * y
        + 0.1 * x * y
        + 0.2 * x.abs().sqrt()
        + ripples(x)
        + waves(y, 20.0, 40.0, 3.0)
        + waves_long(y, 160.0, 12.0, 320.0, 30.0)
}

fn ripples(x: f64) -> f64 {
    (20.0 * (6.0 * x * PI).sin() + 20.0 * (2.0 * x * PI).sin()) * 2.0 / 3.0
}

fn waves(t: f64, first: f64, second: f64, period: f64) -> f64 {
    (first * (t * PI).sin() + second * (t / period * PI).sin()) * 2.0 / 3.0
}

fn waves_long(t: f64, first: f64, first_period: f64, second: f64, second_period: f64) -> f64 {
    (first * (t / first_period * PI).sin() + second * (t * PI / second_period).sin()) * 2.0 / 3.0
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn at(lon: f64, lat: f64) -> LonLat {
        LonLat { lon, lat }
    }

    /// The example that the vendors' own converters and every port of the formula agree on.
    #[test]
    fn a_published_pair_is_reproduced() {
        let shifted = wgs84_to_gcj02(at(116.404, 39.915));
        assert!((shifted.lon - 116.410_244_499_169_38).abs() < 1e-9, "{shifted:?}");
        assert!((shifted.lat - 39.916_404_281_501_64).abs() < 1e-9, "{shifted:?}");
    }

    #[test]
    fn outside_china_nothing_moves() {
        for position in [at(2.35, 48.85), at(-70.0, -33.0), at(139.7, 35.7), at(100.0, 0.5)] {
            assert_eq!(wgs84_to_gcj02(position), position);
            assert_eq!(gcj02_to_wgs84(position), position);
        }
    }

    #[test]
    fn the_shift_is_some_hundred_metres() {
        let shifted = wgs84_to_gcj02(at(113.6, 30.2));
        let metres = (shifted.lon - 113.6).hypot(shifted.lat - 30.2) * 100_000.0;
        assert!((200.0..900.0).contains(&metres), "{metres}");
    }

    proptest! {
        #[test]
        fn there_and_back_is_the_same_place(lon in 73.0..136.0, lat in 3.0..54.0) {
            let back = gcj02_to_wgs84(wgs84_to_gcj02(at(lon, lat)));
            prop_assert!((back.lon - lon).abs() < 1e-9 && (back.lat - lat).abs() < 1e-9, "{back:?}");
        }
    }
}
