//! The reading half of an import: files to batches of records, on a thread of its own.

use std::collections::BTreeMap;
use std::path::PathBuf;

use chrono::NaiveDate;
use spatial::SnapshotBuilder;
use spatial::places::AreaCode;
use tokio::sync::mpsc::Sender;

use super::datum::{ListKey, Suspect, Witnesses};
use super::known::Known;
use super::manifest::Manifest;
use super::options::{Options, Step};
use super::position::quiet_position;
use super::reading::{Reading, shown};
use super::report::{Findings, ImportFinding, PassedOver, Severity};
use super::run::ImportError;
use super::source::{Item, Opened, Source, about_file, open};
use super::told::FileUntold;
use super::{Kind, records};
use crate::crs::{Crs, ToDegrees};
use crate::import::columns::Field;
use crate::model::{Record, Revision};

const BATCH: usize = 1_000;
const ROWS_PER_STEP: u64 = 20_000;

/// What the reading thread sends.
pub(super) enum Message {
    /// Records of one file, and what they do not tell.
    Batch(Vec<Record>, FileUntold),
    Step(Step),
}

/// How many rows of one kind went where.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Tally {
    pub(super) read: u64,
    pub(super) refused: u64,
    pub(super) doubtful: u64,
}

/// The lists of points that claim an area.
const POINTS: [Kind; 4] = [Kind::Households, Kind::Units, Kind::Organisations, Kind::Stations];
const AS_THEY_ARE: &str = "they were taken as they are";

/// What reading came to.
#[derive(Debug, Default)]
pub(super) struct Outcome {
    pub(super) tallies: BTreeMap<Kind, Tally>,
    pub(super) findings: Findings,
    pub(super) data_date: Option<NaiveDate>,
    pub(super) passed_over: Vec<PassedOver>,
}

/// What the register holds before the import.
#[derive(Default)]
pub(super) struct Before {
    pub(super) revision: Revision,
    pub(super) districts: Vec<SnapshotBuilder>,
    pub(super) data_date: Option<NaiveDate>,
}

/// Reads all files and sends their records.
pub(super) fn read_all(
    files: &[PathBuf],
    options: &Options,
    before: Before,
    out: &Sender<Message>,
) -> Result<Outcome, ImportError> {
    let findings = match &options.findings_csv {
        None => Findings::default(),
        Some(path) => Findings::saved_to(path).map_err(|source| ImportError::Report { path: path.clone(), source })?,
    };
    let mut reader = Reader {
        out,
        options,
        findings,
        passed_over: Vec::new(),
        tallies: BTreeMap::new(),
        bytes_before: 0,
        total_bytes: 0,
    };
    let (sources, manifest) = reader.open_all(files)?;
    let manifest = manifest.unwrap_or(Manifest { data_date: None, county: None });
    let stated_date = options.data_date.or(manifest.data_date);
    let snapshots = before.districts.into_iter().map(|district| district.finish().0).collect();
    let mut known = Known::new(snapshots, manifest.county, stated_date.or(options.today));
    reader.read_sources(&sources, &mut known)?;
    let data_date = stated_date.or(known.newest_visit.max(before.data_date));
    if data_date.is_none() {
        let reason = "neither register.json, nor --data-date, nor a visit says which day the data is of".to_owned();
        let remedy = "give --data-date YYYY-MM-DD";
        reader.findings.push(about_file(Severity::Doubtful, "no_data_date", "", "data_date", "", reason, remedy));
    }
    let path = options.findings_csv.clone().unwrap_or_default();
    reader.findings.finish().map_err(|source| ImportError::Report { path, source })?;
    let Reader { tallies, findings, passed_over, .. } = reader;
    Ok(Outcome { tallies, findings, data_date, passed_over })
}

struct Reader<'a> {
    out: &'a Sender<Message>,
    options: &'a Options,
    findings: Findings,
    passed_over: Vec<PassedOver>,
    tallies: BTreeMap<Kind, Tally>,
    bytes_before: u64,
    total_bytes: u64,
}

impl Reader<'_> {
    /// Tells what each file is; the sources in the order of reading, whatever the order they were named in.
    fn open_all(&mut self, files: &[PathBuf]) -> Result<(Vec<Source>, Option<Manifest>), ImportError> {
        let (mut sources, mut manifest) = (Vec::new(), None);
        for path in files {
            let unreadable = |source| ImportError::Unreadable { path: path.clone(), source };
            match open(path, &mut self.findings).map_err(unreadable)? {
                Opened::Rows(source) => sources.push(*source),
                Opened::Manifest(found) => manifest = Some(found),
                Opened::PassedOver(reason) => {
                    let file = path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned();
                    self.passed_over.push(PassedOver { file, reason });
                }
                Opened::Nothing => {}
            }
        }
        sources.sort_by(|a, b| (a.kind, &a.name, &a.path).cmp(&(b.kind, &b.name, &b.path)));
        self.total_bytes = sources.iter().map(|source| source.bytes).sum();
        Ok((sources, manifest))
    }

    fn read_sources(&mut self, sources: &[Source], known: &mut Known) -> Result<(), ImportError> {
        for (index, source) in sources.iter().enumerate() {
            let is_last_of_kind = sources.get(index + 1).is_none_or(|next| next.kind != source.kind);
            let are_heard = sources[..index].iter().any(|before| POINTS.contains(&before.kind));
            if POINTS.contains(&source.kind) && !are_heard {
                self.hear_witnesses(sources, known)?;
            }
            if !self.read_source(index as u32, source, known)? {
                break;
            }
            if source.kind == Kind::Organisations && is_last_of_kind {
                self.check_parents(sources, known);
            }
            self.bytes_before += source.bytes;
        }
        for (file, kind) in std::mem::take(&mut known.unchecked) {
            let reason = format!("no {kind} are known, so references to them could not be checked");
            let remedy = format!("import {kind} first, or along with it");
            self.findings.push(about_file(Severity::Doubtful, "unchecked_references", &file, "", "", reason, &remedy));
        }
        Ok(())
    }

    /// Reads one file; `false` where nobody listens any more.
    fn read_source(&mut self, index: u32, source: &Source, known: &mut Known) -> Result<bool, ImportError> {
        let to_degrees = self.to_degrees(source)?;
        let mut batch = Vec::with_capacity(BATCH);
        let mut listening = self.step(source, 0, 0);
        let mut tally = self.tallies.get(&source.kind).copied().unwrap_or_default();
        let mut rows = 0;
        let ended = source.rows(&mut |item, bytes| {
            rows += 1;
            tally.read += 1;
            match item {
                Item::Bad { number, reason } => {
                    tally.refused += 1;
                    self.findings.push(bad_row(&source.name, number, reason));
                }
                Item::Row(row) => {
                    let mut reading = Reading::new(row, &source.name, &to_degrees, &mut self.findings);
                    records::read(source.kind, &mut reading, known, index, &mut batch);
                    tally.refused += u64::from(reading.is_refused());
                    tally.doubtful += u64::from(reading.is_doubtful());
                }
            }
            if batch.len() >= BATCH {
                listening &= self.send(std::mem::replace(&mut batch, Vec::with_capacity(BATCH + 2)), source);
            }
            if rows % ROWS_PER_STEP == 0 {
                listening &= self.step(source, rows, bytes);
            }
            listening
        });
        if let Err((after, reason)) = ended {
            let reason = format!("{reason}; the rest of the file was not read");
            self.findings.push(bad_row(&source.name, after + 1, reason));
        }
        self.tallies.insert(source.kind, tally);
        Ok(listening && self.send(batch, source) && self.step(source, rows, source.bytes))
    }

    /// A first pass over all lists of points: which of them are not where they belong.
    fn hear_witnesses(&mut self, sources: &[Source], known: &mut Known) -> Result<(), ImportError> {
        let mut witnesses = Witnesses::default();
        let bounds = known.bounds();
        for (file, source) in (0..).zip(sources).filter(|(_, source)| POINTS.contains(&source.kind)) {
            let to_degrees = self.to_degrees(source)?;
            // What cannot be read is said in the second pass.
            let _ = source.rows(&mut |item, _| {
                let Item::Row(row) = item else { return true };
                let claimed = match source.kind {
                    Kind::Organisations | Kind::Stations => Field::Area,
                    _ => Field::Community,
                };
                let Ok(claimed) = AreaCode::parse(row.text(claimed)) else { return true };
                if let Some(position) = quiet_position(&row, &to_degrees, &bounds) {
                    let centre = known.centre(row.text(Field::Building));
                    let outline = if centre.is_none() { known.community(&claimed) } else { None };
                    // Only households come from many hands; any other list is judged as a whole.
                    let area = if source.kind == Kind::Households { claimed.clone() } else { claimed.county() };
                    let key = ListKey { file, area, source: row.text(Field::Source).to_owned() };
                    witnesses.hear(key, position, centre, outline);
                }
                true
            });
        }
        known.suspects = witnesses.suspects();
        let mut suspects: Vec<(&ListKey, &Suspect)> = known.suspects.iter().collect();
        suspects.sort_by_key(|(key, _)| *key);
        for (key, suspect) in suspects {
            self.findings.push(shifted_list(&sources[key.file as usize], key, suspect));
        }
        Ok(())
    }

    fn check_parents(&mut self, sources: &[Source], known: &mut Known) {
        for (place, parent) in std::mem::take(&mut known.parents) {
            if known.has(Kind::Organisations, &parent) {
                continue;
            }
            let file = &sources[place.file as usize].name;
            let reason =
                "no such organisation, neither in these files nor in the register; the reference is kept".to_owned();
            let remedy = "correct the id, or import the missing organisation";
            let finding = about_file(Severity::Doubtful, "dangling", file, "parent", &shown(&parent), reason, remedy);
            self.findings.push(ImportFinding { row: Some(place.row), ..finding });
            self.tallies.entry(Kind::Organisations).or_default().doubtful += 1;
        }
    }

    fn to_degrees(&self, source: &Source) -> Result<ToDegrees, ImportError> {
        Ok(ToDegrees::new(source.crs.or(self.options.crs).unwrap_or(Crs::Wgs84))?)
    }

    fn send(&self, batch: Vec<Record>, source: &Source) -> bool {
        batch.is_empty() || self.out.blocking_send(Message::Batch(batch, source.untold)).is_ok()
    }

    fn step(&self, source: &Source, rows: u64, bytes: u64) -> bool {
        let step = Step::Reading {
            file: source.name.clone(),
            kind: source.kind,
            rows,
            bytes: self.bytes_before + bytes.min(source.bytes),
            total_bytes: self.total_bytes,
        };
        self.out.blocking_send(Message::Step(step)).is_ok()
    }
}

fn bad_row(file: &str, number: u64, reason: String) -> ImportFinding {
    let remedy = "correct the row in the program that wrote the file, and export it again";
    let finding = about_file(Severity::Refused, "bad_row", file, "", "", reason, remedy);
    ImportFinding { row: Some(number), ..finding }
}

fn shifted_list(source: &Source, key: &ListKey, suspect: &Suspect) -> ImportFinding {
    let Suspect { probably, points, median_m, median_after_m } = suspect;
    let list = if key.source.is_empty() { key.area.to_string() } else { format!("{} {}", key.area, key.source) };
    let until = if source.kind == Kind::Households { "their positions place nothing until then" } else { AS_THEY_ARE };
    let witness = format!("{points} points of this list lie {median_m:.0} m (median) off their buildings or community");
    let (code, reason, remedy) = match probably {
        Some(crs) => {
            let code = if *crs == Crs::Bd09 { "probably_bd09" } else { "probably_gcj02" };
            let name = if *crs == Crs::Bd09 { "BD-09" } else { "GCJ-02" };
            let reason = format!("{witness}, and {median_after_m:.0} m once read as {name}: probably {name}; {until}");
            (code, reason, format!("put these rows into a file of their own and import it with --crs {crs}"))
        }
        None => (
            "list_off_its_place",
            format!("{witness}, and neither GCJ-02 nor BD-09 explains it; {AS_THEY_ARE}"),
            "ask the source which coordinate reference system it uses, and import the list with --crs".to_owned(),
        ),
    };
    about_file(Severity::Doubtful, code, &source.name, "lon", &shown(&list), reason, &remedy)
}
