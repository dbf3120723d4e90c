//! Which tiles cover a district.

/// A tile's address.
pub type Address = (u8, u32, u32);

/// Every tile of a zoom that touches `[west, south, east, north]` in degrees.
pub fn covering(bounds: [f64; 4], zoom: u8) -> Vec<Address> {
    let [west, south, east, north] = bounds;
    let (left, top) = at(west, north, zoom);
    let (right, bottom) = at(east, south, zoom);
    (left..=right).flat_map(|x| (top..=bottom).map(move |y| (zoom, x, y))).collect()
}

/// The tile that holds a position.
fn at(lon: f64, lat: f64, zoom: u8) -> (u32, u32) {
    let count = f64::from(1_u32 << zoom);
    let x = (lon + 180.0) / 360.0 * count;
    let y = (1.0 - lat.to_radians().tan().asinh() / std::f64::consts::PI) / 2.0 * count;
    (x.floor() as u32, y.floor() as u32)
}

/// `/tiles/{set}/{z}/{x}/{y}`.
pub fn path(set: &str, (zoom, x, y): Address) -> String {
    format!("/tiles/{set}/{zoom}/{x}/{y}")
}
