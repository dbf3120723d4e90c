use spatial::places::{GridCode, HouseholdId, Request, RequestId};

use crate::import::Kind;
use crate::import::columns::Field;
use crate::import::known::{Known, Place};
use crate::import::reading::Reading;
use crate::model::Record;

pub(super) fn read(row: &mut Reading<'_>, known: &mut Known, place: Place, out: &mut Vec<Record>) -> Option<()> {
    let id = row.id(Field::Id);
    let household = row.checked_reference(known, Kind::Households, Field::Household);
    let grid = row.checked_reference(known, Kind::Grids, Field::Grid);
    let urgency = row.optional_choice(Field::Urgency);
    let accepted_at = row.required_time(Field::AcceptedAt);
    let times = [Field::DispatchedAt, Field::HandledAt, Field::EvaluatedAt].map(|field| row.time(field));
    let satisfied = row.flag(Field::Satisfied);
    let (id, accepted_at) = (id?, accepted_at?);
    let of_household = household.as_deref().and_then(|id| known.county_of(Kind::Households, id));
    let found = of_household.or_else(|| known.county_of(Kind::Grids, grid.as_deref()?));
    let county = row.or_default_county(found, known)?;
    row.claim(known, Kind::Requests, Field::Id, id, &county, place)?;
    let [dispatched_at, handled_at, evaluated_at] = times;
    check_order(row, &[Some(accepted_at), dispatched_at, handled_at, evaluated_at]);
    out.push(Record::Request(Request {
        county,
        id: RequestId::new(id),
        household: household.map(HouseholdId::new),
        grid: grid.map(GridCode::new),
        urgency,
        accepted_at,
        dispatched_at,
        handled_at,
        evaluated_at,
        satisfied,
    }));
    Some(())
}

/// A request is accepted, dispatched, handled, evaluated, in this order.
fn check_order(row: &mut Reading<'_>, times: &[Option<chrono::NaiveDateTime>]) {
    let known: Vec<_> = times.iter().flatten().collect();
    if let Some(pair) = known.windows(2).find(|pair| pair[1] < pair[0]) {
        let reason = format!("it comes before {}, although it is a later step", pair[0]);
        row.doubt("times_out_of_order", Field::HandledAt.as_str(), &pair[1].to_string(), reason, "correct the times");
    }
}
