use spatial::places::{BuildingId, Unit, UnitId, WorkCoverage};

use crate::import::Kind;
use crate::import::columns::Field;
use crate::import::known::{Known, Place};
use crate::import::reading::Reading;
use crate::model::Record;

const MAX_STAFF: u32 = 10_000_000;

pub(super) fn read(row: &mut Reading<'_>, known: &mut Known, place: Place, out: &mut Vec<Record>) -> Option<()> {
    let id = row.id(Field::Id);
    let community = row.community(known);
    let name = row.required(Field::Name);
    let kind = row.choice(Field::Kind);
    let building = row.checked_reference(known, Kind::Buildings, Field::Building).map(BuildingId::new);
    let staff = row.count(Field::Staff, MAX_STAFF);
    let operating = row.flag(Field::Operating).unwrap_or(true);
    let fixed_premises = row.flag(Field::FixedPremises);
    let work = WorkCoverage {
        instructor: row.flag(Field::Instructor),
        liaison: row.flag(Field::Liaison),
        union: row.flag(Field::Union),
        youth_league: row.flag(Field::YouthLeague),
    };
    let position = row.position(&known.bounds());
    let (id, community, name, kind) = (id?, community?, name?.to_owned(), kind?);
    row.claim(known, Kind::Units, Field::Id, id, &community.county(), place)?;
    out.push(Record::Unit(Unit {
        id: UnitId::new(id),
        community,
        name,
        kind,
        building,
        staff,
        operating,
        position,
        fixed_premises,
        work,
    }));
    Some(())
}
