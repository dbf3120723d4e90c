//! The guide to the files, made from the table of columns itself so that it cannot lie.

use std::fmt::Write as _;

use super::Kind;
use super::columns::{Field, columns};
use super::reading::Choice;
use crate::model::VisitResult;
use spatial::places::{
    AreaKind, BuildingKind, CheckInKind, CompoundKind, Exemption, GridKind, MemberKind, OrganisationKind, RoadClass,
    StaffRole, StationKind, Tenure, UnitKind, Urgency, VisitClass, WaterKind,
};

/// What the files of an office may hold: per kind of list its columns in both languages, which of them must be there, and
/// the words a column knows. Markdown; `data/FILES.md` is this text.
pub fn guide() -> String {
    let mut text = String::from(HEAD);
    for kind in Kind::ALL {
        let carries = match kind {
            Kind::Roads => "GeoJSON lines",
            _ if kind.is_shape() => "GeoJSON polygons",
            Kind::Households | Kind::Units | Kind::Organisations | Kind::Stations => "CSV, or GeoJSON points",
            _ => "CSV",
        };
        // Writing to a String cannot fail.
        let _ = writeln!(text, "\n## {kind} ({carries})\n\n| column | 中文 | must | words |\n|---|---|---|---|");
        for column in columns(kind) {
            let must = if column.required { "yes" } else { "" };
            let words: Vec<String> =
                words(kind, column.field).iter().map(|(word, name)| format!("{word} {name}")).collect();
            let chinese = column.chinese.join(", ");
            let _ = writeln!(text, "| {} | {chinese} | {must} | {} |", column.field.as_str(), words.join(", "));
        }
    }
    text
}

const HEAD: &str = "# Files that `yuntu import` reads

UTF-8 (with or without a byte order mark) or GB18030; commas, semicolons or tabs; GeoJSON as in RFC 7946. What a file lists
is told by its columns, not by its name. Columns that are not named here are passed over with a word; sex is passed over in
silence, and a column of identity numbers is never read.

A blank cell means unknown, and clears what the register has there. A column that a file does not have leaves what the
register has, and so does a row that is not listed: a list of two columns changes those two. A GeoJSON file has the columns
that any of its features has, and positions where any feature has a point; lon and lat are one column in this.

Days are written 2026-10-31 (2026/10/31, 2026年10月31日 and a spreadsheet's day number are read too), times 2026-10-31 08:15, yes
and no as true/false, 1/0, 是/否, 有/无 or √/×. Full-width digits of numbers and days are read as plain ones; ids and codes
are taken as they stand. Several ids in one cell are
separated by semicolons. Coordinates are degrees (EPSG:4326 or EPSG:4490) unless the file or `--crs` says otherwise.
`register.json` may hold `{\"data_date\": \"2026-10-31\", \"county\": \"990101\"}`.
";

/// The words that a column knows, where it is a closed list.
fn words(kind: Kind, field: Field) -> Vec<(&'static str, &'static str)> {
    match (kind, field) {
        (Kind::Areas, Field::Kind) => AreaKind::words(),
        (Kind::Grids, Field::Kind) => GridKind::words(),
        (Kind::Roads, Field::Class) => RoadClass::words(),
        (Kind::Water, Field::Kind) => WaterKind::words(),
        (Kind::Buildings, Field::Kind) => BuildingKind::words(),
        (Kind::Households, Field::Tenure) => Tenure::words(),
        (Kind::Households, Field::VisitClass) => VisitClass::words(),
        (Kind::Units, Field::Kind) => UnitKind::words(),
        (Kind::Organisations, Field::Kind) => OrganisationKind::words(),
        (Kind::Members, Field::Kind) => MemberKind::words(),
        (Kind::Stations, Field::Kind) => StationKind::words(),
        (Kind::GridStaff, Field::Role) => StaffRole::words(),
        (Kind::Visits, Field::Result) => VisitResult::words(),
        (Kind::Requests, Field::Urgency) => Urgency::words(),
        (Kind::Members, Field::Exemption) => Exemption::words(),
        (Kind::CheckIns, Field::Kind) => CheckInKind::words(),
        (Kind::Compounds, Field::Kind) => CompoundKind::words(),
        _ => Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// After a change of the columns: `YUNTU_WRITE_GUIDE=1 cargo nextest run -p data guide`.
    #[test]
    fn the_written_guide_is_the_table() {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/FILES.md");
        if std::env::var_os("YUNTU_WRITE_GUIDE").is_some() {
            std::fs::write(path, guide()).unwrap();
        }
        assert!(std::fs::read_to_string(path).unwrap() == guide(), "data/FILES.md lags behind the columns");
    }
}
