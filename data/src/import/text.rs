//! Text as offices save it: UTF-8 with or without a byte order mark, GB18030 (and its subsets GBK and GB2312), UTF-16.

use std::cell::Cell;
use std::fs::File;
use std::io::{self, Read};
use std::path::Path;
use std::rc::Rc;

use encoding_rs::{Decoder, Encoding, GB18030, UTF_8, UTF_16BE, UTF_16LE};

use crate::guard::MAX_ROW_BYTES;

const CHUNK_BYTES: usize = 256 << 10;

/// The encoding of a file, told from all of its bytes: a byte order mark, else UTF-8 if it is valid, else GB18030 if it is
/// valid, else UTF-8 with errors (which become findings row by row).
pub(crate) fn encoding_of(path: &Path) -> io::Result<&'static Encoding> {
    let mut head = Vec::new();
    File::open(path)?.take(3).read_to_end(&mut head)?;
    match head.as_slice() {
        [0xEF, 0xBB, 0xBF] => return Ok(UTF_8),
        [0xFF, 0xFE, ..] => return Ok(UTF_16LE),
        [0xFE, 0xFF, ..] => return Ok(UTF_16BE),
        _ => {}
    }
    for encoding in [UTF_8, GB18030] {
        if is_valid(File::open(path)?, encoding)? {
            return Ok(encoding);
        }
    }
    Ok(UTF_8)
}

fn is_valid(mut file: File, encoding: &'static Encoding) -> io::Result<bool> {
    let mut text = Decoded::new(&mut file, encoding);
    let mut sink = vec![0; CHUNK_BYTES];
    while text.read(&mut sink)? > 0 {
        if text.had_errors {
            return Ok(false);
        }
    }
    Ok(!text.had_errors)
}

/// A reader that gives UTF-8, whatever the bytes below are; what cannot be read becomes U+FFFD. Drops a byte order mark.
pub(crate) struct Decoded<R> {
    inner: R,
    decoder: Decoder,
    raw: Vec<u8>,
    raw_at: usize,
    raw_end: usize,
    text: Vec<u8>,
    text_at: usize,
    text_end: usize,
    at_end: bool,
    done: bool,
    had_errors: bool,
}

impl<R: Read> Decoded<R> {
    pub(crate) fn new(inner: R, encoding: &'static Encoding) -> Self {
        Self {
            inner,
            decoder: encoding.new_decoder_with_bom_removal(),
            raw: vec![0; CHUNK_BYTES],
            raw_at: 0,
            raw_end: 0,
            text: vec![0; CHUNK_BYTES],
            text_at: 0,
            text_end: 0,
            at_end: false,
            done: false,
            had_errors: false,
        }
    }

    fn refill(&mut self) -> io::Result<()> {
        while self.text_at == self.text_end && !self.done {
            if self.raw_at == self.raw_end && !self.at_end {
                self.raw_at = 0;
                self.raw_end = self.inner.read(&mut self.raw)?;
                self.at_end = self.raw_end == 0;
            }
            let raw = &self.raw[self.raw_at..self.raw_end];
            let (result, read, written, errors) = self.decoder.decode_to_utf8(raw, &mut self.text, self.at_end);
            self.raw_at += read;
            (self.text_at, self.text_end) = (0, written);
            self.had_errors |= errors;
            self.done = self.at_end && result == encoding_rs::CoderResult::InputEmpty;
        }
        Ok(())
    }
}

impl<R: Read> Read for Decoded<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        self.refill()?;
        let length = buffer.len().min(self.text_end - self.text_at);
        buffer[..length].copy_from_slice(&self.text[self.text_at..self.text_at + length]);
        self.text_at += length;
        Ok(length)
    }
}

/// A reader that ends a row that does not end: bytes handed out since the last [`RowMark::next_row`] are bounded.
pub(crate) struct RowLimited<R> {
    inner: R,
    since_row: Rc<Cell<u64>>,
}

/// Tells a [`RowLimited`] reader that a row was completed.
pub(crate) struct RowMark(Rc<Cell<u64>>);

impl RowMark {
    pub(crate) fn next_row(&self) {
        self.0.set(0);
    }
}

impl<R: Read> RowLimited<R> {
    pub(crate) fn new(inner: R) -> (Self, RowMark) {
        let since_row = Rc::new(Cell::new(0));
        (Self { inner, since_row: Rc::clone(&since_row) }, RowMark(since_row))
    }
}

impl<R: Read> Read for RowLimited<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.since_row.get() >= MAX_ROW_BYTES {
            return Err(io::Error::new(
                io::ErrorKind::InvalidData,
                "a row is longer than 1 MB: probably a quotation mark that is never closed",
            ));
        }
        let length = self.inner.read(buffer)?;
        self.since_row.set(self.since_row.get() + length as u64);
        Ok(length)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn decoded(bytes: &[u8], encoding: &'static Encoding) -> String {
        let mut text = String::new();
        Decoded::new(bytes, encoding).read_to_string(&mut text).unwrap();
        text
    }

    #[track_caller]
    fn check(name: &str, bytes: &[u8], expected: &'static Encoding) {
        let path = std::env::temp_dir().join(format!("yuntu-text-{name}-{}", std::process::id()));
        std::fs::write(&path, bytes).unwrap();
        let encoding = encoding_of(&path);
        std::fs::remove_file(&path).unwrap();
        assert_eq!(encoding.unwrap(), expected, "{name}");
    }

    #[test]
    fn encodings_are_told_apart() {
        check("utf8", "户编号,门牌号".as_bytes(), UTF_8);
        check("bom", "\u{feff}户编号".as_bytes(), UTF_8);
        check("gb", &GB18030.encode("户编号,云河大道㐀").0, GB18030);
        check("utf16", &[0xFF, 0xFE, 0x37, 0x62], UTF_16LE);
        check("neither", &[b'a', 0xFF, 0xFF, b'b'], UTF_8);
        check("empty", b"", UTF_8);
    }

    #[test]
    fn a_character_across_two_chunks_is_whole() {
        let text = "a".repeat(CHUNK_BYTES - 1) + "云河";
        assert_eq!(decoded(text.as_bytes(), UTF_8), text);
        assert_eq!(decoded(&GB18030.encode(&text).0, GB18030), text);
    }

    #[test]
    fn the_byte_order_mark_is_dropped() {
        assert_eq!(decoded("\u{feff}id".as_bytes(), UTF_8), "id");
        assert_eq!(decoded(&[0xFF, 0xFE, 0x37, 0x62], UTF_16LE), "户");
    }

    #[test]
    fn a_row_that_does_not_end_is_ended() {
        let endless = io::repeat(b'a');
        let (mut limited, mark) = RowLimited::new(endless);
        let mut buffer = vec![0; 1 << 20];
        limited.read_exact(&mut buffer).unwrap();
        mark.next_row();
        limited.read_exact(&mut buffer).unwrap();
        limited.read_exact(&mut buffer).unwrap_err();
    }

    proptest! {
        #[test]
        fn gb18030_reads_back(text in "\\PC{0,60}") {
            // Windows' private-use halves of GB18030 are not one to one; offices do not write them.
            let (bytes, _, lossy) = GB18030.encode(&text);
            prop_assume!(!lossy && !text.starts_with('\u{feff}'));
            if text.chars().all(|c| !('\u{e000}'..='\u{f8ff}').contains(&c)) {
                prop_assert_eq!(decoded(&bytes, GB18030), text);
            }
        }
    }
}
