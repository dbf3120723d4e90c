//! Reading a query string strictly: unknown names, doubled names, bad encodings and values out of range are refused with the
//! parameter's name and what is allowed.

use std::ops::RangeInclusive;

use axum::http::StatusCode;
use chrono::NaiveDate;
use percent_encoding::percent_decode;

use super::problem::{Problem, quoted};

/// No question needs a longer query string, bytes.
const MAX_QUERY_BYTES: usize = 2048;

/// The parameters of one request.
#[derive(Debug)]
pub struct Params(Vec<(String, String)>);

impl Params {
    /// Reads a query string whose parameters may be `known`; any other is refused.
    ///
    /// # Errors
    /// A 4xx [`Problem`] for a string that is too long, a name that is unknown or doubled, or bytes that are not UTF-8.
    pub fn read(query: Option<&str>, known: &[&str]) -> Result<Self, Problem> {
        let query = query.unwrap_or_default();
        if query.len() > MAX_QUERY_BYTES {
            let detail = format!("the query has {} bytes; at most {MAX_QUERY_BYTES} are read", query.len());
            return Err(Problem::new(StatusCode::URI_TOO_LONG, "query_too_long", detail));
        }
        let mut pairs: Vec<(String, String)> = Vec::new();
        for piece in query.split('&').filter(|piece| !piece.is_empty()) {
            let (name, value) = piece.split_once('=').unwrap_or((piece, ""));
            let (name, value) = (decode(name, name)?, decode(name, value)?);
            if !known.contains(&name.as_str()) {
                return Err(unknown(&name, known));
            }
            if pairs.iter().any(|(other, _)| *other == name) {
                let detail = format!("{name} is given twice; give it once");
                let problem = Problem::new(StatusCode::BAD_REQUEST, "doubled_parameter", detail);
                return Err(Problem { parameter: Some(name), ..problem });
            }
            pairs.push((name, value));
        }
        Ok(Self(pairs))
    }

    /// The parameters `known` of a query string that may have others.
    ///
    /// # Errors
    /// As [`Self::read`], but for unknown names.
    pub fn pick(query: Option<&str>, known: &[&str]) -> Result<Self, Problem> {
        let wanted = |piece: &&str| known.iter().any(|name| piece.split('=').next() == Some(*name));
        let picked: Vec<_> = query.unwrap_or_default().split('&').filter(wanted).collect();
        Self::read(Some(&picked.join("&")), known)
    }

    /// A parameter as it stands; a blank one counts as absent.
    pub fn text(&self, name: &str) -> Option<&str> {
        self.0.iter().find(|(other, _)| other == name).map(|(_, value)| value.trim()).filter(|value| !value.is_empty())
    }

    /// One of a closed list of words.
    ///
    /// # Errors
    /// 422 for any other word, with the list.
    pub fn choice<T: Copy>(
        &self,
        name: &str,
        all: &[T],
        word: impl Fn(T) -> &'static str,
    ) -> Result<Option<T>, Problem> {
        let Some(value) = self.text(name) else { return Ok(None) };
        match all.iter().find(|item| word(**item) == value) {
            Some(item) => Ok(Some(*item)),
            None => Err(Problem::bad_parameter(name, value, all.iter().map(|item| word(*item).to_owned()).collect())),
        }
    }

    /// How many items to give: 1 to `max`, `default` when absent. A file has no next page: without a limit it has them all.
    ///
    /// # Errors
    /// 422 for anything else.
    pub fn limit(&self, default: usize, max: usize) -> Result<usize, Problem> {
        let is_file = self.text("format").is_some_and(|format| format != "json");
        Ok(self.number("limit", 1..=max)?.unwrap_or(if is_file { usize::MAX } else { default }))
    }

    /// A whole number within a range.
    ///
    /// # Errors
    /// 422 for anything else, with the range.
    pub fn number(&self, name: &str, range: RangeInclusive<usize>) -> Result<Option<usize>, Problem> {
        let Some(value) = self.text(name) else { return Ok(None) };
        match value.parse::<usize>() {
            Ok(number) if range.contains(&number) => Ok(Some(number)),
            _ => Err(Problem::bad_parameter(name, value, vec![format!("{}..{}", range.start(), range.end())])),
        }
    }

    /// A day within a range, written as in `2026-10-31`.
    ///
    /// # Errors
    /// 422 for anything else, with the range.
    pub fn date(&self, name: &str, range: &RangeInclusive<NaiveDate>) -> Result<Option<NaiveDate>, Problem> {
        let Some(value) = self.text(name) else { return Ok(None) };
        match value.parse::<NaiveDate>() {
            // The parser takes more notations than the one that is documented.
            Ok(day) if range.contains(&day) && day.to_string() == value => Ok(Some(day)),
            _ => Err(Problem::bad_parameter(name, value, vec![format!("{}..{}", range.start(), range.end())])),
        }
    }

    /// Degrees between `-bound` and `bound`.
    ///
    /// # Errors
    /// 422 for anything else: text, NaN, infinities such as `1e400`.
    pub fn degrees(&self, name: &str, bound: f64) -> Result<Option<f64>, Problem> {
        let Some(value) = self.text(name) else { return Ok(None) };
        match value.parse::<f64>() {
            Ok(degrees) if degrees.abs() <= bound => Ok(Some(degrees)),
            _ => Err(Problem::bad_parameter(name, value, vec![format!("-{bound}..{bound}")])),
        }
    }
}

fn unknown(name: &str, known: &[&str]) -> Problem {
    let there = if known.is_empty() {
        "this address takes none".to_owned()
    } else {
        format!("there are: {}", known.join(", "))
    };
    let detail = format!("there is no parameter {}; {there}", quoted(name));
    let problem = Problem::new(StatusCode::BAD_REQUEST, "unknown_parameter", detail);
    let allowed = Some(known.iter().map(|&name| name.to_owned()).collect());
    Problem { parameter: Some(name.chars().take(60).collect()), allowed, ..problem }
}

fn decode(name: &str, piece: &str) -> Result<String, Problem> {
    let spaced = piece.replace('+', " ");
    percent_decode(spaced.as_bytes()).decode_utf8().map(std::borrow::Cow::into_owned).map_err(|_| {
        let detail = format!("{} is not UTF-8 once its percent signs are decoded", quoted(piece));
        let problem = Problem::new(StatusCode::BAD_REQUEST, "bad_encoding", detail);
        Problem { parameter: Some(name.chars().take(60).collect()), ..problem }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn code(query: &str) -> &'static str {
        Params::read(Some(query), &["q", "limit", "lon"]).map_or_else(|problem| problem.code, |_| "ok")
    }

    #[test]
    fn names_are_known_single_and_utf8() {
        let cases = [("", "ok"), ("q=%E4%BA%91+%E6%B2%B3&limit=3", "ok"), ("&&q", "ok")];
        let wrong = [("x=1", "unknown_parameter"), ("q=1&q=2", "doubled_parameter"), ("q=%ED%A0%80", "bad_encoding")];
        for (query, expected) in cases.into_iter().chain(wrong) {
            assert_eq!(code(query), expected, "{query}");
        }
        assert_eq!(code(&format!("q={}", "[".repeat(5000))), "query_too_long");
    }

    #[test]
    fn an_address_without_parameters_says_so() {
        let problem = Params::read(Some("x=1"), &[]).unwrap_err();
        assert_eq!(problem.detail, "there is no parameter “x”; this address takes none");
    }

    #[test]
    fn degrees_refuse_what_is_no_number() {
        for bad in ["1e400", "NaN", "inf", "-inf", "180.1", "12,5", "0x10"] {
            let params = Params::read(Some(&format!("lon={bad}")), &["lon"]).unwrap();
            assert_eq!(params.degrees("lon", 180.0).unwrap_err().code, "bad_parameter", "{bad}");
        }
        let params = Params::read(Some("lon=113.60"), &["lon"]).unwrap();
        assert_eq!(params.degrees("lon", 180.0), Ok(Some(113.6)));
    }

    #[test]
    fn a_limit_has_a_default_and_a_maximum() {
        let limit =
            |query| Params::read(Some(query), &["limit"]).unwrap().limit(50, 500).map_err(|problem| problem.allowed);
        assert_eq!(limit(""), Ok(50));
        assert_eq!(limit("limit=500"), Ok(500));
        for bad in ["limit=0", "limit=501", "limit=-1", "limit=1.5", "limit=99999999999999999999"] {
            assert_eq!(limit(bad), Err(Some(vec!["1..500".into()])), "{bad}");
        }
    }

    #[test]
    fn a_date_is_a_day_of_the_calendar_within_its_range() {
        let day = |text: &str| text.parse::<NaiveDate>().unwrap();
        let range = day("2026-01-31")..=day("2026-12-01");
        let read = |query: &str| Params::read(Some(query), &["as_of"]).unwrap().date("as_of", &range);
        assert_eq!((read("as_of="), read("as_of=2026-12-01")), (Ok(None), Ok(Some(day("2026-12-01")))));
        for bad in ["2026-12-02", "2026-01-30", "2026-02-30", "Friday", "20260401", "2026-04-01T00:00", "+2026-04-01"] {
            let problem = read(&format!("as_of={}", bad.replace('+', "%2B"))).unwrap_err();
            assert_eq!(problem.allowed, Some(vec!["2026-01-31..2026-12-01".into()]), "{bad}");
        }
    }

    #[test]
    fn a_choice_lists_its_words() {
        let params = Params::read(Some("level=x"), &["level"]).unwrap();
        let problem = params.choice("level", &["a", "b"], |word| word).unwrap_err();
        assert_eq!(problem.allowed, Some(vec!["a".into(), "b".into()]));
    }
}
