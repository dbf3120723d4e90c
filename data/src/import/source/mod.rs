//! A file as rows: opened twice, once to tell what it is, once to read it.

mod features;
mod list;

use std::io;
use std::path::{Path, PathBuf};

use super::Kind;
use super::columns::{ColumnMap, columns, is_identity_header, tidy_header};
use super::detect::{Carries, NoKind, kind_of};
use super::manifest::Manifest;
use super::reading::shown;
use super::report::{Findings, ImportFinding, Severity};
use super::row::Row;
use super::told::FileUntold;
use crate::crs::{Crs, CrsError};
use crate::guard::{MAX_JSON_BYTES, MAX_LIST_BYTES, checked_len};

/// A file whose rows can be read.
#[derive(Debug)]
pub(crate) struct Source {
    pub(crate) path: PathBuf,
    pub(crate) name: String,
    pub(crate) bytes: u64,
    pub(crate) kind: Kind,
    /// What the file itself says its coordinates are in.
    pub(crate) crs: Option<Crs>,
    /// What its records do not tell.
    pub(crate) untold: FileUntold,
    columns: ColumnMap,
    format: Format,
}

#[derive(Debug)]
enum Format {
    List(list::Dialect),
    Features { headers: Vec<String> },
}

/// What a file turned out to be.
#[derive(Debug)]
pub(crate) enum Opened {
    Rows(Box<Source>),
    Manifest(Manifest),
    /// A file that belongs beside the lists and is none; why.
    PassedOver(&'static str),
    /// Nothing that can be read; a finding says why.
    Nothing,
}

/// Why a sample's `truth.json` is not read.
const TRUTH: &str = "it says what the rules are to find in this sample, which is nothing for the register";

/// One row, or why there is none.
pub(crate) enum Item<'a> {
    Row(Row<'a>),
    Bad { number: u64, reason: String },
}

/// What a file offers: its headers, what its rows carry, the system it names.
struct Offer {
    headers: Vec<String>,
    carries: Carries,
    crs: Option<Result<Crs, CrsError>>,
    format: Format,
}

/// Tells what a file is. Only a file that cannot be opened is an error; everything else is a finding.
pub(crate) fn open(path: &Path, findings: &mut Findings) -> io::Result<Opened> {
    let name = path.file_name().map_or_else(|| path.display().to_string(), |name| name.to_string_lossy().into_owned());
    let bytes = checked_len(path, MAX_LIST_BYTES)?;
    let mut refuse = |code, field: &str, value: &str, reason: String, remedy: &str| {
        findings.push(about_file(Severity::Refused, code, &name, field, value, reason, remedy));
        Ok(Opened::Nothing)
    };
    let is_json = list::first_byte(path)?.is_some_and(|byte| matches!(byte, b'{' | b'['));
    let offer = if is_json {
        checked_len(path, MAX_JSON_BYTES)?;
        match features::offer(path)? {
            Ok(features::Json::Features(offer)) => offer,
            Ok(features::Json::Truth) => return Ok(Opened::PassedOver(TRUTH)),
            Ok(features::Json::Manifest(Ok(manifest))) => return Ok(Opened::Manifest(manifest)),
            Ok(features::Json::Manifest(Err(reason))) => {
                return refuse("bad_manifest", "", "", reason, "correct register.json");
            }
            Err(reason) => return refuse("unreadable_file", "", "", reason, "export it again as GeoJSON (RFC 7946)"),
        }
    } else {
        match list::offer(path)? {
            Ok(offer) => offer,
            Err(reason) => return refuse("unreadable_file", "", "", reason, "save it as CSV, UTF-8 or GB18030"),
        }
    };
    let crs = match offer.crs.transpose() {
        Ok(crs) => crs,
        Err(error) => return refuse("bad_crs", "crs", "", error.to_string(), "export it in EPSG:4490"),
    };
    match kind_of(&offer.headers, offer.carries, &name) {
        Ok(kind) => {
            say_columns(kind, &offer.headers, &name, findings);
            let columns = ColumnMap::new(kind, &offer.headers);
            let untold = FileUntold::of(kind, &columns, offer.carries);
            let (path, format) = (path.to_owned(), offer.format);
            Ok(Opened::Rows(Box::new(Source { path, name, bytes, kind, crs, untold, columns, format })))
        }
        Err(unknown) => {
            let (reason, remedy) = unknown_kind(&unknown);
            refuse("unknown_file", "", &shown(&offer.headers.join(",")), reason, &remedy)
        }
    }
}

impl Source {
    /// Gives each row to `visit`, with the bytes read so far; stops early when `visit` says so.
    ///
    /// # Errors
    /// What keeps the rest of the file from being read, and after which row.
    pub(crate) fn rows(&self, visit: &mut dyn FnMut(Item<'_>, u64) -> bool) -> Result<(), (u64, String)> {
        match &self.format {
            Format::List(dialect) => list::rows(&self.path, dialect, &self.columns, visit),
            Format::Features { headers } => features::rows(&self.path, headers, &self.columns, visit),
        }
    }
}

/// A finding about a file as a whole.
pub(crate) fn about_file(
    severity: Severity,
    code: &'static str,
    file: &str,
    field: &str,
    value: &str,
    reason: String,
    remedy: &str,
) -> ImportFinding {
    let (field, value) = (field.to_owned(), value.to_owned());
    ImportFinding { severity, code, file: file.to_owned(), row: None, field, value, reason, remedy: remedy.to_owned() }
}

fn unknown_kind(unknown: &NoKind) -> (String, String) {
    match &unknown.nearest {
        None => (
            "none of its columns is known, so it is not told what it lists".to_owned(),
            "name the columns as data/FILES.md does".to_owned(),
        ),
        Some((kind, missing)) => {
            let named = |field: &&str| {
                let column = columns(*kind).iter().find(|column| column.field.as_str() == *field);
                format!("{field} ({})", column.and_then(|column| column.chinese.first()).unwrap_or(field))
            };
            let missing: Vec<String> = missing.iter().map(named).collect();
            (
                format!("it is nearest to {kind}, which also need {}", missing.join(", ")),
                "add the missing columns".to_owned(),
            )
        }
    }
}

/// Says which columns are passed over: identity numbers on purpose, others because nobody knows them.
fn say_columns(kind: Kind, headers: &[String], file: &str, findings: &mut Findings) {
    let map = ColumnMap::new(kind, headers);
    for (index, header) in headers.iter().enumerate() {
        let tidied = tidy_header(header);
        if map.uses(index) || tidied.is_empty() {
            continue;
        }
        if is_identity_header(&tidied) {
            let reason = "identity numbers are never stored: the column was not read".to_owned();
            let remedy = "remove the column before handing the file over";
            findings.push(about_file(Severity::Refused, "identity_number", file, &shown(header), "", reason, remedy));
        } else {
            let reason = format!("{kind} have no such column: it was not read");
            findings.push(about_file(
                Severity::Doubtful,
                "unknown_column",
                file,
                &shown(header),
                "",
                reason,
                "rename or remove it",
            ));
        }
    }
}
