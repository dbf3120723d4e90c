//! What every byte from outside passes before a parser sees it.
//!
//! Parsers of nested text recurse or allocate by what the text claims, so a hostile or broken file can end the process
//! instead of giving an error. Everything here is iterative and allocates nothing that grows with the input.

mod file;
mod json;

pub use file::{MAX_JSON_BYTES, MAX_LIST_BYTES, MAX_ROW_BYTES, checked_len};
pub use json::{JsonLimits, scan_json};

/// Why input is refused before it is parsed.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum GuardError {
    /// Not a plain file.
    #[error("it is not a plain file")]
    NotAFile,
    /// Larger than is read.
    #[error("it has {bytes} bytes; at most {limit} are read: split it")]
    TooLarge {
        /// Its size.
        bytes: u64,
        /// The limit.
        limit: u64,
    },
    /// Brackets nested too deeply.
    #[error("byte {at}: nested deeper than {limit}")]
    TooDeep {
        /// Where, counted from 0.
        at: usize,
        /// The limit.
        limit: usize,
    },
    /// A closing bracket without its opening one, or the reverse.
    #[error("byte {at}: the brackets do not match")]
    Unbalanced {
        /// Where, counted from 0.
        at: usize,
    },
    /// A number no 64-bit float holds, or one of absurd length.
    #[error("byte {at}: “{text}” is no finite number")]
    BadNumber {
        /// Where, counted from 0.
        at: usize,
        /// Its beginning.
        text: String,
    },
    /// A bare word other than `true`, `false`, `null`: `NaN`, `Infinity` …
    #[error("byte {at}: “{text}” is not JSON")]
    BadWord {
        /// Where, counted from 0.
        at: usize,
        /// Its beginning.
        text: String,
    },
    /// A string that does not end, is too long, holds a control character or a bad escape.
    #[error("byte {at}: {reason}")]
    BadString {
        /// Where, counted from 0.
        at: usize,
        /// What is wrong with it.
        reason: &'static str,
    },
    /// More numbers in one feature than any real shape has.
    #[error("byte {at}: more than {limit} numbers in one feature")]
    TooManyNumbers {
        /// Where, counted from 0.
        at: usize,
        /// The limit.
        limit: usize,
    },
    /// Not UTF-8.
    #[error("byte {at}: not UTF-8 text")]
    NotText {
        /// Where, counted from 0.
        at: usize,
    },
}
