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
    /// The field of an item that says where it is: a position, or the rings of a multipolygon.
    pub(crate) place: &'static str,
    /// Chinese header, English header, where the value is in an item (a JSON pointer).
    pub(crate) columns: &'static [(&'static str, &'static str, &'static str)],
}

impl Format {
    /// The `format` parameter; JSON where there is none.
    ///
    /// # Errors
    /// 400 for any other word.
    pub(crate) fn read(params: &Params) -> Result<Self, Problem> {
        let word = |format| match format {
            Self::Json => "json",
            Self::Csv => "csv",
            Self::Geojson => "geojson",
        };
        Ok(params.choice("format", &[Self::Json, Self::Csv, Self::Geojson], word)?.unwrap_or_default())
    }
}

impl Sheet {
    /// The answer in a format.
    pub(crate) fn answer(&self, format: Format, answer: &impl Serialize) -> Response {
        let Ok(value) = serde_json::to_value(answer) else { return Problem::internal().into_response() };
        let items = value[self.items].as_array().map_or(&[][..], Vec::as_slice);
        match format {
            Format::Json => Json(answer).into_response(),
            Format::Csv => self.file("text/csv; charset=utf-8", "csv", self.csv(items)),
            Format::Geojson => self.file("application/geo+json", "geojson", self.geojson(items)),
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

    fn csv(&self, items: &[Value]) -> String {
        let header = self.columns.iter().map(|(chinese, english, _)| format!("{chinese} {english}"));
        let rows = items.iter().map(|item| {
            let cells = self.columns.iter().map(|(.., pointer)| cell(item.pointer(pointer).unwrap_or(&Value::Null)));
            line(cells)
        });
        format!("\u{feff}{}{}", line(header), rows.collect::<String>())
    }

    fn geojson(&self, items: &[Value]) -> String {
        let features: Vec<Value> = items.iter().map(|item| self.feature(item)).collect();
        json!({ "type": "FeatureCollection", "name": self.name, "features": features }).to_string()
    }

    fn feature(&self, item: &Value) -> Value {
        let mut properties = item.clone();
        let place = properties.as_object_mut().and_then(|fields| fields.remove(self.place)).unwrap_or_default();
        let kind = if place[0].is_number() { "Point" } else { "MultiPolygon" };
        let geometry = json!({ "type": kind, "coordinates": place });
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
        place: "at",
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
    fn a_feature_is_a_point_or_an_outline() {
        let kind = |at: Value| SHEET.feature(&json!({ "id": "x", "at": at }))["geometry"]["type"].clone();
        assert_eq!(kind(json!([113.5, 30.2])), "Point");
        assert_eq!(kind(json!([[[[113.5, 30.2], [113.6, 30.2], [113.5, 30.3], [113.5, 30.2]]]])), "MultiPolygon");
        let feature = SHEET.feature(&json!({ "id": "x", "at": [1, 2], "name": "a" }));
        assert_eq!((&feature["id"], &feature["properties"]), (&json!("x"), &json!({ "id": "x", "name": "a" })));
    }
}
