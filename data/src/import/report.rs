//! What an import says about itself.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{self, BufWriter, Write};
use std::path::Path;

use chrono::NaiveDate;
pub use spatial::finding::Severity;

use super::Kind;

/// One thing that was wrong or doubtful in a file, said so that somebody can mend it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ImportFinding {
    /// Left out, or taken but doubtful.
    pub severity: Severity,
    /// A stable word such as `repeated_id`.
    pub code: &'static str,
    /// The file's name.
    pub file: String,
    /// The row as a spreadsheet numbers it (the header is row 1); of GeoJSON the feature, from 1. `None`: the file or a
    /// whole list in it.
    pub row: Option<u64>,
    /// The English header of the field.
    pub field: String,
    /// What stands there, cut to 80 characters.
    pub value: String,
    /// What is wrong with it.
    pub reason: String,
    /// What to do.
    pub remedy: String,
}

/// How many rows of one kind went where.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct KindCounts {
    /// The kind.
    pub kind: Kind,
    /// Rows in the files.
    pub read: u64,
    /// Rows that entered or changed.
    pub entered: u64,
    /// Rows that the register held already, exactly so.
    pub unchanged: u64,
    /// Rows that were left out.
    pub refused: u64,
    /// Rows that were taken with a finding.
    pub doubtful: u64,
}

/// The outcome of an import.
#[derive(Debug)]
pub struct ImportReport {
    /// The register's revision afterwards.
    pub revision: u64,
    /// Whether this import made it; an import of what the register holds already does not.
    pub changed: bool,
    /// The register's data date afterwards, as far as the import knows it.
    pub data_date: Option<NaiveDate>,
    /// Per kind that occurred, in the order of reading.
    pub counts: Vec<KindCounts>,
    /// What was wrong or doubtful.
    pub findings: Findings,
    /// Files that belong beside the lists and are none: no finding, but said.
    pub passed_over: Vec<PassedOver>,
}

/// A file that was not read, on purpose.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PassedOver {
    /// Its name.
    pub file: String,
    /// Why, as half a sentence.
    pub reason: &'static str,
}

/// Findings: every one counted, the first ones kept, all of them written to a CSV file when one is given.
#[derive(Debug, Default)]
pub struct Findings {
    kept: Vec<ImportFinding>,
    counts: BTreeMap<(Severity, &'static str), u64>,
    file: Option<csv::Writer<BufWriter<File>>>,
    failed: Option<io::Error>,
}

impl Findings {
    /// How many are kept in memory; the CSV file has them all.
    pub const KEPT: usize = 20_000;

    /// Findings that are also written to a CSV file at `path`, in UTF-8 with a byte order mark so that a spreadsheet
    /// shows Chinese.
    ///
    /// # Errors
    /// When the file cannot be made.
    pub fn saved_to(path: &Path) -> io::Result<Self> {
        let mut file = BufWriter::new(File::create(path)?);
        file.write_all("\u{feff}".as_bytes())?;
        let mut file = csv::Writer::from_writer(file);
        file.write_record(["severity", "code", "file", "row", "field", "value", "reason", "remedy"])?;
        Ok(Self { file: Some(file), ..Self::default() })
    }

    /// The first [`Findings::KEPT`], in the order they were made.
    pub fn kept(&self) -> &[ImportFinding] {
        &self.kept
    }

    /// How many there are in all.
    pub fn total(&self) -> u64 {
        self.counts.values().sum()
    }

    /// How many there are of a severity and code.
    pub fn count(&self, severity: Severity, code: &str) -> u64 {
        self.counts.iter().filter(|((s, c), _)| *s == severity && *c == code).map(|(_, count)| count).sum()
    }

    /// Numbers per severity and code.
    pub fn counts(&self) -> impl Iterator<Item = (Severity, &'static str, u64)> {
        self.counts.iter().map(|((severity, code), count)| (*severity, *code, *count))
    }

    pub(crate) fn push(&mut self, finding: ImportFinding) {
        *self.counts.entry((finding.severity, finding.code)).or_default() += 1;
        if let Some(file) = &mut self.file
            && let Err(error) = file.write_record(cells(&finding))
        {
            self.failed = Some(error.into());
            self.file = None;
        }
        if self.kept.len() < Self::KEPT {
            self.kept.push(finding);
        }
    }

    /// Writes what is still in memory to the CSV file.
    ///
    /// # Errors
    /// The first error of writing, now or before.
    pub(crate) fn finish(&mut self) -> io::Result<()> {
        match (self.failed.take(), &mut self.file) {
            (Some(error), _) => Err(error),
            (None, Some(file)) => file.flush(),
            (None, None) => Ok(()),
        }
    }
}

fn cells(finding: &ImportFinding) -> [String; 8] {
    [
        severity_word(finding.severity).to_owned(),
        finding.code.to_owned(),
        inert(&finding.file),
        finding.row.map(|row| row.to_string()).unwrap_or_default(),
        inert(&finding.field),
        inert(&finding.value),
        inert(&finding.reason),
        finding.remedy.clone(),
    ]
}

/// The word a report has for a severity.
pub fn severity_word(severity: Severity) -> &'static str {
    match severity {
        Severity::Refused => "refused",
        Severity::Doubtful => "doubtful",
    }
}

/// A value that a spreadsheet would run as a formula is shown as text.
fn inert(value: &str) -> String {
    let runs = value.starts_with(['=', '+', '-', '@', '\t', '\r']) && value.parse::<f64>().is_err();
    if runs { format!("'{value}") } else { value.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn finding(value: &str) -> ImportFinding {
        ImportFinding {
            severity: Severity::Refused,
            code: "test",
            file: "户.csv".to_owned(),
            row: Some(2),
            field: "id".to_owned(),
            value: value.to_owned(),
            reason: "a, \"b\"".to_owned(),
            remedy: String::new(),
        }
    }

    #[test]
    fn memory_is_bounded_and_the_count_is_not() {
        let mut findings = Findings::default();
        for _ in 0..Findings::KEPT + 5 {
            findings.push(finding(""));
        }
        assert_eq!(findings.kept().len(), Findings::KEPT);
        assert_eq!(findings.total(), Findings::KEPT as u64 + 5);
        assert_eq!(findings.count(Severity::Refused, "test"), findings.total());
        assert_eq!(findings.count(Severity::Doubtful, "test"), 0);
    }

    #[test]
    fn a_formula_does_not_run_in_a_spreadsheet() {
        assert_eq!(inert("=HYPERLINK(1)"), "'=HYPERLINK(1)");
        assert_eq!(inert("-12.5"), "-12.5");
        assert_eq!(inert("云河"), "云河");
    }

    #[test]
    fn the_saved_report_opens_in_a_spreadsheet() {
        let path = std::env::temp_dir().join(format!("yuntu-findings-{}.csv", std::process::id()));
        let mut findings = Findings::saved_to(&path).unwrap();
        findings.push(finding("云"));
        findings.finish().unwrap();
        let text = std::fs::read_to_string(&path).unwrap();
        std::fs::remove_file(&path).unwrap();
        assert!(text.starts_with("\u{feff}severity,code,file,row,"));
        assert!(text.contains("refused,test,户.csv,2,id,云,\"a, \"\"b\"\"\","));
    }
}
