//! Service stations: one of the district, one per street, one per community but for a few, and those of grids.

use spatial::places::{AreaKind, StationKind};

use super::buildings::House;
use crate::sample::chance::Dice;
use crate::sample::ground::{Metres, Spot, blend, distance};
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
    let closed = closed(town, &communities, &mut dice);
    for &index in communities.iter().filter(|index| !closed.contains(index)) {
        let area = &town.areas[index];
        let name = format!("{}党群服务站", area.name);
        let spot = own_house_near(town, houses, index, towards_centre(town, area.at));
        stations.push(Station { area: index, name, kind: StationKind::Community, spot });
    }
    // Grids of the inner town opened theirs first: further out people walk far.
    let mut grids: Vec<(f64, usize)> = (0..town.grids.len())
        .filter(|grid| !closed.contains(&town.grids[*grid].community))
        .map(|grid| (town.outwardness(town.grids[grid].at) + dice.between(0.0, 0.35), grid))
        .collect();
    grids.sort_by(|a, b| a.0.total_cmp(&b.0));
    for (_, grid) in grids.into_iter().take(town.scale.grid_stations) {
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

/// Communities without a station: a new quarter at the edge of the town, next to one another.
fn closed(town: &Town, communities: &[usize], dice: &mut Dice) -> Vec<usize> {
    let at = |area: usize| town.areas[area].at;
    let edge: Vec<usize> = communities
        .iter()
        .copied()
        .filter(|area| {
            town.areas[*area].kind == AreaKind::Community && (0.6..0.85).contains(&town.outwardness(at(*area)))
        })
        .collect();
    let middle = at(*dice.pick(if edge.is_empty() { communities } else { &edge }));
    let mut order = communities.to_vec();
    order.retain(|area| town.areas[*area].kind == AreaKind::Community);
    order.sort_by(|a, b| distance(at(*a), middle).total_cmp(&distance(at(*b), middle)).then(a.cmp(b)));
    order.truncate(town.scale.stationless);
    order
}

/// Stations stand where the town is older: at the inner side of the outer communities.
fn towards_centre(town: &Town, at: Metres) -> Metres {
    let out = town.outwardness(at);
    if out > 0.5 { blend(at, town.centre, (650.0 / distance(at, town.centre)).min(0.5)) } else { at }
}

fn own_house_near(town: &Town, houses: &[House], area: usize, at: Metres) -> Option<Spot> {
    let own = houses.iter().filter(|house| town.grids[house.grid].community == area);
    let nearest = own.min_by(|a, b| distance(a.plan.at, at).total_cmp(&distance(b.plan.at, at)))?;
    Some(Spot::near(nearest.plan.point(0.1, 0.1)))
}

fn house_near(houses: &[House], at: Metres) -> Option<Spot> {
    let nearest = houses.iter().min_by(|a, b| distance(a.plan.at, at).total_cmp(&distance(b.plan.at, at)))?;
    Some(Spot::near(nearest.plan.point(0.1, 0.1)))
}
