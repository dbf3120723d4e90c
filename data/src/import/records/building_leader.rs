use spatial::places::{BuildingId, BuildingLeader};

use crate::import::Kind;
use crate::import::columns::Field;
use crate::import::known::{Known, Place};
use crate::import::reading::Reading;
use crate::model::{ContactSubject, Record};

pub(super) fn read(row: &mut Reading<'_>, known: &mut Known, place: Place, out: &mut Vec<Record>) -> Option<()> {
    let building = row.id(Field::Building)?;
    let since = row.date(Field::Since);
    row.check_reference(known, Kind::Buildings, Field::Building, building);
    let county = row.or_default_county(known.county_of(Kind::Buildings, building), known)?;
    row.claim(known, Kind::BuildingLeaders, Field::Building, building, &county, place)?;
    out.extend(row.contact(known, Kind::BuildingLeaders, ContactSubject::BuildingLeader, building, &county));
    out.push(Record::BuildingLeader(BuildingLeader { county, building: BuildingId::new(building), since }));
    Some(())
}
