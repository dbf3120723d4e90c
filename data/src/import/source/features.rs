//! GeoJSON: a feature collection, one feature parsed at a time; and the manifest, which is JSON too.

use std::collections::HashMap;
use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

use csv::StringRecord;
use serde::Deserialize;
use serde::de::IgnoredAny;
use serde_json::value::RawValue;
use serde_json::{Map, Value};

use super::{Format, Item, Offer};
use crate::crs::{Crs, CrsError};
use crate::guard::{JsonLimits, scan_json};
use crate::import::columns::ColumnMap;
use crate::import::detect::Carries;
use crate::import::geometry;
use crate::import::manifest::Manifest;
use crate::import::row::Row;
use crate::import::text::{Decoded, encoding_of};

/// What a JSON file is.
pub(super) enum Json {
    Features(Offer),
    Manifest(Result<Manifest, String>),
    /// What the rules are to find in a sample, as it stands beside the sample's lists.
    Truth,
}

/// What `truth.json` has and no list.
#[derive(Deserialize)]
struct Truth {
    #[expect(dead_code, reason = "that it is there is all that is asked")]
    as_of: IgnoredAny,
    #[expect(dead_code, reason = "that it is there is all that is asked")]
    rules: IgnoredAny,
}

#[derive(Deserialize)]
struct Collection<'a> {
    #[serde(rename = "type")]
    kind: Option<String>,
    #[serde(borrow)]
    features: Option<Vec<&'a RawValue>>,
    /// RFC 7946 has dropped it; QGIS and GDAL still write it.
    crs: Option<Value>,
}

#[derive(Deserialize)]
struct Feature<'a> {
    #[serde(borrow)]
    geometry: Option<&'a RawValue>,
    properties: Option<Map<String, Value>>,
}

/// What a JSON file offers; an inner error says why nothing.
pub(super) fn offer(path: &Path) -> io::Result<Result<Json, String>> {
    let text = match checked_text(path)? {
        Ok(text) => text,
        Err(reason) => return Ok(Err(reason)),
    };
    if let Some(manifest) = Manifest::parse(&text) {
        return Ok(Ok(Json::Manifest(manifest)));
    }
    if serde_json::from_str::<Truth>(&text).is_ok() {
        return Ok(Ok(Json::Truth));
    }
    Ok(features_of(&text).map(|(features, crs)| {
        let (headers, carries) = headers(&features);
        Json::Features(Offer { headers: headers.clone(), carries, crs, format: Format::Features { headers } })
    }))
}

pub(super) fn rows(
    path: &Path,
    headers: &[String],
    columns: &ColumnMap,
    visit: &mut dyn FnMut(Item<'_>, u64) -> bool,
) -> Result<(), (u64, String)> {
    let text = checked_text(path).map_err(|error| (0, error.to_string()))?.map_err(|reason| (0, reason))?;
    let (features, _) = features_of(&text).map_err(|reason| (0, reason))?;
    let places: HashMap<&str, usize> =
        headers.iter().enumerate().map(|(index, header)| (header.as_str(), index)).collect();
    let mut bytes = 0;
    for (number, raw) in (1..).zip(features) {
        bytes += raw.get().len() as u64;
        let go_on = match serde_json::from_str::<Feature<'_>>(raw.get()) {
            Ok(feature) => {
                let cells = cells(feature.properties.unwrap_or_default(), &places);
                visit(Item::Row(Row { number, cells: &cells, columns, geometry: feature.geometry }), bytes)
            }
            Err(_) => visit(Item::Bad { number, reason: "it is no GeoJSON feature".to_owned() }, bytes),
        };
        if !go_on {
            break;
        }
    }
    Ok(())
}

/// The text of a JSON file once it cannot hurt a parser.
fn checked_text(path: &Path) -> io::Result<Result<String, String>> {
    let mut text = String::new();
    Decoded::new(File::open(path)?, encoding_of(path)?).read_to_string(&mut text)?;
    Ok(scan_json(text.as_bytes(), &JsonLimits::default()).map(|()| text).map_err(|error| error.to_string()))
}

type NamedCrs = Option<Result<Crs, CrsError>>;

fn features_of(text: &str) -> Result<(Vec<&RawValue>, NamedCrs), String> {
    let collection: Collection<'_> =
        serde_json::from_str(text).map_err(|error| format!("it is no GeoJSON: {error}"))?;
    match (collection.kind.as_deref(), collection.features) {
        (Some("FeatureCollection"), Some(features)) => Ok((features, named_crs(collection.crs))),
        (Some(kind), _) => Err(format!("it is a {kind}, not a FeatureCollection")),
        (None, _) => Err("it is JSON, but neither a FeatureCollection nor register.json".to_owned()),
    }
}

fn named_crs(crs: Option<Value>) -> NamedCrs {
    let name = crs?.get("properties")?.get("name")?.as_str()?.to_owned();
    Some(name.parse())
}

/// All property names in the order of their first appearance, and what the features carry.
fn headers(features: &[&RawValue]) -> (Vec<String>, Carries) {
    let mut headers: Vec<String> = Vec::new();
    let mut known = std::collections::HashSet::new();
    let mut carries = Carries::Nothing;
    for feature in features.iter().filter_map(|raw| serde_json::from_str::<Feature<'_>>(raw.get()).ok()) {
        if carries == Carries::Nothing {
            carries = geometry::carries(feature.geometry);
        }
        for name in feature.properties.unwrap_or_default().keys() {
            if known.insert(name.clone()) {
                headers.push(name.clone());
            }
        }
    }
    (headers, carries)
}

fn cells(properties: Map<String, Value>, places: &HashMap<&str, usize>) -> StringRecord {
    let mut cells = vec![String::new(); places.len()];
    for (name, value) in properties {
        if let Some(place) = places.get(name.as_str()) {
            cells[*place] = cell(value);
        }
    }
    StringRecord::from(cells)
}

/// A property as a list would write it.
fn cell(value: Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => text,
        Value::Array(items) => items.into_iter().map(cell).collect::<Vec<_>>().join(";"),
        Value::Number(number) => match number.as_f64() {
            // 5.0 floors are 5 floors.
            Some(float) if float.fract() == 0.0 && float.abs() < 1e15 => format!("{float:.0}"),
            _ => number.to_string(),
        },
        other => other.to_string(),
    }
}
