//! The names and codes of a snapshot's tables.

use spatial::Snapshot;
use spatial::snapshot::Column;

use super::HitKind;

/// The names (of buildings the addresses) of a table with its codes, by row.
pub(super) fn names(kind: HitKind, of: &Snapshot) -> Box<dyn Iterator<Item = (&str, &str)> + '_> {
    match kind {
        HitKind::Area => pairs(&of.areas.name, &of.areas.code, |code| code.as_str()),
        HitKind::Grid => pairs(&of.grids.name, &of.grids.code, |code| code.as_str()),
        HitKind::Station => pairs(&of.stations.name, &of.stations.id, |id| id.as_str()),
        HitKind::Organisation => pairs(&of.organisations.name, &of.organisations.id, |id| id.as_str()),
        HitKind::Unit => pairs(&of.units.name, &of.units.id, |id| id.as_str()),
        HitKind::Building => pairs(&of.buildings.address, &of.buildings.id, |id| id.as_str()),
    }
}

/// Whether a table has the same names and codes in both; a column that both share is equal at a glance.
pub(super) fn same_names(kind: HitKind, a: &Snapshot, b: &Snapshot) -> bool {
    match kind {
        HitKind::Area => a.areas.name == b.areas.name && a.areas.code == b.areas.code,
        HitKind::Grid => a.grids.name == b.grids.name && a.grids.code == b.grids.code,
        HitKind::Station => a.stations.name == b.stations.name && a.stations.id == b.stations.id,
        HitKind::Organisation => {
            a.organisations.name == b.organisations.name && a.organisations.id == b.organisations.id
        }
        HitKind::Unit => a.units.name == b.units.name && a.units.id == b.units.id,
        HitKind::Building => a.buildings.address == b.buildings.address && a.buildings.id == b.buildings.id,
    }
}

fn pairs<'a, T>(
    names: &'a Column<Box<str>>,
    codes: &'a Column<T>,
    text: fn(&T) -> &str,
) -> Box<dyn Iterator<Item = (&'a str, &'a str)> + 'a> {
    Box::new(names.iter().zip(codes.iter()).map(move |(name, code)| (&**name, text(code))))
}
