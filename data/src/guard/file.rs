use std::fs::File;
use std::path::Path;

use super::GuardError;

/// A GeoJSON file is held in memory: at most 512 MB (a district's buildings are 10 MB).
pub const MAX_JSON_BYTES: u64 = 512 << 20;
/// A list is streamed: at most 8 GB, so that a mistaken file (a disk image, a device) ends in a sentence.
pub const MAX_LIST_BYTES: u64 = 8 << 30;
/// One row of a list: at most 1 MB. A quote that is never closed would otherwise take the rest of the file for one field.
pub const MAX_ROW_BYTES: u64 = 1 << 20;

/// The size of an open file, once it is known to be a plain file within `limit` bytes.
///
/// # Errors
/// The system's own error, or a [`GuardError`] inside one of kind `InvalidInput`.
pub fn checked_len(path: &Path, limit: u64) -> std::io::Result<u64> {
    let refused = |error| std::io::Error::new(std::io::ErrorKind::InvalidInput, error);
    // Asked by path first: opening a pipe for reading would wait for its writer.
    if !std::fs::metadata(path)?.is_file() {
        return Err(refused(GuardError::NotAFile));
    }
    let bytes = File::open(path)?.metadata()?.len();
    if bytes > limit { Err(refused(GuardError::TooLarge { bytes, limit })) } else { Ok(bytes) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_and_a_device_are_no_files() {
        for path in ["/", "/dev/zero"] {
            assert!(checked_len(Path::new(path), 10).unwrap_err().to_string().contains("not a plain file"), "{path}");
        }
    }

    #[test]
    fn a_large_file_is_refused_with_its_size() {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("Cargo.toml");
        let len = checked_len(&path, MAX_LIST_BYTES).unwrap();
        let message = checked_len(&path, len - 1).unwrap_err().to_string();
        assert!(message.contains(&len.to_string()), "{message}");
    }
}
