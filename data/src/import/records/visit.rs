use spatial::places::HouseholdId;

use crate::import::Kind;
use crate::import::columns::Field;
use crate::import::known::Known;
use crate::import::reading::Reading;
use crate::model::{Record, Visit};

pub(super) fn read(row: &mut Reading<'_>, known: &mut Known, out: &mut Vec<Record>) -> Option<()> {
    let household = row.id(Field::Household);
    let date = row.required_date(Field::Date);
    let result = row.optional_choice(Field::Result);
    let (household, date) = (household?, date?);
    if let Some(last) = known.last_day.filter(|last| date > *last) {
        let reason = format!("it is later than {last}, the last day that the data can be of");
        row.refuse(
            "future_visit",
            Field::Date.as_str(),
            &date.to_string(),
            reason,
            "correct the date, or give another --data-date",
        );
        return None;
    }
    row.check_reference(known, Kind::Households, Field::Household, household);
    let county = row.or_default_county(known.county_of(Kind::Households, household), known)?;
    if !known.claim_visit(household, date) {
        let reason =
            format!("household {household} was visited on that day in an earlier row already; the first one counts");
        row.refuse(
            "repeated_visit",
            Field::Date.as_str(),
            &date.to_string(),
            reason,
            "keep one row per household and day",
        );
        return None;
    }
    out.push(Record::Visit(Visit { county, household: HouseholdId::new(household), date, result }));
    Some(())
}
