//! CSV and its relatives, streamed.

use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

use csv::StringRecord;
use encoding_rs::Encoding;

use super::{Format, Item, Offer};
use crate::import::columns::ColumnMap;
use crate::import::detect::Carries;
use crate::import::row::Row;
use crate::import::text::{Decoded, RowLimited, RowMark, encoding_of};

const BUFFER_BYTES: usize = 256 << 10;
const MAX_COLUMNS: usize = 1_000;

/// How a list is written.
#[derive(Clone, Debug)]
pub(super) struct Dialect {
    encoding: &'static Encoding,
    delimiter: u8,
    columns: usize,
    /// Lines end as Windows ends them.
    crlf: bool,
}

type Reader = csv::Reader<RowLimited<Decoded<File>>>;

/// The first byte of a file's text that is no blank.
pub(super) fn first_byte(path: &Path) -> io::Result<Option<u8>> {
    let mut head = Vec::new();
    File::open(path)?.take(4096).read_to_end(&mut head)?;
    let text = head.strip_prefix("\u{feff}".as_bytes()).unwrap_or(&head);
    Ok(text.iter().copied().find(|byte| !byte.is_ascii_whitespace() && *byte != 0))
}

/// The headers of a list; an inner error says why it is none.
pub(super) fn offer(path: &Path) -> io::Result<Result<Offer, String>> {
    let encoding = encoding_of(path)?;
    let mut head = String::new();
    // A head that ends within a character is no error: it is only looked at for separators.
    let _ = Decoded::new(File::open(path)?.take(64 << 10), encoding).read_to_string(&mut head);
    let line = head.trim_start_matches('\u{feff}').lines().next().unwrap_or_default();
    let most =
        [b',', b'\t', b';'].into_iter().max_by_key(|byte| (line.bytes().filter(|b| b == byte).count(), *byte == b','));
    let delimiter = most.unwrap_or(b',');
    let mut dialect = Dialect { encoding, delimiter, columns: 0, crlf: head.contains("\r\n") };
    let (mut reader, _) = reader(path, &dialect)?;
    let mut record = StringRecord::new();
    match reader.read_record(&mut record) {
        Ok(true) if record.len() > MAX_COLUMNS => return Ok(Err(format!("it has {} columns", record.len()))),
        Ok(true) => {}
        Ok(false) => return Ok(Err("it is empty".to_owned())),
        Err(error) => return Ok(Err(error.to_string())),
    }
    let headers: Vec<String> = record.iter().map(str::to_owned).collect();
    dialect.columns = headers.len();
    Ok(Ok(Offer { headers, carries: Carries::Nothing, crs: None, format: Format::List(dialect) }))
}

pub(super) fn rows(
    path: &Path,
    dialect: &Dialect,
    columns: &ColumnMap,
    visit: &mut dyn FnMut(Item<'_>, u64) -> bool,
) -> Result<(), (u64, String)> {
    let (mut reader, mark) = reader(path, dialect).map_err(|error| (0, error.to_string()))?;
    let mut record = StringRecord::new();
    let mut number = 0;
    let mut is_header = true;
    loop {
        match reader.read_record(&mut record) {
            Ok(true) => {}
            Ok(false) => return Ok(()),
            Err(error) => return Err((number, error.to_string())),
        }
        mark.next_row();
        number = first_line(&record, reader.position().line(), dialect.crlf);
        if std::mem::take(&mut is_header) {
            continue;
        }
        let row = Row { number, cells: &record, columns, geometry: None };
        let bytes = record.position().map_or(0, csv::Position::byte);
        let go_on = match trouble(&record, dialect.columns) {
            _ if row.is_blank() => true,
            None => visit(Item::Row(row), bytes),
            Some(reason) => visit(Item::Bad { number, reason }, bytes),
        };
        if !go_on {
            return Ok(());
        }
    }
}

/// The line on which a record begins, from where the reader stands behind it. The reader says where the record before it ended:
/// before blank lines, and where lines end with two characters before the second of them.
fn first_line(record: &StringRecord, behind: u64, crlf: bool) -> u64 {
    let within = record.as_slice().matches('\n').count() as u64;
    if crlf {
        return behind - within;
    }
    // Behind the last line of a file no other may begin.
    let ended = record.position().map_or(1, csv::Position::line);
    (behind - within).saturating_sub(1).max(ended)
}

fn trouble(record: &StringRecord, columns: usize) -> Option<String> {
    let cells = record.len();
    if cells < columns || record.iter().skip(columns).any(|cell| !cell.trim().is_empty()) {
        return Some(format!(
            "it has {cells} cells where the header has {columns}: a separator is missing or too many"
        ));
    }
    let unreadable = record.as_slice().contains('\u{fffd}');
    unreadable.then(|| "some of its characters are neither UTF-8 nor GB18030".to_owned())
}

fn reader(path: &Path, dialect: &Dialect) -> io::Result<(Reader, RowMark)> {
    let (limited, mark) = RowLimited::new(Decoded::new(File::open(path)?, dialect.encoding));
    let mut builder = csv::ReaderBuilder::new();
    builder.has_headers(false).flexible(true).delimiter(dialect.delimiter).buffer_capacity(BUFFER_BYTES);
    Ok((builder.from_reader(limited), mark))
}
