//! What becomes of files, reason by reason.

mod anything;
mod circles;
mod datum;
mod files;
mod lists;
mod partial;
mod rows;
mod sample;
mod shapes;
mod whole;

use std::fmt::Write as _;

use chrono::NaiveDate;
use encoding_rs::GB18030;
use proptest::prelude::*;
use spatial::finding::Severity::{Doubtful, Refused};
use spatial::places::{BuildingId, PositionTrust, Tenure};

use super::run::ImportError;
use super::testing::{DISTRICT, Desk, Read, collection, feature};
use super::{Kind, Options, Severity};
use crate::crs::{Crs, wgs84_to_gcj02};
use crate::model::{ContactSubject, Record};

const HEADER: &str =
    "id,community,building,door,lon,lat,persons,tenure,visit_class,contact_name,contact_phone,source\n";

/// One row of households beside the areas: its findings as (severity, code, field).
#[track_caller]
fn household(row: &str, expected: &[(Severity, &str, &str)]) -> Read {
    let read = Desk::with_areas().file("households.csv", format!("{HEADER}{row}\n")).read();
    assert_eq!(read.codes(), expected, "{row}: {:#?}", read.outcome.findings.kept());
    read
}

#[track_caller]
fn list(name: &str, content: &str, expected: &[(Severity, &str, &str)]) -> Read {
    let read = Desk::with_areas().file(name, content).read();
    assert_eq!(read.codes(), expected, "{content}: {:#?}", read.outcome.findings.kept());
    read
}
