//! The metric frame of a district: CGCS2000, 3-degree Gauss-Krüger, integer millimetres from an origin of its own.
//!
//! Krüger's series to the sixth order in the third flattening (Karney, “Transverse Mercator with an accuracy of a few
//! nanometers”, 2011, eqs. 35 and 36; the latitudes' series are his “On auxiliary latitudes”, 2022), so that this crate
//! needs no C library; PROJ is the oracle of its tests.

use crate::places::LonLat;
use crate::shape::Point;

/// Semi-major axis of CGCS2000, metres.
const SEMI_MAJOR_M: f64 = 6_378_137.0;
const FLATTENING: f64 = 1.0 / 298.257_222_101;
const FALSE_EASTING_M: f64 = 500_000.0;
/// Third flattening, on which the series is built.
const N: f64 = FLATTENING / (2.0 - FLATTENING);
/// Radius of the rectifying sphere, metres.
const RECTIFYING_M: f64 =
    SEMI_MAJOR_M / (1.0 + N) * (1.0 + N * N / 4.0 + N * N * N * N / 64.0 + N * N * N * N * N * N / 256.0);
/// The zones of the standard (EPSG:4534–4554): central meridians 75° to 135° E.
const CENTRAL_MERIDIANS_DEG: (i32, i32) = (75, 135);
/// Beyond this many degrees from the central meridian nothing of a district can lie, and the series loses its accuracy.
const WIDEST_DEG: f64 = 30.0;
/// Lattice coordinates stay within a thousand kilometres of the origin, so that products of two differences fit 64 bits.
const FARTHEST_MM: i64 = 1_000_000_000;

/// Conformal sphere → plane.
const ALPHA: [f64; 6] = [
    polynomial(&[0.0, 1. / 2., -2. / 3., 5. / 16., 41. / 180., -127. / 288., 7_891. / 37_800.]),
    polynomial(&[0.0, 0.0, 13. / 48., -3. / 5., 557. / 1_440., 281. / 630., -1_983_433. / 1_935_360.]),
    polynomial(&[0.0, 0.0, 0.0, 61. / 240., -103. / 140., 15_061. / 26_880., 167_603. / 181_440.]),
    polynomial(&[0.0, 0.0, 0.0, 0.0, 49_561. / 161_280., -179. / 168., 6_601_661. / 7_257_600.]),
    polynomial(&[0.0, 0.0, 0.0, 0.0, 0.0, 34_729. / 80_640., -3_418_889. / 1_995_840.]),
    polynomial(&[0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 212_378_941. / 319_334_400.]),
];
/// Plane → conformal sphere.
const BETA: [f64; 6] = [
    polynomial(&[0.0, 1. / 2., -2. / 3., 37. / 96., -1. / 360., -81. / 512., 96_199. / 604_800.]),
    polynomial(&[0.0, 0.0, 1. / 48., 1. / 15., -437. / 1_440., 46. / 105., -1_118_711. / 3_870_720.]),
    polynomial(&[0.0, 0.0, 0.0, 17. / 480., -37. / 840., -209. / 4_480., 5_569. / 90_720.]),
    polynomial(&[0.0, 0.0, 0.0, 0.0, 4_397. / 161_280., -11. / 504., -830_251. / 7_257_600.]),
    polynomial(&[0.0, 0.0, 0.0, 0.0, 0.0, 4_583. / 161_280., -108_847. / 3_991_680.]),
    polynomial(&[0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 20_648_693. / 638_668_800.]),
];
/// Geodetic latitude → conformal.
const TO_CONFORMAL: [f64; 6] = [
    polynomial(&[0.0, -2., 2. / 3., 4. / 3., -82. / 45., 32. / 45., 4_642. / 4_725.]),
    polynomial(&[0.0, 0.0, 5. / 3., -16. / 15., -13. / 9., 904. / 315., -1_522. / 945.]),
    polynomial(&[0.0, 0.0, 0.0, -26. / 15., 34. / 21., 8. / 5., -12_686. / 2_835.]),
    polynomial(&[0.0, 0.0, 0.0, 0.0, 1_237. / 630., -12. / 5., -24_832. / 14_175.]),
    polynomial(&[0.0, 0.0, 0.0, 0.0, 0.0, -734. / 315., 109_598. / 31_185.]),
    polynomial(&[0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 444_337. / 155_925.]),
];
/// Conformal latitude → geodetic.
const TO_GEODETIC: [f64; 6] = [
    polynomial(&[0.0, 2., -2. / 3., -2., 116. / 45., 26. / 45., -2_854. / 675.]),
    polynomial(&[0.0, 0.0, 7. / 3., -8. / 5., -227. / 45., 2_704. / 315., 2_323. / 945.]),
    polynomial(&[0.0, 0.0, 0.0, 56. / 15., -136. / 35., -1_262. / 105., 73_814. / 2_835.]),
    polynomial(&[0.0, 0.0, 0.0, 0.0, 4_279. / 630., -332. / 35., -399_572. / 14_175.]),
    polynomial(&[0.0, 0.0, 0.0, 0.0, 0.0, 4_174. / 315., -144_838. / 6_237.]),
    polynomial(&[0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 601_676. / 22_275.]),
];

/// A 3-degree Gauss-Krüger zone with an origin near the district.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Frame {
    central_meridian_deg: i32,
    origin_easting_mm: i64,
    origin_northing_mm: i64,
}

impl Frame {
    /// The frame for a district around `position`: its zone by longitude, its origin the nearest whole kilometre.
    pub fn for_position(position: LonLat) -> Self {
        let (first, last) = CENTRAL_MERIDIANS_DEG;
        let central_meridian_deg = ((position.lon / 3.0).round() as i32 * 3).clamp(first, last);
        let zone = Self { central_meridian_deg, origin_easting_mm: 0, origin_northing_mm: 0 };
        let (easting, northing) = zone.easting_northing_m(position);
        let whole_kilometre_mm = |metres: f64| (metres / 1000.0).round() as i64 * 1_000_000;
        Self {
            origin_easting_mm: whole_kilometre_mm(easting),
            origin_northing_mm: whole_kilometre_mm(northing),
            ..zone
        }
    }

    /// The central meridian, degrees east.
    pub fn central_meridian_deg(&self) -> i32 {
        self.central_meridian_deg
    }

    /// Easting and northing of the origin, millimetres: whole kilometres.
    pub fn origin_mm(&self) -> (i64, i64) {
        (self.origin_easting_mm, self.origin_northing_mm)
    }

    /// Easting (false easting 500 km, no zone prefix) and northing in metres; not a number where the position is not.
    pub fn easting_northing_m(&self, position: LonLat) -> (f64, f64) {
        let (sin_lambda, cos_lambda) = (position.lon - f64::from(self.central_meridian_deg)).to_radians().sin_cos();
        let (sin_conformal, cos_conformal) = shifted(&TO_CONFORMAL, position.lat.to_radians()).sin_cos();
        let xi = sin_conformal.atan2(cos_conformal * cos_lambda);
        let eta = (cos_conformal * sin_lambda).atanh();
        let (xi_shift, eta_shift) = series(&ALPHA, xi, eta);
        (FALSE_EASTING_M + RECTIFYING_M * (eta + eta_shift), RECTIFYING_M * (xi + xi_shift))
    }

    /// Degrees to the lattice; `None` where the position is not finite, not on the globe or too far from the frame.
    pub fn project(&self, position: LonLat) -> Option<Point> {
        let from_meridian_deg = position.lon - f64::from(self.central_meridian_deg);
        // Written so that a position that is not a number is refused.
        if !(from_meridian_deg.abs() <= WIDEST_DEG && position.lat.abs() <= 90.0) {
            return None;
        }
        let (easting, northing) = self.easting_northing_m(position);
        let on_lattice = |metres: f64, origin_mm: i64| {
            let offset = (metres * 1000.0).round() as i64 - origin_mm;
            (offset.abs() <= FARTHEST_MM).then_some(offset as i32)
        };
        Some(Point {
            x: on_lattice(easting, self.origin_easting_mm)?,
            y: on_lattice(northing, self.origin_northing_mm)?,
        })
    }

    /// The lattice to degrees.
    pub fn unproject(&self, point: Point) -> LonLat {
        let metres = |offset: i32, origin_mm: i64| (i64::from(offset) + origin_mm) as f64 / 1000.0;
        let xi = metres(point.y, self.origin_northing_mm) / RECTIFYING_M;
        let eta = (metres(point.x, self.origin_easting_mm) - FALSE_EASTING_M) / RECTIFYING_M;
        let (xi_shift, eta_shift) = series(&BETA, xi, eta);
        let (xi, eta) = (xi - xi_shift, eta - eta_shift);
        let (sin_xi, cos_xi) = xi.sin_cos();
        let sinh_eta = hyperbolic(eta).0;
        let conformal = sin_xi.atan2((sinh_eta * sinh_eta + cos_xi * cos_xi).sqrt());
        LonLat {
            lon: f64::from(self.central_meridian_deg) + sinh_eta.atan2(cos_xi).to_degrees(),
            lat: shifted(&TO_GEODETIC, conformal).to_degrees(),
        }
    }
}

/// A latitude and Σ cⱼ·sin(2j·latitude).
fn shifted(coefficients: &[f64; 6], latitude: f64) -> f64 {
    let (sin, cos) = (2.0 * latitude).sin_cos();
    let (mut sum, mut last) = (0.0, 0.0);
    for coefficient in coefficients.iter().rev() {
        (sum, last) = (2.0 * cos * sum - last + coefficient, sum);
    }
    latitude + sum * sin
}

/// Hyperbolic sine and cosine by one exponential: what cancels near zero is below a nanometre.
fn hyperbolic(value: f64) -> (f64, f64) {
    let grown = value.exp();
    let shrunk = grown.recip();
    (f64::midpoint(grown, -shrunk), f64::midpoint(grown, shrunk))
}

/// Σ cⱼ·sin(2j·(ξ + iη)) by Clenshaw's recurrence over complex numbers: real and imaginary part.
fn series(coefficients: &[f64; 6], xi: f64, eta: f64) -> (f64, f64) {
    let (sin, cos) = (2.0 * xi).sin_cos();
    let (sinh, cosh) = hyperbolic(2.0 * eta);
    let (double_re, double_im) = (2.0 * cos * cosh, -2.0 * sin * sinh);
    let (mut re, mut im, mut last_re, mut last_im) = (0.0, 0.0, 0.0, 0.0);
    for coefficient in coefficients.iter().rev() {
        let next_re = double_re * re - double_im * im - last_re + coefficient;
        let next_im = double_re * im + double_im * re - last_im;
        (last_re, last_im, re, im) = (re, im, next_re, next_im);
    }
    let (sine_re, sine_im) = (sin * cosh, cos * sinh);
    (re * sine_re - im * sine_im, re * sine_im + im * sine_re)
}

/// The polynomial with these coefficients, lowest power first, at `N`.
const fn polynomial(coefficients: &[f64; 7]) -> f64 {
    let mut sum = 0.0;
    let mut power = coefficients.len();
    while power > 0 {
        power -= 1;
        sum = sum * N + coefficients[power];
    }
    sum
}

#[cfg(test)]
mod tests;
