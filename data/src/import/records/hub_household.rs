use spatial::places::{HouseholdId, HubHousehold};

use crate::import::Kind;
use crate::import::columns::Field;
use crate::import::known::{Known, Place};
use crate::import::reading::Reading;
use crate::model::Record;

pub(super) fn read(row: &mut Reading<'_>, known: &mut Known, place: Place, out: &mut Vec<Record>) -> Option<()> {
    let household = row.id(Field::Household)?;
    let since = row.date(Field::Since);
    row.check_reference(known, Kind::Households, Field::Household, household);
    let county = row.or_default_county(known.county_of(Kind::Households, household), known)?;
    row.claim(known, Kind::HubHouseholds, Field::Household, household, &county, place)?;
    out.push(Record::HubHousehold(HubHousehold { county, household: HouseholdId::new(household), since }));
    Some(())
}
