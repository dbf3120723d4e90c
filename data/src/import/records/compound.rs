use spatial::places::{Compound, CompoundId};

use crate::import::Kind;
use crate::import::columns::Field;
use crate::import::known::{Known, Place};
use crate::import::reading::Reading;
use crate::model::Record;

pub(super) fn read(row: &mut Reading<'_>, known: &mut Known, place: Place, out: &mut Vec<Record>) -> Option<()> {
    let id = row.id(Field::Id);
    let community = row.community(known);
    let kind = row.choice(Field::Kind);
    let name = row.text(Field::Name).to_owned();
    let shape = row.polygons(&known.bounds())?;
    let (id, community, kind) = (id?, community?, kind?);
    row.claim(known, Kind::Compounds, Field::Id, id, &community.county(), place)?;
    out.push(Record::Compound(Compound { id: CompoundId::new(id), kind, name, community, shape }));
    Some(())
}
