use serde_json::{Map, Value, json};
use spatial::Audience;
use spatial::places::LonLat;
use spatial::shape::{Bounds, Point};
use spatial::snapshot::{Placement, Row, Snapshot};

use crate::layers::Description;
use crate::source::counts;
use crate::{LayerId, LayerSet, TileSource};

/// The `TileJSON` 3.0.0 document of a layer set; `tiles_url` is the address template with `{z}`, `{x}` and `{y}`.
///
/// `bounds` are the district's; for those who may see persons everywhere also those of the points that lie outside it, which
/// somebody must put right and clients would not ask for. For others they would tell where such points are.
///
/// For audiences that see exact counts everywhere it has two members more, objects by kind of subject: `unplaced`, how many
/// have no point on the map, and `outside_grids`, how many have one that lies in no grid or not in exactly one. What the
/// points of a layer add up to, and these, make the register's total.
pub fn tile_json(source: &TileSource, layers: &LayerSet, audience: &Audience, tiles_url: &str) -> Value {
    let district = source.district();
    let described: Vec<(LayerId, Description)> =
        layers.layers().iter().map(|layer| (*layer, layer.describe(audience, layers.rule()))).collect();
    let first = described.iter().map(|(_, layer)| *layer.zooms.start()).min().unwrap_or(0);
    let last = described.iter().map(|(_, layer)| *layer.zooms.end()).max().unwrap_or(0);
    let mut document = json!({
        "tilejson": "3.0.0",
        "name": layers.name(),
        "version": "1.0.0",
        "scheme": "xyz",
        "tiles": [tiles_url],
        "attribution": attribution(&district.snapshot),
        "minzoom": first,
        "maxzoom": last,
        "vector_layers": described.into_iter().map(|(layer, text)| vector_layer(layer, text)).collect::<Vec<_>>(),
    });
    if let Some((low, high)) = bounds(source, audience) {
        document["bounds"] = json!([low.lon, low.lat, high.lon, high.lat]);
        let middle = (f64::midpoint(low.lon, high.lon), f64::midpoint(low.lat, high.lat));
        document["center"] = json!([middle.0, middle.1, first.max(10).min(last)]);
    }
    if audience.sees_exact(district.snapshot.county.as_str()) {
        let (unplaced, outside) = apart(&district.snapshot, |row| counts(district, row));
        document["unplaced"] = Value::Object(unplaced);
        document["outside_grids"] = Value::Object(outside);
    }
    document
}

/// The south-western and the north-eastern corner of what the tiles show.
fn bounds(source: &TileSource, audience: &Audience) -> Option<(LonLat, LonLat)> {
    let (mut low, mut high) = source.bounds()?;
    let snapshot = &source.district().snapshot;
    if audience.sees_persons(snapshot.county.as_str()) {
        for place in corners(snapshot) {
            (low.lon, low.lat) = (low.lon.min(place.lon), low.lat.min(place.lat));
            (high.lon, high.lat) = (high.lon.max(place.lon), high.lat.max(place.lat));
        }
    }
    Some((low, high))
}

/// How far a box in metres bulges beyond its corners in degrees, mm: parallels are curved, 5 m over 20 km at 35° N.
const BULGE_MM: i32 = 50_000;

/// The corners of a box around everything that is a point on the map.
fn corners(snapshot: &Snapshot) -> impl Iterator<Item = LonLat> {
    let own = [
        &snapshot.households.position,
        &snapshot.members.position,
        &snapshot.organisations.position,
        &snapshot.stations.position,
    ];
    let points = own.into_iter().flat_map(|points| points.iter().flatten()).chain(&snapshot.buildings.label[..]);
    let around = Bounds::of(points.copied()).map(|bounds| bounds.grown(BULGE_MM));
    let corners = around.map(|Bounds { min, max }| {
        [min, Point { x: max.x, y: min.y }, Point { x: min.x, y: max.y }, max]
            .map(|corner| snapshot.frame.unproject(corner))
    });
    corners.into_iter().flatten()
}

fn attribution(snapshot: &Snapshot) -> String {
    let name = snapshot.areas.name.first().map_or(snapshot.county.as_str(), AsRef::as_ref);
    format!("{name} {}", snapshot.data_date)
}

fn vector_layer(layer: LayerId, text: Description) -> Value {
    let fields: Map<String, Value> =
        text.fields.into_iter().map(|(key, holds)| (key.to_owned(), Value::from(holds))).collect();
    json!({
        "id": layer.as_str(),
        "description": text.text,
        "minzoom": text.zooms.start(),
        "maxzoom": text.zooms.end(),
        "fields": fields,
    })
}

/// By kind of subject: how many have no point, and how many have one outside the grids. Second records of a household
/// count nowhere.
fn apart(snapshot: &Snapshot, counts: impl Fn(Row) -> bool) -> (Map<String, Value>, Map<String, Value>) {
    let (mut unplaced, mut outside) = (Map::new(), Map::new());
    let mut put = |kind: &str, points: &[Option<Point>], placements: &[Placement], counts: &dyn Fn(Row) -> bool| {
        let rows = |wanted: &dyn Fn(usize) -> bool| {
            (0..points.len()).filter(|&row| counts(Row(row as u32)) && wanted(row)).count()
        };
        unplaced.insert(kind.to_owned(), rows(&|row| points[row].is_none()).into());
        let astray = |row: usize| points[row].is_some() && !matches!(placements[row], Placement::InGrid(_));
        outside.insert(kind.to_owned(), rows(&astray).into());
    };
    let every = |_: Row| true;
    put("household", &snapshot.households.position, &snapshot.households.placement, &counts);
    put("member", &snapshot.members.position, &snapshot.members.placement, &every);
    let labels: Vec<_> = snapshot.buildings.label.iter().copied().map(Some).collect();
    put("building", &labels, &snapshot.buildings.placement, &every);
    put("organisation", &snapshot.organisations.position, &snapshot.organisations.placement, &every);
    put("station", &snapshot.stations.position, &snapshot.stations.placement, &every);
    (unplaced, outside)
}
