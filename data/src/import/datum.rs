//! Lists of points that lie where GCJ-02 or BD-09 would put them.
//!
//! The best witness is the building: a household's or unit's own coordinates stand in its building, or within some tens of
//! metres of the centre of it. Points of a vendor's map stand 300–600 m (BD-09: about a kilometre) off, all of a list the same way,
//! and fall into place once they are turned back. Where no building is known the community's outline is the witness.

use std::collections::HashMap;

use geo_types::MultiPolygon;
use spatial::places::{AreaCode, LonLat};

use super::geometry::holds;
use crate::crs::{Crs, bd09_to_wgs84, gcj02_to_wgs84};

/// A median beyond this is a shift, not a sloppy point; GCJ-02 moves nowhere in China by less.
const SHIFTED_M: f64 = 200.0;
/// A median within this of the building's centre is in place; a compound's gate is 60 m from its towers.
const IN_PLACE_M: f64 = 80.0;
/// Fewer points are no list.
const FEWEST_BY_BUILDING: usize = 3;
const FEWEST_BY_OUTLINE: usize = 10;
const METRES_PER_DEGREE: f64 = 111_320.0;

/// What makes a list: in one file the households of one community that one source gave, or all units, organisations or
/// stations of a district.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) struct ListKey {
    /// The file's place in the order of reading.
    pub(crate) file: u32,
    pub(crate) area: AreaCode,
    pub(crate) source: String,
}

/// A list that is not where it belongs.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Suspect {
    /// What its coordinates probably are; `None`: off, but neither GCJ-02 nor BD-09 explains it.
    pub(crate) probably: Option<Crs>,
    /// Points that were held against a witness.
    pub(crate) points: usize,
    /// The median distance to the building; of lists told by the outline, between a point and its turned-back place.
    pub(crate) median_m: f64,
    /// The same once turned back.
    pub(crate) median_after_m: f64,
}

pub(crate) type Suspects = HashMap<ListKey, Suspect>;

/// Gathers what the points of each list say.
#[derive(Default)]
pub(crate) struct Witnesses {
    lists: HashMap<ListKey, Evidence>,
}

#[derive(Default)]
struct Evidence {
    /// Per point with a building: metres from its centre as given, from GCJ-02, from BD-09.
    by_building: Vec<[f32; 3]>,
    outside: usize,
    outside_points: usize,
    inside_from: [usize; 2],
    moved_m: Vec<f32>,
}

impl Witnesses {
    /// Hears one point of a list.
    pub(crate) fn hear(
        &mut self,
        key: ListKey,
        given: LonLat,
        building: Option<LonLat>,
        outline: Option<&MultiPolygon<f64>>,
    ) {
        let evidence = self.lists.entry(key).or_default();
        match (building, outline) {
            (Some(centre), _) => {
                let as_given = metres(given, centre) as f32;
                let from = |place| metres(place, centre) as f32;
                evidence.by_building.push(if f64::from(as_given) < SHIFTED_M {
                    [as_given, f32::MAX, f32::MAX]
                } else {
                    [as_given, from(gcj02_to_wgs84(given)), from(bd09_to_wgs84(given))]
                });
            }
            (None, Some(outline)) => evidence.hear_outline(given, outline),
            (None, None) => {}
        }
    }

    /// The lists that are not where they belong.
    pub(crate) fn suspects(self) -> Suspects {
        self.lists.into_iter().filter_map(|(key, evidence)| Some((key, evidence.judged()?))).collect()
    }
}

impl Evidence {
    fn hear_outline(&mut self, given: LonLat, outline: &MultiPolygon<f64>) {
        self.outside_points += 1;
        if holds(outline, given) {
            return;
        }
        self.outside += 1;
        let back = gcj02_to_wgs84(given);
        self.moved_m.push(metres(given, back) as f32);
        self.inside_from[0] += usize::from(holds(outline, back));
        self.inside_from[1] += usize::from(holds(outline, bd09_to_wgs84(given)));
    }

    fn judged(mut self) -> Option<Suspect> {
        if self.by_building.len() >= FEWEST_BY_BUILDING {
            return self.judged_by_building();
        }
        // Much of the list lies outside (what stands in the middle of its community is moved within it), and nearly all of that
        // falls inside once turned back.
        let much = self.outside_points >= FEWEST_BY_OUTLINE && self.outside * 4 > self.outside_points;
        let back = |inside: usize| inside * 10 >= self.outside * 9;
        let probably = match self.inside_from {
            [gcj02, _] if back(gcj02) => Crs::Gcj02,
            [_, bd09] if back(bd09) => Crs::Bd09,
            _ => return None,
        };
        much.then(|| Suspect {
            probably: Some(probably),
            points: self.outside_points,
            median_m: median(&mut self.moved_m),
            median_after_m: 0.0,
        })
    }

    fn judged_by_building(self) -> Option<Suspect> {
        let medians =
            [0, 1, 2].map(|i| median(&mut self.by_building.iter().map(|metres| metres[i]).collect::<Vec<_>>()));
        let [as_given, from_gcj02, from_bd09] = medians;
        if as_given < SHIFTED_M {
            return None;
        }
        let (probably, median_after_m) = match () {
            () if from_gcj02 < IN_PLACE_M => (Some(Crs::Gcj02), from_gcj02),
            () if from_bd09 < IN_PLACE_M => (Some(Crs::Bd09), from_bd09),
            () => (None, as_given),
        };
        Some(Suspect { probably, points: self.by_building.len(), median_m: as_given, median_after_m })
    }
}

/// The upper median; 0 of nothing.
fn median(values: &mut [f32]) -> f64 {
    let middle = values.len() / 2;
    if values.is_empty() { 0.0 } else { f64::from(*values.select_nth_unstable_by(middle, f32::total_cmp).1) }
}

/// Metres between two near positions, to a per cent.
fn metres(a: LonLat, b: LonLat) -> f64 {
    let east = (a.lon - b.lon) * a.lat.to_radians().cos();
    east.hypot(a.lat - b.lat) * METRES_PER_DEGREE
}

#[cfg(test)]
mod tests {
    use geo_types::polygon;

    use super::*;
    use crate::crs::{wgs84_to_bd09, wgs84_to_gcj02};

    fn key(source: &str) -> ListKey {
        ListKey { file: 0, area: AreaCode::parse("990101001001").unwrap(), source: source.to_owned() }
    }

    fn home(i: u32) -> LonLat {
        LonLat { lon: 113.6 + f64::from(i % 10) * 3e-4, lat: 30.2 + f64::from(i / 10) * 3e-4 }
    }

    /// A point some metres from the middle of its building.
    fn near(place: LonLat, i: u32) -> LonLat {
        LonLat { lon: place.lon + f64::from(i % 3) * 5e-5, lat: place.lat - f64::from(i % 4) * 4e-5 }
    }

    #[track_caller]
    fn by_building(turn: impl Fn(LonLat) -> LonLat, points: u32) -> Option<Suspect> {
        let mut witnesses = Witnesses::default();
        for i in 0..points {
            witnesses.hear(key("a"), turn(near(home(i), i)), Some(home(i)), None);
        }
        witnesses.suspects().remove(&key("a"))
    }

    #[test]
    fn a_list_in_place_is_no_suspect() {
        assert_eq!(by_building(|place| place, 50), None);
    }

    #[test]
    fn a_list_from_a_vendors_map_is_known() {
        let suspect = by_building(wgs84_to_gcj02, 50).unwrap();
        assert_eq!(suspect.probably, Some(Crs::Gcj02));
        assert_eq!(suspect.points, 50);
        assert!((300.0..700.0).contains(&suspect.median_m), "{suspect:?}");
        assert!(suspect.median_after_m < 20.0, "{suspect:?}");
        assert_eq!(by_building(wgs84_to_bd09, 50).unwrap().probably, Some(Crs::Bd09));
    }

    #[test]
    fn a_list_that_is_off_otherwise_is_not_called_gcj02() {
        let north = |place: LonLat| LonLat { lat: place.lat + 0.01, ..place };
        let suspect = by_building(north, 50).unwrap();
        assert_eq!(suspect.probably, None);
        assert!((suspect.median_m - 1113.0).abs() < 20.0, "{suspect:?}");
    }

    #[test]
    fn two_points_are_no_list() {
        assert_eq!(by_building(wgs84_to_gcj02, 2), None);
    }

    #[test]
    fn a_few_shifted_points_do_not_condemn_a_list() {
        let mut witnesses = Witnesses::default();
        for i in 0..50 {
            let place = if i < 20 { wgs84_to_gcj02(home(i)) } else { home(i) };
            witnesses.hear(key("a"), place, Some(home(i)), None);
        }
        assert!(witnesses.suspects().is_empty());
    }

    #[test]
    fn lists_of_one_community_are_judged_apart() {
        let mut witnesses = Witnesses::default();
        for i in 0..30 {
            witnesses.hear(key("survey"), home(i), Some(home(i)), None);
            witnesses.hear(key("app"), wgs84_to_gcj02(home(i)), Some(home(i)), None);
        }
        let suspects = witnesses.suspects();
        assert_eq!(suspects.keys().collect::<Vec<_>>(), vec![&key("app")]);
    }

    #[test]
    fn without_buildings_the_outline_is_the_witness() {
        let outline: MultiPolygon<f64> =
            polygon![(x: 113.599, y: 30.199), (x: 113.604, y: 30.199), (x: 113.604, y: 30.202), (x: 113.599, y: 30.202)].into();
        let judge = |turn: fn(LonLat) -> LonLat| {
            let mut witnesses = Witnesses::default();
            for i in 0..50 {
                witnesses.hear(key("a"), turn(home(i)), None, Some(&outline));
            }
            witnesses.suspects().remove(&key("a")).map(|suspect| suspect.probably)
        };
        assert_eq!(judge(wgs84_to_gcj02), Some(Some(Crs::Gcj02)));
        assert_eq!(judge(|place| place), None);
        let a_fifth =
            |place: LonLat| if (place.lat * 1e4).round() % 5.0 == 0.0 { wgs84_to_gcj02(place) } else { place };
        assert_eq!(judge(a_fifth), None);
    }
}
