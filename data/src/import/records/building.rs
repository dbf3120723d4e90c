use geo_types::MultiPolygon;
use spatial::places::{Building, BuildingId, LonLat};

use crate::import::Kind;
use crate::import::columns::Field;
use crate::import::known::{Known, Place};
use crate::import::reading::Reading;
use crate::model::Record;

/// The Burj has 163.
const MAX_FLOORS: u32 = 200;

pub(super) fn read(row: &mut Reading<'_>, known: &mut Known, place: Place, out: &mut Vec<Record>) -> Option<()> {
    let id = row.id(Field::Id);
    let community = row.community(known);
    let kind = row.choice(Field::Kind);
    let address = row.text(Field::Address).to_owned();
    let floors = row.count(Field::Floors, MAX_FLOORS).map(|floors| floors as u16);
    let shape = row.polygons(&known.bounds())?;
    let (id, community, kind) = (id?, community?, kind?);
    row.claim(known, Kind::Buildings, Field::Id, id, &community.county(), place)?;
    if let Some(centre) = centre(&shape) {
        known.add_centre(id, centre);
    }
    out.push(Record::Building(Building { id: BuildingId::new(id), community, kind, address, floors, shape }));
    Some(())
}

/// About the middle of a footprint: the mean of the corners of its first outline.
fn centre(shape: &MultiPolygon<f64>) -> Option<LonLat> {
    let ring = shape.iter().next()?.exterior();
    // The last corner repeats the first.
    let corners = ring.0.len().checked_sub(1).filter(|corners| *corners > 0)?;
    let (lon, lat) = ring.coords().take(corners).fold((0.0, 0.0), |(x, y), corner| (x + corner.x, y + corner.y));
    Some(LonLat { lon: lon / corners as f64, lat: lat / corners as f64 })
}
