use spatial::places::{HouseholdId, Link, MemberId};

use crate::import::Kind;
use crate::import::columns::Field;
use crate::import::known::{Known, Place};
use crate::import::reading::Reading;
use crate::model::Record;

pub(super) fn read(row: &mut Reading<'_>, known: &mut Known, place: Place, out: &mut Vec<Record>) -> Option<()> {
    let household = row.id(Field::Household);
    let member = row.id(Field::Member);
    let (since, until) = (row.date(Field::Since), row.date(Field::Until));
    let (household, member) = (household?, member?);
    if let Some((since, until)) = since.zip(until).filter(|(since, until)| until < since) {
        let reason = format!("it comes before {since}, when the link began; it counts on no day");
        row.doubt("dates_out_of_order", Field::Until.as_str(), &until.to_string(), reason, "correct the dates");
    }
    row.check_reference(known, Kind::Households, Field::Household, household);
    row.check_reference(known, Kind::Members, Field::Member, member);
    let found = known.county_of(Kind::Households, household).or_else(|| known.county_of(Kind::Members, member));
    let county = row.or_default_county(found, known)?;
    row.claim(known, Kind::Links, Field::Household, &format!("{household}/{member}"), &county, place)?;
    let (household, member) = (HouseholdId::new(household), MemberId::new(member));
    out.push(Record::Link(Link { county, household, member, since, until }));
    Some(())
}
