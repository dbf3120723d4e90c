use spatial::places::{GridCode, Organisation, OrganisationId, UnitId};

use crate::import::Kind;
use crate::import::columns::Field;
use crate::import::known::{Known, Place};
use crate::import::reading::Reading;
use crate::model::Record;

/// No committee is elected for longer.
const MAX_TERM_YEARS: u32 = 10;

pub(super) fn read(row: &mut Reading<'_>, known: &mut Known, place: Place, out: &mut Vec<Record>) -> Option<()> {
    let id = row.id(Field::Id);
    let area = row.area(known);
    let name = row.required(Field::Name);
    let kind = row.choice(Field::Kind);
    let joint = row.flag(Field::Joint).unwrap_or(false);
    // A parent may stand further down, so the file's end checks it.
    let parent = row.reference(Field::Parent);
    let position = row.position(&known.bounds());
    let serves_grids = served(row, known, Kind::Grids, Field::ServesGrids, |id| GridCode::new(id));
    let serves_units = served(row, known, Kind::Units, Field::ServesUnits, |id| UnitId::new(id));
    let elected_on = row.date(Field::ElectedOn);
    let term_years = row.count(Field::TermYears, MAX_TERM_YEARS).map(|years| years as u8);
    let has_branch_committee = row.flag(Field::HasBranchCommittee);
    let (id, area, name, kind) = (id?, area?, name?.to_owned(), kind?);
    row.claim(known, Kind::Organisations, Field::Id, id, &area.county(), place)?;
    if let Some(parent) = parent {
        known.parents.push((place, parent.into()));
    }
    let (id, parent) = (OrganisationId::new(id), parent.map(OrganisationId::new));
    out.push(Record::Organisation(Organisation {
        id,
        area,
        name,
        kind,
        joint,
        parent,
        position,
        serves_grids,
        serves_units,
        elected_on,
        term_years,
        has_branch_committee,
    }));
    Some(())
}

fn served<T>(row: &mut Reading<'_>, known: &mut Known, kind: Kind, field: Field, id: impl Fn(&str) -> T) -> Vec<T> {
    let mut served = Vec::new();
    for reference in row.references(field) {
        row.check_reference(known, kind, field, reference);
        served.push(id(reference));
    }
    served
}
