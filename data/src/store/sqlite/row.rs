use chrono::{NaiveDate, NaiveDateTime};
use geo_types::{LineString, MultiPolygon};
use rusqlite::types::{ToSql, ToSqlOutput, Value, ValueRef};
use spatial::places::LonLat;

use super::blob;
use crate::store::cell::Cell;
use crate::store::fields::Source;
use crate::store::wkb;

const TIME: &str = "%Y-%m-%dT%H:%M:%S";

impl ToSql for Cell<'_> {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(match self {
            Cell::Null => ToSqlOutput::Borrowed(ValueRef::Null),
            Cell::Text(text) => ToSqlOutput::Borrowed(ValueRef::Text(text.as_bytes())),
            Cell::Integer(number) => ToSqlOutput::Owned(Value::Integer(*number)),
            Cell::Boolean(truth) => ToSqlOutput::Owned(Value::Integer(i64::from(*truth))),
            Cell::Date(date) => ToSqlOutput::Owned(Value::Text(date.to_string())),
            Cell::Time(time) => ToSqlOutput::Owned(Value::Text(time.format(TIME).to_string())),
            Cell::Point(_) | Cell::Line(_) | Cell::Area(_) => {
                ToSqlOutput::Owned(blob::encode(self).map_or(Value::Null, Value::Blob))
            }
        })
    }
}

impl Source for rusqlite::Row<'_> {
    fn text(&self, column: usize) -> Result<Option<&str>, String> {
        match value(self, column)? {
            ValueRef::Null => Ok(None),
            ValueRef::Text(bytes) => std::str::from_utf8(bytes).map(Some).map_err(|_| other(ValueRef::Text(bytes))),
            found => Err(other(found)),
        }
    }

    fn integer(&self, column: usize) -> Result<Option<i64>, String> {
        match value(self, column)? {
            ValueRef::Null => Ok(None),
            ValueRef::Integer(number) => Ok(Some(number)),
            found => Err(other(found)),
        }
    }

    fn boolean(&self, column: usize) -> Result<Option<bool>, String> {
        match self.integer(column)? {
            None => Ok(None),
            Some(0) => Ok(Some(false)),
            Some(1) => Ok(Some(true)),
            Some(number) => Err(number.to_string()),
        }
    }

    fn date(&self, column: usize) -> Result<Option<NaiveDate>, String> {
        let text = self.text(column)?;
        text.map(|text| date(text).ok_or_else(|| text.to_owned())).transpose()
    }

    fn time(&self, column: usize) -> Result<Option<NaiveDateTime>, String> {
        let text = self.text(column)?;
        text.map(|text| time(text).ok_or_else(|| text.to_owned())).transpose()
    }

    fn point(&self, column: usize) -> Result<Option<LonLat>, String> {
        shape(self, column, wkb::point)
    }

    fn line(&self, column: usize) -> Result<Option<LineString<f64>>, String> {
        shape(self, column, wkb::line)
    }

    fn area(&self, column: usize) -> Result<Option<MultiPolygon<f64>>, String> {
        shape(self, column, wkb::area)
    }
}

fn value<'r>(row: &'r rusqlite::Row<'_>, column: usize) -> Result<ValueRef<'r>, String> {
    row.get_ref(column).map_err(|error| error.to_string())
}

/// `2026-10-31` as a date; chrono's general parser would take a fifth of a load's time.
fn date(text: &str) -> Option<NaiveDate> {
    let bytes: &[u8; 10] = text.as_bytes().try_into().ok()?;
    if bytes[4] != b'-' || bytes[7] != b'-' {
        return None;
    }
    NaiveDate::from_ymd_opt(number(&bytes[0..4])? as i32, number(&bytes[5..7])?, number(&bytes[8..10])?)
}

/// `2026-10-31T08:30:00` as a time.
fn time(text: &str) -> Option<NaiveDateTime> {
    let (day, clock) = text.split_at_checked(10)?;
    let bytes: &[u8; 9] = clock.as_bytes().try_into().ok()?;
    if bytes[0] != b'T' || bytes[3] != b':' || bytes[6] != b':' {
        return None;
    }
    date(day)?.and_hms_opt(number(&bytes[1..3])?, number(&bytes[4..6])?, number(&bytes[7..9])?)
}

/// Digits as a number.
fn number(digits: &[u8]) -> Option<u32> {
    let add = |sum: u32, byte: &u8| byte.is_ascii_digit().then(|| sum * 10 + u32::from(byte - b'0'));
    digits.iter().try_fold(0, add)
}

fn shape<T>(
    row: &rusqlite::Row<'_>,
    column: usize,
    read: impl FnOnce(&[u8]) -> Result<T, wkb::BadWkb>,
) -> Result<Option<T>, String> {
    match value(row, column)? {
        ValueRef::Null => Ok(None),
        ValueRef::Blob(bytes) => {
            let inside = blob::wkb(bytes).ok_or(wkb::BadWkb).and_then(read);
            inside.map(Some).map_err(|_| other(ValueRef::Blob(bytes)))
        }
        found => Err(other(found)),
    }
}

fn other(found: ValueRef<'_>) -> String {
    match found {
        ValueRef::Null => "nothing".into(),
        ValueRef::Integer(number) => number.to_string(),
        ValueRef::Real(number) => number.to_string(),
        ValueRef::Text(bytes) => String::from_utf8_lossy(bytes).into_owned(),
        ValueRef::Blob(bytes) => format!("{} bytes", bytes.len()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_date_is_ten_characters_of_a_day_that_exists() {
        assert_eq!(date("2026-10-31"), NaiveDate::from_ymd_opt(2026, 10, 31));
        for bad in ["2026-02-30", "2026-1-1", "2026/10/31", "20261031", "", "2026-10-3x", "+026-10-31"] {
            assert_eq!(date(bad), None, "{bad}");
        }
    }

    #[test]
    fn a_time_is_read_as_it_is_written() {
        let at = NaiveDate::from_ymd_opt(2026, 10, 31).and_then(|day| day.and_hms_opt(8, 5, 59)).unwrap();
        assert_eq!(time(&at.format(TIME).to_string()), Some(at));
        for bad in
            ["2026-10-31", "2026-10-31 08:05:59", "2026-10-31T24:00:00", "2026-10-31T08:05:59Z", "", "日期日期日期"]
        {
            assert_eq!(time(bad), None, "{bad}");
        }
    }
}
