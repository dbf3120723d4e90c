use std::path::PathBuf;

use clap::Args;
use data::sample::{SampleOptions, SampleSize, write};

use crate::failure::Failure;

/// What to write.
#[derive(Debug, Args)]
pub(super) struct Sample {
    /// 规模 tiny (4 grids, 60 households), street (80 grids, 32,000) or district (1,000 grids, 400,000)
    #[arg(long, value_name = "SIZE", default_value = "district", value_parser = size)]
    size: SampleSize,
    /// 种子 The same seed gives the same bytes
    #[arg(long, value_name = "N", default_value_t = 1)]
    seed: u64,
    /// 输出目录 The folder; it is made if it is not there
    #[arg(long, value_name = "DIR")]
    out: PathBuf,
}

fn size(word: &str) -> Result<SampleSize, String> {
    let words = SampleSize::ALL.map(SampleSize::as_str).join(", ");
    SampleSize::parse(word).ok_or_else(|| format!("“{word}” is not a size; there are {words}"))
}

impl Sample {
    /// Writes the files; progress on stderr, the list of files on stdout.
    pub(super) fn run(self) -> Result<(), Failure> {
        let options = SampleOptions { size: self.size, seed: self.seed, out: self.out };
        let report = write(&options, &mut |step| eprintln!("  {step}")).map_err(Failure::new)?;
        for (file, records) in report.files {
            super::print(&format!("{records:>9}  {file}"))?;
        }
        Ok(())
    }
}
