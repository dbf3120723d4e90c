//! The binary form of COPY: rows into the server without text, and out of it.

use std::ops::Range;

use chrono::{DateTime, NaiveDate, NaiveDateTime};
use geo_types::{LineString, MultiPolygon};
use spatial::places::LonLat;
use sqlx::postgres::PgRow;
use sqlx::{Row, ValueRef};

use crate::store::cell::Cell;
use crate::store::fields::Source;
use crate::store::wkb;

/// CGCS2000.
const SRID: u32 = 4490;
const HEAD: &[u8] = b"PGCOPY\n\xff\r\n\0\0\0\0\0\0\0\0\0";
const END: i16 = -1;
/// The server counts days and microseconds from 2000-01-01; this is that day in seconds since 1970.
const EPOCH_SECONDS: i64 = 946_684_800;

/// Rows on their way in.
pub(super) struct Encoder {
    bytes: Vec<u8>,
}

impl Encoder {
    pub(super) fn new() -> Self {
        Self { bytes: HEAD.to_vec() }
    }

    pub(super) fn row(&mut self, cells: &[Cell<'_>]) {
        self.bytes.extend_from_slice(&(cells.len() as i16).to_be_bytes());
        for cell in cells {
            self.cell(cell);
        }
    }

    pub(super) fn finish(mut self) -> Vec<u8> {
        self.bytes.extend_from_slice(&END.to_be_bytes());
        self.bytes
    }

    fn cell(&mut self, cell: &Cell<'_>) {
        match cell {
            Cell::Null => self.bytes.extend_from_slice(&(-1_i32).to_be_bytes()),
            Cell::Text(text) => self.field(text.as_bytes()),
            Cell::Integer(number) => self.field(&number.to_be_bytes()),
            Cell::Boolean(truth) => self.field(&[u8::from(*truth)]),
            Cell::Date(date) => self.field(&(days(*date) as i32).to_be_bytes()),
            Cell::Time(time) => self.field(&microseconds(*time).to_be_bytes()),
            Cell::Point(_) | Cell::Line(_) | Cell::Area(_) => {
                let mut shape = Vec::with_capacity(64);
                wkb::write(cell, Some(SRID), &mut shape);
                self.field(&shape);
            }
        }
    }

    fn field(&mut self, bytes: &[u8]) {
        self.bytes.extend_from_slice(&(bytes.len() as i32).to_be_bytes());
        self.bytes.extend_from_slice(bytes);
    }
}

/// Rows on their way out: bytes are pushed as they arrive, rows taken as they are complete.
#[derive(Default)]
pub(super) struct Decoder {
    bytes: Vec<u8>,
    at: usize,
    head_read: bool,
    fields: Vec<Option<Range<usize>>>,
}

/// A row that a query fetched, in the same binary form.
pub(super) struct Fetched {
    bytes: Vec<u8>,
    fields: Vec<Option<Range<usize>>>,
}

/// A row of a decoder, until the next one is taken.
pub(super) struct Tuple<'d> {
    bytes: &'d [u8],
    fields: &'d [Option<Range<usize>>],
}

impl Decoder {
    pub(super) fn push(&mut self, bytes: &[u8]) {
        self.bytes.drain(..self.at);
        self.at = 0;
        self.bytes.extend_from_slice(bytes);
    }

    /// The next complete row.
    pub(super) fn next(&mut self) -> Option<Tuple<'_>> {
        let mut at = self.at;
        if !self.head_read {
            at = HEAD.len();
            self.bytes.get(..at)?;
            self.head_read = true;
            self.at = at;
        }
        let count = i16::from_be_bytes(*self.bytes.get(at..)?.first_chunk()?);
        at += 2;
        self.fields.clear();
        for _ in 0..count {
            let size = i32::from_be_bytes(*self.bytes.get(at..)?.first_chunk()?);
            at += 4;
            let field = usize::try_from(size).ok().map(|size| at..at + size);
            if let Some(field) = &field {
                self.bytes.get(field.clone())?;
                at = field.end;
            }
            self.fields.push(field);
        }
        self.at = at;
        (count != END).then_some(Tuple { bytes: &self.bytes, fields: &self.fields })
    }
}

impl Fetched {
    pub(super) fn of(row: &PgRow) -> Result<Self, sqlx::Error> {
        let mut fetched = Self { bytes: Vec::new(), fields: Vec::with_capacity(row.len()) };
        for column in 0..row.len() {
            let value = row.try_get_raw(column)?;
            let field = if value.is_null() { None } else { Some(value.as_bytes().map_err(sqlx::Error::Decode)?) };
            let start = fetched.bytes.len();
            fetched.bytes.extend_from_slice(field.unwrap_or_default());
            fetched.fields.push(field.map(|_| start..fetched.bytes.len()));
        }
        Ok(fetched)
    }

    pub(super) fn tuple(&self) -> Tuple<'_> {
        Tuple { bytes: &self.bytes, fields: &self.fields }
    }
}

impl Tuple<'_> {
    fn bytes(&self, column: usize) -> Option<&[u8]> {
        self.fields.get(column)?.clone().map(|range| &self.bytes[range])
    }

    fn read<T>(&self, column: usize, read: impl FnOnce(&[u8]) -> Option<T>) -> Result<Option<T>, String> {
        let Some(bytes) = self.bytes(column) else { return Ok(None) };
        read(bytes).map(Some).ok_or_else(|| format!("{} bytes", bytes.len()))
    }
}

impl Source for Tuple<'_> {
    fn text(&self, column: usize) -> Result<Option<&str>, String> {
        let Some(bytes) = self.bytes(column) else { return Ok(None) };
        std::str::from_utf8(bytes).map(Some).map_err(|_| String::from_utf8_lossy(bytes).into_owned())
    }

    fn integer(&self, column: usize) -> Result<Option<i64>, String> {
        self.read(column, |bytes| bytes.try_into().ok().map(i64::from_be_bytes))
    }

    fn boolean(&self, column: usize) -> Result<Option<bool>, String> {
        self.read(column, |bytes| <[u8; 1]>::try_from(bytes).ok().map(|byte| byte != [0]))
    }

    fn date(&self, column: usize) -> Result<Option<NaiveDate>, String> {
        self.read(column, |bytes| {
            let days = i64::from(i32::from_be_bytes(bytes.try_into().ok()?));
            DateTime::from_timestamp(EPOCH_SECONDS + days * 86_400, 0).map(|time| time.date_naive())
        })
    }

    fn time(&self, column: usize) -> Result<Option<NaiveDateTime>, String> {
        self.read(column, |bytes| {
            let micros = i64::from_be_bytes(bytes.try_into().ok()?);
            DateTime::from_timestamp_micros(EPOCH_SECONDS * 1_000_000 + micros).map(|time| time.naive_utc())
        })
    }

    fn point(&self, column: usize) -> Result<Option<LonLat>, String> {
        self.read(column, |bytes| wkb::point(bytes).ok())
    }

    fn line(&self, column: usize) -> Result<Option<LineString<f64>>, String> {
        self.read(column, |bytes| wkb::line(bytes).ok())
    }

    fn area(&self, column: usize) -> Result<Option<MultiPolygon<f64>>, String> {
        self.read(column, |bytes| wkb::area(bytes).ok())
    }
}

fn days(date: NaiveDate) -> i64 {
    (date.and_time(chrono::NaiveTime::MIN).and_utc().timestamp() - EPOCH_SECONDS).div_euclid(86_400)
}

fn microseconds(time: NaiveDateTime) -> i64 {
    time.and_utc().timestamp_micros() - EPOCH_SECONDS * 1_000_000
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_come_out_as_they_went_in_however_the_bytes_are_cut() {
        let day = NaiveDate::from_ymd_opt(1999, 12, 31).unwrap();
        let time = day.and_hms_opt(23, 59, 58).unwrap();
        let row = [
            Cell::text("云河"),
            Cell::Null,
            Cell::Integer(-7),
            Cell::Boolean(true),
            Cell::Date(day),
            Cell::Time(time),
            Cell::Point(LonLat { lon: 113.6, lat: 30.2 }),
        ];
        let mut encoder = Encoder::new();
        encoder.row(&row);
        encoder.row(&row);
        let bytes = encoder.finish();
        for size in [1, 2, 3, 7, 20, bytes.len()] {
            let mut decoder = Decoder::default();
            let mut rows = 0;
            for piece in bytes.chunks(size) {
                decoder.push(piece);
                while let Some(tuple) = decoder.next() {
                    assert_eq!(tuple.text(0), Ok(Some("云河")));
                    assert_eq!(tuple.text(1), Ok(None));
                    assert_eq!(tuple.integer(2), Ok(Some(-7)));
                    assert_eq!(tuple.boolean(3), Ok(Some(true)));
                    assert_eq!(tuple.date(4), Ok(Some(day)));
                    assert_eq!(tuple.time(5), Ok(Some(time)));
                    assert_eq!(tuple.point(6), Ok(Some(LonLat { lon: 113.6, lat: 30.2 })));
                    rows += 1;
                }
            }
            assert_eq!(rows, 2, "pieces of {size} bytes");
        }
    }

    #[test]
    fn a_field_of_another_size_is_no_number() {
        let mut encoder = Encoder::new();
        encoder.row(&[Cell::text("abc")]);
        let mut decoder = Decoder::default();
        decoder.push(&encoder.finish());
        assert_eq!(decoder.next().unwrap().integer(0), Err("3 bytes".into()));
    }
}
