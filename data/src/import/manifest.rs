use chrono::NaiveDate;
use serde::Deserialize;
use spatial::places::AreaCode;

use super::value;

/// `register.json`: the day the data is of, and the district.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Manifest {
    pub(crate) data_date: Option<NaiveDate>,
    pub(crate) county: Option<AreaCode>,
}

#[derive(Deserialize)]
struct Given {
    data_date: Option<String>,
    county: Option<String>,
}

impl Manifest {
    /// Reads it; `None` when the text is some other JSON, an error when it is one and says something impossible.
    pub(crate) fn parse(text: &str) -> Option<Result<Self, String>> {
        let given: Given = serde_json::from_str(text).ok()?;
        if given.data_date.is_none() && given.county.is_none() {
            return None;
        }
        Some(Self::checked(given))
    }

    fn checked(given: Given) -> Result<Self, String> {
        let day = |text: String| value::date(&text).ok_or(format!("data_date “{text}” is no day"));
        let code = |text: String| AreaCode::parse(&text).map(|code| code.county()).map_err(|error| error.to_string());
        Ok(Self { data_date: given.data_date.map(day).transpose()?, county: given.county.map(code).transpose()? })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_day_and_the_district_are_read() {
        let manifest =
            Manifest::parse(r#"{"data_date":"2026-10-31","name":"云河区","county":"990101"}"#).unwrap().unwrap();
        assert_eq!(manifest.data_date, NaiveDate::from_ymd_opt(2026, 10, 31));
        assert_eq!(manifest.county, AreaCode::parse("990101").ok());
    }

    #[test]
    fn other_json_is_no_manifest() {
        for text in ["{}", r#"{"type":"FeatureCollection","features":[]}"#, r#"{"as_of":"2026-10-31"}"#, "[1]", "x"] {
            assert!(Manifest::parse(text).is_none(), "{text}");
        }
    }

    #[test]
    fn an_impossible_manifest_is_said() {
        assert!(Manifest::parse(r#"{"data_date":"2026-02-30"}"#).unwrap().unwrap_err().contains("2026-02-30"));
        assert!(Manifest::parse(r#"{"county":"12"}"#).unwrap().is_err());
    }
}
