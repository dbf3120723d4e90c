use spatial::places::{Water, WaterId};

use crate::import::Kind;
use crate::import::columns::Field;
use crate::import::known::{Known, Place};
use crate::import::reading::Reading;
use crate::model::Record;

pub(super) fn read(row: &mut Reading<'_>, known: &mut Known, place: Place, out: &mut Vec<Record>) -> Option<()> {
    let id = row.id(Field::Id);
    let county = row.county(known);
    let kind = row.choice(Field::Kind);
    let name = row.text(Field::Name).to_owned();
    let shape = row.polygons(&known.bounds())?;
    let (id, county, kind) = (id?, county?, kind?);
    row.claim(known, Kind::Water, Field::Id, id, &county, place)?;
    out.push(Record::Water(Water { county, id: WaterId::new(id), kind, name, shape }));
    Some(())
}
