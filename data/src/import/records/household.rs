use spatial::places::{BuildingId, Household, HouseholdId, PositionTrust};

use crate::import::Kind;
use crate::import::columns::Field;
use crate::import::datum::ListKey;
use crate::import::known::{Known, Place};
use crate::import::reading::Reading;
use crate::model::{ContactSubject, Record};

/// More people behind one door are a dormitory written as one household, or a slip of the pen.
const MANY_PERSONS: u16 = 30;
const MAX_PERSONS: u32 = 10_000;

pub(super) fn read(row: &mut Reading<'_>, known: &mut Known, place: Place, out: &mut Vec<Record>) -> Option<()> {
    let id = row.id(Field::Id);
    let community = row.community(known);
    let building = row.checked_reference(known, Kind::Buildings, Field::Building).map(BuildingId::new);
    let door = row.text(Field::Door).to_owned();
    let position = row.position(&known.bounds());
    let persons = row.count(Field::Persons, MAX_PERSONS).map(|persons| persons as u16);
    let tenure = row.optional_choice(Field::Tenure);
    let visit_class = row.optional_choice(Field::VisitClass);
    let (id, community) = (id?, community?);
    let county = community.county();
    row.claim(known, Kind::Households, Field::Id, id, &county, place)?;
    if let Some(many) = persons.filter(|persons| *persons > MANY_PERSONS) {
        let reason = format!("more than {MANY_PERSONS} people in one household");
        row.doubt(
            "many_persons",
            Field::Persons.as_str(),
            &many.to_string(),
            reason,
            "split it by door, or correct the number",
        );
    }
    if let Some(building) = &building {
        check_door(row, known, building.as_str(), &door, id);
    }
    let key = || ListKey { file: place.file, area: community.clone(), source: row.row.text(Field::Source).to_owned() };
    let shifted = position.is_some() && known.suspects.get(&key()).is_some_and(|suspect| suspect.probably.is_some());
    let trust = if shifted { PositionTrust::Doubtful } else { PositionTrust::Stated };
    out.extend(row.contact(known, Kind::Households, ContactSubject::Household, id, &county));
    let id = HouseholdId::new(id);
    let last_visit = None;
    let household =
        Household { id, community, building, door, position, trust, persons, tenure, visit_class, last_visit };
    out.push(Record::Household(household));
    Some(())
}

/// Two households behind one door are one household listed twice. Both stay; the rules count one.
fn check_door(row: &mut Reading<'_>, known: &mut Known, building: &str, door: &str, id: &str) {
    if door.is_empty() {
        return;
    }
    if let Some(first) = known.behind_door(building, door, id) {
        let reason = format!("household {first} has the same door of building {building}");
        row.doubt("same_door", Field::Door.as_str(), door, reason, "remove one of the two, or correct the door");
    }
}
