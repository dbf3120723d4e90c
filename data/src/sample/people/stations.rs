//! Service stations: one of the district, one per street, one per community but for a few, and those of grids.

use spatial::places::{AreaKind, StationKind};

use super::buildings::House;
use crate::sample::chance::Dice;
use crate::sample::ground::{Metres, Spot, distance};
use crate::sample::town::Town;

/// A row of the stations' list.
#[derive(Clone, Debug)]
pub(in crate::sample) struct Station {
    pub(in crate::sample) area: usize,
    pub(in crate::sample) name: String,
    pub(in crate::sample) kind: StationKind,
    pub(in crate::sample) spot: Option<Spot>,
}

/// Opens them.
pub(in crate::sample) fn open(town: &Town, houses: &[House], seed: u64) -> Vec<Station> {
    let mut dice = Dice::new(seed, "stations");
    let mut stations = Vec::new();
    let mut communities: Vec<usize> = Vec::new();
    for (index, area) in town.areas.iter().enumerate() {
        let kind = match area.kind {
            AreaKind::District => StationKind::District,
            AreaKind::Street | AreaKind::Town => StationKind::Street,
            _ => {
                communities.push(index);
                continue;
            }
        };
        let name = format!("{}党群服务中心", area.name);
        stations.push(Station { area: index, name, kind, spot: house_near(houses, area.at) });
    }
    let mut closed = communities.clone();
    dice.shuffle(&mut closed);
    closed.truncate(town.scale.stationless);
    for &index in communities.iter().filter(|index| !closed.contains(index)) {
        let area = &town.areas[index];
        let name = format!("{}党群服务站", area.name);
        stations.push(Station { area: index, name, kind: StationKind::Community, spot: house_near(houses, area.at) });
    }
    // Grids of villages first: they are the far ones; then all over the town.
    let mut grids: Vec<usize> =
        (0..town.grids.len()).filter(|grid| !closed.contains(&town.grids[*grid].community)).collect();
    dice.shuffle(&mut grids);
    grids.sort_by_key(|grid| !town.grids[*grid].code.starts_with("9901011"));
    for grid in grids.into_iter().take(town.scale.grid_stations) {
        let place = &town.grids[grid];
        let own: Vec<&House> = houses.iter().filter(|house| house.grid == grid).collect();
        let spot = if own.is_empty() {
            house_near(houses, place.at)
        } else {
            Some(Spot::near(dice.pick(&own).plan.point(-0.2, 0.3)))
        };
        let name = place.name.replace("网格", "网格党群服务点");
        stations.push(Station { area: place.community, name, kind: StationKind::Grid, spot });
    }
    // One station's coordinates were never written down.
    if stations.len() > 20
        && let Some(station) = stations.last_mut()
    {
        station.spot = None;
    }
    stations
}

fn house_near(houses: &[House], at: Metres) -> Option<Spot> {
    let nearest = houses.iter().min_by(|a, b| distance(a.plan.at, at).total_cmp(&distance(b.plan.at, at)))?;
    Some(Spot::near(nearest.plan.point(0.1, 0.1)))
}
