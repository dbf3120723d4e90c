use chrono::{NaiveDate, NaiveDateTime};
use geo_types::{LineString, MultiPolygon};
use spatial::places::{AreaCode, LonLat};

use super::StoreError;
use super::schema::Schema;

/// A row as a store gives it; columns count from 0. `Err` is a value of another kind, as text.
pub(crate) trait Source {
    fn text(&self, column: usize) -> Result<Option<&str>, String>;
    fn integer(&self, column: usize) -> Result<Option<i64>, String>;
    fn boolean(&self, column: usize) -> Result<Option<bool>, String>;
    fn date(&self, column: usize) -> Result<Option<NaiveDate>, String>;
    fn time(&self, column: usize) -> Result<Option<NaiveDateTime>, String>;
    fn point(&self, column: usize) -> Result<Option<LonLat>, String>;
    fn line(&self, column: usize) -> Result<Option<LineString<f64>>, String>;
    fn area(&self, column: usize) -> Result<Option<MultiPolygon<f64>>, String>;
}

/// Reads a row's fields one after the other, in the schema's order.
pub(crate) struct Fields<'r, S> {
    source: &'r S,
    schema: &'static Schema,
    /// The column to be read next, in the source; in the schema it stands `before` further on.
    next: usize,
    before: usize,
}

type Result<T, E = StoreError> = std::result::Result<T, E>;

impl<'r, S: Source> Fields<'r, S> {
    pub(crate) fn new(source: &'r S, schema: &'static Schema) -> Self {
        Self { source, schema, next: 0, before: 0 }
    }

    /// The same of a source without the first column, the county.
    pub(crate) fn after_county(source: &'r S, schema: &'static Schema) -> Self {
        Self { before: 1, ..Self::new(source, schema) }
    }

    /// Leaves a field out that the next ones repeat.
    pub(crate) fn skip(&mut self) -> &mut Self {
        self.next += 1;
        self
    }

    pub(crate) fn maybe_text(&mut self) -> Result<Option<&'r str>> {
        self.step("text", Source::text)
    }

    pub(crate) fn text(&mut self) -> Result<&'r str> {
        let text = self.maybe_text()?;
        self.needed(text, "text")
    }

    /// A text as the type that wraps it.
    pub(crate) fn id<T>(&mut self, wrap: impl FnOnce(&'r str) -> T) -> Result<T> {
        self.text().map(wrap)
    }

    pub(crate) fn maybe_id<T>(&mut self, wrap: impl FnOnce(&'r str) -> T) -> Result<Option<T>> {
        Ok(self.maybe_text()?.map(wrap))
    }

    /// A word of a closed list.
    pub(crate) fn maybe_word<T>(&mut self, parse: fn(&str) -> Option<T>) -> Result<Option<T>> {
        match self.maybe_text()? {
            None => Ok(None),
            Some(text) => parse(text).map(Some).ok_or_else(|| self.damaged(text.into(), "word of its list")),
        }
    }

    pub(crate) fn word<T>(&mut self, parse: fn(&str) -> Option<T>) -> Result<T> {
        let word = self.maybe_word(parse)?;
        self.needed(word, "word of its list")
    }

    pub(crate) fn code(&mut self) -> Result<AreaCode> {
        let text = self.text()?;
        AreaCode::parse(text).map_err(|_| self.damaged(text.into(), "area code"))
    }

    /// A number that fits the wanted width.
    pub(crate) fn maybe_number<T: TryFrom<i64>>(&mut self) -> Result<Option<T>> {
        match self.step("whole number", Source::integer)? {
            None => Ok(None),
            Some(number) => {
                T::try_from(number).map(Some).map_err(|_| self.damaged(number.to_string(), "number in its range"))
            }
        }
    }

    pub(crate) fn number<T: TryFrom<i64>>(&mut self) -> Result<T> {
        let number = self.maybe_number()?;
        self.needed(number, "whole number")
    }

    pub(crate) fn maybe_boolean(&mut self) -> Result<Option<bool>> {
        self.step("truth value", Source::boolean)
    }

    pub(crate) fn boolean(&mut self) -> Result<bool> {
        let truth = self.maybe_boolean()?;
        self.needed(truth, "truth value")
    }

    pub(crate) fn maybe_date(&mut self) -> Result<Option<NaiveDate>> {
        self.step("date", Source::date)
    }

    pub(crate) fn date(&mut self) -> Result<NaiveDate> {
        let date = self.maybe_date()?;
        self.needed(date, "date")
    }

    pub(crate) fn maybe_time(&mut self) -> Result<Option<NaiveDateTime>> {
        self.step("time", Source::time)
    }

    pub(crate) fn time(&mut self) -> Result<NaiveDateTime> {
        let time = self.maybe_time()?;
        self.needed(time, "time")
    }

    pub(crate) fn maybe_point(&mut self) -> Result<Option<LonLat>> {
        self.step("point", Source::point)
    }

    pub(crate) fn line(&mut self) -> Result<LineString<f64>> {
        let line = self.step("line", Source::line)?;
        self.needed(line, "line")
    }

    pub(crate) fn area(&mut self) -> Result<MultiPolygon<f64>> {
        let area = self.step("polygon", Source::area)?;
        self.needed(area, "polygon")
    }

    fn step<T>(
        &mut self,
        expected: &'static str,
        read: impl FnOnce(&'r S, usize) -> Result<Option<T>, String>,
    ) -> Result<Option<T>> {
        let column = self.next;
        self.next += 1;
        read(self.source, column).map_err(|value| self.damaged(value, expected))
    }

    fn needed<T>(&self, value: Option<T>, expected: &'static str) -> Result<T> {
        value.ok_or_else(|| self.damaged("nothing".into(), expected))
    }

    /// The complaint about the field that was read last.
    fn damaged(&self, value: String, expected: &'static str) -> StoreError {
        let column = self.next.checked_sub(1).and_then(|column| self.schema.columns.get(column + self.before));
        StoreError::Damaged {
            table: self.schema.name(),
            column: column.map_or("?", |column| column.name),
            value,
            expected,
        }
    }
}
