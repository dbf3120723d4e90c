//! Lists as files: CSV for a spreadsheet, GeoJSON for a map program. Both are written from the JSON answer itself, so they have
//! its rows, in its order, with what it withholds withheld.

use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};
use serde::Serialize;
use serde_json::{Value, json};
use utoipa::ToSchema;

use crate::http::{Json, Params, Problem};

/// How a list is written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Format {
    /// The answer as the page reads it.
    #[default]
    Json,
    /// Comma-separated, UTF-8 with a byte order mark, so that Excel reads Chinese.
    Csv,
    /// A feature collection in degrees, EPSG:4490.
    Geojson,
}

/// How one list becomes a table.
pub(crate) struct Sheet {
    /// The file's name, without its ending.
    pub(crate) name: &'static str,
    /// The field of the answer that holds the items.
    pub(crate) items: &'static str,
    /// The field of an item that says where it is: a position, or the rings of a multipolygon; `None` where items are nowhere,
    /// and the list is no GeoJSON.
    pub(crate) place: Option<&'static str>,
    /// The lines that an item of the answer is in a table: [`one_line`], or several.
    pub(crate) lines: fn(answer: &Value, item: &Value) -> Vec<Value>,
    /// Chinese header, English header, where the value is in a line (a JSON pointer).
    pub(crate) columns: &'static [(&'static str, &'static str, &'static str)],
}

/// How a list whose items are nowhere is written; for the API document.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[expect(dead_code, reason = "describes a parameter, which is read as a Format")]
pub(crate) enum TableFormat {
    /// The answer as the page reads it.
    Json,
    /// Comma-separated, UTF-8 with a byte order mark, so that Excel reads Chinese.
    Csv,
}

/// An item that is one line.
pub(crate) fn one_line(_answer: &Value, item: &Value) -> Vec<Value> {
    vec![item.clone()]
}

/// An item that is a line for each of a list in it: the item's fields, and over them those of the list's.
pub(crate) fn a_line_for_each(item: &Value, list: &str) -> Vec<Value> {
    let line = |of_list: &Value| {
        let mut line = item.clone();
        let fields = of_list.as_object().into_iter().flatten();
        for (name, value) in fields {
            line[name] = value.clone();
        }
        line
    };
    item[list].as_array().into_iter().flatten().map(line).collect()
}

impl Format {
    fn word(self) -> &'static str {
        match self {
            Self::Json => "json",
            Self::Csv => "csv",
            Self::Geojson => "geojson",
        }
    }
}

impl Sheet {
    /// The `format` parameter; JSON where there is none.
    ///
    /// # Errors
    /// 422 for any other word, with the formats that this list has.
    pub(crate) fn format(&self, params: &Params) -> Result<Format, Problem> {
        let all = [Format::Json, Format::Csv, Format::Geojson];
        let has = if self.place.is_some() { &all[..] } else { &all[..2] };
        Ok(params.choice("format", has, Format::word)?.unwrap_or_default())
    }

    /// The answer in a format.
    pub(crate) fn answer(&self, format: Format, answer: &impl Serialize) -> Response {
        let Ok(value) = serde_json::to_value(answer) else { return Problem::internal().into_response() };
        let items = value[self.items].as_array().map_or(&[][..], Vec::as_slice);
        match format {
            Format::Json => Json(answer).into_response(),
            Format::Csv => {
                let lines: Vec<Value> = items.iter().flat_map(|item| (self.lines)(&value, item)).collect();
                self.file("text/csv; charset=utf-8", "csv", self.csv(&lines))
            }
            Format::Geojson => self.file("application/geo+json", "geojson", self.geojson(&value)),
        }
    }

    fn file(&self, kind: &'static str, ending: &str, body: String) -> Response {
        let mut response = body.into_response();
        let disposition = format!("attachment; filename=\"{}.{ending}\"", self.name);
        response.headers_mut().insert(header::CONTENT_TYPE, HeaderValue::from_static(kind));
        if let Ok(disposition) = HeaderValue::from_str(&disposition) {
            response.headers_mut().insert(header::CONTENT_DISPOSITION, disposition);
        }
        response
    }

    fn csv(&self, lines: &[Value]) -> String {
        let header = self.columns.iter().map(|(chinese, english, _)| format!("{chinese} {english}"));
        let rows = lines
            .iter()
            .map(|of| line(self.columns.iter().map(|(.., pointer)| cell(of.pointer(pointer).unwrap_or(&Value::Null)))));
        format!("\u{feff}{}{}", line(header), rows.collect::<String>())
    }

    /// The items as features, and what the answer says besides as members of the collection (RFC 7946 §6.1).
    fn geojson(&self, answer: &Value) -> String {
        let mut collection = answer.clone();
        let items = collection.as_object_mut().and_then(|fields| fields.remove(self.items)).unwrap_or_default();
        let features: Vec<Value> = items.as_array().into_iter().flatten().map(|item| self.feature(item)).collect();
        collection["type"] = "FeatureCollection".into();
        collection["name"] = self.name.into();
        collection["features"] = features.into();
        collection.to_string()
    }

    fn feature(&self, item: &Value) -> Value {
        let mut properties = item.clone();
        let field = self.place.unwrap_or_default();
        let place = properties.as_object_mut().and_then(|fields| fields.remove(field)).unwrap_or_default();
        let kind = if place[0].is_number() { "Point" } else { "MultiPolygon" };
        // A feature may be nowhere (RFC 7946 §3.2).
        let geometry = if place.is_null() { Value::Null } else { json!({ "type": kind, "coordinates": place }) };
        json!({ "type": "Feature", "id": item["id"], "geometry": geometry, "properties": properties })
    }
}

/// A value as a spreadsheet reads it; a text that it would run as a formula begins with an apostrophe.
fn cell(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) if text.starts_with(['=', '+', '-', '@', '\t', '\r', '＝', '＋', '－', '＠']) => {
            format!("'{text}")
        }
        Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}

fn line(cells: impl Iterator<Item = String>) -> String {
    let quoted = |cell: String| {
        if cell.contains(['"', ',', '\n', '\r']) { format!("\"{}\"", cell.replace('"', "\"\"")) } else { cell }
    };
    format!("{}\r\n", cells.map(quoted).collect::<Vec<_>>().join(","))
}

#[cfg(test)]
mod tests {
    use super::*;

    const SHEET: Sheet = Sheet {
        name: "test",
        items: "items",
        place: Some("at"),
        lines: one_line,
        columns: &[("名称", "name", "/name"), ("人数", "persons", "/of/persons")],
    };

    #[test]
    fn texts_are_quoted_and_never_run_as_formulas() {
        for (text, written) in [
            ("云河", "云河"),
            ("=HYPERLINK(1)", "'=HYPERLINK(1)"),
            ("@x", "'@x"),
            ("-1", "'-1"),
            ("＝1", "'＝1"),
            ("\tx", "'\tx"),
            ("a,b", "\"a,b\""),
            ("a\"b", "\"a\"\"b\""),
            ("=a\nb", "\"'=a\nb\""),
            ("<5", "<5"),
        ] {
            assert_eq!(line(std::iter::once(cell(&text.into()))), format!("{written}\r\n"), "{text}");
        }
        assert_eq!((cell(&json!(-1.5)), cell(&Value::Null)), ("-1.5".to_owned(), String::new()));
    }

    #[test]
    fn a_file_has_a_mark_headers_in_two_languages_and_a_line_for_each_item() {
        let items = [json!({ "name": "a", "of": { "persons": 3 } }), json!({ "name": "b", "of": null })];
        assert_eq!(SHEET.csv(&items), "\u{feff}名称 name,人数 persons\r\na,3\r\nb,\r\n");
    }

    #[test]
    fn an_item_may_be_several_lines() {
        let item = json!({ "name": "a", "rules": [{ "rule": "S1", "name": "b" }, { "rule": "L1" }] });
        let lines = a_line_for_each(&item, "rules");
        let of = |field: &str| lines.iter().map(|line| line[field].clone()).collect::<Vec<_>>();
        assert_eq!((of("name"), of("rule")), (vec![json!("b"), json!("a")], vec![json!("S1"), json!("L1")]));
        assert!(a_line_for_each(&json!({ "rules": [] }), "rules").is_empty());
    }

    #[test]
    fn a_collection_says_what_the_answer_says_besides_its_items() {
        let answer = json!({ "items": [{ "id": "x", "at": [1, 2] }], "next": null, "months": ["2026-10-31"] });
        let collection: Value = serde_json::from_str(&SHEET.geojson(&answer)).unwrap();
        assert_eq!(
            (&collection["type"], &collection["months"][0]),
            (&json!("FeatureCollection"), &json!("2026-10-31"))
        );
        assert_eq!((collection["features"][0]["id"].as_str(), collection.get("items")), (Some("x"), None));
    }

    #[test]
    fn a_list_of_what_is_nowhere_is_no_geojson() {
        let format = |sheet: Sheet| {
            let params = Params::read(Some("format=geojson"), &["format"]).unwrap();
            sheet.format(&params).map_err(|problem| problem.allowed.unwrap_or_default())
        };
        assert_eq!(format(SHEET), Ok(Format::Geojson));
        assert_eq!(format(Sheet { place: None, ..SHEET }), Err(vec!["json".into(), "csv".into()]));
        assert_eq!(SHEET.feature(&json!({ "id": "x" }))["geometry"], Value::Null);
    }

    #[test]
    fn a_feature_is_a_point_or_an_outline() {
        let kind = |at: Value| SHEET.feature(&json!({ "id": "x", "at": at }))["geometry"]["type"].clone();
        assert_eq!(kind(json!([113.5, 30.2])), "Point");
        assert_eq!(kind(json!([[[[113.5, 30.2], [113.6, 30.2], [113.5, 30.3], [113.5, 30.2]]]])), "MultiPolygon");
        let feature = SHEET.feature(&json!({ "id": "x", "at": [1, 2], "name": "a" }));
        assert_eq!((&feature["id"], &feature["properties"]), (&json!("x"), &json!({ "id": "x", "name": "a" })));
    }
}
