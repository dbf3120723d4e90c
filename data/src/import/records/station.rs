use spatial::places::{Station, StationId};

use crate::import::Kind;
use crate::import::columns::Field;
use crate::import::known::{Known, Place};
use crate::import::reading::Reading;
use crate::model::{ContactSubject, Record};

pub(super) fn read(row: &mut Reading<'_>, known: &mut Known, place: Place, out: &mut Vec<Record>) -> Option<()> {
    let id = row.id(Field::Id);
    let area = row.area(known);
    let name = row.required(Field::Name);
    let kind = row.choice(Field::Kind);
    let position = row.position(&known.bounds());
    let (id, area, name, kind) = (id?, area?, name?.to_owned(), kind?);
    row.claim(known, Kind::Stations, Field::Id, id, &area.county(), place)?;
    out.extend(row.contact(known, Kind::Stations, ContactSubject::Station, id, &area.county()));
    out.push(Record::Station(Station { id: StationId::new(id), area, name, kind, position }));
    Some(())
}
