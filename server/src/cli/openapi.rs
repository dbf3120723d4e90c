use std::io::Write;

use crate::failure::Failure;

/// Prints the API document.
pub(super) fn run() -> Result<(), Failure> {
    super::heard(std::io::stdout().write_all(crate::api::document_json().as_bytes()))
}
