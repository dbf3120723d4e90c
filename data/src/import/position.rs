use spatial::places::LonLat;

use super::bounds::Bounds;
use super::columns::Field;
use super::reading::Reading;
use super::row::Row;
use super::{geometry, value};
use crate::crs::ToDegrees;

const FIELD: &str = "lon";

/// The two numbers of a row's position as the file gives them: of its point, else of its columns.
enum Given {
    Nothing,
    Half,
    NoNumber,
    Numbers(f64, f64),
}

fn given(row: &Row<'_>) -> Given {
    if let Some((x, y)) = row.geometry.and_then(geometry::point) {
        return Given::Numbers(x, y);
    }
    let (lon, lat) = (row.text(Field::Lon), row.text(Field::Lat));
    match (lon.is_empty(), lat.is_empty()) {
        (true, true) => Given::Nothing,
        (false, false) => match (value::number(lon), value::number(lat)) {
            (Some(lon), Some(lat)) => Given::Numbers(lon, lat),
            _ => Given::NoNumber,
        },
        _ => Given::Half,
    }
}

/// A row's position where it has a good one, without a word where it has not.
pub(crate) fn quiet_position(row: &Row<'_>, to_degrees: &ToDegrees, bounds: &Bounds) -> Option<LonLat> {
    let Given::Numbers(x, y) = given(row) else { return None };
    to_degrees.convert(x, y).ok().filter(|position| bounds.contains(*position))
}

impl Reading<'_> {
    /// The row's position, or nothing where it is blank. One that cannot be meant is said and left out; the row stays.
    pub(crate) fn position(&mut self, bounds: &Bounds) -> Option<LonLat> {
        let text = || format!("{} {}", self.row.text(Field::Lon), self.row.text(Field::Lat));
        let (x, y) = match given(&self.row) {
            Given::Nothing => return None,
            Given::Half => {
                return self.left_out("half_position", &text(), "one of the two coordinates is blank", "fill in both");
            }
            Given::NoNumber => {
                let remedy = "write decimal degrees, for example 113.6 and 30.2";
                return self.left_out("bad_position", &text(), "they are not two finite numbers", remedy);
            }
            Given::Numbers(x, y) => (x, y),
        };
        let value = format!("{x} {y}");
        let position = match self.to_degrees.convert(x, y) {
            Ok(position) => position,
            Err(error) => {
                let remedy = "check the coordinate reference system (--crs)";
                return self.left_out("bad_position", &value, &error.to_string(), remedy);
            }
        };
        let Some((code, reason)) = bounds.objection(position) else { return Some(position) };
        let remedy = match code {
            "swapped_position" => "exchange the two columns",
            "zero_position" => "leave both blank where the place is not known",
            _ => "check the numbers and the coordinate reference system (--crs)",
        };
        self.left_out(code, &value, &reason, remedy)
    }

    fn left_out(&mut self, code: &'static str, value: &str, reason: &str, remedy: &str) -> Option<LonLat> {
        self.doubt(code, FIELD, value, format!("{reason}; the position is left out"), remedy);
        None
    }
}
