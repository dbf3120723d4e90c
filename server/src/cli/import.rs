use std::io::IsTerminal;
use std::path::PathBuf;

use chrono::NaiveDate;
use clap::Args;
use data::crs::Crs;
use data::import::{ImportError, ImportReport, Options, PassedOver, Step, import, severity_word};
use data::store::{Open, Store};

use crate::failure::Failure;

/// What to import, and into which register.
#[derive(Debug, Args)]
pub(super) struct Import {
    /// 数据库地址 The register: sqlite:FILE or postgres://…; it is made if it is not there
    #[arg(long, env = "YUNTU_STORE", value_name = "URL", default_value = super::DEFAULT_STORE)]
    store: String,
    /// 坐标系 What the coordinates of files are in that do not say it themselves: EPSG:4490, EPSG:4326, EPSG:4513 to
    /// EPSG:4554, gcj02 or bd09 [default: EPSG:4326]
    #[arg(long, value_name = "CRS", value_parser = crs)]
    crs: Option<Crs>,
    /// 数据日期 The day the data is of [default: register.json, else the newest visit]
    #[arg(long, value_name = "DATE")]
    data_date: Option<NaiveDate>,
    /// 问题清单 Save every finding (file, row, field, value, reason, what to do) as CSV
    #[arg(long, value_name = "FILE")]
    report: Option<PathBuf>,
    /// 经办人 Who imports; stands in the journal
    #[arg(long, env = "USER", value_name = "NAME", default_value = "")]
    author: String,
    /// 事由 Why; stands in the journal [default: the names of the files]
    #[arg(long, value_name = "TEXT", default_value = "")]
    reason: String,
    /// 文件或目录 GeoJSON and CSV files in any order, or the folder that holds them
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,
}

fn crs(text: &str) -> Result<Crs, String> {
    text.parse::<Crs>().map_err(|error| error.to_string())
}

/// Findings that are named on the terminal; the report has them all.
const NAMED: usize = 5;

impl Import {
    /// Imports; progress on stderr, what came of it on stdout.
    pub(super) fn run(self) -> Result<(), Failure> {
        super::runtime()?.block_on(self.import())
    }

    async fn import(self) -> Result<(), Failure> {
        let store = Store::open(&self.store, Open::CreateIfMissing).await.map_err(Failure::new)?;
        let saved = self.report.clone();
        let options = Options {
            crs: self.crs,
            data_date: self.data_date,
            today: Some(today()),
            author: self.author,
            reason: self.reason,
            findings_csv: self.report,
        };
        let outcome = import(&store, &self.files, options, &mut Line::default()).await;
        if std::io::stderr().is_terminal() {
            eprintln!();
        }
        match outcome {
            Ok(report) => {
                tell(&report, saved.as_deref())?;
                let made = if report.changed { "is new" } else { "stays: the register held all of this already" };
                super::print(&format!("revision {} {made}", report.revision))
            }
            Err(error) => {
                leave(store).await;
                if let ImportError::NothingEntered(report) = &error {
                    tell(report, saved.as_deref())?;
                    return Err(Failure::new("no row of the files could enter the register; the findings say why"));
                }
                Err(Failure::new(error))
            }
        }
    }
}

/// The day in China, wherever the machine's clock is set to.
#[expect(clippy::disallowed_methods, reason = "the command is where the day is passed in")]
fn today() -> NaiveDate {
    (chrono::Utc::now() + chrono::Duration::hours(8)).date_naive()
}

/// A register that was made for an import that came to nothing is not left behind.
async fn leave(store: Store) {
    if let Err(error) = store.abandon().await {
        tracing::warn!(%error, "an empty register was left behind");
    }
}

/// One line on stderr that is written over on a terminal.
#[derive(Default)]
struct Line {
    last: String,
}

impl data::import::Progress for Line {
    fn step(&mut self, step: &Step) {
        let (head, numbers) = match step {
            Step::Register => ("looking up what the register holds", String::new()),
            Step::Reading { file, rows, bytes, total_bytes, .. } => {
                (file.as_str(), format!("  {rows} rows, {} %", bytes * 100 / (*total_bytes).max(1)))
            }
            Step::Committing => ("making the revision", String::new()),
        };
        if std::io::stderr().is_terminal() {
            eprint!("\r\x1b[K  {head}{numbers}");
        } else if head != self.last {
            // Into a file only one line per file and step.
            eprintln!("  {head}");
            head.clone_into(&mut self.last);
        }
    }
}

fn tell(report: &ImportReport, saved: Option<&std::path::Path>) -> Result<(), Failure> {
    super::print(&format!(
        "{:<14}{:>10}{:>10}{:>11}{:>9}{:>10}",
        "", "read", "entered", "unchanged", "refused", "doubtful"
    ))?;
    for counts in &report.counts {
        super::print(&format!(
            "{:<14}{:>10}{:>10}{:>11}{:>9}{:>10}",
            counts.kind.as_str(),
            counts.read,
            counts.entered,
            counts.unchanged,
            counts.refused,
            counts.doubtful
        ))?;
    }
    for PassedOver { file, reason } in &report.passed_over {
        super::print(&format!("passed over: {file}: {reason}"))?;
    }
    for (severity, code, count) in report.findings.counts() {
        super::print(&format!("{count:>9}  {} {code}", severity_word(severity)))?;
    }
    for finding in report.findings.kept().iter().take(NAMED) {
        let row = finding.row.map(|row| format!(":{row}")).unwrap_or_default();
        super::print(&format!(
            "           {}{row} {}=“{}”: {}; {}",
            finding.file, finding.field, finding.value, finding.reason, finding.remedy
        ))?;
    }
    match saved {
        Some(path) => super::print(&format!("findings: {} in {}", report.findings.total(), path.display()))?,
        None if report.findings.total() > NAMED as u64 => super::print("all of them: add --report FILE.csv")?,
        None => {}
    }
    Ok(())
}
