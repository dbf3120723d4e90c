use spatial::places::{HouseholdId, Member, MemberId, OrganisationId, UnitId};

use crate::import::Kind;
use crate::import::columns::Field;
use crate::import::known::{Known, Place};
use crate::import::reading::Reading;
use crate::model::{ContactSubject, Record};

pub(super) fn read(row: &mut Reading<'_>, known: &mut Known, place: Place, out: &mut Vec<Record>) -> Option<()> {
    let id = row.id(Field::Id);
    let community = row.community(known);
    let kind = row.optional_choice(Field::Kind);
    let birth_year = birth_year(row);
    let household = row.checked_reference(known, Kind::Households, Field::Household).map(HouseholdId::new);
    let unit = row.checked_reference(known, Kind::Units, Field::Unit).map(UnitId::new);
    let organisation = row.checked_reference(known, Kind::Organisations, Field::Organisation).map(OrganisationId::new);
    // A list of members lists members: who has left says so.
    let active = row.flag(Field::Active).unwrap_or(true);
    let eligible = row.flag(Field::Eligible);
    let left_on = row.date(Field::LeftOn);
    let exemption = row.optional_choice(Field::Exemption);
    let hub = row.checked_reference(known, Kind::Households, Field::Hub).map(HouseholdId::new);
    let (id, community) = (id?, community?);
    let county = community.county();
    row.claim(known, Kind::Members, Field::Id, id, &county, place)?;
    out.extend(row.contact(known, Kind::Members, ContactSubject::Member, id, &county));
    out.push(Record::Member(Member {
        id: MemberId::new(id),
        community,
        kind,
        birth_year,
        household,
        unit,
        organisation,
        active,
        eligible,
        left_on,
        exemption,
        hub,
    }));
    Some(())
}

fn birth_year(row: &mut Reading<'_>) -> Option<u16> {
    let year = row.count(Field::BirthYear, 9999)? as u16;
    if (1900..=2199).contains(&year) {
        return Some(year);
    }
    let reason = "nobody in the register was born then; the field is left blank";
    row.doubt("bad_number", Field::BirthYear.as_str(), &year.to_string(), reason, "write the year with four digits");
    None
}
