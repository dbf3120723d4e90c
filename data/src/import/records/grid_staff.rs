use spatial::places::{AreaCode, GridCode, GridStaff, StaffRole};

use crate::import::Kind;
use crate::import::columns::Field;
use crate::import::known::{Known, Place};
use crate::import::reading::Reading;
use crate::model::{ContactSubject, Record};

pub(super) fn read(row: &mut Reading<'_>, known: &mut Known, place: Place, out: &mut Vec<Record>) -> Option<()> {
    let grid = row.id(Field::Grid);
    let role: Option<StaffRole> = row.choice(Field::Role);
    let since = row.date(Field::Since);
    let (grid, role) = (grid?, role?);
    row.check_reference(known, Kind::Grids, Field::Grid, grid);
    let found = known.county_of(Kind::Grids, grid).or_else(|| AreaCode::parse(grid.get(..6)?).ok());
    let county = row.or_default_county(found, known)?;
    claim(row, known, grid, role, &county, place)?;
    let subject = match role {
        StaffRole::GridLeader => ContactSubject::GridLeader,
        StaffRole::GridWorker => ContactSubject::GridWorker,
    };
    out.extend(row.contact(subject, grid, &county, [Field::Name, Field::Phone]));
    out.push(Record::GridStaff(GridStaff { county, grid: GridCode::new(grid), role, since }));
    Some(())
}

/// The register keeps one leader and one worker per grid.
fn claim(
    row: &mut Reading<'_>,
    known: &mut Known,
    grid: &str,
    role: StaffRole,
    county: &AreaCode,
    place: Place,
) -> Option<()> {
    let Err(first) = known.claim(Kind::GridStaff, &format!("{grid}/{}", role.as_str()), county, place) else {
        return Some(());
    };
    let reason = format!("row {} names a {} of this grid already; the first one counts", first.row, role.as_str());
    row.refuse("repeated_id", Field::Role.as_str(), role.as_str(), reason, "keep one row per grid and role");
    None
}
