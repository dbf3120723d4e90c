//! What several kinds of rows do: refer, claim an id, name a county, leave a contact.

use spatial::places::{AreaCode, Level};

use crate::import::Kind;
use crate::import::columns::Field;
use crate::import::known::{Known, Place};
use crate::import::reading::Reading;
use crate::model::{Contact, ContactSubject, Record};

impl Reading<'_> {
    /// Claims the row's id; a second row with it is refused, the first one counts.
    pub(super) fn claim(
        &mut self,
        known: &mut Known,
        kind: Kind,
        field: Field,
        id: &str,
        county: &AreaCode,
        place: Place,
    ) -> Option<u32> {
        match known.claim(kind, id, county, place) {
            Ok(index) => Some(index),
            Err(first) => {
                let elsewhere = if first.file == place.file { "" } else { " of another file" };
                let reason = format!("row {}{elsewhere} has it already; the first one counts", first.row);
                self.refuse(
                    "repeated_id",
                    field.as_str(),
                    id,
                    reason,
                    "give each its own id, or remove one of the rows",
                );
                None
            }
        }
    }

    /// Says so when something referred to is neither in the files nor in the register. The row keeps its reference.
    pub(super) fn check_reference(&mut self, known: &mut Known, kind: Kind, field: Field, id: &str) {
        if known.has(kind, id) {
            return;
        }
        if !known.has_any(kind) {
            known.unchecked.insert((self.file.to_owned(), kind));
            return;
        }
        let reason =
            format!("no such row in {kind}, neither in these files nor in the register; the reference is kept");
        self.doubt("dangling", field.as_str(), id, reason, &format!("correct the id, or import the missing {kind}"));
    }

    /// An optional reference, checked.
    pub(super) fn checked_reference(&mut self, known: &mut Known, kind: Kind, field: Field) -> Option<Box<str>> {
        let id = self.reference(field)?;
        self.check_reference(known, kind, field, id);
        Some(id.into())
    }

    /// The community that lists the row: a code of 12 digits, checked.
    pub(super) fn community(&mut self, known: &mut Known) -> Option<AreaCode> {
        let code = self.area_code(Field::Community)?;
        if code.level() != Level::Community {
            let reason = "it is not the code of a community or village: those have 12 digits";
            self.refuse(
                "bad_area_code",
                Field::Community.as_str(),
                code.as_str(),
                reason,
                "write the community's code",
            );
            return None;
        }
        self.check_reference(known, Kind::Areas, Field::Community, code.as_str());
        Some(code)
    }

    /// The area a row belongs to, of any level, checked.
    pub(super) fn area(&mut self, known: &mut Known) -> Option<AreaCode> {
        let code = self.area_code(Field::Area)?;
        self.check_reference(known, Kind::Areas, Field::Area, code.as_str());
        Some(code)
    }

    /// The county of a row that has a column for it or none at all.
    pub(super) fn county(&mut self, known: &Known) -> Option<AreaCode> {
        if self.row.text(Field::County).is_empty() {
            return self.or_default_county(None, known);
        }
        self.area_code(Field::County).map(|code| code.county())
    }

    /// The county that was found for a row, else the district's.
    pub(super) fn or_default_county(&mut self, found: Option<AreaCode>, known: &Known) -> Option<AreaCode> {
        let county = found.or_else(|| known.default_county());
        if county.is_none() {
            let reason = "it is not known which district the row belongs to";
            let remedy = "import the areas first or along with it, or add register.json with the county's code";
            self.refuse("no_county", Field::County.as_str(), "", reason, remedy);
        }
        county
    }

    /// The name and phone of a row of `kind`, for the register's contacts alone; blank ones where the register may have some
    /// that they clear.
    pub(super) fn contact(
        &mut self,
        known: &Known,
        kind: Kind,
        subject: ContactSubject,
        subject_id: &str,
        county: &AreaCode,
    ) -> Option<Record> {
        let fields = kind.contact_fields().filter(|fields| fields.iter().any(|field| self.row.has(*field)))?;
        let [name, phone] = fields.map(|field| self.text(field).to_owned());
        let clears = known.has_register();
        let is_blank = name.is_empty() && phone.is_empty();
        let contact = Contact { county: county.clone(), subject, subject_id: subject_id.to_owned(), name, phone };
        (clears || !is_blank).then_some(Record::Contact(contact))
    }
}
