use spatial::places::{Road, RoadId};

use crate::import::Kind;
use crate::import::columns::Field;
use crate::import::known::{Known, Place};
use crate::import::reading::Reading;
use crate::model::Record;

pub(super) fn read(row: &mut Reading<'_>, known: &mut Known, place: Place, out: &mut Vec<Record>) -> Option<()> {
    let id = row.id(Field::Id);
    let county = row.county(known);
    let class = row.choice(Field::Class);
    let name = row.text(Field::Name).to_owned();
    let bridge = row.flag(Field::Bridge).unwrap_or(false);
    let line = row.line(&known.bounds())?;
    let (id, county, class) = (id?, county?, class?);
    row.claim(known, Kind::Roads, Field::Id, id, &county, place)?;
    out.push(Record::Road(Road { county, id: RoadId::new(id), class, name, bridge, line }));
    Some(())
}
