use spatial::places::{CheckIn, CheckInKind, CheckInSubject};

use crate::import::Kind;
use crate::import::columns::Field;
use crate::import::known::{Known, Place};
use crate::import::reading::Reading;
use crate::model::Record;

pub(super) fn read(row: &mut Reading<'_>, known: &mut Known, place: Place, out: &mut Vec<Record>) -> Option<()> {
    let kind: Option<CheckInKind> = row.choice(Field::Kind);
    let id = row.id(Field::Id);
    let community = row.community(known);
    let date = row.date(Field::Date);
    let (kind, id, community) = (kind?, id?, community?);
    let listed = match kind {
        CheckInKind::Organisation => Kind::Organisations,
        CheckInKind::Member => Kind::Members,
    };
    row.check_reference(known, listed, Field::Id, id);
    let key = format!("{}/{id}/{community}", kind.as_str());
    row.claim(known, Kind::CheckIns, Field::Id, &key, &community.county(), place)?;
    out.push(Record::CheckIn(CheckIn { subject: CheckInSubject::new(kind, id), community, date }));
    Some(())
}
