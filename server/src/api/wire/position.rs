//! Degrees as GeoJSON writes them: short arrays, longitude first.

use serde::Serialize;
use utoipa::openapi::schema::{ArrayBuilder, Schema, Type};
use utoipa::openapi::{ObjectBuilder, RefOr};
use utoipa::{PartialSchema, ToSchema};

/// Longitude and latitude in degrees, EPSG:4490.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize)]
#[serde(transparent)]
pub struct Position(pub [f64; 2]);

/// West, south, east, north in degrees, EPSG:4490.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize)]
#[serde(transparent)]
pub struct Bounds(pub [f64; 4]);

fn numbers(count: usize, text: &str) -> RefOr<Schema> {
    let number = ObjectBuilder::new().schema_type(Type::Number);
    ArrayBuilder::new().items(number).min_items(Some(count)).max_items(Some(count)).description(Some(text)).into()
}

impl PartialSchema for Position {
    fn schema() -> RefOr<Schema> {
        numbers(2, "Longitude and latitude in degrees, EPSG:4490.")
    }
}

impl PartialSchema for Bounds {
    fn schema() -> RefOr<Schema> {
        numbers(4, "West, south, east, north in degrees, EPSG:4490.")
    }
}

impl ToSchema for Position {}

impl ToSchema for Bounds {}
