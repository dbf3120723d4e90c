use spatial::places::{AreaCode, GridCode, GridStaff, StaffRole};

use crate::import::Kind;
use crate::import::columns::Field;
use crate::import::known::{Known, Place};
use crate::import::reading::Reading;
use crate::import::value;
use crate::model::{Contact, ContactSubject, Record};

pub(super) fn read(row: &mut Reading<'_>, known: &mut Known, place: Place, out: &mut Vec<Record>) -> Option<()> {
    let grid = row.id(Field::Grid);
    let role: Option<StaffRole> = row.choice(Field::Role);
    let seat = stated_seat(row);
    let since = row.date(Field::Since);
    let (grid, role) = (grid?, role?);
    if row.is_refused() {
        return None;
    }
    row.check_reference(known, Kind::Grids, Field::Grid, grid);
    let found = known.county_of(Kind::Grids, grid).or_else(|| AreaCode::parse(grid.get(..6)?).ok());
    let county = row.or_default_county(found, known)?;
    let seat = claim(row, known, (grid, role), seat, &county, place)?;
    let subject = match role {
        StaffRole::GridLeader => ContactSubject::GridLeader,
        StaffRole::GridWorker => ContactSubject::GridWorker,
    };
    out.extend(row.contact(known, Kind::GridStaff, subject, &Contact::seat_id(grid, seat), &county));
    out.push(Record::GridStaff(GridStaff { county, grid: GridCode::new(grid), role, seat, since }));
    Some(())
}

/// The seat the row names, none where it leaves that open; one that cannot be refuses the row.
fn stated_seat(row: &mut Reading<'_>) -> Option<u16> {
    let text = row.row.text(Field::Seat);
    if text.is_empty() {
        return None;
    }
    let seat = value::count(text, GridStaff::MAX_SEAT.into()).filter(|seat| *seat > 0);
    if seat.is_none() {
        let reason = format!("it is no whole number from 1 to {}", GridStaff::MAX_SEAT);
        row.refuse("bad_number", Field::Seat.as_str(), text, reason, "number the seats of a grid and role from 1");
    }
    seat.map(|seat| seat as u16)
}

/// Takes the seat the row names, or else the first that is free: rows without one are numbered in the file's order.
fn claim(
    row: &mut Reading<'_>,
    known: &mut Known,
    (grid, role): (&str, StaffRole),
    stated: Option<u16>,
    county: &AreaCode,
    place: Place,
) -> Option<u16> {
    let mut take = |seat| known.claim(Kind::GridStaff, &format!("{grid}/{}/{seat}", role.as_str()), county, place);
    let (code, field, value, reason) = if let Some(seat) = stated {
        let Err(first) = take(seat) else { return Some(seat) };
        let reason = format!("row {} has this seat of the grid already; the first one counts", first.row);
        ("repeated_id", Field::Seat, seat.to_string(), reason)
    } else {
        if let Some(seat) = (1..=GridStaff::MAX_SEAT).find(|seat| take(*seat).is_ok()) {
            return Some(seat);
        }
        let reason = format!("the grid has {} of this role already", GridStaff::MAX_SEAT);
        ("too_many_seats", Field::Role, role.as_str().to_owned(), reason)
    };
    row.refuse(code, field.as_str(), &value, reason, "keep one row per grid, role and seat");
    None
}
