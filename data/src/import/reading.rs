//! One row being read: what its fields say, and what is wrong with them.

use chrono::{NaiveDate, NaiveDateTime};
use spatial::places::AreaCode;

use super::columns::Field;
use super::report::{Findings, ImportFinding, Severity};
use super::row::Row;
use super::value;
use crate::crs::ToDegrees;

const MAX_ID_CHARS: usize = 64;
const MAX_TEXT_CHARS: usize = 300;
const SHOWN_CHARS: usize = 80;

/// A row, its file and where findings go. Each getter that finds something wrong says so once.
pub(crate) struct Reading<'a> {
    pub(crate) row: Row<'a>,
    pub(crate) file: &'a str,
    pub(crate) to_degrees: &'a ToDegrees,
    pub(crate) findings: &'a mut Findings,
    refused: bool,
    doubtful: bool,
}

/// A closed list of words.
pub(crate) trait Choice: Copy + 'static {
    fn parse_word(text: &str) -> Option<Self>;
    fn words() -> Vec<(&'static str, &'static str)>;
}

macro_rules! choices {
    ($($name:ty,)*) => {$(
        impl Choice for $name {
            fn parse_word(text: &str) -> Option<Self> {
                Self::parse(text).or_else(|| Self::parse(&text.to_lowercase()))
            }
            fn words() -> Vec<(&'static str, &'static str)> {
                Self::ALL.iter().map(|value| (value.as_str(), value.chinese())).collect()
            }
        }
    )*};
}

choices! {
    spatial::places::AreaKind, spatial::places::GridKind, spatial::places::RoadClass, spatial::places::WaterKind,
    spatial::places::BuildingKind, spatial::places::Tenure, spatial::places::VisitClass, spatial::places::MemberKind,
    spatial::places::OrganisationKind, spatial::places::UnitKind, spatial::places::StationKind,
    spatial::places::StaffRole, spatial::places::Exemption, spatial::places::CheckInKind,
    spatial::places::CompoundKind, crate::model::VisitResult, spatial::places::Urgency,
}

impl<'a> Reading<'a> {
    pub(crate) fn new(row: Row<'a>, file: &'a str, to_degrees: &'a ToDegrees, findings: &'a mut Findings) -> Self {
        Self { row, file, to_degrees, findings, refused: false, doubtful: false }
    }

    /// Whether the row must be left out.
    pub(crate) fn is_refused(&self) -> bool {
        self.refused
    }

    /// Whether the row is taken with a finding.
    pub(crate) fn is_doubtful(&self) -> bool {
        self.doubtful && !self.refused
    }

    /// The row must be left out.
    pub(crate) fn refuse(
        &mut self,
        code: &'static str,
        field: &str,
        value: &str,
        reason: impl Into<String>,
        remedy: &str,
    ) {
        self.refused = true;
        self.say(Severity::Refused, code, field, value, reason.into(), remedy);
    }

    /// The row is taken, but somebody should look at it.
    pub(crate) fn doubt(
        &mut self,
        code: &'static str,
        field: &str,
        value: &str,
        reason: impl Into<String>,
        remedy: &str,
    ) {
        self.doubtful = true;
        self.say(Severity::Doubtful, code, field, value, reason.into(), remedy);
    }

    fn say(&mut self, severity: Severity, code: &'static str, field: &str, value: &str, reason: String, remedy: &str) {
        self.findings.push(ImportFinding {
            severity,
            code,
            file: self.file.to_owned(),
            row: Some(self.row.number),
            field: field.to_owned(),
            value: shown(value),
            reason,
            remedy: remedy.to_owned(),
        });
    }

    /// A free text; one that is absurdly long is left blank.
    pub(crate) fn text(&mut self, field: Field) -> &'a str {
        let text = self.row.text(field);
        if text.chars().nth(MAX_TEXT_CHARS).is_some() {
            let reason = format!("longer than {MAX_TEXT_CHARS} characters; the field is left blank");
            self.doubt("long_text", field.as_str(), text, reason, "shorten it");
            return "";
        }
        text
    }

    /// A text that must be there.
    pub(crate) fn required(&mut self, field: Field) -> Option<&'a str> {
        let text = self.row.text(field);
        if text.is_empty() {
            self.refuse("blank", field.as_str(), "", "a value is required and none stands there", "fill it in");
            return None;
        }
        Some(self.text(field)).filter(|text| !text.is_empty())
    }

    /// An id that must be there.
    pub(crate) fn id(&mut self, field: Field) -> Option<&'a str> {
        let text = self.required(field)?;
        match id_trouble(text) {
            None => Some(text),
            Some(Trouble::Identity) => {
                let reason = "it is an identity number, which is never stored";
                self.refuse(
                    "identity_number",
                    field.as_str(),
                    "******",
                    reason,
                    "use the office's own number as the id",
                );
                None
            }
            Some(Trouble::Form) => {
                let reason = format!("an id has at most {MAX_ID_CHARS} characters, no control characters and no “/”");
                self.refuse("bad_id", field.as_str(), text, reason, "use the office's own short number");
                None
            }
        }
    }

    /// The id of something else, where there is one.
    pub(crate) fn reference(&mut self, field: Field) -> Option<&'a str> {
        let text = self.row.text(field);
        match id_trouble(text) {
            None => Some(text).filter(|text| !text.is_empty()),
            Some(trouble) => {
                let value = if trouble == Trouble::Identity { "******" } else { text };
                let reason = "it cannot be an id; the field is left blank";
                self.doubt("bad_reference", field.as_str(), value, reason, "use the id of the other list");
                None
            }
        }
    }

    /// Ids separated by semicolons (Chinese or Western) or blanks; one that cannot be an id is left out.
    pub(crate) fn references(&mut self, field: Field) -> Vec<&'a str> {
        let parts =
            self.row.text(field).split([';', '；', '、', ' ', '|']).map(str::trim).filter(|part| !part.is_empty());
        let (good, bad): (Vec<_>, Vec<_>) = parts.partition(|part| id_trouble(part).is_none());
        for part in bad {
            let value = if value::is_identity_number(part) { "******" } else { part };
            self.doubt(
                "bad_reference",
                field.as_str(),
                value,
                "it cannot be an id; it is left out",
                "use the id of the other list",
            );
        }
        good
    }

    /// The code of an area, which must be there.
    pub(crate) fn area_code(&mut self, field: Field) -> Option<AreaCode> {
        let text = self.required(field)?;
        match AreaCode::parse(text) {
            Ok(code) => Some(code),
            Err(error) => {
                self.refuse(
                    "bad_area_code",
                    field.as_str(),
                    text,
                    error.to_string(),
                    "write the code of GB/T 2260 or 10114",
                );
                None
            }
        }
    }

    /// One of a list, which must be there.
    pub(crate) fn choice<T: Choice>(&mut self, field: Field) -> Option<T> {
        let text = self.required(field)?;
        let choice = T::parse_word(text);
        if choice.is_none() {
            self.refuse("not_in_list", field.as_str(), text, "it is not in the list", &allowed::<T>());
        }
        choice
    }

    /// One of a list, or blank; anything else is taken as blank.
    pub(crate) fn optional_choice<T: Choice>(&mut self, field: Field) -> Option<T> {
        let text = self.row.text(field);
        let choice = T::parse_word(text);
        if choice.is_none() && !text.is_empty() {
            self.doubt(
                "not_in_list",
                field.as_str(),
                text,
                "it is not in the list; the field is left blank",
                &allowed::<T>(),
            );
        }
        choice
    }

    /// A whole number from 0 to `max`, or blank; anything else is taken as blank.
    pub(crate) fn count(&mut self, field: Field, max: u32) -> Option<u32> {
        let text = self.row.text(field);
        let count = value::count(text, max);
        if count.is_none() && !text.is_empty() {
            let reason = format!("it is no whole number from 0 to {max}; the field is left blank");
            self.doubt("bad_number", field.as_str(), text, reason, "write a number, or leave it blank");
        }
        count
    }

    /// A day, or blank; anything else is taken as blank.
    pub(crate) fn date(&mut self, field: Field) -> Option<NaiveDate> {
        self.optional(field, &DAY)
    }

    /// A day that must be there.
    pub(crate) fn required_date(&mut self, field: Field) -> Option<NaiveDate> {
        self.stated(field, &DAY)
    }

    /// A day and a time, or blank; anything else is taken as blank.
    pub(crate) fn time(&mut self, field: Field) -> Option<NaiveDateTime> {
        self.optional(field, &TIME)
    }

    /// A time that must be there.
    pub(crate) fn required_time(&mut self, field: Field) -> Option<NaiveDateTime> {
        self.stated(field, &TIME)
    }

    /// Yes or no, or blank; anything else is taken as blank.
    pub(crate) fn flag(&mut self, field: Field) -> Option<bool> {
        self.optional(field, &FLAG)
    }

    fn optional<T>(&mut self, field: Field, notation: &Notation<T>) -> Option<T> {
        let text = self.row.text(field);
        let value = (notation.parse)(text);
        if value.is_none() && !text.is_empty() {
            let reason = format!("{}; the field is left blank", notation.reason);
            self.doubt(notation.code, field.as_str(), text, reason, notation.remedy);
        }
        value
    }

    fn stated<T>(&mut self, field: Field, notation: &Notation<T>) -> Option<T> {
        let text = self.required(field)?;
        let value = (notation.parse)(text);
        if value.is_none() {
            self.refuse(notation.code, field.as_str(), text, notation.reason, notation.remedy);
        }
        value
    }
}

/// How a value is written, and what a finding says of one that is not.
struct Notation<T> {
    parse: fn(&str) -> Option<T>,
    code: &'static str,
    reason: &'static str,
    remedy: &'static str,
}

const DAY: Notation<NaiveDate> = Notation {
    parse: value::date,
    code: "bad_date",
    reason: "it is no day from 1900 to 2199",
    remedy: "write it as 2026-10-31",
};

const TIME: Notation<NaiveDateTime> = Notation {
    parse: value::date_time,
    code: "bad_time",
    reason: "it is no time",
    remedy: "write it as 2026-10-31 08:15",
};

const FLAG: Notation<bool> = Notation {
    parse: value::yes_no,
    code: "bad_flag",
    reason: "it says neither yes nor no",
    remedy: "write true or false, 1 or 0, 是 or 否",
};

#[derive(PartialEq)]
enum Trouble {
    Identity,
    Form,
}

fn id_trouble(text: &str) -> Option<Trouble> {
    if value::is_identity_number(text) {
        return Some(Trouble::Identity);
    }
    let bad = |c: char| c.is_control() || c == '/';
    (text.contains(bad) || text.chars().nth(MAX_ID_CHARS).is_some()).then_some(Trouble::Form)
}

fn allowed<T: Choice>() -> String {
    let words: Vec<String> = T::words().into_iter().map(|(word, chinese)| format!("{word} ({chinese})")).collect();
    format!("write one of {}", words.join(", "))
}

/// A value as findings show it: one short line.
pub(crate) fn shown(value: &str) -> String {
    value.chars().map(|c| if c.is_control() { ' ' } else { c }).take(SHOWN_CHARS).collect()
}
