//! Coordinate reference systems that files come in, and the way from each to degrees of CGCS2000.
//!
//! The register keeps EPSG:4490, longitude first; EPSG:4326 differs from it by centimetres and is taken as the same. The
//! EPSG registry writes 4490 as latitude, longitude and 4513–4554 as northing, easting; files do as they please. That trap is
//! dealt with in [`ToDegrees::convert`] alone.

mod bd09;
mod gcj02;
mod name;
mod to_degrees;

pub use bd09::{bd09_to_wgs84, wgs84_to_bd09};
pub use gcj02::{gcj02_to_wgs84, in_china, wgs84_to_gcj02};
pub use name::{Crs, CrsError};
pub use to_degrees::{BadPosition, ToDegrees};
