//! The sample district: a town called Yunhe, written as the files an office would hand over, with the truth beside them.

mod chance;
mod dirt;
mod files;
mod ground;
mod mosaic;
mod people;
mod register;
mod scale;
mod service;
mod town;
mod truth;

use std::io::Write;
use std::path::PathBuf;

/// How large a district to write.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SampleSize {
    /// 4 grids, 60 households: for unit tests.
    Tiny,
    /// 80 grids, 32,000 households: for tests.
    Street,
    /// 1,000 grids, 400,000 households: the demo and the benchmarks.
    District,
}

/// What to write, and where.
#[derive(Clone, Debug)]
pub struct SampleOptions {
    /// How large.
    pub size: SampleSize,
    /// The same seed gives the same bytes.
    pub seed: u64,
    /// The folder; it is made if it is not there.
    pub out: PathBuf,
}

/// What was written.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SampleReport {
    /// File name and number of records in it, in the order of writing.
    pub files: Vec<(String, u64)>,
}

/// Why no sample was written.
#[derive(Debug, thiserror::Error)]
pub enum SampleError {
    /// A file could not be written: disk full, no permission.
    #[error("cannot write {path}: {source}; choose another --out folder or make room", path = path.display())]
    Write {
        /// Which file or folder.
        path: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
}

impl SampleSize {
    /// The sizes by their words, smallest first.
    pub const ALL: [Self; 3] = [Self::Tiny, Self::Street, Self::District];

    /// The word on the command line and in `truth.json`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Tiny => "tiny",
            Self::Street => "street",
            Self::District => "district",
        }
    }

    /// The size whose word is `word`.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|size| size.as_str() == word)
    }
}

/// Writes the sample district. `progress` is told each step's name as it begins.
///
/// # Errors
/// [`SampleError::Write`] when the folder or a file cannot be written.
pub fn write(options: &SampleOptions, progress: &mut dyn FnMut(&str)) -> Result<SampleReport, SampleError> {
    let scale = scale::Scale::of(options.size);
    progress("laying out the town");
    let town = town::Town::new(scale, options.seed);
    let mut register = register::Register::new(town, options.seed, progress);
    truth::border::clear(&mut register);
    progress("walking every road");
    let grids = truth::place::Grids::new(&register);
    let mut network = truth::walk::Network::new(&register);
    truth::clear::clear(&mut register, &grids, &mut network, options.seed);
    service::overload(&mut register);
    progress("judging by every rule");
    let truth = truth::Truth::of(&register, &grids, &network);
    let service = service::Service::new(&register, &truth, options.seed);
    progress("writing");
    let mut folder = files::Folder::create(&options.out)?;
    files::town::write(&register, &mut folder)?;
    files::people::write(&register, &service, options.seed, &mut folder)?;
    files::service::write(&register, &service, options.seed, &mut folder)?;
    folder.file("register.json", |out| {
        let date = people::life::data_date().to_string();
        writeln!(out, "{}", serde_json::json!({"data_date": date, "name": "云河区", "county": "990101"}))?;
        Ok(1)
    })?;
    truth::write(&register, &truth, &service, options, &mut folder)?;
    Ok(folder.report)
}

#[cfg(test)]
mod figures;
#[cfg(test)]
mod tests;
