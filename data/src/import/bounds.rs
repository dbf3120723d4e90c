use geo_types::MultiPolygon;
use spatial::places::LonLat;

/// A box in degrees.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Bounds {
    west: f64,
    south: f64,
    east: f64,
    north: f64,
}

impl Bounds {
    /// China and its seas: what is known before any area is.
    pub(crate) const CHINA: Self = Self { west: 73.0, south: 3.0, east: 136.0, north: 54.0 };
    /// About 5 km: a household just across the border, or one that GCJ-02 moved there, is still meant.
    const MARGIN_DEG: f64 = 0.05;
    const NOWHERE: Self = Self { west: f64::MAX, south: f64::MAX, east: f64::MIN, north: f64::MIN };

    /// The box of a shape; `None` for an empty one.
    pub(crate) fn of_shape(shape: &MultiPolygon<f64>) -> Option<Self> {
        let corners = shape.iter().flat_map(|polygon| polygon.exterior().coords());
        Self::of_positions(corners.map(|corner| LonLat { lon: corner.x, lat: corner.y }))
    }

    pub(crate) fn of_positions(positions: impl IntoIterator<Item = LonLat>) -> Option<Self> {
        let mut all = Self::NOWHERE;
        for position in positions {
            all.west = all.west.min(position.lon);
            all.east = all.east.max(position.lon);
            all.south = all.south.min(position.lat);
            all.north = all.north.max(position.lat);
        }
        (all.west <= all.east).then_some(all)
    }

    pub(crate) fn join(self, other: Self) -> Self {
        Self {
            west: self.west.min(other.west),
            south: self.south.min(other.south),
            east: self.east.max(other.east),
            north: self.north.max(other.north),
        }
    }

    /// With a margin around it.
    pub(crate) fn widened(self) -> Self {
        Self {
            west: self.west - Self::MARGIN_DEG,
            south: self.south - Self::MARGIN_DEG,
            east: self.east + Self::MARGIN_DEG,
            north: self.north + Self::MARGIN_DEG,
        }
    }

    pub(crate) fn contains(&self, position: LonLat) -> bool {
        (self.west..=self.east).contains(&position.lon) && (self.south..=self.north).contains(&position.lat)
    }

    /// Why a position cannot be meant: a stable word and a sentence; `None` when it lies inside.
    pub(crate) fn objection(&self, position: LonLat) -> Option<(&'static str, String)> {
        if self.contains(position) {
            return None;
        }
        if position.lon == 0.0 && position.lat == 0.0 {
            return Some((
                "zero_position",
                "0, 0 is no place in the district but a blank written as a number".to_owned(),
            ));
        }
        if self.contains(LonLat { lon: position.lat, lat: position.lon }) {
            return Some(("swapped_position", "longitude and latitude are exchanged".to_owned()));
        }
        let Self { west, south, east, north } = self;
        Some((
            "far_position",
            format!("it lies outside the district ({west:.3} to {east:.3} °E, {south:.3} to {north:.3} °N)"),
        ))
    }
}

#[cfg(test)]
mod tests {
    use geo_types::polygon;

    use super::*;

    fn yunhe() -> Bounds {
        Bounds::of_shape(&polygon![(x: 113.4, y: 30.0), (x: 113.8, y: 30.0), (x: 113.8, y: 30.4)].into()).unwrap()
    }

    #[track_caller]
    fn check(lon: f64, lat: f64, expected: Option<&str>) {
        let found = yunhe().widened().objection(LonLat { lon, lat });
        assert_eq!(found.map(|(code, _)| code), expected, "{lon} {lat}");
    }

    #[test]
    fn a_position_is_inside_exchanged_zero_or_far() {
        check(113.6, 30.2, None);
        check(113.36, 30.44, None);
        check(30.2, 113.6, Some("swapped_position"));
        check(0.0, 0.0, Some("zero_position"));
        check(114.6, 30.2, Some("far_position"));
    }

    #[test]
    fn an_empty_shape_has_no_box() {
        assert_eq!(Bounds::of_shape(&MultiPolygon::new(Vec::new())), None);
    }
}
