//! One folder, one buffered file at a time, every error with its path.

use std::fmt::Write as _;
use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};

use crate::sample::ground::Spot;
use crate::sample::{SampleError, SampleReport};

/// The folder being written and the report of it.
#[derive(Debug)]
pub(in crate::sample) struct Folder<'a> {
    path: &'a Path,
    pub(in crate::sample) report: SampleReport,
}

impl<'a> Folder<'a> {
    /// Makes the folder.
    pub(in crate::sample) fn create(path: &'a Path) -> Result<Self, SampleError> {
        std::fs::create_dir_all(path).map_err(|source| SampleError::Write { path: path.to_owned(), source })?;
        Ok(Self { path, report: SampleReport::default() })
    }

    /// Writes one file; `fill` gives the number of its records.
    pub(in crate::sample) fn file(
        &mut self,
        name: &str,
        fill: impl FnOnce(&mut BufWriter<File>) -> std::io::Result<u64>,
    ) -> Result<(), SampleError> {
        let path: PathBuf = self.path.join(name);
        let written = File::create(&path).and_then(|file| {
            let mut out = BufWriter::with_capacity(1 << 18, file);
            let records = fill(&mut out)?;
            out.flush()?;
            Ok(records)
        });
        let records = written.map_err(|source| SampleError::Write { path, source })?;
        self.report.files.push((name.to_owned(), records));
        Ok(())
    }
}

/// A row of a CSV being put together; fields are quoted where they need it.
#[derive(Debug, Default)]
pub(in crate::sample) struct Csv {
    line: String,
    rows: u64,
    fields: usize,
}

impl Csv {
    /// Begins a list with its header.
    pub(in crate::sample) fn new(out: &mut impl Write, header: &str) -> std::io::Result<Self> {
        writeln!(out, "{header}")?;
        Ok(Self::default())
    }

    /// Adds a field.
    pub(in crate::sample) fn field(&mut self, value: impl std::fmt::Display) -> &mut Self {
        if self.fields > 0 {
            self.line.push(',');
        }
        self.fields += 1;
        // Writing to a string cannot fail.
        let _ = write!(self.line, "{value}");
        self
    }

    /// Adds a field, blank where there is nothing.
    pub(in crate::sample) fn maybe(&mut self, value: Option<impl std::fmt::Display>) -> &mut Self {
        match value {
            Some(value) => self.field(value),
            None => self.field(""),
        }
    }

    /// Adds longitude and latitude.
    pub(in crate::sample) fn spot(&mut self, spot: Option<Spot>) -> &mut Self {
        self.maybe(spot.map(|spot| decimal(spot.lon))).maybe(spot.map(|spot| decimal(spot.lat)))
    }

    /// Ends the row.
    pub(in crate::sample) fn end(&mut self, out: &mut impl Write) -> std::io::Result<()> {
        self.line.push('\n');
        out.write_all(self.line.as_bytes())?;
        self.line.clear();
        self.fields = 0;
        self.rows += 1;
        Ok(())
    }

    /// Rows so far.
    pub(in crate::sample) fn rows(&self) -> u64 {
        self.rows
    }
}

/// Degrees with seven decimals, exactly.
pub(in crate::sample) fn decimal(steps: i32) -> String {
    format!("{}.{:07}", steps / 10_000_000, steps % 10_000_000)
}

#[cfg(test)]
mod tests {
    use super::decimal;

    #[test]
    fn degrees_are_written_exactly() {
        assert_eq!(decimal(1_136_000_001), "113.6000001");
        assert_eq!(decimal(302_000_000), "30.2000000");
    }
}
