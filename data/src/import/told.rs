//! What a file can tell: a column that it has not leaves the register as it is, a cell that is blank clears.

use super::Kind;
use super::columns::{ColumnMap, Field, columns};
use super::detect::Carries;
use crate::model::{Record, Table};
use crate::store::Untold;

/// What the records of one file do not tell.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct FileUntold {
    record: Untold,
    contact: Untold,
}

impl FileUntold {
    /// What a file of `kind` does not tell, by its columns and by what its features carry.
    pub(crate) fn of(kind: Kind, map: &ColumnMap, carries: Carries) -> Self {
        let has = |field| map.index(field).is_some();
        let placed = carries != Carries::Nothing || has(Field::Lon) && has(Field::Lat);
        let record = Untold::of(kind.table(), |name| match name {
            // Where something stands, and how far that is to be trusted.
            "geometry" | "trust" => placed,
            "trade_union" => has(Field::Union),
            _ => columns(kind).iter().any(|column| column.field.as_str() == name && has(column.field)),
        });
        let [name, phone] = kind.contact_fields().map_or([false; 2], |fields| fields.map(has));
        let contact = Untold::of(Table::Contact, |column| if column == "name" { name } else { phone });
        Self { record, contact }
    }

    /// What a record of the file does not tell.
    pub(crate) fn by(self, record: &Record) -> Untold {
        if record.table() == Table::Contact { self.contact } else { self.record }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn untold(kind: Kind, fields: &[Field], carries: Carries) -> (Vec<&'static str>, Vec<&'static str>) {
        let headers: Vec<String> = fields.iter().map(|field| field.as_str().to_owned()).collect();
        let file = FileUntold::of(kind, &ColumnMap::new(kind, &headers), carries);
        (file.record.names(kind.table()), file.contact.names(Table::Contact))
    }

    fn carries(kind: Kind) -> Carries {
        if kind.is_shape() { Carries::Polygon } else { Carries::Nothing }
    }

    #[test]
    fn a_file_with_all_columns_tells_everything() {
        for kind in Kind::ALL {
            let all: Vec<Field> = columns(kind).iter().map(|column| column.field).collect();
            let (record, contact) = untold(kind, &all, carries(kind));
            assert_eq!(record, [""; 0], "{kind}");
            assert_eq!(contact.is_empty(), kind.contact_fields().is_some(), "{kind}");
        }
    }

    #[test]
    fn each_column_that_may_be_absent_leaves_something_untold() {
        // Part of a key, not stored, or a list's name for its source.
        let of_no_column = [Field::Sex, Field::Seat, Field::Source, Field::County];
        for kind in Kind::ALL {
            for absent in columns(kind).iter().filter(|it| !it.required && !of_no_column.contains(&it.field)) {
                let rest: Vec<Field> =
                    columns(kind).iter().map(|it| it.field).filter(|field| *field != absent.field).collect();
                let (record, contact) = untold(kind, &rest, carries(kind));
                let contact = if kind.contact_fields().is_some() { contact.len() } else { 0 };
                assert_ne!(record.len() + contact, 0, "{kind}: {}", absent.field.as_str());
            }
        }
    }

    #[test]
    fn a_point_tells_where_as_well_as_two_columns_and_one_column_does_not() {
        let must = [Field::Id, Field::Area, Field::Name, Field::Kind];
        let with = |more: &[Field], carries| untold(Kind::Stations, &[&must, more].concat(), carries);
        assert_eq!(with(&[], Carries::Point).0, [""; 0]);
        assert_eq!(with(&[Field::Lon, Field::Lat], Carries::Nothing).0, [""; 0]);
        assert_eq!(with(&[Field::Lon], Carries::Nothing).0, ["geometry"]);
        assert_eq!(with(&[Field::DutyPhone], Carries::Nothing).1, ["name"]);
    }
}
