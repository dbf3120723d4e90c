//! The ground the sample stands on: degrees in steps of 1e-7 (about 1 cm) and metres in the zone around 114° E.
//!
//! This is the sample's own transverse Mercator (Krüger's series to order 4, a tenth of a micrometre here), on purpose:
//! the truth must not inherit an error of the code it checks. A test holds it to PROJ.

/// Metres east and north of the sample's own origin.
pub(super) type Metres = [f64; 2];

/// A position as it stands in the files: steps of 1e-7 degrees, so that text, bytes and equality agree.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct Spot {
    pub(super) lon: i32,
    pub(super) lat: i32,
}

/// Origin of the metres: about 113.60° E 30.20° N, in whole kilometres of the zone.
const ORIGIN: Metres = [461_000.0, 3_342_000.0];
const MERIDIAN_DEG: f64 = 114.0;
const AXIS: f64 = 6_378_137.0;
const FLATTENING: f64 = 1.0 / 298.257_222_101;
const N: f64 = FLATTENING / (2.0 - FLATTENING);
const N2: f64 = N * N;
const N3: f64 = N2 * N;
const N4: f64 = N2 * N2;
const RADIUS: f64 = AXIS / (1.0 + N) * (1.0 + N2 / 4.0 + N4 / 64.0);
const FORWARD: [f64; 4] = [
    N / 2.0 - 2.0 * N2 / 3.0 + 5.0 * N3 / 16.0 + 41.0 * N4 / 180.0,
    13.0 * N2 / 48.0 - 3.0 * N3 / 5.0 + 557.0 * N4 / 1440.0,
    61.0 * N3 / 240.0 - 103.0 * N4 / 140.0,
    49_561.0 * N4 / 161_280.0,
];
const BACK: [f64; 4] = [
    N / 2.0 - 2.0 * N2 / 3.0 + 37.0 * N3 / 96.0 - N4 / 360.0,
    N2 / 48.0 + N3 / 15.0 - 437.0 * N4 / 1440.0,
    17.0 * N3 / 480.0 - 37.0 * N4 / 840.0,
    4397.0 * N4 / 161_280.0,
];
const LATITUDE: [f64; 4] = [
    2.0 * N - 2.0 * N2 / 3.0 - 2.0 * N3 + 116.0 * N4 / 45.0,
    7.0 * N2 / 3.0 - 8.0 * N3 / 5.0 - 227.0 * N4 / 45.0,
    56.0 * N3 / 15.0 - 136.0 * N4 / 35.0,
    4279.0 * N4 / 630.0,
];

impl Spot {
    /// Metres east and north of the origin.
    pub(super) fn metres(self) -> Metres {
        let latitude = (f64::from(self.lat) / 1e7).to_radians();
        let longitude = (f64::from(self.lon) / 1e7 - MERIDIAN_DEG).to_radians();
        let eccentricity = (FLATTENING * (2.0 - FLATTENING)).sqrt();
        let sine = latitude.sin();
        let conformal = (sine.atanh() - eccentricity * (eccentricity * sine).atanh()).sinh();
        let north = conformal.atan2(longitude.cos());
        let east = (longitude.sin() / conformal.hypot(longitude.cos())).asinh();
        let (mut easting, mut northing) = (east, north);
        for (index, factor) in FORWARD.iter().enumerate() {
            let turn = 2.0 * (index + 1) as f64;
            easting += factor * (turn * north).cos() * (turn * east).sinh();
            northing += factor * (turn * north).sin() * (turn * east).cosh();
        }
        [500_000.0 + RADIUS * easting - ORIGIN[0], RADIUS * northing - ORIGIN[1]]
    }

    /// The nearest position to these metres that a file can hold.
    pub(super) fn near(at: Metres) -> Self {
        let (easting, northing) = ((at[0] + ORIGIN[0] - 500_000.0) / RADIUS, (at[1] + ORIGIN[1]) / RADIUS);
        let (mut east, mut north) = (easting, northing);
        for (index, factor) in BACK.iter().enumerate() {
            let turn = 2.0 * (index + 1) as f64;
            east -= factor * (turn * northing).cos() * (turn * easting).sinh();
            north -= factor * (turn * northing).sin() * (turn * easting).cosh();
        }
        let conformal = (north.sin() / east.cosh()).asin();
        let mut latitude = conformal;
        for (index, factor) in LATITUDE.iter().enumerate() {
            latitude += factor * (2.0 * (index + 1) as f64 * conformal).sin();
        }
        let longitude = MERIDIAN_DEG + east.sinh().atan2(north.cos()).to_degrees();
        Self { lon: (longitude * 1e7).round() as i32, lat: (latitude.to_degrees() * 1e7).round() as i32 }
    }

    /// Degrees east and north.
    pub(super) fn degrees(self) -> (f64, f64) {
        (f64::from(self.lon) / 1e7, f64::from(self.lat) / 1e7)
    }
}

/// `a - b`.
pub(super) fn minus(a: Metres, b: Metres) -> Metres {
    [a[0] - b[0], a[1] - b[1]]
}

/// `a + factor * b`.
pub(super) fn plus(a: Metres, factor: f64, b: Metres) -> Metres {
    [a[0] + factor * b[0], a[1] + factor * b[1]]
}

/// From `a` towards `b` by the share `t`.
pub(super) fn blend(a: Metres, b: Metres, t: f64) -> Metres {
    plus(a, t, minus(b, a))
}

/// Metres between two points.
pub(super) fn distance(a: Metres, b: Metres) -> f64 {
    (a[0] - b[0]).hypot(a[1] - b[1])
}

/// `a × b`: positive where `b` is to the left of `a`.
pub(super) fn cross(a: Metres, b: Metres) -> f64 {
    a[0] * b[1] - a[1] * b[0]
}

/// The nearest point of a segment, and its distance in metres.
pub(super) fn nearest_on(at: Metres, from: Metres, to: Metres) -> (Metres, f64) {
    let along = minus(to, from);
    let square = along[0] * along[0] + along[1] * along[1];
    let offset = minus(at, from);
    let share = if square > 0.0 { (offset[0] * along[0] + offset[1] * along[1]) / square } else { 0.0 };
    let point = plus(from, share.clamp(0.0, 1.0), along);
    (point, distance(at, point))
}

/// Whether the point is inside the ring (even-odd); on its border it may be either.
pub(super) fn inside(at: Metres, ring: &[Metres]) -> bool {
    let mut inside = false;
    for (index, to) in ring.iter().enumerate() {
        let from = ring[(index + ring.len() - 1) % ring.len()];
        if (from[1] > at[1]) != (to[1] > at[1]) {
            let x = from[0] + (at[1] - from[1]) / (to[1] - from[1]) * (to[0] - from[0]);
            inside ^= at[0] < x;
        }
    }
    inside
}

/// Metres from a point to a ring's line.
pub(super) fn to_ring(at: Metres, ring: &[Metres]) -> f64 {
    (0..ring.len())
        .map(|index| nearest_on(at, ring[index], ring[(index + 1) % ring.len()]).1)
        .fold(f64::INFINITY, f64::min)
}

/// Square metres, positive where the ring runs counter-clockwise.
pub(super) fn area(ring: &[Metres]) -> f64 {
    let Some(&first) = ring.first() else { return 0.0 };
    let twice: f64 = (0..ring.len())
        .map(|index| cross(minus(ring[index], first), minus(ring[(index + 1) % ring.len()], first)))
        .sum();
    twice / 2.0
}

/// The middle of a ring's corners.
pub(super) fn middle(ring: &[Metres]) -> Metres {
    let sum = ring.iter().fold([0.0, 0.0], |sum, point| plus(sum, 1.0, *point));
    [sum[0] / ring.len().max(1) as f64, sum[1] / ring.len().max(1) as f64]
}

#[cfg(test)]
mod tests {
    use super::{Spot, distance, inside, to_ring};

    #[test]
    fn metres_agree_with_proj() {
        let proj = proj::Proj::new_known_crs("OGC:CRS84", "EPSG:4547", None).unwrap();
        for (lon, lat) in [(1_136_000_000, 302_000_000), (1_134_312_345, 301_098_765), (1_137_999_999, 303_000_001)] {
            let spot = Spot { lon, lat };
            let (degrees, ours) = (spot.degrees(), spot.metres());
            let (x, y) = proj.convert(degrees).unwrap();
            let known = if x > 1_000_000.0 { [y, x] } else { [x, y] };
            assert!(distance([ours[0] + 461_000.0, ours[1] + 3_342_000.0], known) < 1e-5, "{ours:?} {known:?}");
            assert_eq!(Spot::near(ours), spot);
        }
    }

    #[test]
    fn a_point_knows_its_ring() {
        let ring = [[0.0, 0.0], [10.0, 0.0], [10.0, 10.0], [0.0, 10.0]];
        assert!(inside([5.0, 5.0], &ring) && !inside([11.0, 5.0], &ring));
        assert!((to_ring([5.0, 2.0], &ring) - 2.0).abs() < 1e-12);
    }
}
