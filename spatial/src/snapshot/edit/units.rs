use std::collections::BTreeMap;

use super::table::{Change, change};
use super::{Editing, Moves};
use crate::places::{Unit, UnitId, UnitKind, WorkCoverage};
use crate::snapshot::land::{counted_by, place};
use crate::snapshot::{Placement, Row};

impl Editing<'_> {
    pub(super) fn units(&mut self, edits: BTreeMap<UnitId, Option<Unit>>) -> Option<()> {
        let before = self.before;
        let Change { moves, puts } =
            change(before.units.id.len(), edits, |id: &UnitId| before.units.id.binary_search(id));
        if moves.is_still() && puts.is_empty() {
            return Some(());
        }
        let is_awaited = |(row, unit): &(Row, Unit)| {
            moves.before(*row).is_none() && self.after.loose.units.contains(unit.id.as_str())
        };
        if puts.iter().any(is_awaited) {
            return None;
        }
        self.touched.units = true;
        moves.removed().into_iter().for_each(|row| self.lose_unit(row));
        self.move_units(&moves);
        for (row, unit) in puts {
            self.put_unit(row, unit);
        }
        Some(())
    }

    fn lose_unit(&mut self, row: Row) {
        let before = self.before;
        if before.members.unit.contains(&Some(row)) || before.organisations.serves_units.leads_to(row) {
            self.after.loose.units.insert(before.units.id[row.index()].as_str().into());
        }
    }

    fn move_units(&mut self, moves: &Moves) {
        if moves.is_still() {
            return;
        }
        let units = &mut *self.after.units;
        moves.reshape(&mut units.id, &UnitId::new(""));
        moves.reshape(&mut units.name, &Box::default());
        moves.reshape(&mut units.kind, &UnitKind::PrivateEnterprise);
        moves.reshape(&mut units.staff, &None);
        moves.reshape(&mut units.operating, &false);
        moves.reshape(&mut units.position, &None);
        moves.reshape(&mut units.placement, &Placement::NoPosition);
        moves.reshape(&mut units.community, &None);
        moves.reshape(&mut units.fixed_premises, &None);
        moves.reshape(&mut units.work, &WorkCoverage::default());
        moves.reshape(&mut units.compound, &None);
        moves.reshape(&mut units.claimed, &None);
        moves.renumber(&mut self.after.members.unit);
        let organisations = &mut *self.after.organisations;
        organisations.serves_units = organisations.serves_units.moved(&Moves::default(), moves).0;
    }

    fn put_unit(&mut self, row: Row, unit: Unit) {
        let after = &mut self.after;
        let building = unit.building.as_ref().and_then(|id| after.buildings.find(id));
        let building = building.map(|row| (&*after.buildings, row));
        let (position, placement) = place(&after.frame, &after.grid_index, unit.position, building);
        let claimed = after.areas.find(unit.community.as_str());
        let community = counted_by(&after.grids, &after.community_index, placement, position, claimed);
        let units = &mut *after.units;
        units.id.set(row, unit.id);
        units.name.set(row, unit.name.into());
        units.kind.set(row, unit.kind);
        units.staff.set(row, unit.staff);
        units.operating.set(row, unit.operating);
        units.position.set(row, position);
        units.placement.set(row, placement);
        units.community.set(row, community);
        units.fixed_premises.set(row, unit.fixed_premises);
        units.work.set(row, unit.work);
        units.compound.set(row, position.and_then(|at| after.compounds.at(at)));
        units.claimed.set(row, claimed);
    }
}
