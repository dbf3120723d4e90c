use spatial::places::{HouseholdId, Link, MemberId};

use crate::import::Kind;
use crate::import::columns::Field;
use crate::import::known::{Known, Place};
use crate::import::reading::Reading;
use crate::model::Record;

pub(super) fn read(row: &mut Reading<'_>, known: &mut Known, place: Place, out: &mut Vec<Record>) -> Option<()> {
    let household = row.id(Field::Household);
    let member = row.id(Field::Member);
    let since = row.date(Field::Since);
    let (household, member) = (household?, member?);
    row.check_reference(known, Kind::Households, Field::Household, household);
    row.check_reference(known, Kind::Members, Field::Member, member);
    let found = known.county_of(Kind::Households, household).or_else(|| known.county_of(Kind::Members, member));
    let county = row.or_default_county(found, known)?;
    row.claim(known, Kind::Links, Field::Household, &format!("{household}/{member}"), &county, place)?;
    let (household, member) = (HouseholdId::new(household), MemberId::new(member));
    out.push(Record::Link(Link { county, household, member, since }));
    Some(())
}
