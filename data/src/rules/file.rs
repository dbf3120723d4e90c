use std::collections::BTreeMap;
use std::ops::Range;

use chrono::NaiveDate;
use serde::Deserialize;
use toml::Spanned;
use toml::value::Datetime;

use super::RuleFileError;

/// A rule set as it is written.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct File {
    pub(super) name: String,
    pub(super) version: String,
    pub(super) source: String,
    pub(super) date: Spanned<Datetime>,
    /// The built-in set that everything unsaid is taken from.
    pub(super) extends: Option<Spanned<String>>,
    pub(super) unknown_permille: Option<Spanned<u64>>,
    #[serde(default)]
    pub(super) rule: Vec<Entry>,
}

/// One rule of it.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Entry {
    pub(super) id: Spanned<String>,
    pub(super) on: Option<bool>,
    pub(super) severity: Option<Spanned<String>>,
    pub(super) source: Option<String>,
    pub(super) source_date: Option<Spanned<Datetime>>,
    #[serde(default)]
    pub(super) parameters: BTreeMap<String, Spanned<u64>>,
}

/// A file that is being read, to say where a mistake stands.
#[derive(Clone, Copy)]
pub(super) struct Place<'t> {
    pub(super) file: &'t str,
    pub(super) text: &'t str,
}

pub(super) fn read(place: Place<'_>) -> Result<File, RuleFileError> {
    toml::from_str(place.text).map_err(|error| {
        let span = error.span().unwrap_or(0..0);
        let key = place.key_of_line(span.start);
        place.at(span, key, error.message().replace('\n', ", "))
    })
}

pub(super) fn date(place: Place<'_>, key: &str, date: &Spanned<Datetime>) -> Result<NaiveDate, RuleFileError> {
    let wanted = |()| place.at(date.span(), key, format!("“{}” is no date: write 2018-10-28", date.get_ref()));
    let day = date.get_ref().date.ok_or(()).map_err(wanted)?;
    NaiveDate::from_ymd_opt(day.year.into(), day.month.into(), day.day.into()).ok_or(()).map_err(wanted)
}

impl<'t> Place<'t> {
    /// The complaint about what stands at `span`, under `key` of its rule.
    pub(super) fn at(self, span: Range<usize>, key: &str, reason: String) -> RuleFileError {
        let line = self.before(span.start).matches('\n').count() + 1;
        let key = match self.rule_at(span.start) {
            Some(rule) => format!("{rule}.{key}"),
            None => key.to_owned(),
        };
        RuleFileError { file: self.file.to_owned(), line, key, reason }
    }

    fn before(self, offset: usize) -> &'t str {
        self.text.get(..offset).unwrap_or(self.text)
    }

    /// The id of the rule that an offset stands in.
    fn rule_at(self, offset: usize) -> Option<&'t str> {
        let line_end =
            self.text.get(offset..).and_then(|rest| rest.find('\n')).map_or(self.text.len(), |at| offset + at);
        let (_, section) = self.before(line_end).rsplit_once("[[rule]]")?;
        let line = section.lines().find_map(|line| line.trim().strip_prefix("id"))?;
        line.split('"').nth(1)
    }

    /// The key of the line that holds an offset.
    fn key_of_line(self, offset: usize) -> &'t str {
        let start = self.before(offset).rfind('\n').map_or(0, |at| at + 1);
        let line = self.text.get(start..).and_then(|rest| rest.lines().next()).unwrap_or_default();
        line.split('=').next().unwrap_or_default().trim()
    }
}
