use crate::fixture::{Records, block};
use crate::places::BuildingId;
use crate::snapshot::Row;

/// Every household with a position of its own, where the district has it: a building that is split then moves nobody.
pub(super) fn with_positions(records: &Records) -> Records {
    let snapshot = records.clone().snapshot();
    let mut stated = records.clone();
    for household in &mut stated.households {
        let row = snapshot.households.id.find(household.id.as_str()).unwrap();
        let at = snapshot.households.position[Row::index(row)].unwrap();
        household.position = Some(snapshot.frame.unproject(at));
    }
    stated
}

/// One building becomes two, side by side, with every other household in each.
pub(super) fn split(records: &Records, building: usize) -> Records {
    let mut records = records.clone();
    let whole = records.buildings.remove(building);
    let halves = ["a", "b"].map(|half| BuildingId::new(format!("{}{half}", whole.id)));
    let (x, y) = [(-300.0, -120.0), (-300.0, 320.0), (300.0, -120.0), (300.0, 320.0)][building];
    for (id, west) in halves.iter().zip([x - 10.0, x]) {
        let shape = block(west, y - 6.0, west + 10.0, y + 6.0);
        records.buildings.push(crate::places::Building { id: id.clone(), shape, ..whole.clone() });
    }
    let here = records.households.iter_mut().filter(|household| household.building.as_ref() == Some(&whole.id));
    for (number, household) in here.enumerate() {
        household.building = Some(halves[number % 2].clone());
    }
    for micro_grid in records.micro_grids.iter_mut().filter(|micro_grid| micro_grid.buildings.contains(&whole.id)) {
        micro_grid.buildings = halves.to_vec();
    }
    if let Some(place) = records.leaders.iter().position(|leader| leader.building == whole.id) {
        let leader = records.leaders.remove(place);
        let of = |id: &BuildingId| crate::places::BuildingLeader { building: id.clone(), ..leader.clone() };
        records.leaders.extend(halves.iter().map(of));
    }
    records
}
