//! Why a command was not done: one plain sentence.

use std::fmt::Display;
use std::io;

/// One sentence for the person at the terminal, naming the value, the reason and the remedy.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct Failure(String);

impl Failure {
    /// A failure in these words.
    pub fn new(sentence: impl Display) -> Self {
        Self(sentence.to_string())
    }

    /// Reading or writing `what` failed.
    pub fn io(what: &str, error: &io::Error) -> Self {
        Self(match error.kind() {
            io::ErrorKind::StorageFull => {
                format!("{what}: the disk is full; free some space and run the command again")
            }
            io::ErrorKind::PermissionDenied => format!("{what}: this user may not do that here ({error})"),
            io::ErrorKind::NotFound => format!("{what}: there is no such file or folder"),
            _ => format!("{what}: {error}"),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_full_disk_is_said_in_words() {
        let failure = Failure::io("report.csv", &io::ErrorKind::StorageFull.into());
        assert_eq!(failure.to_string(), "report.csv: the disk is full; free some space and run the command again");
    }
}
